// What runs in the browser: books with five years of snapshots in the tables of the desk, made by the code that makes them
// on the desk, and the request of the desk for their equity curve.
import { createDexieJournal } from '../../src/lib/adapters/dexie/journal.ts';
import { DeskDatabase } from '../../src/lib/adapters/dexie/database.ts';
import { reachByRange, type CurveRange } from '../../src/lib/domain/curveRange.ts';
import type { RowChange, SnapshotRow } from '../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { KeptBars } from '../../src/lib/domain/keptBars.ts';
import { sessionOn } from '../../src/lib/domain/marketCalendar.ts';
import { millisecondsPerDay, millisecondsPerMinute } from '../../src/lib/domain/time.ts';
import type { Result } from '../../src/lib/domain/result.ts';
import type { BookRecord } from '../../src/lib/ports/books.ts';
import { ChangedRows } from '../../src/lib/runtime/changedRows.ts';
import { createSnapshotWindow, takePoint } from '../../src/lib/runtime/snapshotWindow.ts';
import type { DeskContext } from '../../src/workers/desk/deskContext.ts';
import { equityCurve } from '../../src/workers/desk/equityRequests.ts';
import { openPriceHistory } from '../../src/workers/desk/priceHistory.ts';
import { createRandom } from '../lib/random.mjs';

type Kind = 'sessions' | 'round the clock';
type Days = readonly (readonly [open: number, close: number])[];

const years = 5;
const lastDay = Date.UTC(2026, 5, 30) / millisecondsPerDay;
const startingCash = 100_000;
const symbols = 20;
const held = 5;
const indexSessions = 30;
const rowsAtOnce = 5000;

const db = new DeskDatabase('history');
const journal = createDexieJournal(db);
const idOf = (kind: Kind): BookId => `bench ${kind}` as BookId;

/** The days of a book: sessions of the exchange, or days of UTC. */
function daysOf(kind: Kind): Days {
	const days = Array.from({ length: Math.round(years * 365.25) }, (_, index) => lastDay - index).reverse();
	if (kind === 'round the clock') {
		return days.map((day) => [day * millisecondsPerDay, (day + 1) * millisecondsPerDay] as const);
	}
	return days.flatMap((day) => {
		const session = sessionOn(day);
		return session === undefined ? [] : [[session.open, session.close] as const];
	});
}

/** Fills the tables with a book in which something is held all the time; how many rows there are. */
async function fill(kind: Kind) {
	const epoch = valueOf(await journal.takeEpoch());
	const days = daysOf(kind);
	const rows = makeRows(days);
	for (let from = 0; from < rows.length; from += rowsAtOnce) {
		valueOf(await journal.repair(idOf(kind), epoch, rows.slice(from, from + rowsAtOnce), []));
	}
	const market = { at: 0, speed: 1, isPaused: true, source: {}, columns: {}, savedAt: 0 };
	const bars = { rows: makeIndex(days), dropBefore: null };
	valueOf(await journal.saveMarket(idOf(kind), epoch, market, bars));
	const count = (store: string) => rows.filter((row) => row.store === store).length;
	return { snapshots: count('snapshots'), pieces: count('equity') };
}

function makeRows(days: Days): readonly RowChange[] {
	const window = createSnapshotWindow();
	const changed = new ChangedRows();
	const random = createRandom(7);
	const first = days[0]?.[0] ?? NaN;
	let [seq, equity, peak] = [1, startingCash, startingCash];
	for (const [open, close] of days) {
		for (let at = open + millisecondsPerMinute; at <= close; at += millisecondsPerMinute) {
			seq += 3;
			equity *= 1 + (random() - 0.4998) * 0.0006;
			peak = Math.max(peak, equity);
			// Most of them go again: only a row that stays is made.
			changed.take({ store: 'snapshots', row: { seq, at, equity: String(equity) } as SnapshotRow });
			const point = { seq, at, equity, peak };
			for (const change of takePoint(window, point, at === close)) changed.take(change);
		}
	}
	return changed
		.rows()
		.map((change) => (change.store === 'snapshots' ? snapshotOf(change.row, first) : change));
}

