import type { Money, Quantity } from './decimal.ts';

/** Whether new risk may be taken: everything approved, only what shrinks a position, or nothing. */
export type TradingState = 'active' | 'reducing' | 'halted';

/** Why the desk itself refuses an order or a decision. */
export type DenialReason =
	| 'unknown_symbol'
	| 'duplicate_decision'
	| 'decision_expired'
	| 'market_closed'
	| 'already_held'
	| 'entry_pending'
	| 'exit_pending'
	| 'no_position'
	| 'short_not_allowed'
	| 'short_without_size'
	| 'not_shortable'
	| 'through_zero_not_at_market'
	| 'other_side_pending'
	| 'halted'
	| 'reducing'
	| 'risk_data_unavailable'
	| 'below_minimum_trade'
	| 'position_limit'
	| 'exposure_limit'
	| 'open_trades_limit'
	| 'symbol_trades_limit'
	| 'maintenance_margin'
	| 'insufficient_cash'
	| 'not_reducing'
	| 'check_failed'
	| 'signal_only';

/** The unit in which a check measures. */
export type CheckUnit = 'state' | 'seconds' | 'money' | 'quantity' | 'count';

interface CheckRow {
	readonly unit: CheckUnit;
	readonly reason: DenialReason;
	readonly limitIs: 'most' | 'least';
}

/** Every check of the review, in the order in which it speaks: its unit, the reason it denies with, and which side its limit is on. */
export const checkTable = {
	tradingState: { unit: 'state', reason: 'halted', limitIs: 'most' },
	dataAge: { unit: 'seconds', reason: 'risk_data_unavailable', limitIs: 'most' },
	minimumTrade: { unit: 'money', reason: 'below_minimum_trade', limitIs: 'least' },
	positionSize: { unit: 'money', reason: 'position_limit', limitIs: 'most' },
	totalExposure: { unit: 'money', reason: 'exposure_limit', limitIs: 'most' },
	openTrades: { unit: 'count', reason: 'open_trades_limit', limitIs: 'most' },
	tradesPerSymbol: { unit: 'count', reason: 'symbol_trades_limit', limitIs: 'most' },
	maintenanceMargin: { unit: 'money', reason: 'maintenance_margin', limitIs: 'most' },
	buyingPower: { unit: 'money', reason: 'insufficient_cash', limitIs: 'most' },
	reducesPosition: { unit: 'quantity', reason: 'not_reducing', limitIs: 'most' }
} as const satisfies Record<string, CheckRow>;

/** The name of a check. */
export type CheckName = keyof typeof checkTable;

/** What one check found: measured and limit in the check's unit; null is not measured, or no limit set. */
export interface CheckResult {
	readonly check: CheckName;
	readonly passed: boolean;
	readonly reason: DenialReason;
	readonly measured: CheckValue;
	readonly limit: CheckValue;
}

/** Money or a quantity, a count or seconds as a number, a trading state, or null for unknown; the check's unit says which. */
export type CheckValue = Money | Quantity | number | TradingState | null;

/** All checks of one review; it approves when none failed, otherwise every reason is here, the first one leads. */
export interface Verdict {
	readonly approved: boolean;
	readonly checks: readonly CheckResult[];
}

/** The reasons of a verdict in the order of its checks. */
export function denialReasons(verdict: Verdict): readonly DenialReason[] {
	return verdict.checks.filter((check) => !check.passed).map((check) => check.reason);
}
