import { absolute, add, multiply, proportion, subtract, zeroMoney, type Money } from './decimal.ts';
import { settledFill, type Fill } from './fill.ts';
import { grownBy, type Position, type PositionChange } from './position.ts';

/** What an open position has left so far after fees, and what its entries were worth. Money in account currency. */
export interface TradeNet {
	readonly net: Money;
	readonly entered: Money;
}

/** What a fill did to it: the trade that goes on, and the one that it ended. */
export interface TradeNetStep {
	readonly open: TradeNet | null;
	readonly closed: TradeNet | null;
}

/**
 * Follows what a trade leaves through a fill that made `before` what it is now. A fill through zero ends one trade and begins
 * another; its fee is shared by quantity, and the one that begins takes what rounding leaves.
 */
export function tradeNetAfter(
	trade: TradeNet | null,
	before: Position | null,
	fill: Fill,
	{ position, realised }: PositionChange
): TradeNetStep {
	const { fee, price } = fill;
	const entered = multiply(grownBy(before, position), price);
	if (before === null) return { open: { net: subtract(zeroMoney, fee), entered }, closed: null };
	const known = trade ?? { net: zeroMoney, entered: zeroMoney };
	const net = add(known.net, realised);
	if (position?.openedBy === before.openedBy) {
		return { open: { net: subtract(net, fee), entered: add(known.entered, entered) }, closed: null };
	}
	const part =
		position === null ? fee : proportion(fee, absolute(before.quantity), settledFill(fill).quantity);
	const closed = { net: subtract(net, part), entered: known.entered };
	return { open: position === null ? null : { net: subtract(part, fee), entered }, closed };
}
