import { ok, type Result } from '../../domain/result.ts';
import { formatInstant, type Instant } from '../../domain/time.ts';
import type { z } from '../../schema/zod.ts';
import { readAnswer, type ApiFault, type ApiResult } from './readAnswer.ts';
import type { Transport } from './transport.ts';
import {
	wireBars,
	wireCryptoSnapshots,
	wireLatestQuotes,
	wireLatestTrades,
	wireNews,
	wireStockSnapshots,
	type WireArticle,
	type WireBar,
	type WireQuote,
	type WireSnapshot,
	type WireTrade
} from './wire/market.ts';

/** What is traded where. */
export type MarketOf = 'stocks' | 'crypto';
type BySymbol<Value> = Readonly<Record<string, Value>>;

/** Which bars are read. */
export interface BarsAsked {
	readonly symbols: readonly string[];
	/** `1Min` to `1Month`. */
	readonly timeframe: string;
	readonly start: Instant;
	readonly end: Instant;
}

/** The age from which the free plan gives history of all exchanges, in milliseconds, with a minute to spare. */
export const freeHistoryAge = 16 * 60_000;
const mostPoints = 10_000;
const mostArticles = 50;
const mostPages = 100;
const paths: Readonly<Record<MarketOf, string>> = { stocks: '/v2/stocks', crypto: '/v1beta3/crypto/us' };

/** Calls of the market data host: live prices of stocks are those of the IEX feed, which every account has. */
export function createMarketApi(transport: Transport, now: () => Instant) {
	async function get<Schema extends z.core.$ZodType>(
		schema: Schema,
		path: string,
		query: Record<string, string>
	): Promise<ApiResult<z.infer<Schema>>> {
		const answer = await transport.send({ base: 'data', method: 'GET', path, query, priority: 'prices' });
		return readAnswer(schema, answer);
	}
	const live = (market: MarketOf, symbols: readonly string[]): Record<string, string> => ({
		symbols: symbols.join(','),
		...(market === 'stocks' ? { feed: 'iex' } : {})
	});
	const latest = (market: MarketOf, what: 'quotes' | 'trades'): string =>
		market === 'stocks' ? `${paths.stocks}/${what}/latest` : `${paths.crypto}/latest/${what}`;

	return {
		async quotes(market: MarketOf, symbols: readonly string[]): Promise<ApiResult<BySymbol<WireQuote>>> {
			const read = await get(wireLatestQuotes, latest(market, 'quotes'), live(market, symbols));
			return read.ok ? ok(read.value.quotes ?? {}) : read;
		},

		async trades(market: MarketOf, symbols: readonly string[]): Promise<ApiResult<BySymbol<WireTrade>>> {
			const read = await get(wireLatestTrades, latest(market, 'trades'), live(market, symbols));
			return read.ok ? ok(read.value.trades ?? {}) : read;
		},

		async snapshots(
			market: MarketOf,
			symbols: readonly string[]
		): Promise<ApiResult<BySymbol<WireSnapshot>>> {
			const path = `${paths[market]}/snapshots`;
			const query = live(market, symbols);
			if (market === 'stocks') {
				const read = await get(wireStockSnapshots, path, query);
				return read.ok ? ok(present(read.value)) : read;
			}
			const read = await get(wireCryptoSnapshots, path, query);
			return read.ok ? ok(present(read.value.snapshots ?? {})) : read;
		},

		bars: (market: MarketOf, asked: BarsAsked) => allBars(get, market, asked, now()),
		/** The newest `most` articles since an instant. */
		news: (symbols: readonly string[], start: Instant, most: number) => someNews(get, symbols, start, most)
	};
}

type Get = <Schema extends z.core.$ZodType>(
	schema: Schema,
	path: string,
	query: Record<string, string>
) => Promise<ApiResult<z.infer<Schema>>>;

/** Bars of all pages by symbol; those of stocks end before what the free plan keeps back. */
async function allBars(
	get: Get,
	market: MarketOf,
	asked: BarsAsked,
	now: Instant
): Promise<ApiResult<BySymbol<readonly WireBar[]>>> {
	const end = market === 'stocks' ? Math.min(asked.end, now - freeHistoryAge) : asked.end;
	const query = {
		...{ symbols: asked.symbols.join(','), timeframe: asked.timeframe, limit: String(mostPoints) },
		...{ start: formatInstant(asked.start), end: formatInstant(end) },
		...(market === 'stocks' ? { feed: 'sip', adjustment: 'raw' } : {})
	};
	const bars: Record<string, WireBar[]> = {};
	const done = await everyPage(
		(page) => get(wireBars, `${paths[market]}/bars`, { ...query, ...page }),
		({ bars: more }) => {
			for (const [symbol, some] of Object.entries(more ?? {})) (bars[symbol] ??= []).push(...(some ?? []));
			return true;
		}
	);
	return done.ok ? ok(bars) : done;
}

/** News, the newest first. */
async function someNews(
	get: Get,
	symbols: readonly string[],
	start: Instant,
	most: number
): Promise<ApiResult<readonly WireArticle[]>> {
	const query = {
		...(symbols.length === 0 ? {} : { symbols: symbols.join(',') }),
		...{ start: formatInstant(start), limit: String(Math.min(most, mostArticles)), sort: 'desc' }
	};
	const articles: WireArticle[] = [];
	const done = await everyPage(
		(page) => get(wireNews, '/v1beta1/news', { ...query, ...page }),
		({ news }) => {
			articles.push(...(news ?? []));
			return articles.length < most;
		}
	);
	return done.ok ? ok(articles.slice(0, most)) : done;
}

/** Reads page after page until the last one says that it is, or no more are taken. */
async function everyPage<Page extends { readonly next_page_token: string | null }>(
	read: (query: Record<string, string>) => Promise<ApiResult<Page>>,
	take: (page: Page) => boolean
): Promise<Result<null, ApiFault>> {
	let token: string | null = null;
	for (let page = 0; page < mostPages; page++) {
		const answer: ApiResult<Page> = await read(token === null ? {} : { page_token: token });
		if (!answer.ok) return answer;
		token = answer.value.next_page_token;
		if (!take(answer.value) || token === null) break;
	}
	return ok(null);
}

function present<Value>(values: Readonly<Record<string, Value | null>>): BySymbol<Value> {
	return Object.fromEntries(
		Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== null)
	);
}
