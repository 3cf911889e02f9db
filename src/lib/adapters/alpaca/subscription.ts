import type { WireDataMessage } from './wire/streams.ts';

/** What is followed on a data stream: channels that are asked for together, one that may not be there, and how many symbols at most. */
export interface SubscriptionPlan {
	/** The first is the one that has to be. */
	readonly channels: readonly [string, ...string[]];
	readonly extra: string | null;
	readonly most: number;
}

interface Asked {
	readonly action: 'subscribe' | 'unsubscribe';
	readonly channels: readonly string[];
	readonly symbols: readonly string[];
}

/** What is said at once in answer. */
type Said = readonly unknown[];

/**
 * What is followed on a stream, as far as Alpaca agrees. It is asked for one thing at a time, so that a refusal, which does not say of
 * what, is of the last one: then less is asked for.
 */
export class Subscription {
	readonly #plan: SubscriptionPlan;
	#wanted: readonly string[] = [];
	/** What is followed or was asked for, on this connection. */
	#target: readonly string[] = [];
	#channels: readonly string[];
	#extra: string | null;
	#most: number;
	#queue: Asked[] = [];
	#asked: Asked | null = null;
	#followed: readonly string[] = [];
	#isOn = false;

	constructor(plan: SubscriptionPlan) {
		this.#plan = plan;
		this.#channels = plan.channels;
		this.#extra = plan.extra;
		this.#most = plan.most;
	}

	/** The symbols that Alpaca said last that it follows; none while there is no connection. */
	get followed(): readonly string[] {
		return this.#followed;
	}

	/** Whether no channel was left out, but for the one that may not be there. */
	get isWhole(): boolean {
		return this.#channels.length === this.#plan.channels.length;
	}

	/** Whether nothing is left to ask. */
	get isSettled(): boolean {
		return this.#asked === null && this.#queue.length === 0;
	}

	/** Forgets a connection that has gone, and what was refused on it. */
	end(): void {
		this.#isOn = false;
		this.#channels = this.#plan.channels;
		this.#extra = this.#plan.extra;
		this.#most = this.#plan.most;
		this.#followed = this.#target = this.#queue = [];
		this.#asked = null;
	}

	/** Asks a new connection for all that is wanted. */
	begin(): Said {
		this.#isOn = true;
		return this.follow(this.#wanted);
	}

	/** Follows these symbols and no others, at most as many as are allowed, the first of them. */
	follow(symbols: readonly string[]): Said {
		this.#wanted = symbols;
		if (!this.#isOn) return [];
		const next = symbols.slice(0, this.#most);
		const gone = this.#target.filter((symbol) => !next.includes(symbol));
		const come = next.filter((symbol) => !this.#target.includes(symbol));
		this.#target = next;
		const extra = this.#extra === null ? [] : [this.#extra];
		this.#add('unsubscribe', [...this.#channels, ...extra], gone);
		this.#add('subscribe', this.#channels, come);
		this.#add('subscribe', extra, come);
		return this.#next();
	}

	/** Takes the list of what is followed. */
	accepted(message: WireDataMessage): Said {
		const list = message[this.#plan.channels[0]];
		this.#followed = Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
		this.#asked = null;
		return this.#next();
	}

	/** Asks for less of what was refused: another channel less, half of the symbols, or each by itself to find the one that is wrong. */
	refused(code: number): Said {
		const asked = this.#asked;
		this.#asked = null;
		if (asked === null) return this.#next();
		const { channels, symbols } = asked;
		if (channels[0] === this.#extra) this.#giveUpExtra();
		else if (code === 400) this.#askSingly(asked);
		else if (channels.length > 1) {
			this.#channels = channels.slice(0, 1);
			this.#queue.unshift({ ...asked, channels: this.#channels });
		} else if (symbols.length > 1) this.#askForHalf(asked);
		return this.#next();
	}

	/** Something that is answered and changes nothing; what waits for its answer is asked again. */
	ping(): unknown {
		this.#asked ??= { action: 'subscribe', channels: this.#channels.slice(0, 1), symbols: this.#followed };
		return messageOf(this.#asked);
	}

	/** One of them is no symbol of this stream; of one alone nothing is left to ask. */
	#askSingly(asked: Asked): void {
		const { symbols } = asked;
		if (symbols.length > 1)
			this.#queue.unshift(...symbols.map((symbol) => ({ ...asked, symbols: [symbol] })));
	}

	#askForHalf({ action, channels, symbols }: Asked): void {
		const gone = symbols.slice(Math.floor(symbols.length / 2));
		const without = (list: readonly string[]) => list.filter((symbol) => !gone.includes(symbol));
		this.#target = without(this.#target);
		this.#most = this.#target.length;
		const queue = this.#queue;
		this.#queue = [];
		this.#add(action, channels, without(symbols));
		for (const later of queue) {
			this.#add(
				...([later.action, later.channels] as const),
				later.action === 'subscribe' ? without(later.symbols) : later.symbols
			);
		}
	}

	#giveUpExtra(): void {
		this.#queue = this.#queue.filter(({ channels }) => channels[0] !== this.#extra);
		this.#extra = null;
	}

	#add(action: Asked['action'], channels: readonly string[], symbols: readonly string[]): void {
		if (channels.length > 0 && symbols.length > 0) this.#queue.push({ action, channels, symbols });
	}

	#next(): Said {
		if (this.#asked !== null) return [];
		this.#asked = this.#queue.shift() ?? null;
		return this.#asked === null ? [] : [messageOf(this.#asked)];
	}
}

function messageOf({ action, channels, symbols }: Asked): unknown {
	return { action, ...Object.fromEntries(channels.map((channel) => [channel, symbols])) };
}
