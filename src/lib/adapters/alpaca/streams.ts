import type { BrokerKeys } from '../../domain/brokerKey.ts';
import { z } from '../../schema/zod.ts';
import { KeptSocket, type KeptSocketSetup, type StreamTalk } from './keptSocket.ts';
import { wireDataFrame, wireTradeUpdate, wireTradingControl } from './wire/streams.ts';
import type { WireOrder } from './wire/trading.ts';

/** What is heard of an order: the order as it is, and the name of what happened, which may be one that is not known. */
export interface OrderNews {
	readonly event: string;
	readonly order: WireOrder;
}

/** A price that a stream gives. */
export type StreamPrice =
	| {
			readonly type: 'quote';
			readonly symbol: string;
			readonly at: string;
			readonly bid: number;
			readonly ask: number;
			/** In shares or coins; absent where the stream does not say. */
			readonly bidSize?: number;
			readonly askSize?: number;
	  }
	| { readonly type: 'trade'; readonly symbol: string; readonly at: string; readonly price: number }
	| {
			readonly type: 'halt';
			readonly symbol: string;
			/** Null where the stream does not say. */
			readonly at: string | null;
			readonly isHalted: boolean;
	  };

type StreamSetup = Omit<KeptSocketSetup, 'talk'> & { readonly keys: BrokerKeys };

const authOf = ({ keyId, secret }: BrokerKeys) => ({ action: 'auth', key: keyId, secret });

/**
 * The stream of what happens to orders. It is a doorbell: what it says is read again from the account, because it says nothing of what
 * happened while nobody listened, and nothing of some legs at all.
 */
export function createOrderStream(setup: StreamSetup, onNews: (news: OrderNews) => void): KeptSocket {
	const listen = { action: 'listen', data: { streams: ['trade_updates'] } };
	const talk: StreamTalk = {
		greet: () => [authOf(setup.keys)],
		ping: () => listen,
		hear(frame) {
			const update = z.safeParse(wireTradeUpdate, frame);
			if (update.success) {
				onNews({ event: update.data.data.event, order: update.data.data.order });
				return null;
			}
			const control = z.safeParse(wireTradingControl, frame);
			if (!control.success) return null;
			const { stream, data } = control.data;
			if (stream === 'authorization')
				return data.status === 'authorized' ? { say: [listen] } : { is: 'refused' };
			return stream === 'listening' ? becomesLive() : null;
		}
	};
	const becomesLive = onceLive();
	return new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state === 'connecting') becomesLive.reset();
			setup.onState(state);
		}
	});
}

/** Says `live` at the first agreement of a connection, and nothing at the answers to a ping. */
function onceLive() {
	let isLive = false;
	const say = (): { readonly is?: 'live' } | null => {
		if (isLive) return null;
		isLive = true;
		return { is: 'live' };
	};
	say.reset = (): void => {
		isLive = false;
	};
	return say;
}

/** A stream of prices, whose symbols can be changed while it is heard. */
export interface PriceStream {
	start(): void;
	/** Follows these symbols and no others, at most as many as the plan allows. */
	follow(symbols: readonly string[]): void;
	close(): void;
}

/** The most symbols that the free plan follows on a stream. */
export const mostFollowed = 30;

const connectionLimit = 406;
const fatalCodes: ReadonlySet<number> = new Set([402, 404, connectionLimit, 409]);

type Asking = 'subscribe' | 'unsubscribe';
const pricesAsked = (action: Asking, symbols: readonly string[]) => ({
	...{ action, quotes: symbols, trades: symbols }
});

/**
 * A stream of quotes and trades; with `halts` it is asked for halts of trading too, apart from them: what is refused of halts takes
 * no price away.
 */
export function createPriceStream(
	{ halts = false, ...setup }: StreamSetup & { readonly halts?: boolean },
	onPrice: (price: StreamPrice) => void
): PriceStream {
	let followed: readonly string[] = [];
	let isLive = false;
	let mayAsk = false;
	const becomesLive = onceLive();
	const talk: StreamTalk = {
		greet: () => [authOf(setup.keys)],
		ping: () => pricesAsked('subscribe', followed),
		hear(frame) {
			const read = z.safeParse(wireDataFrame, frame);
			if (!read.success) return null;
			for (const message of read.data) {
				const price = priceOf(message);
				if (price !== null) onPrice(price);
				else if (message.T === 'success' && message.msg === 'authenticated') {
					mayAsk = true;
					return { say: [pricesAsked('subscribe', followed)] };
				} else if (message.T === 'subscription') return agreed();
				else if (message.T === 'error' && !isLive && fatalCodes.has(message.code ?? 0))
					return { is: 'refused' };
			}
			return null;
		}
	};
	const agreed = () => {
		isLive = true;
		const news = becomesLive();
		if (news === null || !halts) return news;
		return { ...news, say: [{ action: 'subscribe', statuses: followed }] };
	};
	const socket = new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state !== 'live') isLive = mayAsk = false;
			if (state === 'connecting') becomesLive.reset();
			setup.onState(state);
		}
	});
	const ask = (action: Asking, symbols: readonly string[]): void => {
		// Before it was let in it hears nothing, and then it is told all of them.
		if (!mayAsk || symbols.length === 0) return;
		socket.say(pricesAsked(action, symbols));
		if (halts && isLive) socket.say({ action, statuses: symbols });
	};
	return {
		start: () => socket.start(),
		close: () => socket.close(),
		follow(symbols) {
			const next = symbols.slice(0, mostFollowed);
			const gone = followed.filter((symbol) => !next.includes(symbol));
			const come = next.filter((symbol) => !followed.includes(symbol));
			followed = next;
			ask('unsubscribe', gone);
			ask('subscribe', come);
		}
	};
}

type DataMessage = z.infer<typeof wireDataFrame>[number];

/** Codes of the two tapes for a halt, a pause and quotes alone, and for trading that goes on. */
const haltCodes: ReadonlySet<string> = new Set(['H', 'P', 'Q', '2']);
const resumeCodes: ReadonlySet<string> = new Set(['T', '3']);

function priceOf({ T, S: symbol, t: at, bp, ap, bs, as, p, sc }: DataMessage): StreamPrice | null {
	if (symbol === null) return null;
	if (T === 'q' && at !== null && bp !== undefined && ap !== undefined) {
		const sizes = {
			...(bs === undefined ? {} : { bidSize: bs }),
			...(as === undefined ? {} : { askSize: as })
		};
		return { type: 'quote', symbol, at, bid: bp, ask: ap, ...sizes };
	}
	if (T === 't' && at !== null && p !== undefined) return { type: 'trade', symbol, at, price: p };
	if (T !== 's' || sc === null) return null;
	if (haltCodes.has(sc)) return { type: 'halt', symbol, at, isHalted: true };
	return resumeCodes.has(sc) ? { type: 'halt', symbol, at, isHalted: false } : null;
}
