import { z } from '../../schema/zod.ts';
import { KeptSocket, type StreamReply, type StreamTalk, type StreamTurn } from './keptSocket.ts';
import { authOf, onceLive, type StreamSetup } from './streamGreeting.ts';
import { Subscription, type SubscriptionPlan } from './subscription.ts';
import { wireDataFrame, type WireDataMessage } from './wire/streams.ts';

/** What a stream of market data is kept with. */
export type DataStreamSetup = StreamSetup & {
	/** Told what is followed, each time Alpaca says it, and whether by all channels; nothing is once the connection has gone. */
	readonly onFollowed?: (symbols: readonly string[], isWhole: boolean) => void;
};

/** A stream of market data, whose symbols can be changed while it is heard. */
export interface DataStream {
	start(): void;
	/** Follows these symbols and no others, the most important first. */
	follow(symbols: readonly string[]): void;
	/** Whether all that it was to follow has been answered. */
	readonly isSettled: boolean;
	close(): void;
}

/** What an error makes of the connection, by its code; any other is an answer to what was asked last. */
const turnByCode: Readonly<Record<number, StreamTurn>> = {
	401: 'broken',
	402: 'refused',
	404: 'broken',
	406: 'limited',
	407: 'broken',
	500: 'broken'
};
const alreadyAuthenticated = 403;
const notInPlan = 409;

/** The desk's side of a stream of market data. */
class DataTalk implements StreamTalk {
	readonly #setup: DataStreamSetup;
	readonly #onMessage: (message: WireDataMessage) => void;
	readonly #becomesLive = onceLive();
	readonly subscription: Subscription;
	#isAuthenticated = false;

	constructor(setup: DataStreamSetup, plan: SubscriptionPlan, onMessage: (message: WireDataMessage) => void) {
		this.#setup = setup;
		this.#onMessage = onMessage;
		this.subscription = new Subscription(plan);
	}

	readonly greet = () => [authOf(this.#setup.keys)];
	readonly ping = () => this.subscription.ping();

	readonly hear = (frame: unknown): StreamReply | null => {
		const read = z.safeParse(wireDataFrame, frame);
		if (!read.success) return null;
		const replies = read.data.map((message) => this.#hearOne(message));
		const is = replies.findLast((reply) => reply?.is !== undefined)?.is;
		return { say: replies.flatMap((reply) => reply?.say ?? []), ...(is === undefined ? {} : { is }) };
	};

	/** Forgets the connection that was. */
	reset(): void {
		this.#becomesLive.reset();
		this.subscription.end();
		this.#isAuthenticated = false;
	}

	#hearOne(message: WireDataMessage): StreamReply | null {
		switch (message.T) {
			case 'success':
				if (message.msg !== 'authenticated') return null;
				this.#isAuthenticated = true;
				return this.#agree(this.subscription.begin(), false);
			case 'subscription': {
				const say = this.subscription.accepted(message);
				this.#setup.onFollowed?.(this.subscription.followed, this.subscription.isWhole);
				return this.#agree(say, true);
			}
			case 'error':
				return this.#hearError(message.code ?? 0);
			default:
				this.#onMessage(message);
				return null;
		}
	}

	#hearError(code: number): StreamReply | null {
		const isRefused = code === notInPlan && !this.#isAuthenticated;
		const is = isRefused ? 'refused' : turnByCode[code];
		if (is !== undefined) return { is };
		return code === alreadyAuthenticated ? null : this.#agree(this.subscription.refused(code), false);
	}

	/** It is live once something is followed, or there is nothing left to ask. */
	#agree(say: readonly unknown[], isHeard: boolean): StreamReply {
		return { say, ...(isHeard || this.subscription.isSettled ? this.#becomesLive() : null) };
	}
}

/** A stream of market data: keys first, then what is followed, then messages. */
export function createDataStream(
	setup: DataStreamSetup,
	plan: SubscriptionPlan,
	onMessage: (message: WireDataMessage) => void
): DataStream {
	const talk = new DataTalk(setup, plan, onMessage);
	const socket = new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state !== 'live') talk.reset();
			if (state !== 'live' && state !== 'connecting') setup.onFollowed?.([], true);
			setup.onState(state);
		}
	});
	return {
		start: () => socket.start(),
		close: () => socket.close(),
		get isSettled() {
			return talk.subscription.isSettled;
		},
		follow(symbols) {
			for (const message of talk.subscription.follow(symbols)) socket.say(message);
		}
	};
}
