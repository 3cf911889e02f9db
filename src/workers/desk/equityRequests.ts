import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { traceCurve, type TracedCurve } from '../../lib/analytics/equityCurve.ts';
import { reachByRange } from '../../lib/domain/curveRange.ts';
import { moneyToNumber } from '../../lib/domain/decimal.ts';
import { ok } from '../../lib/domain/result.ts';
import type { SnapshotWindow } from '../../lib/runtime/snapshotWindow.ts';
import { refused, type DeskContext } from './deskContext.ts';
import type { PriceHistory } from './priceHistory.ts';
import { storeTrouble } from './troubles.ts';

const mostPoints = 2000;

/** The equity of the book over a range that ends now, and what it is held against. */
export async function equityCurve(
	context: DeskContext,
	{ range }: DeskRequests['equityCurve']['ask']
): Promise<Answer<'equityCurve'>> {
	const running = context.running();
	const { record, runner, startsAt, prices } = running;
	const since = runner.live().clockAt - reachByRange[range];
	const rows = await context.journal.equitySince(record.id, since);
	if (!rows.ok) return refused(storeTrouble(rows.error).message);
	const { state, open, clockAt } = runner.live();
	const { startingCash, peakEquity } = state.book.account;
	const curve = traceCurve(
		{
			...{ rows: rows.value, wholeFrom: wholeFrom(open.snapshots), since },
			begin: { at: startsAt, equity: moneyToNumber(startingCash) },
			instants: prices.instants,
			// While a commit is under way the book is ahead of its journal.
			now: {
				at: clockAt,
				equity: runner.isIdle() ? running.equityNow() : null,
				peak: moneyToNumber(peakEquity)
			}
		},
		mostPoints
	);
	return ok({ range, ...curve, ...holdAgainst(curve, prices) });
}

/** The entry from which on every snapshot is kept. */
function wholeFrom({ ended, session }: SnapshotWindow): number {
	return ended[0]?.from ?? session?.from ?? Infinity;
}

/** The index beside a curve: both begin at the same value where the index is known first. */
function holdAgainst({ at, equity }: TracedCurve, prices: Pick<PriceHistory, 'indexAt' | 'benchmarkName'>) {
	const index = at.map((instant) => prices.indexAt(instant));
	const first = index.findIndex((one) => !Number.isNaN(one));
	const scale = (equity[first] ?? NaN) / (index[first] ?? NaN);
	return {
		benchmark: first < 0 ? null : index.map((one) => one * scale),
		benchmarkName: prices.benchmarkName
	};
}
