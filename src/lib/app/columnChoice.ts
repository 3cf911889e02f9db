import { orderColumns, type OrderColumnKey } from '../contract/orderHistory.ts';

const storageKey = 'blotter.orders.columns';

/** The columns of the orders that are shown when nothing else was chosen. */
export const usualColumns: readonly OrderColumnKey[] = [
	...(['made', 'symbol', 'side', 'filled', 'terms', 'average'] as const),
	...(['realised', 'status', 'strategy', 'reason'] as const)
];

/** The columns that were chosen on this device; what was kept is read as anything else that comes from outside. */
export function readColumns(): readonly OrderColumnKey[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
		if (!Array.isArray(kept)) return usualColumns;
		const known = orderColumns.map(({ key }) => key).filter((key) => kept.includes(key));
		return known.length === 0 ? usualColumns : known;
	} catch {
		return usualColumns;
	}
}

/** Keeps the choice; a browser that forbids storage has it for as long as the page is open. */
export function keepColumns(columns: readonly OrderColumnKey[]): void {
	try {
		localStorage.setItem(storageKey, JSON.stringify(columns));
	} catch {
		return;
	}
}

/** The choice with one column more or less, in the order in which columns stand; the last one stays. */
export function toggleColumn(
	columns: readonly OrderColumnKey[],
	column: OrderColumnKey
): readonly OrderColumnKey[] {
	const isOn = columns.includes(column);
	const next = orderColumns
		.map(({ key }) => key)
		.filter((key) => (key === column ? !isOn : columns.includes(key)));
	return next.length === 0 ? columns : next;
}