function snapshotOf({ seq, at, equity }: SnapshotRow, first: number): RowChange {
	const row: SnapshotRow = {
		...{ seq, at, endsDay: false, cash: '50123.123456789', positionsValue: '52345.12345', equity },
		...{ unrealised: '123.4', realisedGross: String(at - first), fees: '1.23' },
		positions: Array.from({ length: held }, (_, index) => ({
			...{ symbol: `SYM${String(index)}`, quantity: '12.345678901', price: '123.456' }
		}))
	};
	return { store: 'snapshots', row };
}

/** The index as the desk keeps it: of the last sessions by the minute, of all days by the day. */
function makeIndex(days: Days): readonly KeptBars[] {
	const random = createRandom(11);
	let index = 1;
	const bars = (span: 'day' | 'index', at: number, all: Uint8Array): KeptBars => {
		index *= 1 + (random() - 0.4995) * 0.001;
		const price = Float64Array.from(all, () => index);
		return {
			span,
			at,
			minute: new Uint8Array(all.length),
			symbol: all,
			...{ open: price, high: price, low: price, close: price }
		};
	};
	const everyone = Uint8Array.from({ length: symbols + 1 }, (_, one) => one);
	const daily = days.map(([open]) => bars('day', open, everyone));
	const minutes = days
		.slice(-indexSessions)
		.flatMap(([open, close]) =>
			Array.from({ length: (close - open) / millisecondsPerMinute }, (_, minute) =>
				bars('index', open + minute * millisecondsPerMinute, Uint8Array.of(symbols))
			)
		);
	return [...daily, ...minutes];
}

/** Milliseconds of the first request and of `calls` more for each range, and what they came to. */
async function measure(kind: Kind, ranges: readonly CurveRange[], calls: number) {
	const days = daysOf(kind);
	const record = { id: idOf(kind), source: { type: 'generated' } } as BookRecord;
	const assetClass = kind === 'sessions' ? 'us_equity' : 'crypto';
	const instruments = Array.from({ length: symbols }, () => ({ instrument: { assetClass } }));
	const prices = await openPriceHistory(journal, record, [], instruments as never);
	const clockAt = days.at(-1)?.[1] ?? NaN;
	const account = {
		startingCash: BigInt(startingCash) * 10n ** 18n,
		peakEquity: 2n * BigInt(startingCash) * 10n ** 18n
	};
	const snapshots = { ended: [{ from: wholeFrom(days) }], session: null, older: null };
	const live = { clockAt, state: { book: { account } }, open: { snapshots } };
	const context = {
		journal,
		running: () => ({
			...{ record, prices, startsAt: days[0]?.[0], equityNow: () => startingCash },
			runner: { live: () => live, isIdle: () => true }
		})
	} as unknown as DeskContext;
	const results = [];
	for (const range of ranges) {
		const times: number[] = [];
		let points = 0;
		for (let call = 0; call <= calls; call++) {
			const started = performance.now();
			const answer = await equityCurve(context, { range });
			times.push(performance.now() - started);
			if (!answer.ok) throw new Error(answer.error.message);
			points = answer.value.at.length;
		}
		const [firstMs = NaN, ...warm] = times;
		const since = clockAt - reachByRange[range];
		const started = performance.now();
		const rows = valueOf(await journal.equitySince(idOf(kind), since));
		const readMs = performance.now() - started;
		const kept = rows.reduce((sum, row) => sum + row.points.length / 3, 0);
		results.push({ range, points, pieces: rows.length, kept, firstMs, readMs, warm });
	}
	return results;
}

/** The entry of the first snapshot of the last ten sessions: entries are counted as `makeRows` does. */
function wholeFrom(days: Days): number {
	const minutes = days
		.slice(0, -10)
		.reduce((sum, [open, close]) => sum + (close - open) / millisecondsPerMinute, 0);
	return 1 + 3 * (minutes + 1);
}

function valueOf<Value>(result: Result<Value, unknown>): Value {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/** A yardstick: milliseconds of reading so many rows of snapshots as they are. */
async function readRows(kind: Kind, limit: number): Promise<number> {
	const started = performance.now();
	valueOf(await journal.latestRows(idOf(kind), 'snapshots', limit));
	return performance.now() - started;
}

Object.assign(globalThis, { bench: { fill, measure, readRows } });
