import { readFileSync } from 'node:fs';
import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRelay } from '../../../scripts/relay.mjs';
import {
	alpacaHosts,
	longestBody,
	methodsByHost,
	originsOf,
	routeCall,
	routeStream
} from '../../../scripts/relayRules.mjs';
import { createHost } from '../../../scripts/serve.mjs';

type Headers = Readonly<Record<string, string>>;

const keys = { 'apca-api-key-id': 'PKTEST', 'apca-api-secret-key': 'secret' };
const here = { host: '127.0.0.1:4173' };
const call = (method: string, url: string, headers: Headers = {}) =>
	routeCall({ method, url, headers: { ...here, ...keys, ...headers } }, 4173) as Record<string, unknown>;

describe('the relay lets a call through', () => {
	it.each([
		['GET', '/relay/trading/v2/clock', 'trading', '/v2/clock'],
		['POST', '/relay/trading/v2/orders', 'trading', '/v2/orders'],
		['PATCH', '/relay/trading/v2/orders/a-1', 'trading', '/v2/orders/a-1'],
		['DELETE', '/relay/trading/v2/positions/BTC%2FUSD', 'trading', '/v2/positions/BTC%2FUSD'],
		[
			'GET',
			'/relay/trading/v2/orders:by_client_order_id?client_order_id=x',
			'trading',
			'/v2/orders:by_client_order_id?client_order_id=x'
		],
		['GET', '/relay/data/v2/stocks/BRK.B/bars?feed=iex', 'data', '/v2/stocks/BRK.B/bars?feed=iex'],
		['GET', '/relay/data/v1beta1/news?limit=5', 'data', '/v1beta1/news?limit=5'],
		['GET', '/relay/data/v1beta3/crypto/us/bars', 'data', '/v1beta3/crypto/us/bars']
	])('%s %s', (method, url, host, path) => {
		expect(call(method, url)).toEqual({ host, path });
	});

	it('from a page of its own address, by any of the names of this machine', () => {
		const own = { origin: 'http://localhost:4173', host: 'localhost:4173', 'sec-fetch-site': 'same-origin' };
		expect(call('GET', '/relay/trading/v2/clock', own)).toMatchObject({ host: 'trading' });
		expect(call('POST', '/relay/trading/v2/orders', { 'content-length': '65536' })).toMatchObject({
			host: 'trading'
		});
	});
});

describe('the relay refuses', () => {
	it.each([
		['another host', 'GET', '/relay/live/v2/clock', {}, 404],
		['a host in the path', 'GET', '/relay/https://example.org/v2/', {}, 404],
		['another part of the host', 'GET', '/relay/trading/oauth/token', {}, 404],
		['another version', 'GET', '/relay/trading/v1/accounts', {}, 404],
		['a path that leads out', 'GET', '/relay/trading/v2/../v1/accounts', {}, 404],
		['one that does so in code', 'GET', '/relay/trading/v2/%2e%2e/v1', {}, 404],
		['one in code twice', 'GET', '/relay/trading/v2/%252e%252e/v1', {}, 404],
		['one with a backslash', 'GET', '/relay/trading/v2/%5c%2e%2e', {}, 404],
		['one with a line end', 'GET', '/relay/trading/v2/a%0d%0ab', {}, 404],
		['broken code', 'GET', '/relay/trading/v2/%zz', {}, 404],
		['a method nobody needs', 'PUT', '/relay/trading/v2/orders', {}, 405],
		['a preflight of another page', 'OPTIONS', '/relay/trading/v2/orders', {}, 405],
		['a change of data', 'POST', '/relay/data/v2/stocks/bars', {}, 405],
		['a call without keys', 'GET', '/relay/trading/v2/clock', { 'apca-api-secret-key': '' }, 400],
		['a page of another origin', 'GET', '/relay/trading/v2/clock', { origin: 'https://example.org' }, 403],
		['a page of another port', 'GET', '/relay/trading/v2/clock', { origin: 'http://127.0.0.1:80' }, 403],
		['a page of another site', 'GET', '/relay/trading/v2/clock', { 'sec-fetch-site': 'cross-site' }, 403],
		['another name for this machine', 'GET', '/relay/trading/v2/clock', { host: 'example.org:4173' }, 403],
		['a body of no length', 'POST', '/relay/trading/v2/orders', { 'transfer-encoding': 'chunked' }, 411],
		['a body too long', 'POST', '/relay/trading/v2/orders', { 'content-length': '65537' }, 413]
	] as const)('%s', (_, method, url, headers, status) => {
		expect(call(method, url, headers)).toEqual({ status, message: expect.any(String) as string });
	});

	it.each([
		['/relay/trading/stream', 'http://127.0.0.1:4173', { host: 'trading', path: '/stream' }],
		['/relay/stream/v2/iex', 'http://127.0.0.1:4173', { host: 'stream', path: '/v2/iex' }],
		['/relay/stream/v1beta3/crypto/us', 'http://127.0.0.1:4173', { host: 'stream' }],
		['/relay/stream/v2/iex', 'https://example.org', { status: 403 }],
		['/relay/stream/v2/iex', null, { status: 403 }],
		['/relay/trading/v2/clock', 'http://127.0.0.1:4173', { status: 404 }],
		['/relay/data/stream', 'http://127.0.0.1:4173', { status: 404 }]
	] as const)('of WebSockets all but the streams: %s of %s', (url, origin, expected) => {
		const headers = { ...here, ...(origin === null ? {} : { origin }) };
		expect(routeStream({ method: 'GET', url, headers }, 4173)).toMatchObject(expected);
	});

	it('any origin but Alpaca’s and those of this machine', () => {
		expect(Object.values(originsOf(undefined) as Headers)).toEqual([
			...['https://paper-api.alpaca.markets', 'https://data.alpaca.markets'],
			'https://stream.data.alpaca.markets'
		]);
		expect(originsOf('http://127.0.0.1:4331')).toMatchObject({ trading: 'http://127.0.0.1:4331' });
		for (const address of [
			...['https://example.org', 'http://127.0.0.1.example.org', 'http://127.0.0.1@example.org'],
			...['https://api.alpaca.markets', 'http://10.0.0.1:80', 'http://127.0.0.1/path', 'file:///etc/passwd']
		]) {
			expect(() => originsOf(address), address).toThrow('to this machine');
		}
	});
});

