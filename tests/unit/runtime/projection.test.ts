import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { TriggerId } from '../../../src/lib/domain/ids.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import {
	createConfig,
	createOrder,
	createProtection,
	instruments,
	minuteAt,
	price,
	quantity
} from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const at = minuteAt(1);
const intent = createOrder();
const orderId = intent.id;
const made: BookEvent = {
	...{ type: 'OrderInitialized', at, intent, sizing: null },
	verdict: { approved: true, checks: [] }
};
const resting: readonly BookEvent[] = [
	made,
	{ type: 'OrderSubmitted', at, orderId, arrivesAt: null },
	{ type: 'OrderAccepted', at, orderId }
];
const part = (amount: string, at100: string): BookEvent => ({
	type: 'OrderFilled',
	seen: null,
	fill: createFill({ quantity: quantity(amount), price: price(at100) })
});

/** The rows that these events change, and those that may still change. */
function projected(events: readonly BookEvent[]) {
	const state = createState(
		createConfig(),
		instruments.map((instrument) => ({ instrument, interval: '1m' }))
	);
	const open = createOpenRows();
	const changes = events.flatMap((event, index) => {
		evolve(state, event);
		return projectEvent(open, event, index + 1, state.book);
	});
	return { changes, open };
}

/** The last row of the order after these events, and whether it may still change. */
function orderAfter(events: readonly BookEvent[]) {
	const { changes, open } = projected(events);
	const rows = changes.flatMap((change) => (change.store === 'orders' ? [change.row] : []));
	return { ...rows.at(-1), isOpen: open.orders.has(orderId) };
}

describe('the row of an order', () => {
	it.each([
		['denied', [made, { type: 'OrderDenied', at, orderId, reasons: ['halted'] }], ['halted'], false],
		[
			'rejected',
			[...resting, { type: 'OrderRejected', at, orderId, reason: 'insufficient_cash' }],
			['insufficient_cash'],
			false
		],
		[
			'expired',
			[...resting, { type: 'OrderExpired', at, orderId, reason: 'session_close' }],
			['session_close'],
			true
		],
		['canceled', [...resting, { type: 'OrderCanceled', at, orderId, reason: 'by_hand' }], [], true],
		[
			'pending_cancel',
			[...resting, { type: 'CancelRequested', at, orderId, arrivesAt: null, reason: 'by_hand' }],
			[],
			true
		],
		['accepted', resting, [], true]
	] as const satisfies readonly (readonly [string, readonly BookEvent[], readonly string[], boolean])[])(
		'says that it is %s, and why',
		(status, events, reasons, isOpen) => {
			expect(orderAfter(events)).toMatchObject({ id: orderId, seq: 1, status, reasons, isOpen });
		}
	);

	it('counts what was filled and at which average price', () => {
		const first = [...resting, part('4', '100')];
		expect(orderAfter(first)).toMatchObject({ status: 'partially_filled', filled: '4', averagePrice: '100' });
		const whole = orderAfter([...first, part('6', '110')]);
		expect(whole).toMatchObject({ status: 'filled', filled: '10', averagePrice: '106', isOpen: false });
	});

	it('sums what the fills of an exit realised, exactly', () => {
		const exit = createOrder({ id: 't.exit', side: 'sell', purpose: 'exit', cause: 'stop_loss' });
		const exitId = exit.id;
		const sold = (amount: string, at100: string): BookEvent => ({
			type: 'OrderFilled',
			seen: null,
			fill: createFill({
				...{ orderId: exitId, side: 'sell', cause: 'stop_loss' },
				...{ quantity: quantity(amount), price: price(at100) }
			})
		});
		const whole = orderAfter([
			...[...resting, part('3', '100'), part('7', '101.1')],
			{ ...made, intent: exit },
			{ type: 'OrderSubmitted', at, orderId: exitId, arrivesAt: null },
			{ type: 'OrderAccepted', at, orderId: exitId },
			...[sold('4', '100'), sold('6', '99.9')]
		]);
		// The basis is 1007.7: 0.4 of it is 403.08, the rest 604.62.
		expect(whole).toMatchObject({ id: exitId, status: 'filled', realised: '-8.3' });
	});
});

describe('the row of a position', () => {
	it('says no level of a trigger that has fired, while what is held is not sold yet', () => {
		const { stopLoss, takeProfit } = createProtection({ stopLoss: '95', takeProfit: '110' });
		if (stopLoss === null || takeProfit === null) throw new Error('both are given');
		const armed = [stopLoss, takeProfit].map((trigger): BookEvent => {
			return { type: 'TriggerArmed', at, trigger: { ...trigger, id: `o.${trigger.kind}` as TriggerId } };
		});
		const fired: BookEvent = {
			...{ type: 'TriggerFired', at, symbol: 'XYZ', triggerId: 'o.take_profit' as TriggerId },
			...{ level: price('110'), on: null }
		};
		const levelsOf = (events: readonly BookEvent[]) => {
			const row = projected(events).open.positionBySymbol.get('XYZ')?.row;
			return [row?.stopLoss, row?.takeProfit];
		};
		const held = [...resting, part('10', '100'), ...armed];
		expect([levelsOf(held), levelsOf([...held, fired])]).toEqual([
			['95', '110'],
			['95', null]
		]);
	});
});
