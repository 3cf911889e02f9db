import type { BookConfig } from '../domain/bookConfig.ts';
import {
	absolute,
	add,
	fractionOf,
	isZero,
	ratioOf,
	subtract,
	zeroRatio,
	type Money,
	type Price,
	type Ratio
} from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { CheckName, CheckResult } from '../domain/risk.ts';
import { count, notionalOf, ofNamed, result, unknown, within } from './checkResult.ts';
import { openingPrice, riskOfQuantity, riskPerUnit, stopDistances } from './orderRisk.ts';
import type { EntryFacts } from './riskFacts.ts';

/** A check of an entry that is not made while its limit is off. */
type LimitCheck = (intent: OrderIntent, facts: EntryFacts, config: BookConfig) => CheckResult | null;

/** What is measured is at most a share of equity; unknown where it, or equity, is. */
function shareCheck(
	check: CheckName,
	limit: 'maxTradeNotional' | 'maxPositionRisk' | 'maxNetExposure' | 'maxLeverage' | 'maxOpenRisk',
	measure: (intent: OrderIntent, facts: EntryFacts) => Money | null
): LimitCheck {
	return (intent, facts, { risk }) => {
		const fraction = risk[limit];
		if (fraction === null) return null;
		const measured = measure(intent, facts);
		if (measured === null || facts.equity === null) return unknown(check);
		return within(check, measured, fractionOf(facts.equity, fraction));
	};
}

/** What the order opens is worth. */
const tradeNotional = shareCheck('tradeNotional', 'maxTradeNotional', notionalOf);

/** What the order opens is worth, as an amount. */
const tradeMoney: LimitCheck = (intent, _, { risk: { maxTradeMoney } }) => {
	if (maxTradeMoney === null) return null;
	return intent.refPrice === null
		? unknown('tradeMoney')
		: within('tradeMoney', notionalOf(intent), maxTradeMoney);
};

/** What the position, its open entries and the order lose together when their stops are met. */
const positionRisk = shareCheck('positionRisk', 'maxPositionRisk', (intent, { limits }) =>
	limits.heldRisk === null ? null : add(add(limits.heldRisk, limits.onOrder.risk), riskOf(intent))
);

/** What everything held, on order and ordered now loses when all stops are met. */
const openRisk = shareCheck('openRisk', 'maxOpenRisk', (intent, { limits }) =>
	limits.positionsRisk === null ? null : add(add(limits.positionsRisk, limits.entriesRisk), riskOf(intent))
);

/** Everything held, on order and ordered now, long and short, as a multiple of equity. */
const leverage = shareCheck('leverage', 'maxLeverage', grossAfter);

/** What is long less what is short, in the direction of the order; entries of the other side do not count: they may not fill. */
const netExposure = shareCheck('netExposure', 'maxNetExposure', (intent, { limits }) =>
	limits.netExposure === null ? null : add(limits.netExposure, notionalOf(intent))
);

function riskOf(intent: OrderIntent): Money {
	return riskOfQuantity(openedBy(intent), riskPerUnit(intent));
}

function grossAfter(intent: OrderIntent, { exposure, pendingNotional }: EntryFacts): Money | null {
	return exposure === null ? null : add(add(exposure, pendingNotional), notionalOf(intent));
}

/** Everything held, on order and ordered now, long and short, as an amount. */
const grossExposure: LimitCheck = (intent, facts, { risk }) => {
	if (risk.maxGrossExposure === null) return null;
	const measured = grossAfter(intent, facts);
	return measured === null
		? unknown('grossExposure')
		: within('grossExposure', measured, risk.maxGrossExposure);
};

/** What is held of the symbol, on order and ordered now, as a quantity. */
const positionQuantity: LimitCheck = (intent, { limits }, { risk }) => {
	if (risk.maxPositionQuantity === null) return null;
	const measured = add(add(limits.heldQuantity, limits.onOrder.quantity), openedBy(intent));
	return within('positionQuantity', measured, risk.maxPositionQuantity);
};

/** Everything held, on order and ordered now of the symbol's sector; a symbol of no known sector is one of its own. */
const sectorExposure: LimitCheck = (intent, { equity, limits }, { risk }) => {
	if (risk.maxSectorExposure === null) return null;
	const { exposure, name, isKnown } = limits.sector;
	const of = isKnown ? name : '';
	if (equity === null || exposure === null) return ofNamed(unknown('sectorExposure'), of);
	const measured = add(exposure, notionalOf(intent));
	return ofNamed(within('sectorExposure', measured, fractionOf(equity, risk.maxSectorExposure)), of);
};

/** An entry brings a stop, where that is asked for. */
const stopMissing: LimitCheck = (intent, _, { risk }) => {
	if (!risk.requiresStop) return null;
	const stops = stopDistances(intent).length;
	return result('stopMissing', stops > 0, stops, 1);
};

/** The stops of an entry are on the side where it loses, at least so far from its price. */
const stopSide: LimitCheck = (intent, _, { risk: { minStopDistance } }) => {
	const price = openingPrice(intent);
	if (minStopDistance === null || price === null) return null;
	const distances = stopDistances(intent);
	if (distances.length === 0) return null;
	const measured = distances.map((distance) => partOf(distance, price)).reduce((a, b) => (a < b ? a : b));
	return result('stopSide', measured >= minStopDistance, measured, minStopDistance);
};

