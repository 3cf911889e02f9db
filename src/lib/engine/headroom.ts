import { absolute, fractionOf, subtract, zeroMoney, add, type Money } from '../domain/decimal.ts';
import { marketValue } from '../domain/position.ts';
import { checkTable, type CheckName, type CheckResult, type CheckValue } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { gatherEntryFacts } from './riskFacts.ts';
import { lastPrice, type EngineState } from './state.ts';

/**
 * What is taken of each limit that holds for the whole book, without any further order: the largest position and the
 * total exposure in account currency against their share of equity, the symbols that are held or on order, the maintenance
 * margin of shorts against equity, and the cash that open entries and shorts hold. Where a price is missing, what is measured is null, and the line does not pass.
 */
export function measureHeadroom(state: EngineState, now: Instant): readonly CheckResult[] {
	const { book } = state;
	const { sizing, risk, margin } = book.config;
	const facts = gatherEntryFacts(state, '', 'buy', now);
	const { equity, shortValue, pendingNotional, freeCash, openTrades } = facts;
	const share = (fraction: Parameters<typeof fractionOf>[1]): Money | null =>
		equity === null ? null : fractionOf(equity, fraction);
	const exposure = facts.exposure === null ? null : add(facts.exposure, pendingNotional);
	const maintenance = shortValue === null ? null : fractionOf(shortValue, margin.shortMaintenance);
	const held = freeCash === null ? null : subtract(book.account.cash, freeCash);
	return [
		lineOf('totalExposure', exposure, share(sizing.maxTotalExposure)),
		lineOf('positionSize', largestPosition(state), share(sizing.maxPositionFraction)),
		lineOf('openTrades', openTrades, risk.maxOpenTrades),
		lineOf('maintenanceMargin', maintenance, equity),
		lineOf('buyingPower', held, book.account.cash)
	];
}

/** The value of the largest position, unsigned; null when one of them has no price. */
function largestPosition({ book, market }: EngineState): Money | null {
	let largest = zeroMoney;
	for (const position of book.positionBySymbol.values()) {
		const last = lastPrice(market, position.symbol);
		if (last === null) return null;
		const value = absolute(marketValue(position, last.price));
		if (value > largest) largest = value;
	}
	return largest;
}

/** What is taken of a limit as it stands: it passes as long as it is known and no more than the limit. */
export function lineOf<Check extends CheckName>(
	check: Check,
	measured: CheckValue,
	limit: CheckValue
): CheckResult & { readonly check: Check } {
	const isKnown = measured !== null;
	const passed = isKnown && (limit === null || measured <= limit);
	return { check, passed, reason: checkTable[check].reason, measured, limit };
}
