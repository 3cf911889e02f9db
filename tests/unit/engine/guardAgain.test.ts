import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { triggersOf, type Trigger } from '../../../src/lib/domain/trigger.ts';
import type { OrderCause } from '../../../src/lib/domain/orderCause.ts';
import { guardingOf } from '../../../src/lib/contract/exitEnding.ts';
import { eventToSentence } from '../../../src/lib/contract/sentences.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { protectionOf } from '../../../src/lib/engine/state.ts';
import { runQuote, runTurn } from '../../../src/lib/engine/turn.ts';
import { createRetryWatch } from '../../../src/lib/runtime/retryWatch.ts';
import { createOrder, price, ratio } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';

/** 10 XYZ held with a stop at 95, whose venue keeps its answers back; of an account unless it is said. */
function guarded(isOfAccount = true): OrderDesk {
	const desk = createOrderDesk();
	if (isOfAccount) {
		desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
	}
	desk.mark('100');
	desk.order('a');
	desk.fill('a');
	change(desk, { stopLoss: price('95') });
	desk.hold();
	return desk;
}

function change(desk: OrderDesk, levels: object): void {
	runTurn(desk.desk, {
		...{ type: 'ChangeProtection', at: desk.now(), request: 'guard', symbol: 'XYZ', change: levels }
	});
}

let seconds = 0;
/** A price, so many seconds after the last answer. */
function quote(of: OrderDesk, text: string, after = 0): void {
	seconds = after;
	const units = Number(price(text));
	runQuote(of.desk, 'XYZ', 0, { at: of.now() + seconds * 1000, bid: units, ask: units, last: units });
}

const guards = ({ state }: OrderDesk) => triggersOf(protectionOf(state.book, 'XYZ')).map(({ id }) => id);
const fired = ({ events }: OrderDesk) => events.filter(({ type }) => type === 'TriggerFired').length;
const first = 't.r.a.stop_loss' as ClientOrderId;
const tell = (desk: OrderDesk, report: object): void => {
	desk.report({ at: desk.now() + seconds * 1000, ...report } as VenueReport);
};
const reject = (desk: OrderDesk, orderId: string = first) => {
	tell(desk, { type: 'OrderRejected', orderId, reason: 'quantity_held' });
};
const failed = ({ state }: OrderDesk) => state.book.failedExits.get('XYZ');

describe('a trigger whose exit ends while the position is still held', () => {
	it.each([
		['is rejected', { type: 'OrderRejected', reason: 'quantity_held' }, 'quantity_held'],
		['is rejected by a halt', { type: 'OrderRejected', reason: 'symbol_halted' }, 'symbol_halted'],
		['expires at the venue', { type: 'OrderExpired', reason: 'session_close' }, 'session_close'],
		['is canceled by somebody else', { type: 'OrderCanceled', reason: 'by_hand' }, 'by_hand']
	] as const)('guards again when the exit %s, and says why it could not act', (_, report, reason) => {
		const desk = guarded();
		quote(desk, '94');
		expect(guards(desk)).toEqual([]);
		tell(desk, { ...report, orderId: first });
		expect(guards(desk)).toEqual(['r.a.stop_loss.2']);
		expect(failed(desk)).toMatchObject({ orderId: first, reason, times: 1 });
		quote(desk, '94', 9);
		expect(fired(desk)).toBe(1);
		quote(desk, '94', 10);
		expect(desk.open()).toEqual(['t.r.a.stop_loss.2 submitted 10']);
		desk.fill('t.r.a.stop_loss.2');
		expect([desk.held(), failed(desk), guards(desk)]).toEqual(['0', undefined, []]);
		expect(desk.state.book.actingFor.size).toBe(0);
	});

	it('pauses for longer each time, up to a minute, and anew after ten minutes', () => {
		const desk = guarded();
		let after = 0;
		const pauses: number[] = [];
		for (let n = 1; n <= 6; n++) {
			quote(desk, '94', after);
			reject(desk, n === 1 ? first : `${first}.${String(n)}`);
			const { at = NaN, until = NaN } = failed(desk) ?? {};
			pauses.push((until - at) / 1000);
			after += (until - at) / 1000;
		}
		expect(pauses).toEqual([10, 20, 40, 60, 60, 60]);
		quote(desk, '94', after + 600);
		reject(desk, `${first}.7`);
		expect(failed(desk)?.times).toBe(1);
	});

	it('waits for its level when the price is back by then', () => {
		const desk = guarded();
		quote(desk, '94');
		reject(desk);
		quote(desk, '99', 20);
		quote(desk, '96', 30);
		expect([fired(desk), guards(desk)]).toEqual([1, ['r.a.stop_loss.2']]);
		quote(desk, '95', 40);
		expect(fired(desk)).toBe(2);
	});

	it('is for what is left when a part of it was sold', () => {
		const desk = guarded();
		quote(desk, '94');
		desk.fill(first, '4');
		tell(desk, { type: 'OrderCanceled', orderId: first, reason: 'by_hand' });
		quote(desk, '94', 30);
		expect(desk.open()).toEqual(['t.r.a.stop_loss.2 submitted 6']);
	});

	it('keeps the best price of a trail', () => {
		const desk = guarded();
		change(desk, { stopLoss: null, trailing: ratio('0.1') });
		quote(desk, '120');
		quote(desk, '107', 1);
		reject(desk, 't.r.a.trailing_stop');
		expect(protectionOf(desk.state.book, 'XYZ').trailing).toMatchObject({
			id: 'r.a.trailing_stop.2',
			highWater: price('120')
		});
	});

	it('does the same at a venue that answers at once', () => {
		const desk = guarded(false);
		quote(desk, '94');
		reject(desk);
		expect(guards(desk)).toEqual(['r.a.stop_loss.2']);
		expect(createRetryWatch(desk.state.book).nextAt(0)).toBe(Infinity);
	});

	it('is armed again when its exit is denied', () => {
		const desk = guarded();
		const [trigger] = triggersOf(protectionOf(desk.state.book, 'XYZ'));
		const intent = createOrder({ id: first, side: 'sell', purpose: 'exit', cause: 'stop_loss' });
		const at = desk.now();
		const fire = { type: 'TriggerFired', at, triggerId: trigger?.id, symbol: 'XYZ', level: price('95') };
		evolve(desk.state, { ...fire, on: null } as BookEvent);
		const verdict = { approved: false, checks: [] };
		evolve(desk.state, { type: 'OrderInitialized', at, intent, sizing: null, verdict });
		evolve(desk.state, { type: 'OrderDenied', at, orderId: first, reasons: ['check_failed'] });
		runTurn(desk.desk, { type: 'GuardDue', at });
		expect([guards(desk), failed(desk)?.reason]).toEqual([['r.a.stop_loss.2'], 'check_failed']);
	});

	it('is not armed again beside one of its kind that guards by then, nor after that is taken away', () => {
		const desk = guarded();
		const [trigger] = triggersOf(protectionOf(desk.state.book, 'XYZ'));
		quote(desk, '94');
		evolve(desk.state, {
			type: 'TriggerArmed',
			at: desk.now(),
			trigger: { ...trigger, id: 'other' } as Trigger
		});
		reject(desk);
		expect(guards(desk)).toEqual(['other']);
		change(desk, { stopLoss: null });
		expect(guards(desk)).toEqual([]);
	});
});