/** The prices of an order are not further from the last price than this: what is further is a slip of the finger. */
const priceDistance: LimitCheck = (intent, { refPrice }, { risk: { maxPriceDistance } }) => {
	const { limitPrice, stopPrice } = intent;
	const given = [limitPrice, stopPrice].filter((price) => price !== null);
	if (maxPriceDistance === null || given.length === 0) return null;
	if (refPrice === null || isZero(refPrice)) return unknown('priceDistance');
	const measured = given
		.map((price) => partOf(absolute(subtract(price, refPrice)), refPrice))
		.reduce((a, b) => (a > b ? a : b));
	return within('priceDistance', measured, maxPriceDistance);
};

function partOf(distance: Price, price: Price): Ratio {
	return isZero(price) ? zeroRatio : ratioOf(distance, price);
}

/** Ask less bid, as a part of their mean; where prices are bars there is no spread to see. */
const spread: LimitCheck = (_, { limits }, { risk: { maxSpread } }) => {
	if (maxSpread === null || !limits.hasQuotes) return null;
	return limits.spread === null ? unknown('spread') : within('spread', limits.spread, maxSpread);
};

/** A symbol that stands on the list is not entered. */
const restricted: LimitCheck = ({ symbol }, _, { risk: { restricted: listed } }) =>
	listed.length === 0 ? null : count('restricted', listed.includes(symbol) ? 1 : 0, 0);

/** Orders that open, at one instant. */
const ordersPerInstant: LimitCheck = (_, { limits }, { risk: { maxOrdersPerInstant } }) =>
	limits.isReplace || maxOrdersPerInstant === null
		? null
		: count('ordersPerInstant', limits.ordersNow + 1, maxOrdersPerInstant);

/** Orders that open, in a window of time. */
const orderRate: LimitCheck = (_, { limits }, { risk: { maxOrders } }) =>
	limits.isReplace || maxOrders === null ? null : count('orderRate', limits.ordersInWindow + 1, maxOrders);

/** Replaces, in a window of time. */
const replaceRate: LimitCheck = (_, { limits }, { risk: { maxReplaces } }) =>
	!limits.isReplace || maxReplaces === null
		? null
		: count('replaceRate', limits.replacesInWindow + 1, maxReplaces);

/** The same symbol, side and quantity comes again after no less than so many seconds. */
const duplicateOrder: LimitCheck = (intent, { limits }, { risk: { duplicateSeconds } }) => {
	if (limits.isReplace || duplicateSeconds === null) return null;
	const measured = limits.secondsSince(openedBy(intent));
	const passed = measured === null || measured >= duplicateSeconds;
	return result('duplicateOrder', passed, measured, duplicateSeconds);
};

/** The positions and open entries of the order's strategy after it. */
const strategyPositions: LimitCheck = (_, { limits: { strategy } }, { risk: { maxStrategyPositions } }) => {
	if (strategy === null || maxStrategyPositions === null) return null;
	return ofNamed(count('strategyPositions', strategy.positions + 1, maxStrategyPositions), strategy.name);
};

/** What the order's strategy holds, has on order and orders now. */
const strategyExposure: LimitCheck = (intent, { equity, limits: { strategy } }, { risk }) => {
	if (strategy === null || risk.maxStrategyExposure === null) return null;
	const of = strategy.name;
	if (equity === null || strategy.exposure === null) return ofNamed(unknown('strategyExposure'), of);
	const measured = add(strategy.exposure, notionalOf(intent));
	return ofNamed(within('strategyExposure', measured, fractionOf(equity, risk.maxStrategyExposure)), of);
};

/** What the order's strategy has lost since the day began. */
const strategyDayLoss: LimitCheck = (_, { equity, limits: { strategy } }, { risk }) => {
	if (strategy === null || risk.maxStrategyDayLoss === null) return null;
	const of = strategy.name;
	if (equity === null || strategy.dayLoss === null) return ofNamed(unknown('strategyDayLoss'), of);
	const limit = fractionOf(equity, risk.maxStrategyDayLoss);
	return ofNamed(within('strategyDayLoss', strategy.dayLoss, limit), of);
};

/** The trades of the order's strategy since the day began, with this one. */
const strategyTrades: LimitCheck = (_, { limits }, { risk: { maxStrategyTrades } }) => {
	const { strategy, isReplace } = limits;
	if (strategy === null || maxStrategyTrades === null || isReplace) return null;
	return ofNamed(count('strategyTrades', strategy.trades + 1, maxStrategyTrades), strategy.name);
};

/** The checks of the limits that can be off, each by its name. */
export const limitChecks = {
	...{ tradeNotional, tradeMoney, positionRisk, positionQuantity, sectorExposure },
	...{ grossExposure, netExposure, leverage, openRisk },
	...{ stopMissing, stopSide, priceDistance, spread, restricted },
	...{ ordersPerInstant, orderRate, replaceRate, duplicateOrder },
	...{ strategyPositions, strategyExposure, strategyDayLoss, strategyTrades }
} as const satisfies Partial<Record<CheckName, LimitCheck>>;
