import { z } from '../../schema/zod.ts';
import { createDataStream, type DataStream, type DataStreamSetup } from './dataStream.ts';
import { KeptSocket, type StreamReply, type StreamTalk } from './keptSocket.ts';
import { authOf, onceLive, type StreamSetup } from './streamGreeting.ts';
import { wireTradeUpdate, wireTradingControl, type WireDataMessage } from './wire/streams.ts';
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

/** How many of the last events are known again when they come twice. */
const knownEvents = 200;
const listen = { action: 'listen', data: { streams: ['trade_updates'] } };

/**
 * The stream of what happens to orders. It is a doorbell: what it says is read again from the account, because it says nothing of what
 * happened while nobody listened, and nothing of some legs at all.
 */
export function createOrderStream(setup: StreamSetup, onNews: (news: OrderNews) => void): KeptSocket {
	const isNew = newOnes(knownEvents);
	const becomesLive = onceLive();
	const talk: StreamTalk = {
		greet: () => [authOf(setup.keys)],
		ping: () => listen,
		hear(frame) {
			const update = z.safeParse(wireTradeUpdate, frame);
			if (update.success) {
				const { event, event_id: id, order } = update.data.data;
				if (isNew(id)) onNews({ event, order });
				return null;
			}
			const control = z.safeParse(wireTradingControl, frame);
			return control.success ? answerTo(control.data, becomesLive) : null;
		}
	};
	return new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state === 'connecting') becomesLive.reset();
			setup.onState(state);
		}
	});
}

function answerTo(
	{ stream, action, data }: z.infer<typeof wireTradingControl>,
	becomesLive: () => StreamReply | null
): StreamReply | null {
	if (action === 'error') return { is: /limit/i.test(data.error_message ?? '') ? 'limited' : 'broken' };
	if (stream === 'authorization') return data.status === 'authorized' ? { say: [listen] } : { is: 'refused' };
	return stream === 'listening' ? becomesLive() : null;
}

/** Tells ids that were not among the last ones; what has no id is always new. */
function newOnes(most: number): (id: string | null) => boolean {
	const known = new Set<string>();
	return (id) => {
		if (id === null) return true;
		if (known.has(id)) return false;
		known.add(id);
		const [oldest] = known;
		if (known.size > most && oldest !== undefined) known.delete(oldest);
		return true;
	};
}

/** A stream of prices, whose symbols can be changed while it is heard. */
export type PriceStream = DataStream;

/** What a stream of prices is kept with. */
export type PriceStreamSetup = DataStreamSetup & {
	/** Whether halts of trading are asked for too, which the stream of coins does not have; left out, they are not. */
	readonly halts?: boolean;
};

/** The most symbols that the free plan follows on a stream. */
export const mostFollowed = 30;

/**
 * A stream of quotes and trades; with `halts` it is asked for halts of trading too, apart from them: what is refused of halts takes
 * no price away. Where Alpaca allows less than is asked for, trades are left out first, and symbols then: what it follows is told by
 * `onFollowed`.
 */
export function createPriceStream(
	setup: PriceStreamSetup,
	onPrice: (price: StreamPrice) => void
): PriceStream {
	const extra = setup.halts === true ? 'statuses' : null;
	return createDataStream(setup, { channels: ['quotes', 'trades'], extra, most: mostFollowed }, (message) => {
		const price = priceOf(message);
		if (price !== null) onPrice(price);
	});
}

/** Codes of the two tapes for a halt, a pause and quotes alone, and for trading that goes on. */
const haltCodes: ReadonlySet<string> = new Set(['H', 'P', 'Q', '2']);
const resumeCodes: ReadonlySet<string> = new Set(['T', '3']);

function priceOf({ T, S: symbol, t: at, bp, ap, bs, as, p, sc }: WireDataMessage): StreamPrice | null {
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
