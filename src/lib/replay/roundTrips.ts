import {
	absolute,
	add,
	moneyToNumber,
	negate,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money
} from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from '../engine/state.ts';

/** A position from entry to its end: profit after fees in float64. */
export interface RoundTrip {
	readonly symbol: string;
	readonly openedAt: Instant;
	readonly closedAt: Instant;
	readonly net: number;
}

interface Underway {
	readonly openedAt: Instant;
	readonly openedBy: ClientOrderId;
	net: Money;
}

/** Takes each fill after it was booked, and adds a round trip to `trips` when it ended one; the fee of one through zero is shared. */
export function createTripKeeper(trips: RoundTrip[]): (fill: Fill, book: Book) => void {
	const underwayBySymbol = new Map<string, Underway>();
	let realisedBefore = zeroMoney;

	return (fill, book) => {
		const realised = subtract(book.account.realisedGross, realisedBefore);
		realisedBefore = book.account.realisedGross;
		const underway = underwayBySymbol.get(fill.symbol);
		const after = book.positionBySymbol.get(fill.symbol);
		const isOver = underway !== undefined && after?.openedBy !== underway.openedBy;
		const opening = isOver && after !== undefined ? absolute(after.quantity) : zeroQuantity;
		const fee = proportion(fill.fee, subtract(fill.quantity, opening), fill.quantity);
		if (underway !== undefined) {
			underway.net = add(underway.net, subtract(realised, isOver ? fee : fill.fee));
			if (!isOver) return;
			underwayBySymbol.delete(fill.symbol);
			trips.push({
				symbol: fill.symbol,
				openedAt: underway.openedAt,
				closedAt: fill.at,
				net: moneyToNumber(underway.net)
			});
		}
		if (after === undefined) return;
		const net = negate(underway === undefined ? fill.fee : subtract(fill.fee, fee));
		underwayBySymbol.set(fill.symbol, { openedAt: fill.at, openedBy: after.openedBy, net });
	};
}
