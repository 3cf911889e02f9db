import type { Socket, StreamState } from '../../../src/lib/adapters/alpaca/keptSocket.ts';
import { testKeys } from './fixtures.ts';
import { VirtualClock } from './virtualClock.ts';

/** One end of a socket, as a test plays it. */
export class FakeSocket implements Socket {
	binaryType = '';
	onopen: (() => void) | null = null;
	onmessage: ((event: { readonly data: unknown }) => void) | null = null;
	onclose: (() => void) | null = null;
	readonly said: unknown[] = [];
	isClosed = false;

	send(text: string): void {
		this.said.push(JSON.parse(text));
	}
	close(): void {
		this.isClosed = true;
	}
	/** Alpaca says something, as text or in a binary frame. */
	tell(message: unknown, isBinary = false): void {
		const text = JSON.stringify(message);
		this.onmessage?.({ data: isBinary ? new TextEncoder().encode(text).buffer : text });
	}
}

/** What a stream is kept with, and the sockets that it opens. */
export function openFakeSockets() {
	const clock = new VirtualClock();
	const sockets: FakeSocket[] = [];
	const states: StreamState[] = [];
	let lives = 0;
	const setup = {
		...{ clock, keys: testKeys, chance: () => 0 },
		open: () => {
			const socket = new FakeSocket();
			sockets.push(socket);
			return socket;
		},
		onLive: () => void lives++,
		onState: (state: StreamState) => void states.push(state)
	};
	const last = (): FakeSocket => {
		const socket = sockets.at(-1);
		if (socket === undefined) throw new Error('no socket was opened');
		return socket;
	};
	return { clock, sockets, states, setup, last, lives: () => lives };
}
