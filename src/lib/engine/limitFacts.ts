import {
	absolute,
	add,
	isNegative,
	isZero,
	negate,
	ratioOf,
	subtract,
	unitsToPrice,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from '../domain/decimal.ts';
import type { AssetClass } from '../domain/instrument.ts';
import { elapsedMarketTime } from '../domain/marketCalendar.ts';
import type { Order, OrderSide } from '../domain/order.ts';
import { ProductSum } from '../domain/productSum.ts';
import { sectorOf, type Sector } from '../domain/symbolLists.ts';
import type { Instant } from '../domain/time.ts';
import { claimOf, claimOfSymbol, withoutClaim } from './claims.ts';
import { gatherLockFacts, type LockFacts } from './locks.ts';
import { riskOfPositions } from './positionRisk.ts';
import { replacedWithin, secondsSinceSame, sentAt, sentWithin } from './sentOrders.ts';
import { membersOf } from './sectorMembers.ts';
import type { EngineState, SymbolClaim } from './state.ts';
import { strategyOf } from './strategyDay.ts';
import { gatherStrategyFacts, type StrategyFacts } from './strategyFacts.ts';
import { isSymbolHalted } from './symbolHalts.ts';
import { lookAt, valuesOf } from './valuation.ts';

/** What the limits that can be off measure, without the order itself and one that it replaces; null is unknown. */
export interface LimitFacts {
	/** What is held of the symbol, unsigned, and what its open entries are for. */
	readonly heldQuantity: Quantity;
	readonly onOrder: SymbolClaim;
	/** What is lost when the stops are met: of the symbol, of all positions, of all open entries. */
	readonly heldRisk: Money | null;
	readonly positionsRisk: Money | null;
	readonly entriesRisk: Money;
	/** Positions and open entries of the side, less positions of the other: net exposure in the direction of the order. */
	readonly netExposure: Money | null;
	/** The sector of the symbol with all that is held and on order in it, unsigned. */
	readonly sector: Sector & { readonly exposure: Money | null };
	/** Whether trading in the symbol has stopped. */
	readonly isHalted: boolean;
	/** Of the symbol's last quote: ask less bid as a part of their mean, its age in seconds; null where it has none. */
	readonly spread: Ratio | null;
	readonly quoteAgeSeconds: number | null;
	/** Whether the prices of the book are quotes. */
	readonly hasQuotes: boolean;
	/** The oldest price of what is held. */
	readonly oldest: { readonly symbol: string; readonly seconds: number } | null;
	/** What the caps of the order's strategy measure; null where it has none. */
	readonly strategy: StrategyFacts | null;
	/** Whether an order that is there already is replaced. */
	readonly isReplace: boolean;
	readonly ordersNow: number;
	readonly ordersInWindow: number;
	readonly replacesInWindow: number;
	/** Seconds since the last order of the symbol, the side and a quantity. */
	readonly secondsSince: (quantity: Quantity) => number | null;
	/** What locks the symbol. */
	readonly lock: LockFacts;
}

/** Gathers what the limits measure; what belongs to a limit that is off is not looked for. */
export function gatherLimitFacts(
	state: EngineState,
	symbol: string,
	side: OrderSide,
	now: Instant,
	replaced?: Order
): LimitFacts {
	const { book } = state;
	const { risk } = book.config;
	const own = claimOf(replaced);
	const position = book.positionBySymbol.get(symbol);
	const countsRisk = risk.maxPositionRisk !== null || risk.maxOpenRisk !== null;
	const risks = countsRisk ? riskOfPositions(state) : null;
	const { spread, quoteAgeSeconds, hasQuotes } = quoteFacts(state, symbol, now);
	return {
		heldQuantity: position === undefined ? zeroQuantity : absolute(position.quantity),
		onOrder: withoutClaim(claimOfSymbol(book, symbol), own),
		heldRisk: risks === null ? zeroMoney : risks.of(symbol),
		positionsRisk: risks === null ? zeroMoney : risks.total,
		entriesRisk: subtract(book.entryRisk, own.risk),
		netExposure: risk.maxNetExposure === null ? zeroMoney : netExposureOf(state, side, own.notional),
		sector: sectorFacts(state, symbol, own.notional),
		isHalted: isSymbolHalted(book, symbol),
		spread,
		quoteAgeSeconds,
		hasQuotes,
		oldest: risk.maxPositionAgeSeconds === null ? null : oldestPrice(state, now),
		strategy:
			replaced === undefined
				? null
				: gatherStrategyFacts(state, strategyOf(book, replaced.intent.decisionId), replaced),
		isReplace: replaced !== undefined,
		ordersNow: sentAt(book, now),
		ordersInWindow: sentWithin(book, risk.orderWindowSeconds, now),
		replacesInWindow: replacedWithin(book, risk.replaceWindowSeconds, now),
		secondsSince: (quantity) => secondsSinceSame(book, { symbol, side, quantity }, now),
		lock: gatherLockFacts(book, symbol, now)
	};
}

/** Positions in the direction of a side and its open entries, without what an order that is replaced claims; null without a price. */
export function netExposureOf({ book, market }: EngineState, side: OrderSide, own: Money): Money | null {
	const values = valuesOf(book, market);
	if (values === null) return null;
	const { entryNotional, entrySells } = book;
	return side === 'buy'
		? add(values.net, subtract(subtract(entryNotional, entrySells), own))
		: add(negate(values.net), subtract(entrySells, own));
}

/** The sector of a symbol with all that is held and on order in it, without what an order that is replaced claims. */
export function sectorFacts({ book, market }: EngineState, symbol: string, own: Money): LimitFacts['sector'] {
	const { maxSectorExposure, sectors } = book.config.risk;
	const { name, isKnown } = sectorOf(sectors, symbol);
	if (maxSectorExposure === null) return { name, isKnown, exposure: zeroMoney };
	const { bySymbol } = lookAt(book, market);
	const long = new ProductSum();
	const short = new ProductSum();
	let onOrder = negate(own);
	for (const member of isKnown ? membersOf(sectors, name) : [symbol]) {
		const worth = bySymbol.get(member);
		if (worth !== undefined) {
			if (Number.isNaN(worth.last)) return { name, isKnown, exposure: null };
			(isNegative(worth.position.quantity) ? short : long).move(worth.factor, 0, worth.last);
		}
		const claim = book.claimBySymbol.get(member);
		if (claim !== undefined) onOrder = add(onOrder, claim.notional);
	}
	return { name, isKnown, exposure: add(onOrder, subtract(long.total(), short.total())) };
}

/** The last quote of a symbol and its age. */
export function quoteFacts(
	{ book, market }: EngineState,
	symbol: string,
	now: Instant
): Pick<LimitFacts, 'spread' | 'quoteAgeSeconds' | 'hasQuotes'> {
	const index = market.indexBySymbol.get(symbol) ?? -1;
	const [bid = NaN, ask = NaN, at = NaN] = [market.bid[index], market.ask[index], market.lastAt[index]];
	const hasQuotes = book.source.type === 'generated';
	if (Number.isNaN(bid) || Number.isNaN(ask)) return { spread: null, quoteAgeSeconds: null, hasQuotes };
	const { instrument } = market.instruments[index] ?? {};
	const age = elapsedMarketTime(instrument?.assetClass ?? 'us_equity', at, now) / 1000;
	return { spread: spreadOf(unitsToPrice(bid), unitsToPrice(ask)), quoteAgeSeconds: age, hasQuotes: true };
}

/** Ask less bid as a part of their mean; null where they have none. */
function spreadOf(bid: Price, ask: Price): Ratio | null {
	const both = add(bid, ask);
	const difference = subtract(ask, bid);
	return isZero(both) || both < zeroPrice ? null : ratioOf(add(difference, difference), both);
}

/** The oldest price of what is held, in market time; daily bars are not tested for age. */
export function oldestPrice({ book, market }: EngineState, now: Instant): LimitFacts['oldest'] {
	let [share, coin]: [Seen | null, Seen | null] = [null, null];
	for (const { index, position } of lookAt(book, market).list) {
		const priced = market.instruments[index];
		const at = market.lastAt[index] ?? NaN;
		if (priced === undefined || priced.interval === '1d') continue;
		const isCoin = priced.instrument.assetClass === 'crypto';
		const known = isCoin ? coin : share;
		// What was never seen is the oldest of all.
		if (known !== null && !(at < known.at || Number.isNaN(at))) continue;
		if (isCoin) coin = { symbol: position.symbol, at };
		else share = { symbol: position.symbol, at };
	}
	const ofShare = share === null ? null : ageOf(share, 'us_equity', now);
	const ofCoin = coin === null ? null : ageOf(coin, 'crypto', now);
	if (ofShare === null || ofCoin === null) return ofShare ?? ofCoin;
	return ofCoin.seconds > ofShare.seconds || Number.isNaN(ofCoin.seconds) ? ofCoin : ofShare;
}

interface Seen {
	readonly symbol: string;
	readonly at: Instant;
}

function ageOf({ symbol, at }: Seen, assetClass: AssetClass, now: Instant): LimitFacts['oldest'] {
	// A position that was never priced has no age that could be reckoned.
	return { symbol, seconds: Number.isNaN(at) ? NaN : elapsedMarketTime(assetClass, at, now) / 1000 };
}
