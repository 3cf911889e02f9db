import type { Routing, Standing } from './brokerEvents.ts';
import type { Money, Quantity, Ratio } from './decimal.ts';

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
	| 'confirmation_pending'
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
	| 'trade_notional_limit'
	| 'trade_money_limit'
	| 'position_risk_limit'
	| 'position_quantity_limit'
	| 'sector_limit'
	| 'gross_exposure_limit'
	| 'net_exposure_limit'
	| 'leverage_limit'
	| 'open_risk_limit'
	| 'stop_missing'
	| 'stop_wrong_side'
	| 'price_too_far'
	| 'spread_too_wide'
	| 'restricted_symbol'
	| 'symbol_halted'
	| 'instant_orders_limit'
	| 'order_rate_limit'
	| 'replace_rate_limit'
	| 'duplicate_order'
	| 'strategy_positions_limit'
	| 'strategy_exposure_limit'
	| 'strategy_loss_limit'
	| 'strategy_trades_limit'
	| 'locked'
	| 'day_loss_limit'
	| 'day_loss_money_limit'
	| 'day_drawdown_limit'
	| 'drawdown_limit'
	| 'day_trades_limit'
	| 'loss_streak_limit'
	| 'error_limit'
	| 'limit_broken'
	| 'check_failed'
	| 'signal_only'
	| 'dry_run'
	| 'not_armed'
	| 'not_reconciled'
	| 'outcome_unknown';

/** The unit in which a check measures. */
export type CheckUnit =
	'state' | 'routing' | 'standing' | 'seconds' | 'money' | 'quantity' | 'count' | 'ratio';

/** The prices that a check reads, whose age is told beside it: the last one of the symbol, its quote, or those of all that is held. */
export type CheckData = 'price' | 'quote' | 'positions';

interface CheckRow {
	readonly unit: CheckUnit;
	readonly reason: DenialReason;
	readonly limitIs: 'most' | 'least';
	readonly reads?: CheckData;
	/** Whether a result says what it was measured of. */
	readonly says?: 'of';
}

/**
 * Every check of the review, in the order in which it speaks: its unit, the reason it denies with, which side its limit is on, and
 * what prices it reads.
 */
export const checkTable = {
	tradingState: { unit: 'state', reason: 'halted', limitIs: 'most' },
	routing: { unit: 'routing', reason: 'not_armed', limitIs: 'most' },
	standing: { unit: 'standing', reason: 'not_reconciled', limitIs: 'most' },
	unknownOutcomes: { unit: 'count', reason: 'outcome_unknown', limitIs: 'most' },
	symbolHalted: { unit: 'count', reason: 'symbol_halted', limitIs: 'most' },
	lock: { unit: 'seconds', reason: 'locked', limitIs: 'most', says: 'of' },
	dayLoss: { unit: 'money', reason: 'day_loss_limit', limitIs: 'most', reads: 'positions' },
	dayLossMoney: { unit: 'money', reason: 'day_loss_money_limit', limitIs: 'most', reads: 'positions' },
	dayDrawdown: { unit: 'money', reason: 'day_drawdown_limit', limitIs: 'most', reads: 'positions' },
	peakDrawdown: { unit: 'money', reason: 'drawdown_limit', limitIs: 'most', reads: 'positions' },
	dayTrades: { unit: 'count', reason: 'day_trades_limit', limitIs: 'most' },
	lossStreak: { unit: 'count', reason: 'loss_streak_limit', limitIs: 'most' },
	errors: { unit: 'count', reason: 'error_limit', limitIs: 'most' },
	brokenLimit: { unit: 'money', reason: 'limit_broken', limitIs: 'most', reads: 'positions', says: 'of' },
	dataAge: { unit: 'seconds', reason: 'risk_data_unavailable', limitIs: 'most' },
	quoteAge: { unit: 'seconds', reason: 'risk_data_unavailable', limitIs: 'most' },
	positionAge: { unit: 'seconds', reason: 'risk_data_unavailable', limitIs: 'most', says: 'of' },
	crossedQuote: { unit: 'ratio', reason: 'risk_data_unavailable', limitIs: 'least', reads: 'quote' },
	minimumTrade: { unit: 'money', reason: 'below_minimum_trade', limitIs: 'least', reads: 'price' },
	positionSize: { unit: 'money', reason: 'position_limit', limitIs: 'most', reads: 'positions' },
	totalExposure: { unit: 'money', reason: 'exposure_limit', limitIs: 'most', reads: 'positions' },
	tradeNotional: { unit: 'money', reason: 'trade_notional_limit', limitIs: 'most', reads: 'positions' },
	tradeMoney: { unit: 'money', reason: 'trade_money_limit', limitIs: 'most', reads: 'price' },
	positionRisk: { unit: 'money', reason: 'position_risk_limit', limitIs: 'most', reads: 'positions' },
	positionQuantity: { unit: 'quantity', reason: 'position_quantity_limit', limitIs: 'most' },
	sectorExposure: { unit: 'money', reason: 'sector_limit', limitIs: 'most', reads: 'positions', says: 'of' },
	grossExposure: { unit: 'money', reason: 'gross_exposure_limit', limitIs: 'most', reads: 'positions' },
	netExposure: { unit: 'money', reason: 'net_exposure_limit', limitIs: 'most', reads: 'positions' },
	leverage: { unit: 'money', reason: 'leverage_limit', limitIs: 'most', reads: 'positions' },
	openRisk: { unit: 'money', reason: 'open_risk_limit', limitIs: 'most', reads: 'positions' },
	openTrades: { unit: 'count', reason: 'open_trades_limit', limitIs: 'most' },
	tradesPerSymbol: { unit: 'count', reason: 'symbol_trades_limit', limitIs: 'most' },
	stopMissing: { unit: 'count', reason: 'stop_missing', limitIs: 'least' },
	stopSide: { unit: 'ratio', reason: 'stop_wrong_side', limitIs: 'least', reads: 'price' },
	priceDistance: { unit: 'ratio', reason: 'price_too_far', limitIs: 'most', reads: 'price' },
	spread: { unit: 'ratio', reason: 'spread_too_wide', limitIs: 'most', reads: 'quote' },
	restricted: { unit: 'count', reason: 'restricted_symbol', limitIs: 'most' },
	ordersPerInstant: { unit: 'count', reason: 'instant_orders_limit', limitIs: 'most' },
	orderRate: { unit: 'count', reason: 'order_rate_limit', limitIs: 'most' },
	replaceRate: { unit: 'count', reason: 'replace_rate_limit', limitIs: 'most' },
	duplicateOrder: { unit: 'seconds', reason: 'duplicate_order', limitIs: 'least' },
	strategyPositions: { unit: 'count', reason: 'strategy_positions_limit', limitIs: 'most', says: 'of' },
	strategyExposure: {
		...{ unit: 'money', reason: 'strategy_exposure_limit', limitIs: 'most', reads: 'positions', says: 'of' }
	},
	strategyDayLoss: {
		...{ unit: 'money', reason: 'strategy_loss_limit', limitIs: 'most', reads: 'positions', says: 'of' }
	},
	strategyTrades: { unit: 'count', reason: 'strategy_trades_limit', limitIs: 'most', says: 'of' },
	maintenanceMargin: { unit: 'money', reason: 'maintenance_margin', limitIs: 'most', reads: 'positions' },
	buyingPower: { unit: 'money', reason: 'insufficient_cash', limitIs: 'most', reads: 'positions' },
	reducesPosition: { unit: 'quantity', reason: 'not_reducing', limitIs: 'most' }
} as const satisfies Record<string, CheckRow>;

