import type { Answer } from '../../lib/contract/deskApi.ts';
import { traceLimits } from '../../lib/analytics/limitCourse.ts';
import type { SnapshotRow } from '../../lib/domain/deskRows.ts';
import { ok } from '../../lib/domain/result.ts';
import { dayStartOf } from '../../lib/engine/accountDay.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { storeTrouble } from './troubles.ts';

const rowsAtOnce = 500;
const mostPoints = 96;

/** How the gauges of the book have gone today, by its snapshots. */
export async function riskCourse(context: DeskContext): Promise<Answer<'riskCourse'>> {
	const { record, runner } = context.running();
	const { state, seq, clockAt } = runner.live();
	const { config, breakers } = state.book;
	const since = dayStartOf(state.book, clockAt);
	const today: SnapshotRow[] = [];
	for (let to = seq; ;) {
		const range = { from: 1, to, limit: rowsAtOnce, newestFirst: true };
		const rows = await context.journal.rowsBetween(record.id, 'snapshots', range);
		if (!rows.ok) return refused(storeTrouble(rows.error).message);
		today.push(...rows.value.filter(({ at }) => at >= since));
		const oldest = rows.value.at(-1);
		if (oldest === undefined || oldest.at < since || rows.value.length < rowsAtOnce) break;
		to = oldest.seq - 1;
	}
	return ok(traceLimits(today.reverse(), config, breakers.lossFrom, mostPoints));
}
