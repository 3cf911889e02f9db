import { describe, expect, it } from 'vitest';
import type { Routing } from '../../../src/lib/domain/brokerEvents.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { DenialReason } from '../../../src/lib/domain/risk.ts';
import { whyHeldBack } from '../../../src/lib/engine/unsent.ts';
import { createAccountBook, type AccountBook } from '../../support/accountBook.ts';
import { createDecision, createOrder, quantity } from '../../support/deskBuilders.ts';

const orderId = 'd.one' as ClientOrderId;

function route(book: AccountBook, routing: Routing): void {
	book.take({ type: 'SetRouting', at: book.now(), request: `to ${routing}`, routing, reason: '' });
}

/** A book of an account with an order that was approved, and has not left. */
function approved(): AccountBook {
	const book = createAccountBook();
	book.read({ cash: book.state.book.account.cash });
	route(book, 'paper');
	const { market } = book.state;
	const index = market.indexBySymbol.get('XYZ') ?? -1;
	market.last[index] = 100e9;
	market.lastAt[index] = book.now();
	book.take({ type: 'TakeDecision', at: book.now(), decision: createDecision({ at: book.now() }) });
	return book;
}

function unsent(book: AccountBook, reason: DenialReason): readonly string[] {
	const answer = { reports: [], calls: [], brokerId: null, unknown: null, unsent: reason };
	return book.take({ type: 'BrokerAnswered', at: book.now(), orderId, answer });
}

describe('an order that never left', () => {
	it.each([
		['reducing', 'kill_switch'],
		['halted', 'kill_switch'],
		['dry_run', 'by_hand'],
		['not_armed', 'by_hand']
	] as const)('ends with the reason before its end: %s', (reason, canceledBy) => {
		const book = approved();
		expect(book.state.book.orders.get(orderId)?.status).toBe('submitted');
		expect(unsent(book, reason)).toEqual(['CommandRefused', 'OrderCanceled']);
		expect(book.events.slice(-2)).toMatchObject([
			{ command: 'SubmitOrder', subject: orderId, reason },
			{ orderId, reason: canceledBy }
		]);
		expect(book.state.book.entriesBySymbol.size).toBe(0);
	});

	it('is canceled alone where it was taken back meanwhile, and ends once', () => {
		const book = approved();
		book.take({ type: 'CancelOrder', at: book.now(), request: 'c', orderId });
		expect(unsent(book, 'reducing')).toEqual(['OrderCanceled']);
		expect(unsent(book, 'reducing')).toEqual([]);
	});
});

it('new terms that never left leave their order as it is, whatever was asked of it meanwhile', () => {
	for (const isCanceled of [false, true]) {
		const book = approved();
		if (isCanceled) book.take({ type: 'CancelOrder', at: book.now(), request: 'c', orderId });
		const before = book.state.book.orders.get(orderId)?.status;
		const answer = {
			reports: [],
			calls: [],
			brokerId: null,
			unknown: null,
			unsentTerms: 'reducing'
		} as const;
		expect(book.take({ type: 'BrokerAnswered', at: book.now(), orderId, answer })).toEqual([
			'CommandRefused'
		]);
		expect(book.events.at(-1)).toMatchObject({ command: 'ReplaceOrder', reason: 'reducing' });
		expect(book.state.book.orders.get(orderId)?.status).toBe(before);
	}
});

describe('what was approved', () => {
	const entry = createOrder({ purpose: 'entry' });
	const exit = createOrder({ purpose: 'exit', side: 'sell' });
	const through = { ...exit, beyond: quantity('1') };
	const whyOf = ({ state }: AccountBook) => [entry, through, exit].map((one) => whyHeldBack(state.book, one));

	it('is held back by how far orders go where it opens something, and never where it only closes', () => {
		const book = approved();
		expect(whyOf(book)).toEqual([null, null, null]);
		route(book, 'exits_only');
		expect(whyOf(book)).toEqual(['not_armed', 'not_armed', null]);
		route(book, 'dry_run');
		expect(whyOf(book)).toEqual(['dry_run', 'dry_run', null]);
	});

	it.each([
		['pause', 'reducing'],
		['reduce_only', 'halted'],
		['cancel_entries', 'halted'],
		['flatten', 'halted']
	] as const)('is held back by the level %s where it opens something', (level, reason) => {
		const book = approved();
		book.take({ type: 'Halt', at: book.now(), level, by: 'switch', reason: '' });
		expect(whyOf(book)).toEqual([reason, reason, null]);
	});
});
