import type { Clock } from '../../ports/clock.ts';

/** As much of a WebSocket as is used. */
export interface Socket {
	binaryType: string;
	onopen: (() => void) | null;
	onmessage: ((event: { readonly data: unknown }) => void) | null;
	onclose: (() => void) | null;
	send(text: string): void;
	close(): void;
}

/**
 * How a stream stands: on its way, heard, or gone and waiting for the next try; not let in while another connection of the account is
 * there; refused for its keys or its plan; or closed.
 */
export type StreamState = 'connecting' | 'live' | 'waiting' | 'limited' | 'refused' | 'closed';

/** What a frame makes of a stream: it is heard, or it ends, because of another connection, of its keys, or of anything else. */
export type StreamTurn = 'live' | 'limited' | 'refused' | 'broken';

/** What is said to a frame, and what it makes of the stream. */
export interface StreamReply {
	readonly say?: readonly unknown[];
	readonly is?: StreamTurn;
}

/** What a stream says over its socket. */
export interface StreamTalk {
	/** What is said first. */
	readonly greet: () => readonly unknown[];
	/** Takes a frame, read as JSON; what it returns is said back. */
	readonly hear: (frame: unknown) => StreamReply | null;
	/** What is asked only to hear an answer; every frame counts as one. */
	readonly ping: () => unknown;
}

/** What a socket is kept with. */
export interface KeptSocketSetup {
	readonly open: () => Socket;
	readonly clock: Clock;
	/** From 0 to below 1. */
	readonly chance: () => number;
	readonly talk: StreamTalk;
	/** Told each time it is live: whatever happened before was not heard, and is read in another way. */
	readonly onLive: () => void;
	readonly onState: (state: StreamState) => void;
}

const firstWait = 1_000;
const longestWait = 60_000;
/** A second connection of an account is tried again no sooner, since the first may be one that is about to be forgotten; in milliseconds. */
const limitedWait = 15_000;
/** Keys that were refused are hardly better at the next try, but Alpaca may have been wrong. */
const refusedWait = 300_000;
const leastWaits = { waiting: 0, limited: limitedWait, refused: refusedWait } as const;
/** How long everything may be silent before an answer is asked for, and how long that is waited for, in milliseconds. */
const quietFor = 20_000;
const answerWithin = 10_000;

/** A socket that is opened again whenever it closes, is refused, or says nothing any more. */
export class KeptSocket {
	readonly #setup: KeptSocketSetup;
	#socket: Socket | null = null;
	#isOpen = false;
	#isLive = false;
	#tries = 0;
	#isOver = false;
	#stopTimer: () => void = () => undefined;

	constructor(setup: KeptSocketSetup) {
		this.#setup = setup;
	}

	start(): void {
		this.#connect();
	}

	/** Says something, when there is somebody to say it to: a socket that still opens takes nothing. */
	say(message: unknown): void {
		if (this.#isOpen) this.#socket?.send(JSON.stringify(message));
	}

	close(): void {
		this.#isOver = true;
		this.#drop();
		this.#setup.onState('closed');
	}

	#connect(): void {
		this.#setup.onState('connecting');
		const socket = this.#setup.open();
		this.#socket = socket;
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => {
			this.#isOpen = true;
			for (const message of this.#setup.talk.greet()) this.say(message);
			this.#await(answerWithin, () => this.#again('waiting'));
		};
		socket.onmessage = ({ data }) => this.#hear(data);
		socket.onclose = () => this.#again('waiting');
		this.#await(answerWithin, () => this.#again('waiting'));
	}

	#hear(data: unknown): void {
		const frame = frameOf(data);
		if (frame === undefined) return;
		const heard = this.#setup.talk.hear(frame);
		for (const message of heard?.say ?? []) this.say(message);
		if (heard?.is === 'broken') return this.#again('waiting');
		if (heard?.is === 'limited' || heard?.is === 'refused') return this.#again(heard.is);
		if (heard?.is === 'live') {
			this.#tries = 0;
			this.#isLive = true;
			this.#setup.onState('live');
			this.#setup.onLive();
		}
		this.#listenOn();
	}

	/** Silence is asked about, and silence after that is the end; while it is still greeted, each word is waited for. */
	#listenOn(): void {
		if (!this.#isLive) return this.#await(answerWithin, () => this.#again('waiting'));
		this.#await(quietFor, () => {
			this.say(this.#setup.talk.ping());
			this.#await(answerWithin, () => this.#again('waiting'));
		});
	}

	#again(state: keyof typeof leastWaits): void {
		this.#drop();
		if (this.#isOver) return;
		this.#setup.onState(state);
		const wait = Math.max(leastWaits[state], Math.min(longestWait, firstWait * 2 ** this.#tries));
		this.#tries++;
		this.#await(wait * (1 + this.#setup.chance() / 2), () => this.#connect());
	}

	#drop(): void {
		this.#stopTimer();
		const socket = this.#socket;
		this.#socket = null;
		this.#isOpen = this.#isLive = false;
		if (socket === null) return;
		socket.onopen = socket.onmessage = socket.onclose = null;
		socket.close();
	}

	#await(milliseconds: number, call: () => void): void {
		this.#stopTimer();
		this.#stopTimer = this.#setup.clock.after(milliseconds, call);
	}
}

/** A frame as JSON: text, or bytes of text; undefined for what is neither. */
export function frameOf(data: unknown): unknown {
	const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
	if (typeof text !== 'string') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
