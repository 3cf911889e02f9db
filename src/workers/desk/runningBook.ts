import type { JournalLine } from '../../lib/contract/deskView.ts';
import { moneyToNumber } from '../../lib/domain/decimal.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { takeSnapshot } from '../../lib/engine/snapshot.ts';
import { valueOfPositions } from '../../lib/engine/valuation.ts';
import type { Broker } from '../../lib/ports/broker.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import { BookRunner } from '../../lib/runtime/bookRunner.ts';
import { openBook, type OpenFault } from '../../lib/runtime/bookState.ts';
import type { LivePrices } from '../../lib/runtime/livePrices.ts';
import type { StopReason } from '../../lib/runtime/runnerSetup.ts';
import { accountOf, standsForAccount } from './accountBooks.ts';
import { openMarket, withoutMarket, type MarketSetup } from './bookMarket.ts';
import { openSimulator } from './bookSources.ts';
import type { PriceHistory } from './priceHistory.ts';
import { instantOf } from '../../lib/domain/events.ts';
import { addLines, createLineMaker, readToTell } from './feedLines.ts';
import { OrderHistory } from './orderHistory.ts';

/** What a book needs to run on a desk. */
export interface RunningSetup extends MarketSetup {
	readonly epoch: number;
	readonly wall: () => Instant;
	readonly breathe: () => Promise<void>;
	readonly mayAct: () => boolean;
	/** The broker of a book that stands for an account. */
	readonly brokerFor: () => Broker;
	readonly onSettled: (hasAnswered: boolean) => void;
	readonly onStopped: (why: StopReason) => void;
}

/** A book that runs on the desk, with what is shown of its past. */
export interface RunningBook {
	readonly record: BookRecord;
	/** Why it can be read and not continued, in a sentence; null when it goes on. */
	readonly readOnlyBecause: string | null;
	/** Whether its market stands where its journal ends. */
	readonly isThere: boolean;
	readonly runner: BookRunner;
	/** What is pushed to a book that follows everybody's market; null of any other. */
	readonly live: LivePrices | null;
	readonly startsAt: Instant;
	readonly prices: PriceHistory;
	/** The bars of a book that plays them. */
	readonly series: readonly BarSeries[];
	readonly history: OrderHistory;
	feed(): readonly JournalLine[];
	/** Wall clock of the last time it was kept; null for a new book. */
	readonly lastKept: Instant | null;
	/** The equity now, an estimate; null while a position has no price. */
	equityNow(): number | null;
}

const archivedText = 'This book is archived: it can be read, and not continued.';
const copyText =
	'This is a copy of the book of a paper account: it can be read, and only the book itself goes on.';
const stoppedText =
	'The replay of this market was stopped: the book can be read up to where its journal ends, and goes on once its market has been replayed.';

/** Opens a book and makes it run. An archived book is opened in the same way, and its market stands still. */
export async function runBook(setup: RunningSetup): Promise<Result<RunningBook, OpenFault>> {
	const { record, journal } = setup;
	const read = await openBook(journal, record);
	if (!read.ok) return read;
	const { remade, dropped } = read.value;
	const isWhole = remade.length === 0 && dropped.length === 0;
	const kept = isWhole ? ok(null) : await journal.repair(record.id, setup.epoch, remade, [], dropped);
	if (!kept.ok) return failed({ type: 'store', fault: kept.error });
	const startsAt = record.source.startsAt;
	const last = await readToTell(journal.readBack(record.id, read.value.seq + 1));
	const clockAt = read.value.market?.at ?? Math.max(startsAt, ...last.map(({ event }) => instantOf(event)));
	const { opened, source, prices, bars, live, isThere } = await openMarket(setup, read.value, clockAt);
	const maker = createLineMaker(opened.state.book);
	const history = new OrderHistory(journal, record.id);
	let lines = addLines([], last, maker);
	const runner = new BookRunner(
		{
			id: record.id,
			origin: record.origin,
			epoch: setup.epoch,
			journal: isThere ? journal : withoutMarket(journal),
			venue:
				accountOf(record) === null
					? { type: 'inline', open: openSimulator }
					: { type: 'broker', broker: setup.brokerFor() },
			openSource: () => source,
			startsAt: clockAt,
			// Whether the clock of an imported book stood still is not in its journal.
			startsPaused: record.origin !== record.id,
			bars,
			wall: setup.wall,
			breathe: setup.breathe,
			mayAct: setup.mayAct,
			onSettled(entries, hasAnswered, rows) {
				history.take(rows);
				lines = addLines(lines, entries, maker);
				setup.onSettled(hasAnswered);
			},
			onStopped: setup.onStopped
		},
		opened
	);
	return ok({
		...{ record, isThere, live, runner, startsAt, prices, series: setup.series, history },
		readOnlyBecause: whyReadOnly(record, isThere),
		feed: () => lines,
		lastKept: opened.market?.savedAt ?? null,
		equityNow: () => equityOf(runner)
	});
}

function whyReadOnly(record: BookRecord, isThere: boolean): string | null {
	if (record.status === 'archived') return archivedText;
	if (accountOf(record) !== null && !standsForAccount(record)) return copyText;
	return isThere ? null : stoppedText;
}

function equityOf(runner: BookRunner): number | null {
	const { state, clockAt } = runner.live();
	return valueOfPositions(state.book, state.market) === null
		? null
		: moneyToNumber(takeSnapshot(state, clockAt).equity);
}
