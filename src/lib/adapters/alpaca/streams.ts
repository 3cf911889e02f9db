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
	  }
	| { readonly type: 'trade'; readonly symbol: string; readonly at: string; readonly price: number }
	| { readonly type: 'halt'; readonly symbol: string; readonly isHalted: boolean };

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

/** A stream of quotes and trades; a halt of trading is told with them. */
export function createPriceStream(setup: StreamSetup, onPrice: (price: StreamPrice) => void): PriceStream {
	let followed: readonly string[] = [];
	const becomesLive = onceLive();
	const subscription = (symbols: readonly string[]) => ({ quotes: symbols, trades: symbols });
	const subscribe = (symbols: readonly string[]) => ({ action: 'subscribe', ...subscription(symbols) });
	const talk: StreamTalk = {
		greet: () => [authOf(setup.keys)],
		ping: () => subscribe(followed),
		hear(frame) {
			const read = z.safeParse(wireDataFrame, frame);
			if (!read.success) return null;
			for (const message of read.data) {
				const price = priceOf(message);
				if (price !== null) onPrice(price);
				else if (message.T === 'success' && message.msg === 'authenticated')
					return { say: [subscribe(followed)] };
				else if (message.T === 'subscription') return becomesLive();
				else if (message.T === 'error' && fatalCodes.has(message.code ?? 0)) return { is: 'refused' };
			}
			return null;
		}
	};
	const socket = new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state === 'connecting') becomesLive.reset();
			setup.onState(state);
		}
	});
	return {
		start: () => socket.start(),
		close: () => socket.close(),
		follow(symbols) {
			const next = symbols.slice(0, mostFollowed);
			const gone = followed.filter((symbol) => !next.includes(symbol));
			const come = next.filter((symbol) => !followed.includes(symbol));
			followed = next;
			if (gone.length > 0) socket.say({ action: 'unsubscribe', ...subscription(gone) });
			if (come.length > 0) socket.say(subscribe(come));
		}
	};
}

type DataMessage = z.infer<typeof wireDataFrame>[number];

/** Codes of the two tapes for a halt, a pause and quotes alone, and for trading that goes on. */
const haltCodes: ReadonlySet<string> = new Set(['H', 'P', 'Q', '2']);
const resumeCodes: ReadonlySet<string> = new Set(['T', '3']);

function priceOf({ T, S: symbol, t: at, bp, ap, p, sc }: DataMessage): StreamPrice | null {
	if (symbol === null) return null;
	if (T === 'q' && at !== null && bp !== undefined && ap !== undefined) {
		return { type: 'quote', symbol, at, bid: bp, ask: ap };
	}
	if (T === 't' && at !== null && p !== undefined) return { type: 'trade', symbol, at, price: p };
	if (T !== 's' || sc === null) return null;
	if (haltCodes.has(sc)) return { type: 'halt', symbol, isHalted: true };
	return resumeCodes.has(sc) ? { type: 'halt', symbol, isHalted: false } : null;
}
