import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBlotterConsole, installBlotterConsole } from '../../../src/lib/app/blotterConsole.ts';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import type { DeskView } from '../../../src/lib/contract/deskView.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const view = {
	account: {
		equity: '101000',
		unrealised: '12',
		realisedGross: '20',
		realisedNet: '18',
		fees: '2',
		dayChange: '5',
		dayChangeFraction: 0.01
	},
	positions: [{ symbol: 'ALFA' }],
	triggers: [{ id: 't1' }],
	books: [{ id: 'b1' }]
} as unknown as DeskView;

function createConsole(answer: unknown = ok('the answer')) {
	const ask = vi.fn((..._given: unknown[]) => Promise.resolve(answer));
	const running = vi.fn(() => Promise.resolve(view));
	const desk = { ask, running } as unknown as Pick<DeskClient, 'ask' | 'running'>;
	return { ask, running, desk, blotter: createBlotterConsole(desk) };
}

type Call = (blotter: ReturnType<typeof createBlotterConsole>) => Promise<unknown>;

describe('the desk on the console', () => {
	const nothing = null as never;

	// What a person leaves out is asked for as it is, so that the worker says what is missing.
	test.each<[string, Call, string, unknown]>([
		['submit', ({ order }) => order.submit(nothing), 'submitOrder', { order: {} }],
		['preview', ({ order }) => order.preview(nothing), 'previewOrder', { order: {} }],
		['replace', ({ order }) => order.replace('r.a', nothing), 'replaceOrder', { orderId: 'r.a' }],
		['decide', (blotter) => blotter.decide(nothing), 'decide', { ticket: {} }],
		['create', ({ triggers }) => triggers.create('A', nothing), 'protect', { symbol: 'A' }],
		['delete', ({ triggers }) => triggers.delete('A', 'x' as never), 'protect', { symbol: 'A', x: '' }],
		['explain', (blotter) => blotter.explain('equity', nothing), 'explain', { figure: 'equity' }],
		['set', ({ settings }) => settings.set(nothing), 'changeSettings', { changes: {} }],
		['lock', ({ locks }) => locks.set('news', nothing), 'setLock', { reason: 'news' }]
	])('%s of nothing is rejected in words', async (_, call, name, given) => {
		const { ask, blotter } = createConsole(failed({ message: 'Not like that.' }));
		await expect(call(blotter)).rejects.toThrow('Not like that.');
		expect(ask).toHaveBeenCalledWith(name, given);
	});

	test.each<[string, Call, string, unknown]>([
		['breakers', ({ breakers }) => breakers.list(), 'breakers', {}],
		[
			'a reset',
			({ breakers }) => breakers.reset('dayLoss', 'looked at'),
			'resetBreaker',
			{ breaker: 'dayLoss', reason: 'looked at' }
		],
		['history', (blotter) => blotter.history(), 'history', {}],
		['orders', (blotter) => blotter.orders({ limit: 5 }), 'orders', { limit: 5 }],
		['fills', (blotter) => blotter.fills(), 'fills', {}],
		['equity', (blotter) => blotter.equity(), 'equityCurve', { range: 'All' }],
		['equity', (blotter) => blotter.equity({ range: '1W' }), 'equityCurve', { range: '1W' }],
		['trades', (blotter) => blotter.trades({ limit: 3 }), 'trades', { limit: 3 }],
		['ledger', (blotter) => blotter.ledger({ limit: 3 }), 'ledger', { limit: 3 }],
		['strategies', (blotter) => blotter.strategies(), 'strategies', {}],
		['story', (blotter) => blotter.story('d.a'), 'story', { order: 'd.a' }],
		['story of', (blotter) => blotter.story({ decision: 'a' }), 'story', { decision: 'a' }],
		['explain', (blotter) => blotter.explain('equity'), 'explain', { figure: 'equity' }],
		[
			'explain of a position',
			(blotter) => blotter.explain('positionValue', 'ALFA'),
			'explain',
			{ figure: 'positionValue', subject: 'ALFA' }
		],
		[
			'explain of a ticket',
			(blotter) => blotter.explain('ticketCost', { symbol: 'ALFA', action: 'BUY', quantity: 5 }),
			'explain',
			{ figure: 'ticketCost', ticket: { symbol: 'ALFA', action: 'BUY', quantity: '5' } }
		],
		['journal', (blotter) => blotter.journal({ before: 9 }), 'journal', { before: 9 }],
		['close', (blotter) => blotter.close('ALFA'), 'close', { symbol: 'ALFA' }],
		['close part', (blotter) => blotter.close('ALFA', 5), 'close', { symbol: 'ALFA', quantity: '5' }],
		[
			'triggers.create',
			(blotter) => blotter.triggers.create('ALFA', { stopLoss: 173.4 }),
			'protect',
			{ symbol: 'ALFA', stopLoss: '173.4' }
		],
		[
			'triggers.modify',
			(blotter) => blotter.triggers.modify('ALFA', { takeProfit: '195', trailingStopPct: 0.02 }),
			'protect',
			{ symbol: 'ALFA', takeProfit: '195', trailingStopPct: '0.02' }
		],
		[
			'triggers.delete',
			(blotter) => blotter.triggers.delete('ALFA', 'trailing_stop'),
			'protect',
			{ symbol: 'ALFA', trailingStopPct: '' }
		],
		[
			'decide',
			(blotter) => blotter.decide({ symbol: 'ALFA', action: 'BUY', sizePct: 0.05, stopLoss: '173.4' }),
			'decide',
			{ ticket: { symbol: 'ALFA', action: 'BUY', sizePct: '0.05', stopLoss: '173.4' } }
		],
		[
			'preview',
			(blotter) => blotter.preview({ symbol: 'ALFA', action: 'SELL' }),
			'preview',
			{ ticket: { symbol: 'ALFA', action: 'SELL' } }
		],
		['settings.get', (blotter) => blotter.settings.get(), 'settings', {}],
		[
			'settings.set',
			(blotter) => blotter.settings.set({ slippageBps: 7.5, allowAdding: true, 'risk.maxOpenTrades': null }),
			'changeSettings',
			{ changes: { slippageBps: '7.5', allowAdding: 'true', 'risk.maxOpenTrades': 'off' } }
		],
		['settings.history', (blotter) => blotter.settings.history({ limit: 3 }), 'settingHistory', { limit: 3 }],
		[
			'settings.import',
			(blotter) => blotter.settings.import('{}', false),
			'importSettings',
			{ name: 'config.json', text: '{}', apply: false }
		],
		['cancel', (blotter) => blotter.cancel('d.1'), 'cancel', { orderId: 'd.1' }],
		[
			'cancelDecision',
			(blotter) => blotter.cancelDecision('later'),
			'cancelDecision',
			{ decisionId: 'later' }
		],
		['halt', (blotter) => blotter.halt(), 'halt', { level: 'reduce_only', by: 'console', reason: '' }],
		[
			'halt, how far and why',
			(blotter) => blotter.halt('flatten', 'news\n'),
			'halt',
			{ level: 'flatten', by: 'console', reason: 'news ' }
		],
		[
			'halt, whatever it is given',
			(blotter) => blotter.halt('everything now' as 'flatten', 'x'.repeat(300)),
			'halt',
			{ level: 'reduce_only', by: 'console', reason: `everything now ${'x'.repeat(185)}` }
		],
		['pause', (blotter) => blotter.pause(), 'halt', { level: 'pause', by: 'console', reason: '' }],
		[
			'resume',
			(blotter) => blotter.resume('resume'),
			'resume',
			{ word: 'resume', by: 'console', reason: '' }
		],
		['signalOnly', (blotter) => blotter.signalOnly(), 'setSignalOnly', { isOn: true, by: 'console' }],
		[
			'books.create',
			(blotter) => blotter.books.create('B', { seed: 4 }),
			'createBook',
			{ name: 'B', seed: 4 }
		],
		['books.choose', (blotter) => blotter.books.choose('b1'), 'chooseBook', { id: 'b1' }],
		['books.rename', (blotter) => blotter.books.rename('b1', 'C'), 'renameBook', { id: 'b1', name: 'C' }],
		['books.reset', (blotter) => blotter.books.reset(), 'resetBook', {}],
		[
			'books.delete',
			(blotter) => blotter.books.delete('b1', 'delete'),
			'deleteBook',
			{ id: 'b1', typed: 'delete' }
		],
		['verify', (blotter) => blotter.verify(), 'verify', {}],
		['rebuild', (blotter) => blotter.rebuild(), 'rebuild', {}],
		['export', (blotter) => blotter.export('trades'), 'exportFile', { what: 'trades' }],
		[
			'export of',
			(blotter) => blotter.export('journal', 'b1'),
			'exportFile',
			{ what: 'journal', bookId: 'b1' }
		]
	])('%s asks and gives the answer', async (_, call, name, given) => {
		const { ask, blotter } = createConsole();
		expect(await call(blotter)).toBe('the answer');
		expect(ask).toHaveBeenCalledExactlyOnceWith(name, given);
	});

	test('what is shown is read without asking', async () => {
		const { ask, blotter } = createConsole();
		expect(await blotter.portfolio()).toEqual({ account: view.account, positions: view.positions });
		expect(await blotter.positions()).toBe(view.positions);
		expect(await blotter.triggers.list()).toBe(view.triggers);
		expect(await blotter.books.list()).toBe(view.books);
		expect(await blotter.pnl()).toEqual({
			unrealised: '12',
			realisedGross: '20',
			realisedNet: '18',
			fees: '2',
			dayChange: '5',
			dayChangeFraction: 0.01
		});
		expect(ask).not.toHaveBeenCalled();
	});

	test('an order is asked for by its id', async () => {
		const { ask, blotter } = createConsole(ok({ id: 'd.2' }));
		expect(await blotter.order('d.2')).toEqual({ id: 'd.2' });
		expect(ask).toHaveBeenCalledWith('order', { id: 'd.2' });
	});

	test('the clock is set, stepped and taken to the next open, and files are given by name and text', async () => {
		const { ask, blotter } = createConsole(ok({ text: 'Done.' }));
		await blotter.clock.set({ speed: 60, isPaused: true });
		await blotter.clock.step();
		await blotter.clock.nextOpen();
		await blotter.watch(['ALFA']);
		await blotter.take('config.json', '{}');
		expect(ask.mock.calls.slice(0, 4)).toEqual([
			['setClock', { speed: 60, isPaused: true }],
			['advance', { to: 'step' }],
			['advance', { to: 'nextOpen' }],
			['setWatchlist', { symbols: ['ALFA'] }]
		]);
		const [name, { files }] = ask.mock.calls[4] as unknown as [
			string,
			{ files: { name: string; content: Blob }[] }
		];
		expect([name, files[0]?.name, await files[0]?.content.text()]).toEqual([
			'takeFiles',
			'config.json',
			'{}'
		]);
	});

	test('a fault rejects with its sentences, and so does a desk that does not run', async () => {
		const { blotter } = createConsole(
			failed({ message: 'Nothing was closed.', messages: ['None is held.'] })
		);
		await expect(blotter.close('ALFA')).rejects.toThrow('Nothing was closed.\nNone is held.');
		const { running, ask, blotter: idle } = createConsole();
		running.mockRejectedValue(new Error('No storage.'));
		await expect(idle.verify()).rejects.toThrow('No storage.');
		expect(ask).not.toHaveBeenCalled();
	});

	test('the mode is that of the book that runs, and another venue is another book', async () => {
		const { ask, blotter } = createConsole();
		expect(await blotter.mode.get()).toBe('simulator');
		expect(await blotter.mode.switch('simulator')).toBe('simulator');
		await expect(blotter.mode.switch('live')).rejects.toThrow('There is no mode live');
		await expect(blotter.mode.switch('paper', 'paper')).rejects.toThrow('A book keeps its venue');
		expect(ask).not.toHaveBeenCalled();
	});

	test('the mode of the book of an account is switched with its word', async () => {
		const { ask, running, blotter } = createConsole(ok({ routing: 'paper' }));
		const brokerAccount = { id: 'one', routing: 'dry_run' } as DeskView['brokerAccount'];
		running.mockResolvedValue({ ...view, brokerAccount });
		expect(await blotter.mode.get()).toBe('dry_run');
		expect(await blotter.account()).toBe(brokerAccount);
		expect(await blotter.mode.switch('paper', 'paper')).toBe('paper');
		await blotter.setRouting('exits_only');
		await blotter.reconcile();
		expect(ask.mock.calls).toEqual([
			['setRouting', { routing: 'paper', typed: 'paper' }],
			['setRouting', { routing: 'exits_only' }],
			['reconcile', {}]
		]);
	});
});

