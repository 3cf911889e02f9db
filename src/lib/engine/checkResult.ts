import { multiply, zeroMoney, type Money } from '../domain/decimal.ts';
import { openedBy } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import { checkTable, type CheckName, type CheckResult, type CheckValue } from '../domain/risk.ts';

/** What a check came to. */
export function result(
	check: CheckName,
	passed: boolean,
	measured: CheckValue,
	limit: CheckValue
): CheckResult {
	return { check, passed, reason: checkTable[check].reason, measured, limit };
}

/** What a check came to, of something that has a name of its own: a sector, a strategy, a symbol; empty for none. */
export function ofNamed(one: CheckResult, of: string): CheckResult {
	const { check, passed, reason, measured, limit } = one;
	return { check, passed, reason, measured, limit, of };
}

/** A check of a value that may be as large as its limit. */
export function within<Value extends bigint & CheckValue>(
	check: CheckName,
	measured: Value,
	limit: Value
): CheckResult {
	return result(check, measured <= limit, measured, limit);
}

/** A check of a number that may be as large as its limit, which may be off. */
export function count(check: CheckName, measured: number, limit: number | null): CheckResult {
	return result(check, limit === null || measured <= limit, measured, limit);
}

/** A check of what is not known: it does not pass. */
export function unknown(check: CheckName): CheckResult {
	return result(check, false, null, null);
}

/** What an order opens is worth at the last price it was sized with. */
export function notionalOf(intent: OrderIntent): Money {
	return intent.refPrice === null ? zeroMoney : multiply(openedBy(intent), intent.refPrice);
}
