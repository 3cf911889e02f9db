import { isTestKeys, readMessage, textIn, type StreamTalk, type TalkSetup } from './standInTalk.ts';
import type { StandInPrint } from './standInTape.ts';

/** A data stream of the stand-in: what can be followed on it, and of what. */
export interface DataFeed {
	readonly channels: readonly string[];
	readonly takes: (symbol: string) => boolean;
	/** Whether the plan has it. */
	readonly isInPlan: boolean;
}

/** What a conversation over a data stream is led with. */
export interface DataTalkSetup extends TalkSetup {
	readonly feed: DataFeed;
	/** The most symbols that are followed. */
	readonly symbolLimit: number;
	/** Takes the one place that the endpoint has; false when another connection has it. */
	readonly takePlace: () => boolean;
}

/** What Alpaca says with each of its codes. */
const words = {
	400: 'invalid syntax',
	401: 'not authenticated',
	402: 'auth failed',
	403: 'already authenticated',
	404: 'auth timeout',
	405: 'symbol limit exceeded',
	406: 'connection limit exceeded',
	409: 'insufficient subscription',
	410: 'invalid subscribe action for this feed',
	500: 'internal error'
} as const;

/** How Alpaca says on a data stream that something is wrong. */
export function dataFault(code: keyof typeof words): unknown {
	return [{ T: 'error', code, msg: words[code] }];
}

const channelByKind: Readonly<Record<string, string>> = {
	...{ q: 'quotes', t: 'trades', b: 'bars', s: 'statuses', n: 'news' }
};
/** Those that the limit counts. */
const counted: ReadonlySet<string> = new Set(['quotes', 'trades']);
const authWithin = 10_000;

/** A data stream's side of a conversation: keys, what is followed, and what the market says of it. */
export class StandInDataTalk implements StreamTalk<StandInPrint> {
	readonly #setup: DataTalkSetup;
	#isAuthenticated = false;
	#followed: ReadonlyMap<string, readonly string[]>;
	readonly #stopTimer: () => void;

	constructor(setup: DataTalkSetup) {
		this.#setup = setup;
		this.#followed = new Map(setup.feed.channels.map((channel) => [channel, []]));
		setup.line.say([{ T: 'success', msg: 'connected' }]);
		this.#stopTimer = setup.clock.after(authWithin, () => this.#fail(404));
	}

	hear(text: string): void {
		const message = readMessage(text);
		if (message === null) return this.#refuse(400);
		const action = message['action'];
		if (action === 'auth') return this.#authenticate(textIn(message, 'key'), textIn(message, 'secret'));
		if (!this.#isAuthenticated) return this.#refuse(401);
		if (action !== 'subscribe' && action !== 'unsubscribe') return this.#refuse(400);
		this.#follow(message, action === 'subscribe');
	}

	/** Says what the market says, if it is followed. */
	tell({ symbols, message }: StandInPrint): void {
		const followed = this.#followed.get(channelByKind[message.T] ?? '') ?? [];
		const isFollowed = symbols.some((symbol) => this.#setup.feed.takes(symbol) && followed.includes(symbol));
		if (isFollowed || followed.includes('*')) this.#setup.line.say([message]);
	}

	end(): void {
		this.#stopTimer();
		this.#followed = new Map();
	}

	#authenticate(keyId: string, secret: string): void {
		if (this.#isAuthenticated) return this.#refuse(403);
		if (!isTestKeys(keyId, secret)) return this.#fail(402);
		if (!this.#setup.feed.isInPlan) return this.#fail(409);
		if (this.#setup.isLimited || !this.#setup.takePlace()) return this.#fail(406);
		this.#stopTimer();
		this.#isAuthenticated = true;
		this.#setup.line.say([{ T: 'success', msg: 'authenticated' }]);
	}

	/** Adds to what is followed or takes from it, and says all of it; what is refused changes nothing. */
	#follow(message: Readonly<Record<string, unknown>>, adds: boolean): void {
		const { feed, line, symbolLimit } = this.#setup;
		const next = new Map(this.#followed);
		for (const [channel, value] of Object.entries(message)) {
			if (channel === 'action') continue;
			if (!feed.channels.includes(channel)) return this.#refuse(410);
			const symbols = symbolsOf(value);
			if (symbols === null || (adds && !symbols.every((symbol) => symbol === '*' || feed.takes(symbol)))) {
				return this.#refuse(400);
			}
			const before = next.get(channel) ?? [];
			const kept = before.filter((symbol) => !symbols.includes(symbol));
			next.set(channel, adds ? [...kept, ...symbols].sort() : kept);
		}
		const distinct = new Set([...next].flatMap(([channel, of]) => (counted.has(channel) ? of : [])));
		if (distinct.size > symbolLimit) return this.#refuse(405);
		this.#followed = next;
		line.say([{ T: 'subscription', ...Object.fromEntries(next) }]);
	}

	#refuse(code: keyof typeof words): void {
		this.#setup.line.say(dataFault(code));
	}

	#fail(code: keyof typeof words): void {
		this.#refuse(code);
		this.#setup.line.close();
	}
}

function symbolsOf(value: unknown): readonly string[] | null {
	if (!Array.isArray(value)) return null;
	return value.every((one): one is string => typeof one === 'string' && one !== '') ? value : null;
}
