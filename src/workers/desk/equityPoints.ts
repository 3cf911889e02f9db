import type { EquityView } from '../../lib/contract/deskView.ts';
import { moneyToNumber } from '../../lib/domain/decimal.ts';
import type { SnapshotRow } from '../../lib/domain/deskRows.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { JournalEntry } from '../../lib/journal/entry.ts';

const mostPoints = 2000;

/** Equity over time for drawing: the snapshots of a book, thinned to every other one whenever there are too many. */
export interface EquityPoints {
	take(entries: readonly JournalEntry[]): void;
	takeRows(rows: readonly SnapshotRow[]): void;
	/** The points so far, and the one of now. */
	view(at: Instant, equity: number | null): EquityView;
}

/** No point but the start. */
export function createEquityPoints(startsAt: Instant, startingCash: number): EquityPoints {
	let at = [startsAt];
	let equity = [startingCash];

	function push(instant: Instant, value: number): void {
		at.push(instant);
		equity.push(value);
		if (at.length <= mostPoints) return;
		const isKept = (_: number, index: number): boolean => index % 2 === 0;
		at = at.filter(isKept);
		equity = equity.filter(isKept);
	}

	return {
		take(entries) {
			for (const { event } of entries) {
				if (event.type === 'SnapshotTaken') push(event.snapshot.at, moneyToNumber(event.snapshot.equity));
			}
		},
		takeRows(rows) {
			for (const row of rows) push(row.at, Number(row.equity));
		},
		view(now, value) {
			const isNew = value !== null && now > (at.at(-1) ?? -Infinity);
			return {
				at: Float64Array.from(isNew ? [...at, now] : at),
				equity: Float64Array.from(isNew ? [...equity, value] : equity)
			};
		}
	};
}
