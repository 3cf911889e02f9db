import { describe, expect, it } from 'vitest';
import { CallBudget, paperLimits } from '../../../../src/lib/adapters/alpaca/callBudget.ts';
import {
	alpacaBases,
	createTransport,
	type Call,
	type Transport
} from '../../../../src/lib/adapters/alpaca/transport.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import { VirtualClock } from '../../../support/alpaca/virtualClock.ts';

interface Sent {
	readonly url: string;
	readonly init: RequestInit;
}

function opened(answer: (sent: Sent) => Promise<Response>) {
	const clock = new VirtualClock();
	const budget = new CallBudget(clock, { ...paperLimits, perMinute: 100 }, () => 0);
	const sent: Sent[] = [];
	const transport: Transport = createTransport({
		fetch: (url, init) => {
			sent.push({ url, init });
			return answer({ url, init });
		},
		...{ clock, budget, bases: () => alpacaBases, keys: testKeys, patience: 10_000 }
	});
	return { clock, budget, sent, transport };
}

const get: Call = { base: 'trading', method: 'GET', path: '/v2/clock', priority: 'reconcile' };
const post: Call = {
	base: 'trading',
	method: 'POST',
	path: '/v2/orders',
	body: { qty: '1' },
	priority: 'entry'
};

describe('a transport', () => {
	it.each([
		['GET without a body', get, undefined],
		['POST as plain text', post, JSON.stringify({ qty: '1' })],
		['DELETE without a body', { ...get, method: 'DELETE' } as const, undefined]
	])('sends %s with the two headers that every browser may send', async (_, call, body) => {
		const { sent, transport } = opened(() => Promise.resolve(new Response('{}')));
		await transport.send(call);
		expect(sent[0]?.init.headers).toEqual({
			'APCA-API-KEY-ID': testKeys.keyId,
			'APCA-API-SECRET-KEY': testKeys.secret
		});
		expect(sent[0]?.init.body).toBe(body);
		expect(sent[0]?.init).toMatchObject({ credentials: 'omit', mode: 'cors', redirect: 'error' });
	});

	it('names the type of a body only where it is asked to', async () => {
		const { sent, transport } = opened(() => Promise.resolve(new Response('{}')));
		await transport.send({ ...post, form: 'json' });
		await transport.send({ ...get, form: 'json' });
		expect(sent[0]?.init.headers).toMatchObject({ 'Content-Type': 'application/json' });
		expect(sent[1]?.init.headers).not.toHaveProperty('Content-Type');
	});

	it('reaches the paper host and the data host, and puts a query into the address', async () => {
		const { sent, transport } = opened(() => Promise.resolve(new Response('{}')));
		await transport.send({ ...get, query: { client_order_id: 'd.a b/c' } });
		await transport.send({ ...get, base: 'data', path: '/v1beta1/news' });
		expect(sent.map(({ url }) => url)).toEqual([
			'https://paper-api.alpaca.markets/v2/clock?client_order_id=d.a+b%2Fc',
			'https://data.alpaca.markets/v1beta1/news'
		]);
		expect(sent.map(({ url }) => url).join()).not.toContain(testKeys.secret);
	});

	it('gives the status and the body, and no JSON where a page came', async () => {
		const page = '<html>unauthorized</html>';
		const { transport } = opened(() => Promise.resolve(new Response(page, { status: 401 })));
		expect(await transport.send(get)).toEqual({
			...{ type: 'answered', status: 401, text: page, json: undefined }
		});
	});

	it('keeps no key that an answer sends back', async () => {
		const echo = JSON.stringify({ message: `no account of ${testKeys.keyId} with ${testKeys.secret}` });
		const { transport } = opened(() => Promise.resolve(new Response(echo, { status: 403 })));
		expect(await transport.send(get)).toMatchObject({
			text: '{"message":"no account of … with …"}',
			json: { message: 'no account of … with …' }
		});
	});

	it('says of no answer only that none came: what the browser calls it tells nothing apart', async () => {
		const { transport } = opened(() => Promise.reject(new TypeError('Failed to fetch')));
		expect(await transport.send(post)).toEqual({ type: 'silent', because: 'network', isSent: true });
	});

	it('stops waiting after its patience, and leaves no timer behind an answer', async () => {
		const { clock, transport } = opened(
			({ init }) =>
				new Promise((_, reject) => {
					init.signal?.addEventListener('abort', () => {
						reject(new DOMException('aborted', 'AbortError'));
					});
				})
		);
		const answer = transport.send(post);
		await clock.advance(9_999);
		expect(clock.waiting).toBe(1);
		await clock.advance(1);
		expect(await answer).toEqual({ type: 'silent', because: 'timeout', isSent: true });
		const quick = opened(() => Promise.resolve(new Response('{}')));
		await quick.transport.send(get);
		expect(quick.clock.waiting).toBe(0);
	});

	it('does not send what is taken back before its turn, and says so', async () => {
		const { sent, transport } = opened(() => Promise.resolve(new Response('{}')));
		const answer = await transport.send(post, AbortSignal.abort());
		expect(answer).toEqual({ type: 'silent', because: 'stopped', isSent: false });
		expect(sent).toHaveLength(0);
	});

	it('rests after the venue said that there were too many', async () => {
		const { budget, transport } = opened(() => Promise.resolve(new Response('{}', { status: 429 })));
		await transport.send(get);
		expect(budget.state().restsUntil).not.toBeNull();
	});
});
