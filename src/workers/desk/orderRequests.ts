import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { orderColumn, orderValueText, type OrderListRow } from '../../lib/contract/orderHistory.ts';
import { csvLine } from '../../lib/domain/csv.ts';
import { ok } from '../../lib/domain/result.ts';
import { formatInstant } from '../../lib/domain/time.ts';
import { refused, type DeskContext } from './deskContext.ts';
import type { OrderIndex } from './orderIndex.ts';
import { faultyDay } from './orderMatch.ts';
import { storeTrouble } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** Some of the orders that a filter finds. While the store is being read, those that have been read so far. */
export async function findOrders(
	context: DeskContext,
	{ filter, sort, from, count, hold }: Ask<'findOrders'>
): Promise<Answer<'findOrders'>> {
	const fault = faultyDay(filter);
	if (fault !== null) return refused(dayText(fault));
	const { record, history } = context.running();
	const begun = await history.begun();
	if (!begun.ok) return refused(storeTrouble(begun.error).message);
	const { index, isRead } = history;
	const found = index.find(filter, sort);
	const heldAt = hold === undefined ? null : index.placeIn(found, hold.id);
	const first = Math.max(0, heldAt === null || hold === undefined ? from : from + heldAt - hold.at);
	return ok({
		bookId: record.id,
		total: found.places.length,
		all: index.size,
		from: first,
		rows: rowsOf(index, found.places.subarray(first, first + count)),
		heldAt,
		countByStatus: found.countByStatus,
		symbols: index.symbols,
		strategies: index.strategies,
		read: isRead ? null : index.size
	});
}

const linesAtOnce = 2000;

/** The orders that a filter finds as CSV: the chosen columns, in the sort. */
export function exportOrders(
	context: DeskContext,
	{ filter, sort, columns }: Ask<'exportOrders'>
): Promise<Answer<'exportOrders'>> {
	return context.task('export', async (progress) => {
		const fault = faultyDay(filter);
		if (fault !== null) return refused(dayText(fault));
		const { history } = context.running();
		const read = await history.read();
		if (!read.ok) return refused(storeTrouble(read.error).message);
		const { places } = history.index.find(filter, sort);
		const parts: BlobPart[] = [csvLine(columns.map((key) => orderColumn(key).label))];
		for (let from = 0; from < places.length; from += linesAtOnce) {
			const rows = rowsOf(history.index, places.subarray(from, from + linesAtOnce));
			parts.push(rows.map((row) => csvLine(columns.map((key) => orderValueText(row, key)))).join(''));
			if (await progress(Math.min(from + linesAtOnce, places.length), places.length))
				return refused('Stopped.');
		}
		const day = formatInstant(context.wall()).slice(0, 10);
		return ok({
			name: `blotter-orders-${day}.csv`,
			content: new Blob(parts, { type: 'text/csv' }),
			rows: places.length
		});
	});
}

function rowsOf(index: OrderIndex, places: Uint32Array): readonly OrderListRow[] {
	return [...places].map((place) => index.row(place)).filter((row) => row !== undefined);
}

function dayText(day: string): string {
	return `${day} is not a day: write it as 2025-03-07.`;
}
