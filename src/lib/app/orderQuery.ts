import {
	newestFirst,
	orderColumns,
	statusGroups,
	type OrderFilter,
	type OrderSort,
	type StatusGroup
} from '../contract/orderHistory.ts';
import { parseDate } from '../domain/time.ts';

/** What of the orders is looked at, as a person chooses it: an empty text chooses nothing. */
export interface OrderQuery {
	readonly symbol: string;
	readonly side: '' | 'buy' | 'sell';
	readonly strategy: string;
	/** New York days. */
	readonly from: string;
	readonly to: string;
	readonly text: string;
	readonly groups: readonly StatusGroup[];
	readonly sort: OrderSort;
}

/** Every order, the newest first. */
export const everyOrder: OrderQuery = {
	...{ symbol: '', side: '', strategy: '', from: '', to: '', text: '', groups: [], sort: newestFirst }
};

const longestText = 200;
/** What no order is called by, and no request may hold: control characters, and marks that turn text around. */
const unspoken = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** Reads what an address says; what it says wrongly is left out. */
export function readOrderQuery(search: URLSearchParams): OrderQuery {
	const given = (name: string): string =>
		(search.get(name) ?? '').replaceAll(unspoken, '').slice(0, longestText).toWellFormed();
	const day = (name: string): string => (parseDate(given(name)) === undefined ? '' : given(name));
	const side = given('side');
	const status = given('status').split(',');
	return {
		symbol: given('symbol').toUpperCase(),
		side: side === 'buy' || side === 'sell' ? side : '',
		strategy: given('strategy'),
		from: day('from'),
		to: day('to'),
		text: given('text'),
		groups: statusGroups.map(({ key }) => key).filter((key) => status.includes(key)),
		sort: readSort(given('sort'))
	};
}

/** A key, with a minus before it for the other way round. */
function readSort(text: string): OrderSort {
	const descending = text.startsWith('-');
	const key = orderColumns.find((column) => column.key === (descending ? text.slice(1) : text))?.key;
	return key === undefined ? newestFirst : { key, descending };
}

/** What an address says of a query; nothing of what is usual. */
export function writeOrderQuery(query: OrderQuery): string {
	const { groups, sort, ...texts } = query;
	const search = new URLSearchParams(Object.entries(texts).filter(([, text]) => text !== ''));
	if (groups.length > 0) search.set('status', groups.join(','));
	const { key, descending } = sort;
	if (key !== newestFirst.key || !descending) search.set('sort', `${descending ? '-' : ''}${key}`);
	return search.toString();
}

/** The filter of a query. */
export function filterOf({ groups, sort: _, ...texts }: OrderQuery): OrderFilter {
	const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	if (groups.length === 0) return given;
	return {
		...given,
		statuses: statusGroups.filter(({ key }) => groups.includes(key)).flatMap(({ statuses }) => statuses)
	};
}

/** Whether a query leaves any order out. */
export function isNarrowed({ groups, sort: _, ...texts }: OrderQuery): boolean {
	return groups.length > 0 || Object.values(texts).some((text) => text !== '');
}

/** The sort when the header of a column is pressed: up, down, and then the newest first again. */
export function sortedBy(sort: OrderSort, key: OrderSort['key']): OrderSort {
	if (sort.key !== key) return { key, descending: false };
	if (key === newestFirst.key || !sort.descending) return { key, descending: !sort.descending };
	return newestFirst;
}
