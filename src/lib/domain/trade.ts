import {
	absolute,
	add,
	higher,
	isNegative,
	lower,
	multiply,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from './decimal.ts';
import { settledFill, type Fill } from './fill.ts';
import type { ClientOrderId, DecisionId } from './ids.ts';
import type { Position } from './position.ts';
import type { Instant } from './time.ts';

/** The lowest and the highest of some prices. */
export interface PriceRange {
	readonly low: Price;
	readonly high: Price;
}

/** The worst and the best unrealised gross profit there was; the entry, at which it is zero, counts. */
export interface Excursion {
	readonly worst: Money;
	readonly best: Money;
}

/** A position from its entry on, as it is after its last fill; sums are over the fills of each side. */
export interface Trade {
	readonly symbol: string;
	readonly openedBy: ClientOrderId;
	readonly decisionId: DecisionId;
	readonly side: 'long' | 'short';
	readonly openedAt: Instant;
	/** What is held, signed, and its basis. */
	readonly held: Quantity;
	readonly basis: Money;
	/** The most that was held, unsigned. */
	readonly peak: Quantity;
	readonly entered: Quantity;
	readonly entryNotional: Money;
	readonly exited: Quantity;
	readonly exitNotional: Money;
	readonly gross: Money;
	readonly entryFees: Money;
	readonly exitFees: Money;
	/** Null where it was not written down which prices were seen. */
	readonly excursion: Excursion | null;
}

/** What a fill did: the trade that goes on, and the one that it ended. */
export interface TradeStep {
	readonly open: Trade | null;
	readonly closed: Trade | null;
}

/** What is told of a fill: `seen` are the prices while the position before it was held, its own among them. */
export interface SeenFill {
	readonly fill: Fill;
	readonly seen: PriceRange | null;
}

/**
 * Follows a trade through a fill that left `after` and realised `realised`. A fill through zero ends one trade and begins
 * another; its fee is shared by quantity, and the one that begins takes what rounding leaves.
 */
export function tradeAfter(
	before: Trade | null,
	{ fill: given, seen }: SeenFill,
	after: Position | null,
	realised: Money
): TradeStep {
	const fill = settledFill(given);
	if (before === null) {
		const open = after === null ? null : openTrade(fill, after, seen);
		return { open: open === null ? null : { ...open, entryFees: fill.fee }, closed: null };
	}
	const excursion = widened(before, seen);
	if (after?.openedBy === before.openedBy) {
		return { open: goOn({ ...before, excursion }, fill, after, realised), closed: null };
	}
	const part = absolute(before.held);
	const fee = after === null ? fill.fee : proportion(fill.fee, part, fill.quantity);
	const closed = {
		...exit(before, { ...fill, fee }, part, realised),
		...{ held: zeroQuantity, basis: zeroMoney, excursion }
	};
	if (after === null) return { open: null, closed };
	return { open: { ...openTrade(fill, after, seen), entryFees: subtract(fill.fee, fee) }, closed };
}

function openTrade({ side, price, at }: Fill, position: Position, seen: PriceRange | null): Trade {
	const size = absolute(position.quantity);
	return {
		symbol: position.symbol,
		openedBy: position.openedBy,
		decisionId: position.decisionId,
		side: side === 'buy' ? 'long' : 'short',
		openedAt: at,
		held: position.quantity,
		basis: position.basis,
		peak: size,
		entered: size,
		entryNotional: multiply(size, price),
		exited: zeroQuantity,
		exitNotional: zeroMoney,
		gross: zeroMoney,
		entryFees: zeroMoney,
		exitFees: zeroMoney,
		excursion: seen === null ? null : { worst: zeroMoney, best: zeroMoney }
	};
}

function goOn(trade: Trade, fill: Fill, { quantity, basis }: Position, realised: Money): Trade {
	if (fill.cause === 'split') return split(trade, quantity);
	const grows = (fill.side === 'buy') === (trade.side === 'long');
	const moved = grows ? enter(trade, fill) : exit(trade, fill, fill.quantity, realised);
	return { ...moved, held: quantity, basis, peak: higher(trade.peak, absolute(quantity)) };
}

/** All quantities in new units; the money stays. */
function split(trade: Trade, held: Quantity): Trade {
	const scaled = (quantity: Quantity) => proportion(quantity, held, trade.held);
	const { peak, entered, exited } = trade;
	return { ...trade, held, peak: scaled(peak), entered: scaled(entered), exited: scaled(exited) };
}

function enter(trade: Trade, { quantity, price, fee }: Fill): Trade {
	return {
		...trade,
		entered: add(trade.entered, quantity),
		entryNotional: add(trade.entryNotional, multiply(quantity, price)),
		entryFees: add(trade.entryFees, fee)
	};
}

function exit(trade: Trade, { price, fee }: Fill, part: Quantity, realised: Money): Trade {
	return {
		...trade,
		exited: add(trade.exited, part),
		exitNotional: add(trade.exitNotional, multiply(part, price)),
		exitFees: add(trade.exitFees, fee),
		gross: add(trade.gross, realised)
	};
}

function widened({ held, basis, excursion }: Trade, seen: PriceRange | null): Excursion | null {
	return excursion === null || seen === null ? null : widenExcursion(excursion, held, basis, seen);
}

/** An excursion with what a holding of this basis was worth over a range of prices. */
export function widenExcursion(
	{ worst, best }: Excursion,
	held: Quantity,
	basis: Money,
	{ low, high }: PriceRange
): Excursion {
	const [atWorst, atBest] = isNegative(held) ? [high, low] : [low, high];
	return {
		worst: lower(worst, subtract(multiply(held, atWorst), basis)),
		best: higher(best, subtract(multiply(held, atBest), basis))
	};
}
