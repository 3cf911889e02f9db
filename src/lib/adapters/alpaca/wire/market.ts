import { z } from '../../../schema/zod.ts';
import { orNull, textOrNull } from './fields.ts';

// Answers of the market data host: prices are JSON numbers, and whole parts can be null or missing.

const wireQuote = z.looseObject({
	t: z.string(),
	bp: z.number(),
	ap: z.number(),
	bs: z._default(z.number(), 0),
	as: z._default(z.number(), 0)
});
export type WireQuote = z.infer<typeof wireQuote>;

const wireTrade = z.looseObject({ t: z.string(), p: z.number(), s: z._default(z.number(), 0) });
export type WireTrade = z.infer<typeof wireTrade>;

const wireBar = z.looseObject({
	t: z.string(),
	o: z.number(),
	h: z.number(),
	l: z.number(),
	c: z.number(),
	v: z.number()
});
export type WireBar = z.infer<typeof wireBar>;

const bySymbol = <Schema extends z.core.$ZodType>(schema: Schema) => orNull(z.record(z.string(), schema));

/** GET latest quotes, of stocks and of coins. */
export const wireLatestQuotes = z.looseObject({ quotes: bySymbol(wireQuote) });
/** GET latest trades. */
export const wireLatestTrades = z.looseObject({ trades: bySymbol(wireTrade) });
/** One page of bars. */
export const wireBars = z.looseObject({
	bars: bySymbol(orNull(z.array(wireBar))),
	next_page_token: textOrNull
});

const wireSnapshot = z.looseObject({
	latestTrade: orNull(wireTrade),
	latestQuote: orNull(wireQuote),
	minuteBar: orNull(wireBar),
	dailyBar: orNull(wireBar),
	prevDailyBar: orNull(wireBar)
});
export type WireSnapshot = z.infer<typeof wireSnapshot>;
/** GET snapshots of stocks: symbols at the top. */
export const wireStockSnapshots = z.record(z.string(), orNull(wireSnapshot));
/** GET snapshots of coins: symbols one level down. */
export const wireCryptoSnapshots = z.looseObject({ snapshots: bySymbol(orNull(wireSnapshot)) });

/** One article; the news stream sends the same. */
export const wireArticle = z.looseObject({
	id: z.number(),
	headline: z.string(),
	summary: z._default(z.string(), ''),
	source: z._default(z.string(), ''),
	url: textOrNull,
	symbols: z._default(z.array(z.string()), []),
	created_at: z.string(),
	updated_at: z.string()
});
export type WireArticle = z.infer<typeof wireArticle>;
/** One page of news. */
export const wireNews = z.looseObject({ news: orNull(z.array(wireArticle)), next_page_token: textOrNull });
