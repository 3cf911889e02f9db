import { downloadBlob } from '#lib/app/download.ts';
import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
import { filterOf, type OrderQuery } from '#lib/app/orderQuery.ts';
import { countOf } from '#lib/app/format/estimateText.ts';
import type { OrderColumnKey } from '#lib/contract/orderHistory.ts';

/** Saves the orders that are shown as a CSV file. */
export async function saveOrders(
	desk: DeskClient,
	query: OrderQuery,
	columns: readonly OrderColumnKey[]
): Promise<void> {
	const given = { filter: filterOf(query), sort: query.sort, columns };
	const answer = await desk.act(
		'exportOrders',
		given,
		({ rows }) => `${countOf(rows, 'order')} saved as CSV.`
	);
	if (answer.ok) downloadBlob(answer.value.name, answer.value.content);
}

/** Copies the orders that are shown as CSV. */
export async function copyOrders(
	desk: DeskClient,
	query: OrderQuery,
	columns: readonly OrderColumnKey[]
): Promise<void> {
	const given = { filter: filterOf(query), sort: query.sort, columns };
	const written = desk.ask('exportOrders', given).then((answer) => {
		if (!answer.ok) throw new Error(answer.error.message);
		return answer.value;
	});
	try {
		// The text is promised at once: a browser lets only the press of a button reach the clipboard.
		const text = written
			.then(({ content }) => content.text())
			.then((csv) => new Blob([csv], { type: 'text/plain' }));
		await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
		desk.say(`${countOf((await written).rows, 'order')} copied as CSV.`);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		desk.refuse(`Nothing was copied: ${why}`);
	}
}
