import type { BookConfig } from '../domain/bookConfig.ts';
import { add, fractionOf, isPositive, multiply, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
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
	const isWorth = isPositive(openedBy(intent)) && measured >= sizing.minTradeNotional;
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
const totalExposure: EntryCheck = (intent, { equity, exposure, pendingNotional }, { sizing }) => {
	if (equity === null || exposure === null) return unknown('totalExposure');
	const measured = add(add(exposure, pendingNotional), notionalOf(intent));
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

/** The maintenance margin of a short is within what equity leaves after that of the shorts there are, which any entry needs. */
const maintenanceMargin: EntryCheck = (intent, { equity, shortValue }, { margin }) => {
	if (equity === null || shortValue === null) return unknown('maintenanceMargin');
	const opened = intent.side === 'sell' ? notionalOf(intent) : zeroMoney;
	const left = subtract(equity, fractionOf(shortValue, margin.shortMaintenance));
	return within('maintenanceMargin', fractionOf(opened, margin.shortMaintenance), left);
};

/** The cash that no other open entry and no short holds pays for the order. */
const buyingPower: EntryCheck = (intent, { freeCash }) =>
	freeCash === null ? unknown('buyingPower') : within('buyingPower', intent.reserve, freeCash);

/** The checks of an entry, in the order in which their reasons lead. */
export const entryChecks: readonly (readonly [CheckName, EntryCheck])[] = [
	['tradingState', tradingState],
	['dataAge', dataAge],
	['minimumTrade', minimumTrade],
	['positionSize', positionSize],
	['totalExposure', totalExposure],
	['openTrades', openTrades],
	['tradesPerSymbol', tradesPerSymbol],
	['maintenanceMargin', maintenanceMargin],
	['buyingPower', buyingPower]
];

/**
 * A protective exit, a close by hand, and what a resting exit becomes when it follows its position pass every state; a decision's
 * SELL or BUY and an order by hand do not pass a halt.
 */
const exitState: ExitCheck = ({ cause }, { tradingState: state, follows }) => {
	const isAsked = cause === 'sell_market' || cause === 'buy_market' || cause === 'ordered_by_hand';
	const limit = isAsked && !follows ? 'reducing' : 'halted';
	return result('tradingState', state !== 'halted' || limit === 'halted', state, limit);
};

/** An exit closes no more than is held and not already being closed, so that it never flips a position. */
const reducesPosition: ExitCheck = ({ quantity }, { closable }) =>
	result('reducesPosition', isPositive(quantity) && quantity <= closable, quantity, closable);

/** The checks of an exit. */
export const exitChecks: readonly (readonly [CheckName, ExitCheck])[] = [
	['tradingState', exitState],
	['reducesPosition', reducesPosition]
];

function notionalOf({ refPrice, ...intent }: OrderIntent): Money {
	return refPrice === null ? zeroMoney : multiply(openedBy(intent), refPrice);
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
