import type { Socket } from '../../../src/lib/adapters/alpaca/keptSocket.ts';
import type { Clock } from '../../../src/lib/ports/clock.ts';
import { StandInStreams, type StreamConnection, type StreamsSetup } from './standInStreams.ts';
import type { AlpacaStandIn } from './standIn.ts';

/** Opens the streams of a stand-in as a browser opens a WebSocket, without a network between: whatever is said arrives in order. */
export function standInSocket(standIn: AlpacaStandIn, setup: StreamsSetup): (url: string) => Socket {
	const streams = new StandInStreams(standIn, setup);
	return (url) => new StandInSocket(streams, new URL(url).pathname, setup.clock);
}

/** One end of a connection. */
class StandInSocket implements Socket {
	binaryType = 'blob';
	onopen: (() => void) | null = null;
	onmessage: ((event: { readonly data: unknown }) => void) | null = null;
	onclose: (() => void) | null = null;
	readonly #clock: Clock;
	#connection: StreamConnection | null = null;
	#state: 'opening' | 'open' | 'over' = 'opening';

	constructor(streams: StandInStreams, path: string, clock: Clock) {
		this.#clock = clock;
		this.#later(() => {
			if (this.#state !== 'opening') return;
			this.#state = 'open';
			this.#connection = streams.connect(path, {
				send: (text, isBinary) => this.#later(() => this.#take(text, isBinary)),
				close: () => this.#later(() => this.#over())
			});
			if (this.#connection === null) this.#over();
			else this.onopen?.();
		});
	}

	send(text: string): void {
		// What a browser does of a socket that is not open yet, and of one that no longer is.
		if (this.#state === 'opening') throw new DOMException('still opening', 'InvalidStateError');
		if (this.#state === 'open') this.#later(() => this.#connection?.hear(text));
	}

	close(): void {
		if (this.#state === 'over') return;
		this.#state = 'over';
		const connection = this.#connection;
		this.#later(() => {
			connection?.left();
			this.onclose?.();
		});
	}

	#take(text: string, isBinary: boolean): void {
		if (this.#state !== 'open') return;
		if (isBinary && this.binaryType !== 'arraybuffer') throw new Error('a frame of bytes came as a blob');
		this.onmessage?.({ data: isBinary ? new TextEncoder().encode(text).buffer : text });
	}

	#over(): void {
		if (this.#state === 'over') return;
		this.#state = 'over';
		this.#connection?.left();
		this.onclose?.();
	}

	#later(call: () => void): void {
		this.#clock.after(0, call);
	}
}
