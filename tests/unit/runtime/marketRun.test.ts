import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { runTurn, type Desk } from '../../../src/lib/engine/turn.ts';
import { createMarketRun } from '../../../src/lib/runtime/marketRun.ts';
import {
	createBar,
	createConfig,
	createDecision,
	createLevels,
	minuteAt,
	price,
	quantity,
	sessionClose,
	sessionOpen
} from '../../support/deskBuilders.ts';
import { openSimulator } from '../../support/deskHarness.ts';
import { readOrder } from '../../support/orderDesk.ts';
import {
	barStep,
	createScriptedSource,
	haltStep,
	quoteStep,
	type ScriptedStep
} from '../../support/scriptedSource.ts';

type Given = Parameters<typeof createDecision>[0];

const seconds = (count: number) => sessionOpen + count * 1000;

/** A market of these steps; what happened is told in lines of the second of the session and the event. */
function open(steps: readonly ScriptedStep[], symbols?: string[]) {
	const source = createScriptedSource(steps, symbols);
	const state = createState(createConfig(), source.instruments);
	const events: BookEvent[] = [];
	const inputs: number[] = [];
	const record = (event: BookEvent) => events.push(event);
	const desk: Desk = { state, venue: openSimulator(state), record };
	const beginInput = () => inputs.push(events.length);
	const market = createMarketRun({ desk, source, clockAt: sessionOpen, beginInput, columns: {} });
	const taken: number[] = [];
	const runTo = (until: number) => {
		while (market.nextAt() <= until && market.nextAt() !== Infinity) taken.push(market.takeInstant());
	};
	const decide = (given: Given, at = sessionOpen) => {
		const decision = createDecision({ size: { by: 'quantity', quantity: quantity('1') }, at, ...given });
		runTurn(desk, { type: 'TakeDecision', at, decision });
	};
	const told = (...types: readonly BookEvent['type'][]) =>
		events
			.filter(({ type }) => types.includes(type))
			.map((event) => {
				const at =
					event.type === 'OrderFilled' ? event.fill.at : 'at' in event ? event.at : event.snapshot.at;
				return `${String((at - sessionOpen) / 1000)} ${event.type}`;
			});
	return { market, desk, events, inputs, taken, runTo, decide, told };
}

const close = (sessionClose - sessionOpen) / 1000;
const calm = '100 100 100';

describe('an instant', () => {
	it('goes in the order of a replay: prices, ends of orders, snapshot, decisions', () => {
		const { runTo, decide, told, taken, inputs, events } = open([
			{
				at: seconds(1),
				play: (sink) => ['XYZ', 'ABC'].forEach((one) => quoteStep(seconds(1), calm, one).play(sink))
			},
			quoteStep(seconds(60), '99 99 99'),
			quoteStep(seconds(90), calm)
		]);
		runTo(seconds(1));
		decide({ id: 'limit', entryPrice: price('99') }, seconds(1));
		decide({ id: 'ends', symbol: 'ABC', entryPrice: price('1'), expiresAt: seconds(60) }, seconds(1));
		const before = [events.length, inputs.length] as const;
		decide({ id: 'waits', at: seconds(60), symbol: 'DAY', action: 'HOLD' }, seconds(1));
		runTo(seconds(60));
		expect(taken).toEqual([seconds(1), seconds(60)]);
		expect(told('OrderFilled', 'OrderExpired', 'SnapshotTaken', 'DecisionHeld')).toEqual([
			'60 OrderFilled',
			'60 OrderExpired',
			'60 SnapshotTaken',
			'60 DecisionHeld'
		]);
		// Each of them is an input of its own.
		const causes = inputs.slice(before[1]).map((index) => events[index]?.type);
		expect(causes).toEqual(['OrderFilled', 'OrderExpired', 'SnapshotTaken', 'DecisionTaken']);
	});

	it('matches all bars before one of them marks', () => {
		const bars = { XYZ: createBar('100 101 99 101'), ABC: createBar('50 51 49 51') };
		const { runTo, desk, decide, told } = open([barStep(bars), quoteStep(seconds(61), calm)]);
		desk.state.market.last.set([1e11, 5e10, 0, 0]);
		desk.state.market.lastAt.fill(sessionOpen);
		decide({ id: 'one' });
		decide({ id: 'two', symbol: 'ABC' });
		runTo(minuteAt(1));
		expect(told('OrderFilled')).toEqual(['60 OrderFilled', '60 OrderFilled']);
		expect([...desk.state.market.last].slice(0, 2)).toEqual([101e9, 51e9]);
	});

	it('gives bars outside the session to the orders that ask for them', () => {
		const bars = [createBar('100 101 99 101'), createBar('100 101 98 101', 1)];
		const { runTo, desk, told } = open(bars.map((bar) => barStep({ XYZ: bar }, false)));
		desk.state.market.last[0] = 1e11;
		desk.state.market.lastAt[0] = sessionOpen;
		const submit = (request: string, extendedHours: boolean) => {
			const order = { ...readOrder({ quantity: '1', limit: '99' }), extendedHours };
			runTurn(desk, { type: 'SubmitOrder', at: sessionOpen, request, order });
		};
		submit('inside', false);
		submit('outside', true);
		runTo(minuteAt(2));
		expect(told('OrderFilled')).toEqual(['60 OrderFilled']);
		expect([...desk.state.book.orders.keys()]).toEqual(['r.inside']);
	});

	it('gives bars outside the session to the marks alone', () => {
		const { runTo, desk, decide, told } = open([
			barStep({ XYZ: createBar('100 101 99 101') }, false),
			quoteStep(seconds(61), calm, 'ABC')
		]);
		desk.state.market.last[0] = 1e11;
		desk.state.market.lastAt[0] = sessionOpen;
		decide({ id: 'one' });
		runTo(minuteAt(1));
		expect(told('OrderFilled')).toEqual([]);
		expect(desk.state.market.last[0]).toBe(101e9);
	});
});

