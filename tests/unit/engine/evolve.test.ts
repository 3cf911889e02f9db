import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { DecisionId, TriggerId } from '../../../src/lib/domain/ids.ts';
import type { OrderIntent } from '../../../src/lib/domain/order.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import {
	createConfig,
	createOrder,
	instruments,
	minuteAt,
	price,
	quantity,
	ratio
} from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const at = minuteAt(1);
const intent: OrderIntent = createOrder();
const orderId = intent.id;
const priced = instruments.map((instrument) => ({ instrument, interval: '1m' }) as const);
const verdict = { approved: true, checks: [] };

const made: BookEvent = { type: 'OrderInitialized', at, intent, sizing: null, verdict };
const submitted: BookEvent = { type: 'OrderSubmitted', at, orderId, arrivesAt: null };
const accepted: BookEvent = { type: 'OrderAccepted', at, orderId };
const denied: BookEvent = { type: 'OrderDenied', at, orderId, reasons: [] };
const rejected: BookEvent = { type: 'OrderRejected', at, orderId, reason: 'insufficient_cash' };
const canceled: BookEvent = { type: 'OrderCanceled', at, orderId, reason: 'by_hand' };
const requested: BookEvent = { type: 'CancelRequested', at, orderId, arrivesAt: null, reason: 'by_hand' };
const expired: BookEvent = { type: 'OrderExpired', at, orderId, reason: 'expires_at' };
const filled: BookEvent = { type: 'OrderFilled', fill: createFill(), seen: null };
const part: BookEvent = { type: 'OrderFilled', fill: createFill({ quantity: quantity('4') }), seen: null };
const tooMuch: BookEvent = {
	type: 'OrderFilled',
	fill: createFill({ quantity: quantity('11') }),
	seen: null
};
const resting = [made, submitted, accepted];

function fold(events: readonly BookEvent[]) {
	const state = createState(createConfig(), priced);
	for (const event of events) evolve(state, event);
	return state.book;
}

describe('the fold of a book', () => {
	it('counts what a venue fills beyond the quantity', () => {
		const book = fold([...resting, tooMuch]);
		expect(book.positionBySymbol.get('XYZ')?.quantity).toBe(quantity('11'));
		expect([book.orders.size, book.entryReserve, book.entryNotional]).toEqual([0, 0n, 0n]);
	});

	it.each([
		['an order is submitted that was never made', [submitted], 'no order'],
		['an order is accepted before it was submitted', [made, accepted], 'accept is illegal when initialized'],
		[
			'an order is denied after it was submitted',
			[made, submitted, denied],
			'deny is illegal when submitted'
		],
		['a cancel is asked for twice', [...resting, requested, requested], 'illegal when pending_cancel'],
		['an order is cancelled twice', [...resting, canceled, canceled], 'cancel is illegal when canceled'],
		['an order that expired is rejected', [...resting, expired, rejected], 'reject is illegal when expired'],
		['a denied order fills', [made, denied, filled], 'no order'],
		['a rejected order fills', [...resting, rejected, filled], 'no order'],
		['a filled order fills again', [...resting, filled, filled], 'no order'],
		['a partly filled order is rejected', [...resting, part, rejected], 'reject is illegal']
	])('throws when %s', (_, events, message) => {
		expect(() => fold(events)).toThrow(message);
	});

	it.each([
		['stop', { type: 'LevelMoved', at, from: at, symbol: 'XYZ', kind: 'stop_loss', level: price('1') }],
		['target', { type: 'LevelMoved', at, from: at, symbol: 'XYZ', kind: 'take_profit', level: price('1') }],
		['trail', { type: 'TrailMoved', at, from: at, symbol: 'XYZ', fraction: ratio('0.1') }],
		['mark of a trail', { type: 'HighWaterRaised', at, symbol: 'XYZ', mark: price('1') }]
	] as const satisfies readonly (readonly [string, BookEvent])[])(
		'throws when a %s moves that is not armed',
		(_, event) => {
			expect(() => fold([event])).toThrow('no ');
		}
	);

	it('counts a late fill of a cancelled and of an expired order', () => {
		for (const ending of [canceled, expired]) {
			const book = fold([...resting, ending, part]);
			expect(book.positionBySymbol.get('XYZ')?.quantity).toBe(quantity('4'));
			expect(book.orders.get(orderId)?.filled).toBe(quantity('4'));
			expect(book.entriesBySymbol.size).toBe(0);
		}
	});

	it('keeps an order open from its submission to its end, and a denied one never', () => {
		const isOpen = (events: readonly BookEvent[]) => fold(events).entriesBySymbol.has('XYZ');
		expect([[made], [made, denied]].map(isOpen)).toEqual([false, false]);
		expect([[made, submitted], resting, [...resting, part]].map(isOpen)).toEqual([true, true, true]);
		const ends = [rejected, canceled, expired, filled].map((end) => isOpen([...resting, end]));
		expect(ends).toEqual([false, false, false, false]);
	});

	it('spends the trigger that fired and no other', () => {
		const trigger = (kind: 'stop_loss' | 'take_profit'): BookEvent => ({
			type: 'TriggerArmed',
			at,
			trigger: {
				id: kind as string as TriggerId,
				symbol: 'XYZ',
				guards: 'long',
				kind,
				levels: [{ from: at, value: price('95') }]
			}
		});
		const fired: BookEvent = {
			...{ type: 'TriggerFired', at, symbol: 'XYZ', level: price('95'), on: null },
			triggerId: 'stop_loss' as TriggerId
		};
		const guarded = fold([trigger('stop_loss'), trigger('take_profit'), fired]).protectionBySymbol.get('XYZ');
		expect([guarded?.stopLoss, guarded?.takeProfit?.id]).toEqual([null, 'take_profit']);
	});

	it('is not changed by a refusal', () => {
		const book = fold([
			{ type: 'DecisionRefused', at, decisionId: 'one' as DecisionId, symbol: 'XYZ', reason: 'no_position' }
		]);
		expect(book).toEqual(fold([]));
	});
});