/** The name of a check. */
export type CheckName = keyof typeof checkTable;

/** Every check, in the order in which they speak. */
export const checkNames = Object.keys(checkTable) as readonly CheckName[];

const rows: Readonly<Record<CheckName, CheckRow>> = checkTable;

/** The prices that a check reads; null where it reads none. */
export function dataOf(check: CheckName): CheckData | null {
	return rows[check].reads ?? null;
}

/** Whether the results of a check say what they were measured of. */
export function saysOf(check: CheckName): boolean {
	return rows[check].says !== undefined;
}

/** What one check found: measured and limit in the check's unit; null is not measured, or no limit set. */
export interface CheckResult {
	readonly check: CheckName;
	readonly passed: boolean;
	readonly reason: DenialReason;
	readonly measured: CheckValue;
	readonly limit: CheckValue;
	/** What it was measured of where that is not the order's symbol: a sector, a strategy, a lock, or another symbol; empty for none. */
	readonly of?: string;
}

/** Money, a quantity or a ratio, a count or seconds as a number, a state as its word, or null for unknown; the check's unit says which. */
export type CheckValue = Money | Quantity | Ratio | number | TradingState | Routing | Standing | null;

/** All checks of one review; it approves when none failed, otherwise every reason is here, the first one leads. */
export interface Verdict {
	readonly approved: boolean;
	readonly checks: readonly CheckResult[];
}

/**
 * Whether a check passed although what it measured is beyond its limit, is not what it has to be, or is not known where it has to be: a
 * warning that an exit carries, and an entry where old prices are let pass.
 */
export function isWarning({ check, passed, measured, limit }: CheckResult): boolean {
	if (!passed || limit === null) return false;
	if (typeof limit === 'string') return check === 'standing' && measured !== limit;
	const { reason, limitIs } = checkTable[check];
	const isOfData = reason === 'risk_data_unavailable';
	if (measured === null) return isOfData;
	if (typeof measured === 'string') return false;
	// An age below zero is that of a price of a time to come.
	return limitIs === 'least' ? measured < limit : measured > limit || (isOfData && measured < 0);
}

/** The reasons of a verdict in the order of its checks. */
export function denialReasons(verdict: Verdict): readonly DenialReason[] {
	return verdict.checks.filter((check) => !check.passed).map((check) => check.reason);
}
