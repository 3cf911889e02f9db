import { describe, expect, it } from 'vitest';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { BarSpan, KeptBars } from '../../src/lib/domain/keptBars.ts';
import type { Journal, MarketMark } from '../../src/lib/ports/journal.ts';
import { read } from './randomRun.ts';

const book = 'book-1' as BookId;
const other = 'book-2' as BookId;

const createMark = (at: number): MarketMark => ({
	...{ at, speed: 1, isPaused: false, source: {}, columns: {}, savedAt: 0 }
});

const minute = 60_000;
const hour = 60 * minute;

/** A minute of these closes, of the symbols 0, 1 …; the other prices follow from them. */
function minuteBars(at: number, closes: readonly number[], span: BarSpan = 'minute'): KeptBars {
	const column = (shift: number) => Float64Array.from(closes, (close) => close + shift);
	return {
		...{ span, at, minute: new Uint8Array(closes.length) },
		symbol: Uint8Array.from(closes.keys()),
		...{ open: column(0.1), high: column(0.2), low: column(-0.1), close: column(0) }
	};
}

/** Kept bars in lines of instant, symbol, open, high, low and close, oldest first, whatever rows they stand in. */
async function barsOf(journal: Journal, span: BarSpan, before = Infinity, limit = 1000, bookId = book) {
	const rows = read(await journal.readBars(bookId, span, before, limit));
	return [...rows].reverse().flatMap((row) =>
		Array.from(row.symbol, (symbol, place) => {
			const at = row.at + (row.minute[place] ?? 0) * minute;
			return [at, symbol, row.open[place], row.high[place], row.low[place], row.close[place]];
		})
	);
}

/** The same lines of rows as they were given. */
const barLines = (rows: readonly KeptBars[]) =>
	rows.flatMap(({ at, symbol, open, high, low, close }) =>
		Array.from(symbol, (one, place) => [at, one, open[place], high[place], low[place], close[place]])
	);

/** What every journal does with the bars of a market; `open` gives a new one without books. */
export function describeBars(name: string, open: () => Journal): void {
	describe(`the ${name}`, () => {
		it('keeps bars with the mark that has moved past them, each span of its own', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const rows = [minuteBars(0, [1, 2]), minuteBars(0, [3], 'index'), minuteBars(0, [4, 5, 6], 'day')];
			const bars = { rows: rows.slice(0, 2), dropBefore: null };
			expect(read(await journal.barsBegin(book, 'minute'))).toBe(null);
			const segment = { from: 1, lines: ['{}'] };
			const batch = { bookId: book, epoch, segment, head: '', rows: [], market: createMark(1), bars };
			read(await journal.append(batch));
			read(await journal.saveMarket(book, epoch, createMark(2), { rows: rows.slice(2), dropBefore: null }));
			for (const [place, span] of (['minute', 'index', 'day'] as const).entries()) {
				expect(await barsOf(journal, span)).toEqual(barLines(rows.slice(place, place + 1)));
				expect(read(await journal.barsBegin(book, span))).toBe(0);
				expect(await barsOf(journal, span, Infinity, 1000, other)).toEqual([]);
			}
		});

		it('gives every bar of many hours, whatever the commits, the newest rows first', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const minutes = Array.from({ length: 200 }, (_, index) =>
				minuteBars(index * 2 * minute, [index, -index])
			);
			for (let from = 0, size = 1; from < minutes.length; from += size, size = (size * 7) % 53) {
				const bars = { rows: minutes.slice(from, from + size), dropBefore: null };
				read(await journal.saveMarket(book, epoch, createMark(from), bars));
			}
			expect(await barsOf(journal, 'minute')).toEqual(barLines(minutes));
			expect(read(await journal.barsBegin(book, 'minute'))).toBe(0);
			const some = await barsOf(journal, 'minute', 3 * hour, 2);
			expect(some).toEqual(
				barLines(minutes)
					.filter(([at = 0]) => at < 3 * hour)
					.slice(-some.length)
			);
			expect(some.length).toBeGreaterThan(1);
		});

		it('lets minutes before an instant go, and keeps days', async () => {
			const journal = open();
			const epoch = read(await journal.takeEpoch());
			const minutes = [0, hour, 2 * hour].flatMap((at) => [
				minuteBars(at, [at]),
				minuteBars(at, [1], 'index')
			]);
			const rows = [...minutes, minuteBars(0, [9], 'day')];
			read(await journal.saveMarket(book, epoch, createMark(1), { rows, dropBefore: null }));
			const later = { rows: [minuteBars(3 * hour, [7])], dropBefore: 2 * hour };
			read(await journal.saveMarket(book, epoch, createMark(1), later));
			expect((await barsOf(journal, 'minute')).map(([at]) => at)).toEqual([2 * hour, 3 * hour]);
			expect((await barsOf(journal, 'index')).map(([at]) => at)).toEqual([2 * hour]);
			expect((await barsOf(journal, 'day')).map(([at]) => at)).toEqual([0]);
		});

		it('refuses bars of an epoch that is over', async () => {
			const journal = open();
			const mine = read(await journal.takeEpoch());
			read(await journal.takeEpoch());
			const bars = { rows: [minuteBars(0, [1])], dropBefore: null };
			expect(await journal.saveMarket(book, mine, createMark(1), bars)).toMatchObject({ ok: false });
			expect(await barsOf(journal, 'minute')).toEqual([]);
		});
	});
}
