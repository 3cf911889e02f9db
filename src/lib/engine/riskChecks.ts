import type { BookConfig } from '../domain/bookConfig.ts';
import { add, fractionOf, isPositive, subtract, zeroMoney } from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import { checkNames, type CheckName, type CheckResult } from '../domain/risk.ts';
import { accountChecks } from './accountChecks.ts';
import { breakerChecks } from './breakerChecks.ts';
import { count, notionalOf, result, unknown, within } from './checkResult.ts';
import { dataChecks } from './dataChecks.ts';
import { limitChecks } from './limitChecks.ts';
import { lockChecks } from './lockCheck.ts';
import type { EntryFacts, ExitFacts } from './riskFacts.ts';

/** A check that is not made where its limit is off, or where there is nothing to judge. */
type EntryCheck = (intent: OrderIntent, facts: EntryFacts, config: BookConfig) => CheckResult | null;
type ExitCheck = (intent: OrderIntent, facts: ExitFacts) => CheckResult;

/** New risk is taken in the active state only. */
const tradingState: EntryCheck = (_, { tradingState: state }) => {
	const reason = state === 'reducing' ? 'reducing' : 'halted';
	return { check: 'tradingState', passed: state === 'active', reason, measured: state, limit: 'active' };
};

/** The order buys at least one lot and is worth the least notional. */
const minimumTrade: EntryCheck = (intent, _, { sizing }) => {
	const measured = notionalOf(intent);
	const isWorth = isPositive(openedBy(intent)) && measured >= sizing.minTradeNotional;
	return result('minimumTrade', isWorth, measured, sizing.minTradeNotional);
};

/** What is held of the symbol, on order and ordered now, as a share of equity. */
const positionSize: EntryCheck = (intent, { equity, heldValue, limits }, { sizing }) => {
	if (equity === null || heldValue === null) return unknown('positionSize');
	return within(
		'positionSize',
		add(add(heldValue, limits.onOrder.notional), notionalOf(intent)),
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

/** The checks of an entry by their names; their order is that of the table, in which their reasons lead. */
const checksOfEntry = {
	tradingState,
	...accountChecks,
	...lockChecks,
	...breakerChecks,
	...dataChecks,
	...{ minimumTrade, positionSize, totalExposure, openTrades, tradesPerSymbol },
	...limitChecks,
	...{ maintenanceMargin, buyingPower }
} as const satisfies Partial<Record<CheckName, EntryCheck>>;

/** The checks of an entry, each with its name, in the order in which their reasons lead. */
export const entryChecks: readonly (readonly [CheckName, EntryCheck])[] = inOrder(checksOfEntry);

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

/** The checks of an exit, each with its name. */
export const exitChecks: readonly (readonly [CheckName, ExitCheck])[] = inOrder({
	tradingState: exitState,
	reducesPosition
});

function inOrder<Check>(
	checks: Readonly<Partial<Record<CheckName, Check>>>
): readonly (readonly [CheckName, Check])[] {
	return checkNames.flatMap((name) => {
		const check = checks[name];
		return check === undefined ? [] : [[name, check] as const];
	});
}
