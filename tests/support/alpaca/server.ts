import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { wallClock } from '../../../src/workers/desk/wallClock.ts';
import { serveStreams } from './serveStreams.ts';
import type { Mishaps } from './inProcess.ts';
import type { AlpacaStandIn } from './standIn.ts';
import type { StreamMishaps } from './standInLine.ts';
import { StandInStreams } from './standInStreams.ts';
import type { StandInReply, StandInRequest } from './standInTypes.ts';

const folder = 'tests/fixtures/alpaca';
const cert = readFileSync(`${folder}/standIn.cert.pem`, 'utf8');
const key = readFileSync(`${folder}/standIn.key.pem`, 'utf8');
const hosts = ['paper-api.alpaca.markets', 'data.alpaca.markets', 'stream.data.alpaca.markets'];

/** What a browser is allowed: headers beside the two of the keys, and the methods that need to be named. */
export interface CorsRules {
	readonly headers: readonly string[];
	readonly methods: readonly string[];
}

/** The least that is known of Alpaca: the two headers of the keys, and no Content-Type. */
export const strictCors: CorsRules = {
	headers: ['apca-api-key-id', 'apca-api-secret-key'],
	methods: ['GET', 'POST', 'DELETE', 'PATCH']
};

/** A stand-in that listens on loopback. */
export interface StandInServer {
	readonly port: number;
	/** Where a relay on this machine reaches it, without a certificate. */
	readonly plainPort: number;
	/** Every request that came through, as method and path. */
	readonly requests: readonly string[];
	/** The path of every WebSocket that was opened. */
	readonly opened: readonly string[];
	close(): Promise<void>;
}

/** Lets a stand-in listen, with what goes wrong on the way; a browser started with `standInArgs` finds it under Alpaca's own names. */
export async function serveStandIn(
	standIn: AlpacaStandIn,
	cors: CorsRules = strictCors,
	mishaps: StreamMishaps = () => null,
	callMishaps: Mishaps = () => null
): Promise<StandInServer> {
	const requests: string[] = [];
	const streams = new StandInStreams(standIn, { clock: wallClock, mishaps });
	const listener = (request: IncomingMessage, response: ServerResponse): void => {
		void answer(request, response);
	};
	const servers = [createServer({ cert, key }, listener), createPlainServer(listener)] as const;
	const sockets = serveStreams(streams, servers);

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = 'GET', url = '/', headers } = request;
		if (headers.origin !== undefined) response.setHeader('Access-Control-Allow-Origin', headers.origin);
		if (method === 'OPTIONS') {
			permit(response, cors);
			return;
		}
		requests.push(`${method} ${url}`);
		const { pathname, searchParams } = new URL(url, 'https://stand-in');
		const named = Object.entries(headers).map(([name, value]) => [name, String(value)]);
		const asked: StandInRequest = {
			...{ method, path: pathname, query: searchParams, body: await bodyOf(request) },
			headers: Object.fromEntries(named) as Record<string, string>
		};
		const mishap = callMishaps(asked);
		// What is lost breaks the connection, as a network does; what is not heard stays open.
		if (mishap === 'lost_request') request.socket.destroy();
		else if (mishap === 'too_many' || mishap === 'forbidden')
			send(response, { status: mishap === 'forbidden' ? 403 : 429, body: { message: mishap } });
		else if (mishap !== 'unheard') {
			const reply = standIn.handle(asked);
			if (mishap === 'lost_answer') request.socket.destroy();
			else if (mishap === 'gateway') send(response, { status: 504, page: '<html>504</html>' });
			else if (mishap !== 'no_answer') send(response, reply);
		}
	}

	const [port, plainPort] = [await listen(servers[0]), await listen(servers[1])];
	return {
		...{ port, plainPort, requests, opened: sockets.opened },
		async close() {
			sockets.close();
			for (const server of servers) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		}
	};
}

/** What a browser has to be started with to find the stand-in, and no other host. */
export function standInArgs(port: number): readonly string[] {
	const { publicKey } = new X509Certificate(cert);
	const spki = createHash('sha256')
		.update(publicKey.export({ type: 'spki', format: 'der' }))
		.digest('base64');
	const rules = hosts.map((host) => `MAP ${host} 127.0.0.1:${String(port)}`);
	return [
		`--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
		`--ignore-certificate-errors-spki-list=${spki}`
	];
}

function permit(response: ServerResponse, { headers, methods }: CorsRules): void {
	response.setHeader('Access-Control-Allow-Headers', headers.join(', '));
	response.setHeader('Access-Control-Allow-Methods', methods.join(', '));
	response.writeHead(204).end();
}

function send(response: ServerResponse, { status, body, page }: StandInReply): void {
	if (page !== undefined) response.writeHead(status, { 'Content-Type': 'text/html' }).end(page);
	else if (body === undefined) response.writeHead(status).end();
	else response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('utf8');
}

function listen(server: Server): Promise<number> {
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			resolve((server.address() as AddressInfo).port);
		});
	});
}
