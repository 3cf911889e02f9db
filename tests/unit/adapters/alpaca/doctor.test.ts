import { describe, expect, it } from 'vitest';
import { examine, type StreamFinding } from '../../../../src/lib/adapters/alpaca/doctor.ts';
import type { Call, CallAnswer, StreamName } from '../../../../src/lib/adapters/alpaca/transport.ts';

const now = Date.parse('2026-11-24T15:00:05Z');
const silent: CallAnswer = { type: 'silent', because: 'network', isSent: true };
const answered = (status: number, json: unknown = {}): CallAnswer => ({
	...{ type: 'answered', status, json, text: JSON.stringify(json) }
});
const clock = answered(200, { timestamp: '2026-11-24T10:00:00-05:00', is_open: true });

/** An Alpaca that answers as it should, but for what `change` says of a call. */
function alpaca(change: (call: Call) => CallAnswer | null) {
	const calls: Call[] = [];
	const send = (call: Call): Promise<CallAnswer> => {
		calls.push(call);
		const { method, path, base } = call;
		const usual =
			path === '/v2/clock' ? clock : answered(method === 'POST' ? 422 : base === 'data' ? 200 : 404);
		return Promise.resolve(change(call) ?? usual);
	};
	const tried: StreamName[] = [];
	const tryStream = (name: StreamName): Promise<StreamFinding> => {
		tried.push(name);
		const url = name === 'news' ? null : `wss://${name}`;
		return Promise.resolve({ outcome: url === null ? 'no_answer' : 'works', code: null, url });
	};
	const run = () => examine({ transport: { send }, tryStream, now: () => now, randomId: () => 'none' });
	return { calls, tried, run };
}

const outcomes = async (change: (call: Call) => CallAnswer | null) =>
	(await alpaca(change).run()).probes.map(({ name, outcome, form }) => [name, outcome, form]);

describe('the doctor', () => {
	it('finds what works, and how far the clocks are apart', async () => {
		const { probes, clockAhead, streamUrls } = await alpaca(() => null).run();
		expect(probes.map(({ name, outcome, form }) => [name, outcome, form])).toEqual([
			['clock', 'works', null],
			['submit', 'works', 'plain'],
			['cancel', 'works', null],
			['replace', 'works', 'plain'],
			['prices', 'works', null],
			['orderStream', 'works', null],
			['priceStream', 'works', null],
			['coinStream', 'works', null],
			['newsStream', 'no_answer', null]
		]);
		expect(clockAhead).toBe(5_000);
		expect(streamUrls).toEqual({ orders: 'wss://orders', stocks: 'wss://stocks', coins: 'wss://coins' });
	});

	it('asks nothing that could make, change or end an order', async () => {
		const { calls, run } = alpaca(() => null);
		await run();
		const writes = calls.filter(({ method }) => method !== 'GET');
		expect(writes.map(({ method, path, body }) => [method, path, body])).toEqual([
			['POST', '/v2/orders', {}],
			['DELETE', '/v2/orders/none', undefined],
			['PATCH', '/v2/orders/none', {}]
		]);
	});

	it('tries application/json where plain text gets no answer, and remembers what works', async () => {
		const change = (call: Call) => (call.form === 'plain' ? silent : null);
		expect(await outcomes(change)).toContainEqual(['submit', 'works', 'json']);
	});

	it.each([
		[
			'a method that the browser is refused',
			(call: Call) => (call.method === 'PATCH' ? silent : null),
			['replace', 'no_answer', null]
		],
		[
			'too many calls',
			(call: Call) => (call.method === 'DELETE' ? answered(429) : null),
			['cancel', 'rate_limited', null]
		],
		[
			'an answer that nobody expects',
			(call: Call) => (call.base === 'data' ? answered(500) : null),
			['prices', 'unexpected', null]
		],
		[
			'a key without prices',
			(call: Call) => (call.base === 'data' ? answered(403) : null),
			['prices', 'wrong_key', null]
		]
	])('names %s', async (_, change, expected) => {
		expect(await outcomes(change)).toContainEqual(expected);
	});

	it('goes no further when the clock does not answer, or refuses the key', async () => {
		expect(await outcomes(() => silent)).toEqual([['clock', 'no_answer', null]]);
		const refused = alpaca(() => answered(401, undefined));
		expect((await refused.run()).probes).toMatchObject([{ name: 'clock', outcome: 'wrong_key' }]);
		expect(refused.tried).toEqual([]);
	});
});
