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

/** How a stream stands: on its way, heard, or gone and waiting for the next try. */
export type StreamState = 'connecting' | 'live' | 'waiting' | 'closed';

/** What a stream says over its socket. */
export interface StreamTalk {
	/** What is said first. */
	readonly greet: () => readonly unknown[];
	/** Takes a frame, read as JSON; what it returns is said back. `live` once everything was agreed, `refused` to try again much later. */
	readonly hear: (
		frame: unknown
	) => { readonly say?: readonly unknown[]; readonly is?: 'live' | 'refused' } | null;
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
/** A stream that was refused, as a second one of the same account is, is tried again no sooner. */
const refusedWait = 15_000;
/** How long everything may be silent before an answer is asked for, and how long that is waited for, in milliseconds. */
const quietFor = 20_000;
const answerWithin = 10_000;

/** A socket that is opened again whenever it closes, is refused, or says nothing any more. */
export class KeptSocket {
	readonly #setup: KeptSocketSetup;
	#socket: Socket | null = null;
	#tries = 0;
	#isOver = false;
	#stopTimer: () => void = () => undefined;

	constructor(setup: KeptSocketSetup) {
		this.#setup = setup;
	}

	start(): void {
		this.#connect();
	}

	/** Says something, when there is somebody to say it to. */
	say(message: unknown): void {
		this.#socket?.send(JSON.stringify(message));
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
			for (const message of this.#setup.talk.greet()) this.say(message);
			this.#await(answerWithin, () => this.#again(0));
		};
		socket.onmessage = ({ data }) => this.#hear(data);
		socket.onclose = () => this.#again(0);
		this.#await(answerWithin, () => this.#again(0));
	}

	#hear(data: unknown): void {
		const frame = frameOf(data);
		if (frame === undefined) return;
		const heard = this.#setup.talk.hear(frame);
		for (const message of heard?.say ?? []) this.say(message);
		if (heard?.is === 'refused') return this.#again(refusedWait);
		if (heard?.is === 'live') {
			this.#tries = 0;
			this.#setup.onState('live');
			this.#setup.onLive();
		}
		this.#listenOn();
	}

	/** Silence is asked about, and silence after that is the end. */
	#listenOn(): void {
		this.#await(quietFor, () => {
			this.say(this.#setup.talk.ping());
			this.#await(answerWithin, () => this.#again(0));
		});
	}

	#again(least: number): void {
		this.#drop();
		if (this.#isOver) return;
		this.#setup.onState('waiting');
		const wait = Math.max(least, Math.min(longestWait, firstWait * 2 ** this.#tries));
		this.#tries++;
		this.#await(wait * (1 + this.#setup.chance() / 2), () => this.#connect());
	}

	#drop(): void {
		this.#stopTimer();
		const socket = this.#socket;
		this.#socket = null;
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
function frameOf(data: unknown): unknown {
	const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
	if (typeof text !== 'string') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
