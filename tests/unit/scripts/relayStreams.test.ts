import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createRelay } from '../../../scripts/relay.mjs';
import { createHost } from '../../../scripts/serve.mjs';
import { basesOfRelay } from '../../../src/lib/adapters/alpaca/relay.ts';
import { streamUrl, type StreamName } from '../../../src/lib/adapters/alpaca/transport.ts';
import { wallClock } from '../../../src/workers/desk/wallClock.ts';
import { testKeys } from '../../support/alpaca/fixtures.ts';
import { serveStandIn } from '../../support/alpaca/server.ts';
import { AlpacaStandIn } from '../../support/alpaca/standIn.ts';

it('a host with a relay carries every stream of the app, frames of bytes too', async () => {
	const standIn = new AlpacaStandIn({ clock: wallClock });
	const server = await serveStandIn(standIn);
	const relay = createRelay({ standIn: `http://127.0.0.1:${String(server.plainPort)}` });
	const host = createHost(relay);
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	const own = `http://127.0.0.1:${String((host.address() as AddressInfo).port)}`;
	const bases = basesOfRelay(`${own}/relay/`, own);
	if (bases === null) throw new Error('no relay');
	const auth = JSON.stringify({ action: 'auth', key: testKeys.keyId, secret: testKeys.secret });
	const answerOf = (name: StreamName) =>
		new Promise<string>((resolve, reject) => {
			const socket = new WebSocket(streamUrl(bases, name), { origin: own });
			socket.on('error', reject);
			socket.on('open', () => socket.send(auth));
			socket.on('message', (data, isBinary) => {
				const text = (data as Buffer).toString();
				if (!/authori[sz]ed|authenticated/.test(text)) return;
				socket.close();
				resolve(`${isBinary ? 'bytes' : 'text'} ${text}`);
			});
		});
	expect(await answerOf('orders')).toMatch(/^bytes .*"status":"authorized"/);
	for (const name of ['stocks', 'coins', 'news'] as const) {
		expect(await answerOf(name)).toBe('text [{"T":"success","msg":"authenticated"}]');
	}
	expect(server.opened).toEqual(['/stream', '/v2/iex', '/v1beta3/crypto/us', '/v1beta1/news']);
	await server.close();
	host.closeAllConnections();
	await new Promise((resolve) => host.close(resolve));
});
