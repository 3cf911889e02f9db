import { createAlpacaPriceFeed } from '../../../src/lib/adapters/alpaca/priceFeed.ts';
import { alpacaBases, streamUrl } from '../../../src/lib/adapters/alpaca/transport.ts';
import type { FedPrice, FollowedSymbol } from '../../../src/lib/ports/priceFeed.ts';
import { testKeys } from './fixtures.ts';
import type { Mishap } from './inProcess.ts';
import { openStandIn } from './openStandIn.ts';
import type { StreamMishap, StreamMoment } from './standInLine.ts';
import { standInSocket } from './standInSocket.ts';
import { isCoin } from './standInTape.ts';

/** Symbols as a feed follows them. */
export function followedOf(...symbols: readonly string[]): readonly FollowedSymbol[] {
	return symbols.map((symbol) => ({ symbol, assetClass: isCoin(symbol) ? 'crypto' : 'us_equity' }));
}

/** A feed of a stand-in's prices on a virtual clock. A test sets what goes wrong with the calls of prices and with the streams. */
export function openFeed(symbols: readonly string[] = ['AAPL', 'KO', 'BTC/USD'], symbolLimit = 30) {
	const trouble: {
		ofCalls: (path: string) => Mishap | null;
		ofStreams: (moment: StreamMoment) => StreamMishap | null;
	} = { ofCalls: () => null, ofStreams: () => null };
	const asked: { readonly path: string; readonly symbols: readonly string[]; readonly at: number }[] = [];
	const { clock, standIn, budget, transport, api } = openStandIn({ symbols }, ({ path, query }) => {
		if (!/^\/(v2\/stocks|v1beta3)\//.test(path)) return null;
		asked.push({ path, symbols: (query.get('symbols') ?? '').split(','), at: clock.now() });
		return trouble.ofCalls(path);
	});
	const prices: FedPrice[] = [];
	const halts: string[] = [];
	const closes = new Map<string, number>();
	let changes = 0;
	const feed = createAlpacaPriceFeed({
		...{ transport, budget, clock, chance: () => 0, keys: testKeys },
		openSocket: standInSocket(standIn, {
			...{ clock, symbolLimit },
			mishaps: (moment) => trouble.ofStreams(moment)
		}),
		addresses: { stocks: streamUrl(alpacaBases, 'stocks'), coins: streamUrl(alpacaBases, 'coins') },
		sink: {
			price: (price) => void prices.push(price),
			closed: (symbol, price) => void closes.set(symbol, price),
			halt: (symbol, isHalted) => void halts.push(`${symbol} ${isHalted ? 'halts' : 'trades'}`),
			changed: () => void changes++
		}
	});
	for (const symbol of symbols) standIn.quote(symbol, '99.98', '100.02');
	const of = (symbol: string) => prices.filter((price) => price.symbol === symbol);
	return {
		...{ clock, standIn, budget, api, feed, trouble, asked, prices, halts, closes, of },
		last: (symbol: string) => of(symbol).at(-1),
		changes: () => changes
	};
}
