import { describe, expect, it } from 'vitest';
import { evaluateQuote } from '../../../src/lib/engine/triggerEvaluation.ts';
import {
	createDecision,
	createLevels,
	createProtection,
	instruments,
	minuteAt,
	price,
	quantity,
	ratio,
	type PlainLevels,
	type PlainSettings
} from '../../support/deskBuilders.ts';
import { createQuoteDesk, tellEvent, type QuoteDesk } from '../../support/quoteDesk.ts';
import { createQuote } from '../../support/scriptedSource.ts';

/** A desk that holds 10 XYZ bought at 100, guarded by these levels. */
function guarded(levels: PlainLevels, settings: PlainSettings = {}): QuoteDesk {
	const desk = createQuoteDesk(settings);
	desk.hold({ levels: createLevels(levels) });
	return desk;
}

const exit = (kind: string, at: string, level: string) => [
	`fired d.buy.${kind} at ${level}`,
	`made t.d.buy.${kind} for 10`,
	'OrderSubmitted',
	'OrderAccepted',
	`filled ${kind} 10 at ${at}`
];

describe('a quote', () => {
	const [share] = instruments;
	const both = { stopLoss: '95', takeProfit: '110' };
	it.each([
		['above the stop fires nothing', { stopLoss: '95' }, '95.0001', null],
		['at the stop fires it', { stopLoss: '95' }, '95', 'stop_loss 95'],
		['below the stop fires it', { stopLoss: '95' }, '90', 'stop_loss 95'],
		['below the target fires nothing', { takeProfit: '110' }, '109.9999', null],
		['at the target fires it', { takeProfit: '110' }, '110', 'take_profit 110'],
		['above the target fires it', { takeProfit: '110' }, '120', 'take_profit 110'],
		['between both fires nothing', both, '100', null],
		['at crossed levels fires the stop', { stopLoss: '105', takeProfit: '104' }, '105', 'stop_loss 105'],
		['at the trail fires it', { trailing: '0.05' }, '95', 'trailing_stop 95'],
		['above the trail fires nothing', { trailing: '0.05' }, '95.0001', null],
		['under a higher stop names the stop', { trailing: '0.05', stopLoss: '96' }, '90', 'stop_loss 96'],
		['under a higher trail names the trail', { trailing: '0.05', stopLoss: '94' }, '90', 'trailing_stop 95'],
		[
			'under a level that both share names the stop',
			{ trailing: '0.05', stopLoss: '95' },
			'95',
			'stop_loss 95'
		]
	] as const)('%s', (_, levels, last, expected) => {
		if (share === undefined) throw new Error('no instrument');
		const quote = createQuote(`1 1000 ${last}`, minuteAt(1));
		const fired = evaluateQuote(createProtection(levels), quote, share);
		expect(fired === null ? null : `${fired.kind} ${String(Number(fired.level) / 1e9)}`).toBe(expected);
	});

	it('before a level comes into force does not act on it', () => {
		if (share === undefined) throw new Error('no instrument');
		const judge = (from: number) =>
			evaluateQuote(createProtection({ stopLoss: '95' }, from), createQuote('90 90 90', minuteAt(1)), share);
		expect([judge(minuteAt(1) + 1), judge(minuteAt(1))?.kind]).toEqual([null, 'stop_loss']);
	});
});

describe('an entry', () => {
	it('fills on the next quote at the ask with slippage, and arms from there', () => {
		const desk = createQuoteDesk({ slippage: '0.0005' });
		desk.quote('99.9 100.1 100');
		const size = { by: 'quantity', quantity: quantity('10') } as const;
		desk.take(createDecision({ id: 'buy', size, levels: createLevels({ trailing: '0.05' }) }));
		expect(desk.quote('99.9 100.1 100')).toEqual([
			'filled entry_market 10 at 100.1501',
			'armed d.buy.trailing_stop'
		]);
		expect(desk.state.book.protectionBySymbol.get('XYZ')?.trailing?.highWater).toBe(price('100.1501'));
	});

	it('is not filled by a quote of another symbol', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.take(createDecision({ id: 'buy' }));
		expect(desk.quote('100', 'ABC')).toEqual([]);
	});

	it('fires a stop that it fills below, on the quote that filled it', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		const size = { by: 'quantity', quantity: quantity('10') } as const;
		desk.take(createDecision({ id: 'buy', size, levels: createLevels({ stopLoss: '95' }) }));
		const told = desk.quote('90 90.1 90');
		expect(told).toEqual([
			'filled entry_market 10 at 90.1',
			'armed d.buy.stop_loss',
			...exit('stop_loss', '90', '95')
		]);
	});
});

