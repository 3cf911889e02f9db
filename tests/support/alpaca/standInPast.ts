import { refuse, type StandInReply, type StandInRequest } from './standInTypes.ts';

/** A bar as the wire has it: an RFC 3339 start, prices as numbers. */
export interface StandInPastBar {
	readonly t: string;
	readonly o: number;
	readonly h: number;
	readonly l: number;
	readonly c: number;
	readonly v: number;
}

/** An article as the wire has it. */
type WireArticle = Readonly<Record<string, unknown>> & {
	readonly symbols: readonly string[];
	readonly created_at: string;
};

const timeframe = /^[0-9]+(Min|Hour|Day|Week|Month)$/;

/** What the market data host keeps of the past: bars by symbol and time frame, and articles. */
export class StandInPast {
	readonly #bars = new Map<string, readonly StandInPastBar[]>();
	readonly #articles: WireArticle[] = [];

	/** Gives the bars of a symbol in a time frame, oldest first. */
	give(symbol: string, frame: string, bars: readonly StandInPastBar[]): void {
		this.#bars.set(`${symbol} ${frame}`, bars);
	}

	/** Keeps what was told of the market, as far as it is news. */
	keep({ T, ...message }: Readonly<Record<string, unknown>> & { readonly T: string }): void {
		if (T === 'n') this.#articles.push(message as WireArticle);
	}

	/** The last two bars of days, as snapshots have them. */
	days(symbol: string): Readonly<Record<string, StandInPastBar | null>> {
		const [prevDailyBar = null, dailyBar = null] = [
			null,
			null,
			...(this.#bars.get(`${symbol} 1Day`) ?? [])
		].slice(-2);
		return { dailyBar, prevDailyBar };
	}

	/** Answers a request of the past, a page of it; null where it is none. */
	reply({ path, query }: StandInRequest): StandInReply | null {
		if (path === '/v1beta1/news') return this.#news(query);
		return /\/(stocks|crypto\/us)\/bars$/.test(path) ? this.#page(query) : null;
	}

	#page(query: URLSearchParams): StandInReply {
		const frame = query.get('timeframe') ?? '';
		const [start, end] = [query.get('start') ?? '', query.get('end') ?? ''].map((text) => Date.parse(text));
		if (!timeframe.test(frame) || start === undefined || end === undefined || end < start)
			return refuse(400, null, 'invalid time range');
		const rows = (query.get('symbols') ?? '').split(',').flatMap((symbol) =>
			(this.#bars.get(`${symbol} ${frame}`) ?? []).flatMap((bar) => {
				const at = Date.parse(bar.t);
				return at >= start && at <= end ? [{ symbol, bar }] : [];
			})
		);
		const { part, next } = pageOf(rows, query, 1000, 10_000);
		const bars: Record<string, StandInPastBar[]> = {};
		for (const { symbol, bar } of part) (bars[symbol] ??= []).push(bar);
		return { status: 200, body: { bars, next_page_token: next } };
	}

	#news(query: URLSearchParams): StandInReply {
		const symbols = (query.get('symbols') ?? '').split(',');
		const start = Date.parse(query.get('start') ?? '1970-01-01T00:00:00Z');
		const found = this.#articles.filter(
			(one) => Date.parse(one.created_at) >= start && one.symbols.some((symbol) => symbols.includes(symbol))
		);
		found.sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
		const { part, next } = pageOf(found, query, 10, 50);
		return { status: 200, body: { news: part, next_page_token: next } };
	}
}

function pageOf<Row>(rows: readonly Row[], query: URLSearchParams, usual: number, most: number) {
	const from = Number(query.get('page_token') ?? 0);
	const to = from + Math.min(most, Number(query.get('limit') ?? usual));
	return { part: rows.slice(from, to), next: to < rows.length ? String(to) : null };
}
