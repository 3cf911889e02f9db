import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { killLevels, type HaltSource, type KillLevel } from '../../../src/lib/domain/killSwitch.ts';
import { createDecision, createLevels, price, quantity } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const halt = (desk: QuoteDesk, level: KillLevel, by: HaltSource = 'switch') =>
	desk.ask({ type: 'Halt', level, by, reason: 'test' });
const resume = (desk: QuoteDesk, to: KillLevel | null = null) =>
	desk.ask({ type: 'Resume', to, by: 'switch', reason: 'test' });
const stateOf = ({ state: { book } }: QuoteDesk) => [book.tradingState, book.killLevel];
const levelEvent = ['TradingStateChanged'];

/** A desk that holds 10 XYZ from 100, its stop at 95, with an entry of ABC that rests. */
function holding(): QuoteDesk {
	const desk = createQuoteDesk();
	desk.quote('50', 'ABC');
	desk.quote('50', 'BTC');
	desk.hold({ levels: createLevels({ stopLoss: '95' }) });
	desk.ask({ type: 'SubmitOrder', request: 'rest', order: readOrder({ symbol: 'ABC', limit: '40' }) });
	return desk;
}

const acts = {
	'a decision to buy': (desk: QuoteDesk) => desk.take(createDecision({ id: 'b', symbol: 'BTC' })),
	'an order to buy': (desk: QuoteDesk) =>
		desk.ask({ type: 'SubmitOrder', request: 'b', order: readOrder({ symbol: 'ABC', quantity: '1' }) }),
	'a decision to sell': (desk: QuoteDesk) => desk.take(createDecision({ id: 's', action: 'SELL' })),
	'an order to sell': (desk: QuoteDesk) =>
		desk.ask({ type: 'SubmitOrder', request: 's', order: readOrder({ side: 'sell', limit: '120' }) }),
	'a close by hand': (desk: QuoteDesk) =>
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null }),
	'a fired stop': (desk: QuoteDesk) => desk.quote('94'),
	'a cancel': (desk: QuoteDesk) =>
		desk.ask({ type: 'CancelOrder', request: 'x', orderId: 'r.rest' as ClientOrderId }),
	'a new stop': (desk: QuoteDesk) =>
		desk.ask({ type: 'ChangeProtection', request: 'p', symbol: 'XYZ', change: { stopLoss: price('96') } })
} as const;

const refusals = ['OrderDenied', 'RequestRefused'];
const isPassed = (events: readonly string[]) =>
	events.length > 0 && !events.some((event) => refusals.includes(event) || event.startsWith('refused'));

// From left to right: nothing halted, paused, reduce only, and reduce only after a fault of the engine.
it.each([
	['a decision to buy', true, false, false, false],
	['an order to buy', true, false, false, false],
	['a decision to sell', true, true, false, false],
	['an order to sell', true, true, false, false],
	['a close by hand', true, true, true, true],
	['a fired stop', true, true, true, false],
	['a cancel', true, true, true, true],
	['a new stop', true, true, true, true]
] as const)('%s passes or not, state by state', (name, ...passes) => {
	const states = [
		[null, 'switch'],
		['pause', 'switch'],
		['reduce_only', 'switch'],
		['reduce_only', 'engine']
	] as const;
	const passed = states.map(([level, by]) => {
		const desk = holding();
		if (level !== null) halt(desk, level, by);
		return isPassed(acts[name](desk));
	});
	expect(passed).toEqual(passes);
});

describe('a level', () => {
	it.each([
		['pause', 'reducing'],
		['reduce_only', 'halted'],
		['cancel_entries', 'halted'],
		['flatten', 'halted']
	] as const)('%s is %s, and on record with who set it and why', (level, state) => {
		const desk = createQuoteDesk();
		halt(desk, level, 'key');
		expect(desk.events[0]).toEqual({
			...{ type: 'TradingStateChanged', at: desk.now(), state, level, by: 'key', reason: 'test' }
		});
		expect(stateOf(desk)).toEqual([state, level]);
		expect(desk.state.book).toMatchObject({ haltedBy: 'key', haltedAt: desk.now(), tradingReason: 'test' });
	});

	it('is never lowered by a halt, and never raised by a resume', () => {
		for (const [index, level] of killLevels.entries()) {
			const desk = createQuoteDesk();
			halt(desk, level);
			for (const lower of killLevels.slice(0, index + 1)) expect(halt(desk, lower)).toEqual([]);
			for (const higher of killLevels.slice(index)) expect(resume(desk, higher)).toEqual([]);
			expect(stateOf(desk)[1]).toBe(level);
		}
	});

	it('is let go by a resume, wholly or down to a lower one', () => {
		const desk = createQuoteDesk();
		halt(desk, 'flatten');
		expect(resume(desk, 'pause')).toEqual(levelEvent);
		expect(stateOf(desk)).toEqual(['reducing', 'pause']);
		expect(resume(desk)).toEqual(levelEvent);
		expect(stateOf(desk)).toEqual(['active', null]);
		expect(desk.state.book).toMatchObject({ haltedBy: null, haltedAt: null, sweep: null });
		expect(resume(desk)).toEqual([]);
	});

	it('that cancels open entries takes them back and spares what guards', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		const bracket = readOrder({ quantity: '10', target: '120', stopLeg: '90' });
		desk.ask({ type: 'SubmitOrder', request: 'a', order: bracket });
		desk.quote('100');
		desk.ask({ type: 'SubmitOrder', request: 'b', order: readOrder({ limit: '80', quantity: '1' }) });
		const events = halt(desk, 'cancel_entries');
		expect(events).toEqual([
			...['TradingStateChanged', 'SweepTried', 'CancelRequested', 'OrderCanceled', 'SweepEnded']
		]);
		expect(desk.state.book.entriesBySymbol.size).toBe(0);
		expect(desk.state.book.restingExitsBySymbol.get('XYZ')).toHaveLength(2);
		expect(desk.events.findLast(({ type }) => type === 'SweepEnded')).toMatchObject({ outcome: 'clear' });
	});

	it('does nothing by itself in a book without a trade, however its prices run', () => {
		const desk = createQuoteDesk();
		for (const text of ['100', '1', '1000', '0.5']) desk.quote(text);
		desk.snapshot(true);
		expect(stateOf(desk)).toEqual(['active', null]);
	});
});

