import {
	absolute,
	add,
	isNegative,
	isZero,
	lower,
	multiply,
	negate,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Quantity
} from './decimal.ts';
import type { Fill } from './fill.ts';
import type { OrderCause } from './orderCause.ts';
import { signedQuantity } from './position.ts';

/** What one strategy holds of a symbol by average cost, and what it has realised there; an empty name is by hand. */
export interface StrategyShare {
	readonly strategy: string;
	readonly quantity: Quantity;
	readonly basis: Money;
	/** Gross. */
	readonly realised: Money;
	readonly fees: Money;
}

/** A symbol's position by strategy. `lots` are what is held, oldest first, signed like the position. */
export interface SymbolShares {
	readonly lots: readonly { readonly strategy: string; readonly quantity: Quantity }[];
	readonly shares: readonly StrategyShare[];
}

/** Nothing was ever held. */
export const noShares: SymbolShares = { lots: [], shares: [] };

/** Exits that belong to one decision; what else shrinks a position shrinks all of it. */
const ofOneDecision: ReadonlySet<OrderCause> = new Set<OrderCause>([
	'sell_market',
	'buy_market',
	'ordered_by_hand',
	'stop_leg',
	'target_leg'
]);

/**
 * Books a fill of a decision of `strategy`. What grows the position is that strategy's. What shrinks it is taken from that
 * strategy first when the order was its own, and then, as for a trigger or a close by hand, from the oldest lots: no
 * strategy ever stands against the position. The fee is shared by quantity, the last part takes what rounding leaves. A split changes the
 * quantities of all alike, and leaves what they cost.
 */
export function shareFill(before: SymbolShares, fill: Fill, strategy: string): SymbolShares {
	const change = signedQuantity(fill);
	const held = heldOf(before);
	if (fill.cause === 'split') return splitShares(before, held, add(held, change));
	const grows = isZero(held) || isNegative(held) === isNegative(change);
	const closing = grows ? zeroQuantity : lower(absolute(held), fill.quantity);
	const own = ofOneDecision.has(fill.cause) ? strategy : null;
	const { lots, taken } = takeLots(before.lots, closing, own);
	const opening = subtract(fill.quantity, closing);
	const parts = [...taken, ...(isZero(opening) ? [] : [{ strategy, quantity: opening }])];
	let { shares } = before;
	let feeLeft = fill.fee;
	for (const [index, part] of parts.entries()) {
		const isLast = index === parts.length - 1;
		const fee = isLast ? feeLeft : proportion(fill.fee, part.quantity, fill.quantity);
		feeLeft = subtract(feeLeft, fee);
		const share = shares.find((one) => one.strategy === part.strategy) ?? createShare(part.strategy);
		const signed = isNegative(change) ? negate(part.quantity) : part.quantity;
		shares = replaceShare(shares, trade(share, signed, fill, fee));
	}
	const opened = isNegative(change) ? negate(opening) : opening;
	return { lots: isZero(opening) ? lots : [...lots, { strategy, quantity: opened }], shares };
}

function splitShares({ lots, shares }: SymbolShares, from: Quantity, to: Quantity): SymbolShares {
	let left = to;
	const scaled = lots.map((lot, index) => {
		const isLast = index === lots.length - 1;
		const quantity = isLast ? left : proportion(lot.quantity, to, from);
		left = subtract(left, quantity);
		return { ...lot, quantity };
	});
	const heldBy = (strategy: string) =>
		heldOf({ lots: scaled.filter((lot) => lot.strategy === strategy), shares });
	return {
		lots: scaled.filter((lot) => !isZero(lot.quantity)),
		shares: shares.map((share) => ({ ...share, quantity: heldBy(share.strategy) }))
	};
}

/** The position that the shares make up. */
export function heldOf({ lots }: SymbolShares): Quantity {
	return lots.reduce((sum, { quantity }) => add(sum, quantity), zeroQuantity);
}

function createShare(strategy: string): StrategyShare {
	return { strategy, quantity: zeroQuantity, basis: zeroMoney, realised: zeroMoney, fees: zeroMoney };
}

function replaceShare(shares: readonly StrategyShare[], share: StrategyShare): readonly StrategyShare[] {
	const index = shares.findIndex(({ strategy }) => strategy === share.strategy);
	return index < 0 ? [...shares, share] : shares.with(index, share);
}

/** A part of a fill, which never goes through zero. */
function trade(share: StrategyShare, signed: Quantity, { price }: Fill, fee: Money): StrategyShare {
	const fees = add(share.fees, fee);
	const quantity = add(share.quantity, signed);
	const worth = multiply(signed, price);
	if (isZero(share.quantity) || isNegative(share.quantity) === isNegative(signed)) {
		return { ...share, quantity, basis: add(share.basis, worth), fees };
	}
	const released = isZero(quantity) ? share.basis : proportion(share.basis, negate(signed), share.quantity);
	return {
		...share,
		...{ quantity, fees },
		basis: subtract(share.basis, released),
		realised: add(share.realised, subtract(negate(worth), released))
	};
}

type Lots = SymbolShares['lots'];

/** Takes lots away, those of `own` first, each time the oldest; what was taken is unsigned, one part a strategy. */
function takeLots(
	lots: Lots,
	quantity: Quantity,
	own: string | null
): { readonly lots: Lots; readonly taken: Lots } {
	const left = [...lots];
	const taken = new Map<string, Quantity>();
	let missing = quantity;
	for (const isWanted of [(strategy: string) => strategy === own, () => true]) {
		for (const [index, lot] of left.entries()) {
			if (isZero(missing) || !isWanted(lot.strategy)) continue;
			const part = lower(absolute(lot.quantity), missing);
			missing = subtract(missing, part);
			taken.set(lot.strategy, add(taken.get(lot.strategy) ?? zeroQuantity, part));
			const rest = isNegative(lot.quantity) ? add(lot.quantity, part) : subtract(lot.quantity, part);
			left[index] = { ...lot, quantity: rest };
		}
	}
	return {
		lots: left.filter((lot) => !isZero(lot.quantity)),
		taken: [...taken].map(([strategy, part]) => ({ strategy, quantity: part }))
	};
}
