import type { Socket } from '../../lib/adapters/alpaca/keptSocket.ts';
import type { ConnectionSetup } from './connectionSetup.ts';
import { KeyMemory } from './keyMemory.ts';
import { wallClock } from './wallClock.ts';

/** What a connection needs of the world: its time, its chance, the network, and which origin the page is of. */
export const outside: Pick<
	ConnectionSetup,
	'memory' | 'clock' | 'fetch' | 'openSocket' | 'chance' | 'origin'
> = {
	memory: new KeyMemory(),
	clock: wallClock,
	fetch: (url, init) => fetch(url, init),
	openSocket: (url) => new WebSocket(url) as Socket,
	chance: Math.random,
	// That of a worker started from a blob is that of its page.
	origin: globalThis.origin
};