describe('a decision of a later time', () => {
	const steps = [1, 30, 40].map((at) => quoteStep(seconds(at), calm));

	it('is taken at its time, and not before, whether a price comes then or not', () => {
		const { runTo, decide, told, market } = open(steps);
		decide({ id: 'between', at: seconds(20), action: 'HOLD' });
		decide({ id: 'with', at: seconds(30), action: 'HOLD' });
		runTo(seconds(20) - 1);
		expect([told('DecisionTaken'), market.nextAt()]).toEqual([[], seconds(20)]);
		runTo(seconds(20));
		expect(told('DecisionTaken')).toEqual(['20 DecisionTaken']);
		runTo(seconds(35));
		expect(told('DecisionTaken')).toEqual(['20 DecisionTaken', '30 DecisionTaken']);
	});

	it('comes in its turn: the earlier time first, those of one time as they came', () => {
		const { runTo, decide, events } = open(steps);
		for (const [id, at] of [
			['b', 20],
			['a', 20],
			['c', 10],
			['d', 30]
		] as const) {
			decide({ id, at: seconds(at), action: 'HOLD' });
		}
		runTo(seconds(30));
		const order = events.flatMap((event) => (event.type === 'DecisionTaken' ? [event.decision.id] : []));
		expect(order).toEqual(['c', 'b', 'a', 'd']);
	});

	it('is taken even when no prices are left', () => {
		const { runTo, decide, told, market } = open(steps);
		decide({ id: 'late', at: seconds(3600), action: 'HOLD' });
		runTo(seconds(7200));
		expect([told('DecisionTaken'), market.nextAt()]).toEqual([['3600 DecisionTaken'], Infinity]);
	});
});