it('a rejected exit of a trigger is told as an alarm that says it guards again', () => {
	const event = { type: 'OrderRejected', at: 0, orderId: first, reason: 'quantity_held' } as const;
	const told = (cause: OrderCause) =>
		eventToSentence(event, () => 'sell 10 XYZ', {
			guardingOf: () => guardingOf(createOrder({ cause, side: 'sell', purpose: 'exit' }))
		});
	expect(told('stop_loss')).toMatchObject({
		tone: 'alarm',
		text: 'Rejected by Alpaca, sell 10 XYZ: what it would close is held by another order. What it has not closed is still held: its trigger guards again, and pauses for 10 s or more.'
	});
	expect(told('closed_by_hand').tone).toBe('refusal');
});

it('what a person takes back is not armed again', () => {
	const desk = guarded();
	quote(desk, '94');
	desk.cancel(first);
	tell(desk, { type: 'OrderCanceled', orderId: first, reason: 'by_hand' });
	expect([guards(desk), failed(desk), desk.state.book.actingFor.size]).toEqual([[], undefined, 0]);
});

it('a late fill of the exit closes the position, and nothing guards any more', () => {
	const desk = guarded();
	quote(desk, '94');
	tell(desk, { type: 'OrderCanceled', orderId: first, reason: 'by_hand' });
	desk.fill(first);
	expect([desk.held(), guards(desk), desk.state.book.actingFor.size]).toEqual(['0', [], 0]);
});

it('an account’s book tries again by its last price when the pause is over and no price comes', () => {
	const desk = guarded();
	quote(desk, '94');
	reject(desk);
	const watch = createRetryWatch(desk.state.book);
	const due = watch.nextAt(desk.now());
	expect([watch.take(due - 1), watch.nextAt(due + 5000)]).toEqual([[], due + 5000]);
	expect([watch.take(due + 5000), watch.take(due + 5000), watch.nextAt(0)]).toEqual([['XYZ'], [], Infinity]);
	runTurn(desk.desk, { type: 'RetryDue', symbol: 'XYZ', at: due });
	expect(desk.open()).toEqual(['t.r.a.stop_loss.2 submitted 10']);
	runTurn(desk.desk, { type: 'RetryDue', symbol: 'XYZ', at: due });
	expect(desk.open()).toHaveLength(1);
});

it('a failure is two entries of the journal, however many prices come while the triggers pause', () => {
	const desk = guarded();
	quote(desk, '94');
	const before = desk.events.length;
	reject(desk);
	for (let second = 0; second < 10; second++) quote(desk, '94', second);
	expect(desk.events.slice(before).map(({ type }) => type)).toEqual(['OrderRejected', 'TriggerArmed']);
});
