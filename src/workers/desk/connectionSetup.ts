import type { Socket } from '../../lib/adapters/alpaca/keptSocket.ts';
import type { TransportSetup } from '../../lib/adapters/alpaca/transport.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Vault } from '../../lib/ports/vault.ts';
import type { BookFacts } from './alpacaLink.ts';
import type { KeyMemory } from './keyMemory.ts';

/** What a connection works with. */
export interface ConnectionSetup {
	readonly vault: Vault;
	/** The keys that the worker has in its memory, for one session after another. */
	readonly memory: KeyMemory;
	readonly epoch: number;
	readonly clock: Clock;
	readonly fetch: TransportSetup['fetch'];
	/** Opens a WebSocket. */
	readonly openSocket: (url: string) => Socket;
	/** The origin of the page, on which alone a relay is used. */
	readonly origin: string;
	readonly newId: () => string;
	/** From 0 to below 1. */
	readonly chance: () => number;
	/** Told when there is something new to show. */
	readonly onChange: () => void;
	/** How the book that runs stands. */
	readonly book: () => BookFacts;
}
