import type { BookConfig } from '../domain/bookConfig.ts';
import { add, fractionOf, isPositive, multiply, zeroMoney, type Money } from '../domain/decimal.ts';
import type { OrderIntent } from '../domain/order.ts';
import { checkTable, type CheckName, type CheckResult, type CheckValue } from '../domain/risk.ts';
import type { EntryFacts, ExitFacts } from './riskFacts.ts';

type EntryCheck = (intent: OrderIntent, facts: EntryFacts, config: BookConfig) => CheckResult;
type ExitCheck = (intent: OrderIntent, facts: ExitFacts) => CheckResult;

function result(check: CheckName, passed: boolean, measured: CheckValue, limit: CheckValue): CheckResult {
	return { check, passed, reason: checkTable[check].reason, measured, limit };
}

/** New risk is taken in the active state only (kill switch, breakers). */
const tradingState: EntryCheck = (_, { tradingState: state }) => {
	const reason = state === 'reducing' ? 'reducing' : 'halted';
	return { check: 'tradingState', passed: state === 'active', reason, measured: state, limit: 'active' };
};

/** An entry is sized with a price no older than the limit in market time; no price denies. */
const dataAge: EntryCheck = (_, { dataAgeSeconds }, { risk }) => {
	const limit = risk.maxDataAgeSeconds;
	return result('dataAge', dataAgeSeconds !== null && dataAgeSeconds <= limit, dataAgeSeconds, limit);
};

/** The order buys at least one lot and is worth the least notional. */
const minimumTrade: EntryCheck = (intent, _, { sizing }) => {
	const measured = notionalOf(intent);
	const isWorth = isPositive(intent.quantity) && measured >= sizing.minTradeNotional;
	return result('minimumTrade', isWorth, measured, sizing.minTradeNotional);
};

/** What is held of the symbol after the order, as a share of equity. */
const positionSize: EntryCheck = (intent, { equity, heldValue }, { sizing }) => {
	if (equity === null || heldValue === null) return unknown('positionSize');
	return within(
		'positionSize',
		add(heldValue, notionalOf(intent)),
		fractionOf(equity, sizing.maxPositionFraction)
	);
};

/** Everything held, on order and ordered now, as a share of equity. */
const totalExposure: EntryCheck = (intent, { equity, positionsValue, pendingNotional }, { sizing }) => {
	if (equity === null || positionsValue === null) return unknown('totalExposure');
	const measured = add(add(positionsValue, pendingNotional), notionalOf(intent));
	return within('totalExposure', measured, fractionOf(equity, sizing.maxTotalExposure));
};

/** Symbols that are held or on order after the order. */
const openTrades: EntryCheck = (_, { openTrades: open, symbolTrades }, { risk }) => {
	const measured = symbolTrades === 0 ? open + 1 : open;
	return count('openTrades', measured, risk.maxOpenTrades);
};

/** Positions and open entries of the symbol after the order. */
const tradesPerSymbol: EntryCheck = (_, { symbolTrades }, { risk }) =>
	count('tradesPerSymbol', symbolTrades + 1, risk.maxTradesPerSymbol);

/** The cash that no other open entry holds pays for the order. */
const buyingPower: EntryCheck = (intent, { freeCash }) => within('buyingPower', intent.reserve, freeCash);

/** The checks of an entry, in the order in which their reasons lead. */
export const entryChecks: readonly EntryCheck[] = [
	tradingState,
	dataAge,
	minimumTrade,
	positionSize,
	totalExposure,
	openTrades,
	tradesPerSymbol,
	buyingPower
];

/**
 * A protective exit, a close by hand, and what a resting exit becomes when it follows its position pass every state; a decision's
 * SELL and an order to sell do not pass a halt.
 */
const exitState: ExitCheck = ({ cause }, { tradingState: state, follows }) => {
	const isAsked = cause === 'sell_market' || cause === 'ordered_by_hand';
	const limit = isAsked && !follows ? 'reducing' : 'halted';
	return result('tradingState', state !== 'halted' || limit === 'halted', state, limit);
};

/** An exit closes no more than is held and not already being closed, so that it never flips a position. */
const reducesPosition: ExitCheck = ({ quantity }, { closable }) =>
	result('reducesPosition', isPositive(quantity) && quantity <= closable, quantity, closable);

/** The checks of an exit. */
export const exitChecks: readonly ExitCheck[] = [exitState, reducesPosition];

function notionalOf(intent: OrderIntent): Money {
	return intent.refPrice === null ? zeroMoney : multiply(intent.quantity, intent.refPrice);
}

function within(check: CheckName, measured: Money, limit: Money): CheckResult {
	return result(check, measured <= limit, measured, limit);
}

function count(check: CheckName, measured: number, limit: number | null): CheckResult {
	return result(check, limit === null || measured <= limit, measured, limit);
}

function unknown(check: CheckName): CheckResult {
	return result(check, false, null, null);
}
