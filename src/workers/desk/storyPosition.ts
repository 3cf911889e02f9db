import {
	formatDecimal,
	readMoney,
	readPrice,
	readQuantity,
	zeroMoney,
	zeroPrice,
	zeroQuantity
} from '../../lib/domain/decimal.ts';
import type { FillRow, OrderRow, PositionRow } from '../../lib/domain/deskRows.ts';
import { settledFill, type Fill } from '../../lib/domain/fill.ts';
import {
	decisionToOrderId,
	orderToFillId,
	triggerToEntryId,
	type ClientOrderId,
	type DecisionId,
	type TriggerId
} from '../../lib/domain/ids.ts';
import { applyFill, averageEntry, type Position } from '../../lib/domain/position.ts';
import type { Holding } from '../../lib/contract/storyView.ts';
import type { StoryReader } from './storyReader.ts';

/** A fill and what was held of its symbol before and after it. */
export interface FoldedFill {
	readonly row: FillRow;
	readonly before: Position | null;
	readonly after: Position | null;
}

/** A position with all its fills; without `isWhole` there were too many rows to look through. */
export interface FoldedPosition {
	readonly row: PositionRow;
	readonly fills: readonly FoldedFill[];
	readonly isWhole: boolean;
}

const rowsAtOnce = 500;
const pagesAtMost = 40;

/** The position that an order traded in, folded from its fills; null when it traded in none. */
export async function readPosition(
	reader: StoryReader,
	order: OrderRow,
	seq: number
): Promise<FoldedPosition | null> {
	const row = await findPosition(reader, order);
	if (row === null) return null;
	const fills: FoldedFill[] = [];
	let held: Position | null = null;
	let from = row.seq;
	for (let page = 0; page < pagesAtMost; page++) {
		const some = await reader.rows('fills', { from, to: seq, limit: rowsAtOnce });
		for (const fill of some.filter(({ symbol }) => symbol === order.symbol)) {
			const before: Position | null = held;
			held = applyFill(before, settledFill(rowToFill(fill))).position;
			fills.push({ row: fill, before, after: held });
			if (held === null) return { row, fills, isWhole: true };
		}
		if (some.length < rowsAtOnce) return { row, fills, isWhole: true };
		from = (some.at(-1)?.seq ?? seq) + 1;
	}
	return { row, fills, isWhole: false };
}

/** What was held, as it is shown. */
export function holdingOf(position: Position | null): Holding {
	if (position === null) return { quantity: '0', averageEntry: null };
	return { quantity: formatDecimal(position.quantity), averageEntry: formatDecimal(averageEntry(position)) };
}

/** A position has the id of the order that opened it: the exits of triggers and of a person name it, others are looked for. */
async function findPosition(reader: StoryReader, order: OrderRow): Promise<PositionRow | null> {
	const id = openerOf(order);
	const named = await reader.row('positions', id);
	if (named !== null || (order.purpose === 'entry' && order.filled === '0')) return named;
	// The newest position of the symbol that was opened before the order.
	let to = order.seq;
	for (let page = 0; page < pagesAtMost; page++) {
		const rows = await reader.rows('positions', { from: 1, to, limit: rowsAtOnce, newestFirst: true });
		const found = rows.find(({ symbol }) => symbol === order.symbol);
		if (found !== undefined) {
			return found.closedAt === null || found.closedAt >= order.madeAt ? found : null;
		}
		if (rows.length < rowsAtOnce) return null;
		to = (rows.at(-1)?.seq ?? 1) - 1;
	}
	return null;
}

function openerOf({ id, cause, decisionId }: OrderRow): ClientOrderId {
	switch (cause) {
		case 'stop_loss':
		case 'take_profit':
		case 'trailing_stop':
			return triggerToEntryId(id.slice(2) as TriggerId);
		case 'closed_by_hand':
		case 'flattened':
			return decisionToOrderId(decisionId as DecisionId);
		case 'entry_market':
		case 'entry_limit':
		case 'sell_market':
		case 'buy_market':
		case 'ordered_by_hand':
		case 'stop_leg':
		case 'target_leg':
		case 'external':
		case 'adopted':
		case 'fee_in_kind':
		case 'split':
			return id as ClientOrderId;
	}
}

function rowToFill(row: FillRow): Fill {
	const { symbol, side, cause, at } = row;
	return {
		...{ symbol, side, cause, at, bar: at, guardsFrom: at },
		id: orderToFillId(row.orderId as ClientOrderId, row.seq),
		orderId: row.orderId as ClientOrderId,
		decisionId: row.decisionId as DecisionId,
		quantity: readQuantity(row.quantity) ?? zeroQuantity,
		price: readPrice(row.price) ?? zeroPrice,
		fee: readMoney(row.fee) ?? zeroMoney,
		feeQuantity: readQuantity(row.feeQuantity ?? '0') ?? zeroQuantity,
		reckoned: null
	};
}