describe('a snapshot', () => {
	const every = (from: number, to: number, gap: number) =>
		Array.from({ length: Math.floor((to - from) / gap) + 1 }, (_, n) =>
			quoteStep(seconds(from + n * gap), calm)
		);

	it('is taken at whole minutes from a fill to the minute after the close of the position, and then no more', () => {
		const { runTo, decide, told, taken } = open(every(7, 900, 7));
		runTo(seconds(200));
		expect(told('SnapshotTaken')).toEqual([]);
		decide({ id: 'buy' }, seconds(200));
		runTo(seconds(400));
		decide({ id: 'sell', action: 'SELL' }, seconds(400));
		runTo(seconds(800));
		const minutes = [240, 300, 360, 420].map((at) => `${String(at)} SnapshotTaken`);
		expect(told('SnapshotTaken')).toEqual(minutes);
		expect(taken).toContain(seconds(240));
		expect(taken).not.toContain(seconds(480));
	});

	it('does not make up for a minute in which there was nothing to say', () => {
		const { runTo, decide, told } = open([1, 130, 150, 240].map((at) => quoteStep(seconds(at), calm)));
		runTo(seconds(1));
		decide({ id: 'buy' }, seconds(1));
		runTo(seconds(200));
		expect(told('OrderFilled', 'SnapshotTaken')).toEqual(['130 OrderFilled', '180 SnapshotTaken']);
	});

	it('lies after the instant at which the clock stands', () => {
		const { runTo, market, desk } = open([1, 900].map((at) => quoteStep(seconds(at), calm)));
		runTo(seconds(1));
		market.passTo(seconds(600));
		// As a venue that answers later does, between two prices.
		desk.state.book.account = { ...desk.state.book.account, cash: desk.state.book.account.fees };
		expect(market.nextAt()).toBe(seconds(660));
	});

	it('is taken at the close of each session, prices or not', () => {
		const day = 86_400;
		const steps = [1, close - 1, close + 100, day + 5, day + close, day + close + 1, day * 2];
		const { runTo, decide, events, told } = open(steps.map((at) => quoteStep(seconds(at), calm)));
		runTo(seconds(1));
		decide({ id: 'buy' }, seconds(1));
		runTo(seconds(day * 2));
		const ends = events.flatMap((event) =>
			event.type === 'SnapshotTaken' && event.endsDay ? [(event.snapshot.at - sessionOpen) / 1000] : []
		);
		expect(ends).toEqual([close, day + close]);
		const all = told('SnapshotTaken');
		expect(new Set(all).size).toBe(all.length);
	});

	it('is taken at midnight UTC in a book of crypto alone', () => {
		const midnight = Date.UTC(2024, 2, 5);
		const steps = [seconds(1), midnight + 1].map((at) => quoteStep(at, calm));
		const { runTo, events } = open(steps, ['BTC']);
		runTo(midnight + 1);
		expect(events).toMatchObject([
			{ type: 'SnapshotTaken', endsDay: true, snapshot: { at: midnight } },
			{ type: 'DayBegan', at: midnight }
		]);
	});
});

describe('a halt', () => {
	it('stands until trading goes on, and is remembered', () => {
		const { runTo, told, desk } = open([
			haltStep(seconds(1), 'ABC', true),
			haltStep(seconds(2), 'XYZ', true),
			haltStep(seconds(3), 'ABC', false)
		]);
		runTo(seconds(2));
		expect([...desk.state.book.haltedSince]).toEqual([
			['ABC', seconds(1)],
			['XYZ', seconds(2)]
		]);
		runTo(seconds(3));
		expect([...desk.state.book.haltedSince.keys()]).toEqual(['XYZ']);
		expect(told('SymbolHaltSet')).toHaveLength(3);
	});

	it('lets bars fill nothing, fire nothing and close nothing, and mark all the same', () => {
		const bar = (index: number, prices: string) => barStep({ XYZ: createBar(prices, index) });
		const { runTo, decide, told, desk, events } = open([
			bar(0, '100 100 100 100'),
			bar(1, '100 100 100 100'),
			haltStep(minuteAt(2) + 1, 'XYZ', true),
			bar(2, '80 80 80 80'),
			haltStep(minuteAt(4), 'XYZ', false),
			bar(4, '85 85 85 85'),
			haltStep(sessionClose - 1, 'XYZ', true),
			quoteStep(sessionClose + 1, calm, 'ABC')
		]);
		runTo(minuteAt(1));
		decide({ id: 'buy', levels: createLevels({ stopLoss: '95' }) }, minuteAt(1));
		runTo(minuteAt(3));
		expect(told('OrderFilled', 'TriggerFired')).toEqual(['120 OrderFilled']);
		expect(desk.state.market.last[0]).toBe(80e9);
		runTo(minuteAt(5));
		expect(told('TriggerFired')).toEqual(['300 TriggerFired']);
		const order = readOrder({ quantity: '1', timeInForce: 'cls' });
		runTurn(desk, { type: 'SubmitOrder', at: minuteAt(5), request: 'moc', order });
		runTo(sessionClose);
		expect(events.findLast(({ type }) => type.startsWith('Order'))).toMatchObject({
			type: 'OrderCanceled',
			reason: 'auction_missed'
		});
	});
});
