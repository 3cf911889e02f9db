import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { triggerToOrderId, type TriggerId } from '../../lib/domain/ids.ts';
import { ok } from '../../lib/domain/result.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { latestOf } from './recordRequests.ts';
import { storeTrouble } from './troubles.ts';

/** The triggers of the book, the newest first, each with the order that it made when it fired. */
export async function triggers(
	context: DeskContext,
	{ limit }: DeskRequests['triggers']['ask']
): Promise<Answer<'triggers'>> {
	const rows = await latestOf(context, 'triggers', limit);
	if (!rows.ok) return rows;
	const fired = rows.value.filter(({ status }) => status === 'triggered');
	const ids = fired.map(({ id }) => triggerToOrderId(id as TriggerId));
	const orders = await context.journal.findRows(context.running().record.id, 'orders', ids);
	if (!orders.ok) return refused(storeTrouble(orders.error).message);
	const orderById = new Map(orders.value.map((order) => [order.id, order]));
	return ok(
		rows.value.map((row) => {
			const order = orderById.get(triggerToOrderId(row.id as TriggerId));
			if (order === undefined) return { ...row, order: null };
			const { id, status, quantity, averagePrice } = order;
			return { ...row, order: { id, status, quantity, averagePrice } };
		})
	);
}
