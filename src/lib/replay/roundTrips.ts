import { add, moneyToNumber, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from '../engine/state.ts';

/** A position from entry to flat: profit after fees in float64. */
export interface RoundTrip {
	readonly symbol: string;
	readonly openedAt: Instant;
	readonly closedAt: Instant;
	readonly net: number;
}

interface Underway {
	readonly openedAt: Instant;
	net: Money;
}

/** Takes each fill after it was booked, and adds a round trip to `trips` when it left the symbol flat. */
export function createTripKeeper(trips: RoundTrip[]): (fill: Fill, book: Book) => void {
	const underwayBySymbol = new Map<string, Underway>();
	let realisedBefore = zeroMoney;

	return (fill, book) => {
		const realised = subtract(book.account.realisedGross, realisedBefore);
		realisedBefore = book.account.realisedGross;
		const net = subtract(realised, fill.fee);
		const underway = underwayBySymbol.get(fill.symbol) ?? { openedAt: fill.at, net: zeroMoney };
		underway.net = add(underway.net, net);
		if (book.positionBySymbol.has(fill.symbol)) {
			underwayBySymbol.set(fill.symbol, underway);
			return;
		}
		underwayBySymbol.delete(fill.symbol);
		trips.push({
			symbol: fill.symbol,
			openedAt: underway.openedAt,
			closedAt: fill.at,
			net: moneyToNumber(underway.net)
		});
	};
}