describe('docs/hosting.md has other hosts pass on', () => {
	const page = readFileSync('docs/hosting.md', 'utf8');
	it.each(['trading', 'data'] as const)('to the %s host what the relay passes', (host) => {
		const methods = methodsByHost[host];
		expect(page).toContain(`\`${alpacaHosts[host]}/…\``);
		expect(page).toContain(`proxy_pass ${alpacaHosts[host]}`);
		expect(page).toContain(`import blotter-relay ${alpacaHosts[host]}\n`);
		expect(page).toContain(methods.map((method) => `\`${method}\``).join(', '));
		expect(page).toContain(`limit_except ${methods.join(' ')} { deny all; }`);
		expect(page).toContain(`method ${methods.join(' ')}\n`);
	});

	it('bodies as long as the relay does, and its marker', () => {
		expect(page).toContain(`client_max_body_size ${String(longestBody / 1024)}k;`);
		expect(page).toContain(`max_size ${String(longestBody / 1024)}KB`);
		expect(page.match(/\{"relay":"alpaca"\}/g)).toHaveLength(3);
	});
});

const servers: Server[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function listen(server: Server): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** An Alpaca that answers with a cookie, and a host with a relay before it. */
async function relayed() {
	const heard: { request: IncomingMessage; body: string }[] = [];
	const upstream = createServer((request, response) => {
		void (async () => {
			let body = '';
			for await (const part of request) body += String(part);
			heard.push({ request, body });
			response.setHeader('Set-Cookie', 'a=b').setHeader('Access-Control-Allow-Origin', '*');
			response.setHeader('X-RateLimit-Remaining', '199').setHeader('Content-Type', 'application/json');
			response.writeHead(422).end('{"message":"no"}');
		})();
	});
	upstream.on('upgrade', (request, socket) => {
		heard.push({ request, body: '' });
		socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
		socket.write('Set-Cookie: a=b\r\nSec-WebSocket-Accept: x\r\n\r\n');
		socket.pipe(socket);
	});
	const upstreamPort = await listen(upstream);
	const standIn = `http://127.0.0.1:${String(upstreamPort)}`;
	const port = await listen(createHost(createRelay({ standIn })));
	return { heard, port, upstream };
}

interface Reply {
	readonly status: number | undefined;
	readonly headers: IncomingMessage['headers'];
	readonly text: string;
}

const ask = (port: number, method: string, path: string, headers: Headers, body = ''): Promise<Reply> =>
	new Promise((resolve, reject) => {
		const options = { host: '127.0.0.1', port, method, path, agent: false, headers };
		send(options, (answer) => {
			let text = '';
			answer.on('data', (part) => (text += String(part)));
			answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
		})
			.on('error', reject)
			.end(body);
	});

describe('a host with a relay', () => {
	it('passes on the keys and the body, and no other header either way', async () => {
		const { heard, port } = await relayed();
		const sent = {
			...keys,
			'content-type': 'text/plain',
			'content-length': '9',
			cookie: 'c=d',
			referer: 'x'
		};
		const reply = await ask(port, 'POST', '/relay/trading/v2/orders?a=1', sent, '{"qty":1}');
		expect(reply).toMatchObject({ status: 422, text: '{"message":"no"}' });
		expect(heard).toHaveLength(1);
		const [{ request, body } = { request: null, body: '' }] = heard;
		expect(`${String(request?.method)} ${String(request?.url)} ${body}`).toBe(
			'POST /v2/orders?a=1 {"qty":1}'
		);
		const { host, connection, ...rest } = request?.headers ?? {};
		expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
		expect(connection).toBe('keep-alive');
		expect(rest).toEqual({
			...keys,
			...{ 'content-type': 'text/plain', 'content-length': '9', 'user-agent': 'Blotter' }
		});
		expect(reply.headers).not.toHaveProperty('set-cookie');
		expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
		expect(reply.headers).toMatchObject({
			...{ 'x-ratelimit-remaining': '199', 'cache-control': 'no-store' },
			'content-security-policy': expect.stringContaining('sandbox') as string
		});
	});

	it('sends nothing on of what it refuses, and says that it is there', async () => {
		const { heard, port } = await relayed();
		expect(await ask(port, 'GET', '/relay/trading/v2/clock', {})).toMatchObject({ status: 400 });
		expect(await ask(port, 'PUT', '/relay/trading/v2/orders', keys)).toMatchObject({ status: 405 });
		const long = 'x'.repeat(longestBody + 1);
		expect(await ask(port, 'POST', '/relay/trading/v2/orders', keys, long)).toMatchObject({ status: 413 });
		expect(heard).toEqual([]);
		const marked = await ask(port, 'GET', '/relay/here', {});
		expect(marked).toMatchObject({ status: 200, text: '{"relay":"alpaca"}' });
	});

	it('says so when Alpaca cannot be reached', async () => {
		const { port, upstream } = await relayed();
		servers.splice(servers.indexOf(upstream), 1);
		await new Promise((resolve) => upstream.close(resolve));
		const reply = await ask(port, 'GET', '/relay/trading/v2/clock', keys);
		expect(reply).toMatchObject({ status: 502, text: expect.stringContaining('no answer') as string });
	});

	it('opens the streams, and no socket for another page', async () => {
		const { heard, port } = await relayed();
		const open = (path: string, origin: string) =>
			new Promise<string>((resolve, reject) => {
				const headers = {
					...{ connection: 'Upgrade', upgrade: 'websocket', cookie: 'c=d', origin },
					...{ 'sec-websocket-key': 'eA==', 'sec-websocket-version': '13' }
				};
				send({ host: '127.0.0.1', port, path, agent: false, headers }, (answer) => {
					resolve(String(answer.statusCode));
				})
					.on('upgrade', (answer, socket) => {
						expect(answer.headers).not.toHaveProperty('set-cookie');
						socket.once('data', (said) => {
							socket.destroy();
							resolve(String(said));
						});
						socket.write('echo');
					})
					.on('error', reject)
					.end();
			});
		const own = `http://127.0.0.1:${String(port)}`;
		expect(await open('/relay/stream/v2/iex', own)).toBe('echo');
		expect(heard[0]?.request.url).toBe('/v2/iex');
		expect(heard[0]?.request.headers).not.toHaveProperty('cookie');
		expect(await open('/relay/stream/v2/iex', 'https://example.org')).toBe('403');
		expect(await open('/relay/trading/v2/orders', own)).toBe('404');
		expect(heard).toHaveLength(1);
	});

	it('is none unless it was asked for', async () => {
		const port = await listen(createHost());
		expect((await ask(port, 'GET', '/relay/here', {})).status).not.toBe(200);
		expect(await ask(port, 'POST', '/relay/trading/v2/orders', keys)).toMatchObject({ status: 405 });
	});
});
