import { describe, expect, it } from 'vitest';
import type { OrderRow } from '../../../../src/lib/domain/deskRows.ts';
import type { BookEvent } from '../../../../src/lib/domain/events.ts';
import { tellBroker } from '../../../../src/workers/desk/storyBroker.ts';

const order = (change: Partial<OrderRow> = {}): OrderRow =>
	({ id: 'o.1', status: 'accepted', reasons: [], ...change }) as OrderRow;

/** Entries from the first on. */
const entries = (...events: readonly object[]) =>
	events.map((event, index) => ({ seq: index + 1, event: { at: 0, ...event } as unknown as BookEvent }));

const call = (status: number | null, answer: string, orderId = 'o.1') => ({
	...{ type: 'BrokerCalled', orderId, errand: 'submit' },
	...{ request: 'POST /v2/orders {"symbol":"AAPL"}', status, answer }
});

describe('what a story tells of a broker', () => {
	it('is every call about its order, word for word, and no other order’s', () => {
		const told = tellBroker(
			entries(call(null, ''), call(200, '{"id":"b"}'), call(200, '{}', 'o.2')),
			order()
		);
		expect(told.calls.map(({ seq, status, answer }) => [seq, status, answer])).toEqual([
			[1, null, ''],
			[2, 200, '{"id":"b"}']
		]);
		expect(told.calls[0]?.request).toBe('POST /v2/orders {"symbol":"AAPL"}');
	});

	it('is each id that the order has had there, also of one that was taken over', () => {
		const given = (brokerId: string) => ({ type: 'BrokerIdGiven', orderId: 'o.1', brokerId });
		expect(tellBroker(entries(given('b1'), given('b1'), given('b2')), order()).brokerIds).toEqual([
			'b1',
			'b2'
		]);
		const adopted = { type: 'OrderAdopted', intent: { id: 'o.1' }, brokerId: 'b3' };
		expect(tellBroker(entries(adopted), order()).brokerIds).toEqual(['b3']);
		expect(tellBroker(entries({ ...adopted, brokerId: '' }), order()).brokerIds).toEqual([]);
	});

	it('is its own words beside our reason, and what to do', () => {
		const rejected = order({ status: 'rejected', reasons: ['insufficient_buying_power'] });
		const answer = '{"code":40310000,"message":"insufficient buying power"}';
		expect(tellBroker(entries(call(403, answer)), rejected)).toMatchObject({
			brokerWords: 'insufficient buying power',
			remedy: 'Order less, or take back an open order that reserves buying power.'
		});
	});

	it('has no words where the answer has none, and none of an order that was not rejected', () => {
		const rejected = order({ status: 'rejected', reasons: ['not_accepted'] });
		for (const answer of ['<html>', '{"code":1}', '[]', 'null'])
			expect(tellBroker(entries(call(422, answer)), rejected).brokerWords).toBeNull();
		expect(tellBroker(entries(call(422, '{"message":"x"}')), order())).toMatchObject({
			brokerWords: null,
			remedy: null
		});
	});

	it('says what to do about a denial for the account’s sake', () => {
		const denied = order({ status: 'denied', reasons: ['not_armed'] });
		expect(tellBroker([], denied).remedy).toMatch(/^Arm paper on the Alpaca page\./);
	});
});
