import type { PositionMark } from '../../src/lib/domain/events.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import { fromMoney, fromNinth, fromText, times, type Exact } from './exactNumber.ts';

/** Books by the cash that flows, from flat to flat: what is held, what it is worth at the marks on record, and how it ended. */
export class FlownBooks {
	cash: Exact;
	readonly held = new Map<string, Exact>();
	/** Equity at the last marks on record; null after a fill, until there are new ones. */
	marks: { readonly at: number; readonly equity: Exact } | null = null;
	/** Orders that have filled for the first time. */
	trades = 0;
	/** Positions in a row that ended with less cash than they began with. */
	streak = 0;
	/** The cash that flowed since a position was opened. */
	private readonly flown = new Map<string, Exact>();
	private readonly filled = new Set<string>();
	private readonly freshFor: number;

	constructor(startingCash: string, freshFor: number) {
		this.cash = fromText(startingCash);
		this.freshFor = freshFor;
	}

	/** Equity at an instant; null while positions are held and no marks are on record that are fresh. */
	equityAt(at: number): Exact | null {
		if (this.held.size === 0) return this.cash;
		return this.marks !== null && at - this.marks.at <= this.freshFor ? this.marks.equity : null;
	}

	/** The worth of what is held by their own count, at the marks on record; null where one is missing. */
	equityBy(marks: readonly PositionMark[]): Exact | null {
		let equity = this.cash;
		for (const [symbol, quantity] of this.held) {
			const mark = marks.find((one) => one.symbol === symbol);
			if (mark === undefined) return null;
			equity += times(quantity, fromNinth(mark.price));
		}
		return equity;
	}

	/** Takes a fill, and says what it did to the position. */
	settle(fill: Fill): 'through zero' | 'closed' | 'held' {
		const { symbol, side, orderId } = fill;
		const quantity = fromNinth(fill.quantity);
		const fee = fromMoney(fill.fee);
		const signed = side === 'buy' ? quantity : -quantity;
		const price = fromNinth(fill.price);
		const before = this.held.get(symbol) ?? 0n;
		const after = before + signed;
		this.marks = null;
		this.cash -= times(signed, price) + fee;
		if (!this.filled.has(orderId)) this.trades++;
		this.filled.add(orderId);
		const flown = this.flown.get(symbol) ?? 0n;
		const isThrough = before !== 0n && after !== 0n && before > 0n !== after > 0n;
		const size = before < 0n ? -before : before;
		const closing = isThrough ? (fee * size) / quantity : fee;
		const ended = flown - times(isThrough ? -before : signed, price) - closing;
		if (after === 0n || isThrough) this.streak = ended < 0n ? this.streak + 1 : 0;
		if (after === 0n) this.held.delete(symbol);
		else this.held.set(symbol, after);
		if (after === 0n) this.flown.delete(symbol);
		else this.flown.set(symbol, isThrough ? -times(after, price) - (fee - closing) : ended);
		return isThrough ? 'through zero' : after === 0n ? 'closed' : 'held';
	}
}
