import type { CallBudget } from '../../lib/adapters/alpaca/callBudget.ts';
import type { Socket, StreamState } from '../../lib/adapters/alpaca/keptSocket.ts';
import { createMarketApi } from '../../lib/adapters/alpaca/marketApi.ts';
import { createNewsStream } from '../../lib/adapters/alpaca/newsStream.ts';
import { PastBars } from '../../lib/adapters/alpaca/pastBars.ts';
import { RecentNews } from '../../lib/adapters/alpaca/recentNews.ts';
import type { BodyForms, TradingApi } from '../../lib/adapters/alpaca/tradingApi.ts';
import type { StreamName, Transport } from '../../lib/adapters/alpaca/transport.ts';
import type { BrokerKeys } from '../../lib/domain/brokerKey.ts';
import type { GateFacts } from '../../lib/domain/readyGate.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { FeedStreamState } from '../../lib/ports/priceFeed.ts';
import { summaryOf } from './connectionReading.ts';

/** What the gate asks of the book that runs. */
export type BookFacts = Pick<GateFacts, 'killLevel' | 'oldestPrice' | 'isReconciled' | 'priceAge'>;

/** The way to the account that is connected, as long as its keys are in memory. */
export interface AlpacaLink {
	readonly accountId: string;
	/** What the account is called by, as its book is. */
	readonly accountNumber: string;
	readonly api: TradingApi;
	readonly transport: Transport;
	readonly budget: CallBudget;
	readonly keys: BrokerKeys;
	/** The bars that Alpaca keeps of the market. */
	readonly past: PastBars;
	readonly news: RecentNews;
	readonly forms: () => BodyForms;
	/** Whether this browser may change orders. */
	readonly canReplace: () => boolean;
	/** Where a stream is. */
	readonly streamAt: (name: StreamName) => string;
	readonly openSocket: (address: string) => Socket;
	/** Told how a stream stands that is kept open. */
	readonly noteStream: (name: StreamName, state: FeedStreamState) => void;
}

/** What is read of the market beside its prices, with the keys of an account. */
export function marketReaders(
	link: Pick<AlpacaLink, 'transport' | 'keys' | 'openSocket' | 'streamAt' | 'noteStream'>,
	{ clock, chance }: { readonly clock: Clock; readonly chance: () => number }
): Pick<AlpacaLink, 'past' | 'news'> {
	const api = createMarketApi(link.transport, () => clock.now());
	const stream = {
		...{ clock, chance, keys: link.keys, onLive: () => undefined },
		open: () => link.openSocket(link.streamAt('news')),
		onState: (state: StreamState) => link.noteStream('news', state)
	};
	return {
		past: new PastBars({ api, clock }),
		news: new RecentNews({ api, clock, openStream: (onArticle) => createNewsStream(stream, onArticle) })
	};
}

/** Whether the account trades and how far the clock here is ahead of its own, in milliseconds; null is what was not said. */
export async function lookAtAccount({ api }: AlpacaLink, clock: Clock) {
	const told = await api.clock();
	const now = clock.now();
	const account = await api.account();
	return {
		clockAhead: told.ok ? now - Date.parse(told.value.timestamp) : null,
		account: account.ok ? summaryOf(account.value) : null
	};
}