describe('the global', () => {
	afterEach(() => void Reflect.deleteProperty(globalThis, 'blotter'));

	test('is there, frozen in all its parts, and cannot be put away by accident', () => {
		installBlotterConsole(createConsole().desk);
		expect(Object.isFrozen(globalThis.blotter)).toBe(true);
		for (const part of ['triggers', 'books', 'mode'] as const)
			expect(Object.isFrozen(globalThis.blotter[part])).toBe(true);
		expect(() => {
			globalThis.blotter = createConsole().blotter;
		}).toThrow(TypeError);
	});
});

test('settings go back to their defaults, those that are named or all, and are exported as text', async () => {
	const settings = [
		{ key: 'slippageBps', kind: 'bps', defaultTyped: '5' },
		{ key: 'sizing.maxPositionFraction', kind: 'percent', defaultTyped: '10' }
	];
	const { ask, blotter } = createConsole(ok({ settings, text: '{}' }));
	await blotter.settings.reset();
	const all = { slippageBps: '5', 'sizing.maxPositionFraction': '10 %' };
	expect(ask).toHaveBeenLastCalledWith('changeSettings', { changes: all });
	await blotter.settings.reset(['slippageBps', 'nonsense']);
	expect(ask).toHaveBeenLastCalledWith('changeSettings', { changes: { slippageBps: '5', nonsense: '' } });
	expect(await blotter.settings.export()).toBe('{}');
});
