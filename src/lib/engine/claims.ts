import {
	add,
	higher,
	isZero,
	lower,
	multiply,
	proportion,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money
} from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import { isOpenStatus, type Order, type OrderIntent } from '../domain/order.ts';
import { riskOfQuantity, riskPerUnit } from './orderRisk.ts';
import type { Book, StrategyClaim, SymbolClaim } from './state.ts';
import { strategyOf } from './strategyDay.ts';

/** What an open order that opens is still to open, what that is worth at the price it was sized with, risks, and holds of the cash. */
export interface Claim extends SymbolClaim, StrategyClaim {
	readonly reserve: Money;
}

const noClaim: Claim = {
	quantity: zeroQuantity,
	notional: zeroMoney,
	risk: zeroMoney,
	reserve: zeroMoney,
	orders: 0,
	waiting: 0
};

/** What the open entries of a symbol claim together. */
export function claimOfSymbol({ claimBySymbol }: Book, symbol: string): SymbolClaim {
	return claimBySymbol.get(symbol) ?? noClaim;
}

/** What is left of a claim without another. */
export function withoutClaim(claim: SymbolClaim, other: SymbolClaim): SymbolClaim {
	return {
		quantity: subtract(claim.quantity, other.quantity),
		notional: subtract(claim.notional, other.notional),
		risk: subtract(claim.risk, other.risk)
	};
}

/** Counts what an order claims now in place of what it claimed before. */
export function settleClaim(
	book: Book,
	{ symbol, side, decisionId }: OrderIntent,
	before: Claim,
	after: Claim
): void {
	if (before === after) return;
	book.entryNotional = add(subtract(book.entryNotional, before.notional), after.notional);
	book.entryReserve = add(subtract(book.entryReserve, before.reserve), after.reserve);
	book.entryRisk = add(subtract(book.entryRisk, before.risk), after.risk);
	if (side === 'sell') book.entrySells = add(subtract(book.entrySells, before.notional), after.notional);
	const others = withoutClaim(claimOfSymbol(book, symbol), before);
	const claim = {
		quantity: add(others.quantity, after.quantity),
		notional: add(others.notional, after.notional),
		risk: add(others.risk, after.risk)
	};
	if (isZero(claim.quantity)) book.claimBySymbol.delete(symbol);
	else book.claimBySymbol.set(symbol, claim);
	settleStrategy(book, strategyOf(book, decisionId), before, after);
}

/** What the open entries of a strategy claim together. */
export function claimOfStrategy({ claimByStrategy }: Book, strategy: string): StrategyClaim {
	return claimByStrategy.get(strategy) ?? noClaim;
}

function settleStrategy(book: Book, strategy: string, before: Claim, after: Claim): void {
	if (strategy === '') return;
	const known = claimOfStrategy(book, strategy);
	const orders = known.orders - before.orders + after.orders;
	const waiting = known.waiting - before.waiting + after.waiting;
	const notional = add(subtract(known.notional, before.notional), after.notional);
	if (orders === 0) book.claimByStrategy.delete(strategy);
	else book.claimByStrategy.set(strategy, { orders, waiting, notional });
}

/** Whether nothing that a claim comes from has changed between two records of an order. */
export function claimsAlike(before: Order | undefined, after: Order): boolean {
	if (before === undefined || !isClaiming(before)) return !isClaiming(after);
	const isAsked = before.intent === after.intent && before.asked === after.asked;
	return isClaiming(after) && isAsked && before.filled === after.filled;
}

function isClaiming({ status }: Order): boolean {
	return status !== 'initialized' && isOpenStatus(status);
}

/** The claim of what opens while it is open; the larger one while a replace is under way. */
export function claimOf(order: Order | undefined): Claim {
	if (order === undefined || !isClaiming(order)) return noClaim;
	const { intent, asked } = order;
	const claim = claimAt(order, intent);
	if (asked === null) return claim;
	const next = claimAt(order, asked);
	return {
		quantity: higher(claim.quantity, next.quantity),
		notional: higher(claim.notional, next.notional),
		risk: higher(claim.risk, next.risk),
		reserve: higher(claim.reserve, next.reserve),
		orders: Math.max(claim.orders, next.orders),
		waiting: Math.max(claim.waiting, next.waiting)
	};
}

function claimAt(order: Order, intent: OrderIntent): Claim {
	// An order through zero closes first.
	const whole = openedBy(intent);
	const left = lower(higher(subtract(intent.quantity, order.filled), zeroQuantity), whole);
	if (isZero(whole) || isZero(left)) return noClaim;
	return {
		quantity: left,
		notional: intent.refPrice === null ? zeroMoney : multiply(left, intent.refPrice),
		risk: riskOfQuantity(left, riskPerUnit(intent)),
		reserve: proportion(intent.reserve, left, whole),
		orders: 1,
		waiting: isZero(order.filled) ? 1 : 0
	};
}