describe('after a fault of the engine', () => {
	it('a stop that was passed meanwhile fires once trading goes on', () => {
		const desk = holding();
		halt(desk, 'reduce_only', 'engine');
		expect(desk.quote('94')).toEqual([]);
		resume(desk);
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
	});

	it('a person flattens all the same', () => {
		const desk = holding();
		halt(desk, 'reduce_only', 'engine');
		halt(desk, 'flatten', 'console');
		expect(desk.quote('94')).toContain('filled flattened 10 at 94');
		expect(desk.events.at(-1)).toMatchObject({ type: 'SweepEnded', outcome: 'clear' });
	});
});

describe('a check that breaks', () => {
	function breaking(): QuoteDesk {
		const desk = holding();
		const { config } = desk.state.book;
		const risk = {
			...config.risk,
			get maxOpenTrades(): never {
				throw new Error('the limit is not there');
			}
		};
		desk.state.book.config = { ...config, risk };
		return desk;
	}

	it('denies, halts, and says which', () => {
		const desk = breaking();
		acts['a decision to buy'](desk);
		expect(desk.events.slice(-2)).toMatchObject([
			{ type: 'OrderDenied', reasons: ['check_failed'] },
			{
				...{ type: 'TradingStateChanged', state: 'halted', level: 'reduce_only', by: 'check' },
				reason: 'check openTrades broke: the limit is not there'
			}
		]);
	});

	it('halts once, and never lowers a level', () => {
		const desk = breaking();
		halt(desk, 'cancel_entries');
		acts['a decision to buy'](desk);
		expect(stateOf(desk)[1]).toBe('cancel_entries');
		resume(desk);
		acts['an order to buy'](desk);
		desk.ask({ type: 'SubmitOrder', request: 'again', order: readOrder({ symbol: 'ABC', quantity: '1' }) });
		const halts = desk.events.filter((event) => event.type === 'TradingStateChanged' && event.by === 'check');
		expect(halts).toHaveLength(1);
	});

	it('leaves what guards at work', () => {
		const desk = breaking();
		acts['a decision to buy'](desk);
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
	});
});

describe('signal only', () => {
	const set = (desk: QuoteDesk, isOn: boolean) => desk.ask({ type: 'SetSignalOnly', isOn, by: 'switch' });
	const reasonsOf = (desk: QuoteDesk) => {
		const denied = desk.events.findLast(({ type }) => type === 'OrderDenied');
		return denied?.type === 'OrderDenied' ? denied.reasons : [];
	};

	it.each([
		['a decision to buy', ['signal_only']],
		['an order to buy', ['signal_only']],
		['a decision to sell', ['signal_only']],
		['an order to sell', []],
		['a close by hand', []],
		['a fired stop', []]
	] as const)('%s stays a signal, or does not', (name, reasons) => {
		const desk = holding();
		set(desk, true);
		acts[name](desk);
		expect(reasonsOf(desk)).toEqual(reasons);
	});

	it('keeps intent, sizing and verdict of what was not sent, and what it would have been denied for', () => {
		const desk = createQuoteDesk({ maxPositionFraction: '0.05' });
		desk.quote('100');
		set(desk, true);
		desk.take(createDecision());
		const made = desk.events.find(({ type }) => type === 'OrderInitialized');
		expect(made).toMatchObject({ intent: { quantity: quantity('5') }, verdict: { approved: true } });
		halt(desk, 'pause');
		desk.take(createDecision({ id: 'two' }));
		expect(reasonsOf(desk)).toEqual(['reducing', 'signal_only']);
		expect(desk.state.book.orders.size).toBe(0);
	});

	it('is switched once, and off again lets decisions become orders', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		expect([set(desk, true), set(desk, true)]).toEqual([['SignalOnlySet'], []]);
		expect(set(desk, false)).toEqual(['SignalOnlySet']);
		expect(desk.take(createDecision())).toContain('OrderSubmitted');
	});
});
