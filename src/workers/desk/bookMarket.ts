import type { BarSeries } from '../../lib/domain/bar.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { resumeState } from '../../lib/engine/recovery.ts';
import { ok } from '../../lib/domain/result.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { PriceSource } from '../../lib/ports/priceSource.ts';
import { BarRecorder } from '../../lib/runtime/barRecorder.ts';
import type { OpenedBook } from '../../lib/runtime/bookState.ts';
import type { LivePrices } from '../../lib/runtime/livePrices.ts';
import { followMarket, isPlayable, openSource } from './bookSources.ts';
import { catchUp } from './catchUp.ts';
import { openPriceHistory, type PriceHistory } from './priceHistory.ts';
import type { Progress } from './progress.ts';

const noBars: Pick<BookRecord, 'source'> = { source: { type: 'history', startsAt: 0 } };

/** What the market of a book is opened with. */
export interface MarketSetup {
	readonly record: BookRecord;
	readonly series: readonly BarSeries[];
	readonly journal: Journal;
	/** The name of a symbol of everybody's market; empty where none is known. */
	readonly nameOf: (symbol: string) => string;
	/** Replays a market with its progress; whether it was not stopped. */
	readonly replay: (work: (progress: Progress) => Promise<boolean>) => Promise<boolean>;
}

/** A book with the market it goes on with. */
export interface BookMarket {
	readonly opened: OpenedBook;
	readonly source: PriceSource;
	readonly prices: PriceHistory;
	readonly bars: BarRecorder;
	/** The source of a book that follows everybody's market; null of any other. */
	readonly live: LivePrices | null;
	/** Whether the market stands where the book does; false when the way there was stopped. */
	readonly isThere: boolean;
}

/** The market of a book where it was kept; where it was not, it is replayed up to where the book stands. */
export async function openMarket(
	setup: MarketSetup,
	opened: OpenedBook,
	clockAt: Instant
): Promise<BookMarket> {
	const made = await makeMarket(setup, opened);
	if (opened.market !== null) return { ...made, isThere: true };
	const { source, bars } = made;
	const { market } = opened.state;
	// What everybody's market was meanwhile cannot be replayed.
	if (made.live !== null) return { ...made, isThere: true };
	if (await setup.replay((progress) => catchUp(source, clockAt, { market, bars }, progress)))
		return { ...made, isThere: true };
	// What was replayed half is forgotten: prices of another day would value what is held.
	const fresh = { ...opened, state: resumeState(opened.state.book, {}) };
	return { ...(await makeMarket(setup, fresh)), isThere: false };
}

async function makeMarket(
	{ journal, record, series, nameOf }: MarketSetup,
	opened: OpenedBook
): Promise<Omit<BookMarket, 'isThere'>> {
	const { book } = opened.state;
	// A market that no version could make stays without prices, as one of bars that are not here.
	const { source } = record.source.type === 'generated' && !isPlayable(book) ? noBars : record;
	const prices = await openPriceHistory(journal, record, series, book.instruments);
	const live = source.type === 'alpaca' ? followMarket(opened.state.market, nameOf) : null;
	return {
		...{ opened, prices, live },
		source: live ?? openSource(source, series, opened.market?.source ?? null),
		bars: new BarRecorder(book, opened.market?.columns ?? {}, prices.take)
	};
}

/** The journal of a book whose market is not where the book stands: its place is not kept, so that it is replayed the next time. */
export function withoutMarket(journal: Journal): Journal {
	return { ...journal, saveMarket: () => Promise.resolve(ok(null)) };
}