describe('a trigger on quotes', () => {
	it.each([
		['stop_loss', { stopLoss: '95' }, '94.5 95.5 95', '94.4528', '95'],
		['take_profit', { takeProfit: '110' }, '109.9 110.1 110', '109.8451', '110'],
		['trailing_stop', { trailing: '0.05' }, '94.9 95.1 95', '94.8526', '95.0475']
	] as const)('%s is a market order on the very quote, once', (kind, levels, quote, at, level) => {
		const desk = guarded(levels, { slippage: '0.0005' });
		expect(desk.quote(quote)).toEqual(exit(kind, at, level));
		for (const next of ['1', '1000', quote]) expect(desk.quote(next)).toEqual([]);
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('stands down what else guards the position that it closes', () => {
		const desk = guarded({ stopLoss: '95', takeProfit: '110', trailing: '0.1' });
		expect(desk.quote('95')).toEqual([...exit('stop_loss', '95', '95'), 'ProtectionCanceled']);
		expect(desk.quote('120')).toEqual([]);
	});

	it('trails the highest price before the quote, and says so just before it fires and not at every tick', () => {
		const desk = guarded({ trailing: '0.05' });
		for (const last of ['101', '105', '110', '108', '109.9', '104.5001'])
			expect(desk.quote(last)).toEqual([]);
		expect(desk.quote('104.5')).toEqual(['raised to 110', ...exit('trailing_stop', '104.5', '104.5')]);
	});

	it('has its mark on record at a snapshot, when there is a new one', () => {
		const desk = guarded({ trailing: '0.05', stopLoss: '50' });
		expect(desk.snapshot()).toEqual(['SnapshotTaken']);
		desk.quote('110');
		desk.quote('107');
		expect(desk.snapshot()).toEqual(['raised to 110', 'SnapshotTaken']);
		expect(desk.snapshot()).toEqual(['SnapshotTaken']);
		desk.quote('110.5');
		expect(desk.snapshot()).toEqual(['raised to 110.5', 'SnapshotTaken']);
	});

	it('keeps its mark when it is given another fraction', () => {
		const desk = guarded({ trailing: '0.05' });
		desk.quote('110');
		desk.ask({ type: 'ChangeProtection', request: 'r', symbol: 'XYZ', change: { trailing: ratio('0.02') } });
		expect(desk.quote('107.8001')).toEqual([]);
		expect(desk.quote('107.8').slice(0, 2)).toEqual(['raised to 110', 'fired d.buy.trailing_stop at 107.8']);
	});

	it('that stood down and is armed again begins at the last price, not at the mark before', () => {
		const desk = guarded({ trailing: '0.05', stopLoss: '50' });
		desk.quote('120');
		desk.quote('118');
		const change = (trailing: ReturnType<typeof ratio> | null) =>
			desk.ask({ type: 'ChangeProtection', request: 'r', symbol: 'XYZ', change: { trailing } });
		change(null);
		expect(desk.quote('100')).toEqual([]);
		change(ratio('0.05'));
		expect(desk.quote('95.0001')).toEqual([]);
		expect(desk.quote('95')[0]).toBe('fired d.buy.trailing_stop.2 at 95');
	});
});

describe('a fired trigger', () => {
	it.each([
		[true, '94.9', 'filled stop_loss 10 at 94.9'],
		[false, '95', 'filled stop_loss 10 at 95']
	])(
		'says which quote fired it, and what its exit is reckoned from: bid and ask %s',
		(useBidAsk, from, filled) => {
			const desk = guarded({ stopLoss: '95' }, { slippage: '0', useBidAsk });
			desk.quote('94.9 95.2 95');
			const fired = desk.events.find((event) => event.type === 'TriggerFired');
			expect(fired).toMatchObject({
				level: price('95'),
				on: { type: 'quote', bid: price('94.9'), ask: price('95.2'), last: price('95'), from: price(from) }
			});
			expect(desk.events.map(tellEvent)).toContain(filled);
		}
	);
});
