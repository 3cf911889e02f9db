import { orderEnding } from '../../lib/contract/orderEnding.ts';
import {
	orderReason,
	type OrderColumnKey,
	type OrderFilter,
	type OrderListRow,
	type OrderSort
} from '../../lib/contract/orderHistory.ts';
import type { DecisionRow, OrderRow } from '../../lib/domain/deskRows.ts';
import type { OrderStatus } from '../../lib/domain/order.ts';
import { createOrderMatch, searchedText } from './orderMatch.ts';
import { OrderSorting } from './orderSorts.ts';

type Saying = Pick<DecisionRow, 'strategy' | 'reason' | 'tag'>;

/** What a filter finds: places of rows in the sort that was asked for. */
export interface FoundOrders {
	readonly places: Uint32Array;
	readonly countByStatus: Readonly<Partial<Record<OrderStatus, number>>>;
}

interface KeptFinding extends FoundOrders {
	readonly version: number;
}

const findingsKept = 4;

/** A row of an older version has no such member until the rows are rebuilt. */
function realisedOf({
	purpose,
	filled,
	realised
}: Pick<OrderRow, 'purpose' | 'filled'> & Partial<Pick<OrderRow, 'realised'>>): string | null {
	return purpose === 'exit' && filled !== '0' ? (realised ?? null) : null;
}

/** A row of an older version has none of these. */
function termsOf({
	stopPrice = null,
	trail = null,
	timeInForce = 'day',
	groupId = null
}: Partial<Pick<OrderRow, 'stopPrice' | 'trail' | 'timeInForce' | 'groupId'>>) {
	return { stopPrice, trail, timeInForce, groupId };
}

/** The orders of a book in memory: filtered by a scan, sorted by columns that are kept sorted. */
export class OrderIndex {
	readonly #rows: OrderListRow[] = [];
	readonly #texts: string[] = [];
	readonly #placeById = new Map<string, number>();
	readonly #sayingByDecision = new Map<string, Saying>();
	readonly #sortings = new Map<OrderColumnKey, OrderSorting>();
	readonly #findings = new Map<string, KeptFinding>();
	/** Texts that many rows share are kept once. */
	readonly #shared = new Map<string, string>();
	readonly #symbols = new Set<string>();
	readonly #strategies = new Set<string>();
	#version = 0;

	get size(): number {
		return this.#rows.length;
	}
	get symbols(): readonly string[] {
		return [...this.#symbols].sort();
	}
	get strategies(): readonly string[] {
		return [...this.#strategies].sort();
	}

	row(place: number): OrderListRow | undefined {
		return this.#rows[place];
	}

	has(orderId: string): boolean {
		return this.#placeById.has(orderId);
	}

	/** Whether what a decision says is known. */
	knows(decisionId: string): boolean {
		return this.#sayingByDecision.has(decisionId);
	}

	/** Takes what decisions say; before the orders that come from them. */
	learn(decisions: readonly DecisionRow[]): void {
		for (const { id, strategy, reason, tag } of decisions) {
			const [by, about] = [this.#share(strategy), this.#share(tag)];
			this.#sayingByDecision.set(id, { strategy: by, reason: this.#share(reason), tag: about });
		}
	}

	/** Takes orders as they stand now. */
	take(orders: readonly OrderRow[]): void {
		for (const order of orders) this.#put(this.#listed(order));
		if (orders.length > 0) this.#version++;
	}

	/** The orders that a filter finds, sorted. */
	find(filter: OrderFilter, sort: OrderSort): FoundOrders {
		const key = JSON.stringify([filter, sort.key, sort.descending]);
		const kept = this.#findings.get(key);
		if (kept?.version === this.#version) return kept;
		const found = { ...this.#scan(filter, sort), version: this.#version };
		this.#findings.delete(key);
		this.#findings.set(key, found);
		if (this.#findings.size > findingsKept) this.#findings.delete([...this.#findings.keys()][0] ?? '');
		return found;
	}

	/** Where an order stands among those that were found; null when it does not. */
	placeIn({ places }: FoundOrders, orderId: string): number | null {
		const place = this.#placeById.get(orderId);
		const at = place === undefined ? -1 : places.indexOf(place);
		return at === -1 ? null : at;
	}

	#scan(filter: OrderFilter, sort: OrderSort): FoundOrders {
		const isMatch = createOrderMatch(filter);
		const statuses = filter.statuses === undefined ? null : new Set<OrderStatus>(filter.statuses);
		const { places, blanks } = this.#sorting(sort.key).sorted();
		const valued = places.length - blanks;
		const found = new Uint32Array(places.length);
		const countByStatus: Partial<Record<OrderStatus, number>> = {};
		let count = 0;
		for (let step = 0; step < places.length; step++) {
			// What has no value stands last, whichever way.
			const isBlank = step >= valued;
			const at = !sort.descending ? step : isBlank ? valued + places.length - 1 - step : valued - 1 - step;
			const place = places[at] ?? 0;
			const row = this.#rows[place];
			if (row === undefined || !isMatch(row, this.#texts[place] ?? '')) continue;
			countByStatus[row.status] = (countByStatus[row.status] ?? 0) + 1;
			if (statuses === null || statuses.has(row.status)) found[count++] = place;
		}
		return { places: found.slice(0, count), countByStatus };
	}

	#sorting(column: OrderColumnKey): OrderSorting {
		const known = this.#sortings.get(column);
		if (known !== undefined) return known;
		const made = new OrderSorting(this.#rows, column);
		this.#sortings.set(column, made);
		return made;
	}

	#put(row: OrderListRow): void {
		const place = this.#placeById.get(row.id) ?? this.#rows.length;
		this.#rows[place] = row;
		this.#texts[place] = searchedText(row);
		this.#placeById.set(row.id, place);
		this.#symbols.add(row.symbol);
		if (row.strategy !== null && row.strategy !== '') this.#strategies.add(row.strategy);
		for (const sorting of this.#sortings.values()) sorting.touch(place);
	}

	#listed(order: OrderRow): OrderListRow {
		const { sizing: _, verdict: __, reasons: ___, ...row } = order;
		const saying = this.#sayingByDecision.get(order.decisionId);
		const ending = orderEnding(order);
		const quantity = this.#share(row.quantity);
		return {
			...row,
			symbol: this.#share(row.symbol),
			side: row.side === 'buy' ? 'buy' : 'sell',
			type: this.#share(row.type) as OrderRow['type'],
			...termsOf(order),
			purpose: row.purpose === 'entry' ? 'entry' : 'exit',
			cause: this.#share(row.cause) as OrderRow['cause'],
			status: this.#share(row.status) as OrderStatus,
			quantity,
			filled: row.filled === row.quantity ? quantity : this.#share(row.filled),
			fees: this.#share(row.fees),
			strategy: saying?.strategy ?? null,
			realised: realisedOf(order),
			reason: orderReason(order, saying?.reason ?? null),
			tag: saying?.tag ?? null,
			isDryRun: order.reasons.includes('dry_run'),
			ending: ending === null ? null : this.#share(ending)
		};
	}

	#share(text: string): string {
		const known = this.#shared.get(text);
		if (known !== undefined) return known;
		this.#shared.set(text, text);
		return text;
	}
}
