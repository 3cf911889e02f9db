import { isPositive, type Quantity } from '../../../src/lib/domain/decimal.ts';
import { quantityOf, type StandInBook } from './standInBook.ts';
import { isOver, isWorking, leftOf, partOf, tradePrice, type StandInQuote } from './standInMatching.ts';
import type { StandInActivity, StandInOrder } from './standInTypes.ts';

/** Hears what happens to an order, with the fill where it is one. */
type Heard = (event: string, order: StandInOrder, fill?: StandInActivity) => void;

/** What orders are moved with. */
export interface StandInFloor {
	readonly book: StandInBook;
	readonly quotes: ReadonlyMap<string, StandInQuote>;
	readonly fillsInParts: boolean;
	readonly isOpen: boolean;
	readonly at: string;
	readonly tell: Heard;
}

/** Moves an order as far as it gets by itself: accepted, working, filled, canceled. */
export function advance(order: StandInOrder, floor: StandInFloor): void {
	const { at, tell } = floor;
	if (order.status === 'pending_cancel') return end(order, 'canceled', floor);
	if (order.status === 'pending_new' || order.status === 'accepted') {
		if (!floor.isOpen && order.asset_class !== 'crypto') {
			order.status = 'accepted';
			return;
		}
		order.status = 'new';
		order.submitted_at = at;
		tell('new', order);
	}
	while (trade(order, floor)) continue;
	if (isWorking(order) && order.time_in_force === 'ioc') end(order, 'canceled', floor);
}

function trade(order: StandInOrder, floor: StandInFloor): boolean {
	const quote = floor.quotes.get(order.symbol);
	if (!isWorking(order) || quote === undefined) return false;
	const price = tradePrice(order, quote);
	if (price === null) return false;
	const left = leftOf(order, price);
	if (!isPositive(left)) return false;
	const isFirst = quantityOf(order.filled_qty) === (0n as Quantity);
	const quantity = partOf(left, isFirst, floor.fillsInParts);
	const fill = floor.book.fill(order, quantity, price, floor.at);
	if (order.qty === null) order.status = 'filled';
	floor.tell(order.status === 'filled' ? 'fill' : 'partial_fill', order, fill);
	// A part is on its own: the rest waits for the next look.
	return false;
}

/** Ends an order, and says so. */
export function end(
	order: StandInOrder,
	status: 'canceled' | 'expired' | 'rejected',
	{ at, tell }: StandInFloor
): void {
	if (isOver(order)) return;
	order.status = status;
	order.updated_at = at;
	order[({ canceled: 'canceled_at', expired: 'expired_at', rejected: 'failed_at' } as const)[status]] = at;
	tell(status, order);
}

/** Lets the legs of a bracket follow: they work once their entry has filled whole, and one ends the other. */
export function followLegs(entry: StandInOrder, floor: StandInFloor): void {
	const legs = entry.legs ?? [];
	if (legs.length === 0) return;
	if (entry.status === 'filled') {
		for (const leg of legs) {
			if (leg.status !== 'held') continue;
			leg.status = 'new';
			floor.tell('new', leg);
		}
		if (legs.some(({ status }) => status === 'filled')) {
			// No event: Alpaca is known to send none for the sibling.
			for (const leg of legs)
				if (!isOver(leg)) Object.assign(leg, { status: 'canceled', canceled_at: floor.at });
		}
	} else if (isOver(entry)) for (const leg of legs) end(leg, 'canceled', floor);
}
