import {
	checkNames,
	checkTable,
	saysOf,
	type CheckResult,
	type CheckUnit,
	type CheckValue,
	type DenialReason,
	type Verdict
} from '../domain/risk.ts';
import { routings, standings } from '../domain/brokerEvents.ts';
import type { Sizing } from '../domain/sizing.ts';
import {
	flag,
	list,
	money,
	nullable,
	number,
	object,
	price,
	quantity,
	ratio,
	text,
	union,
	word,
	type Cases,
	type Codec
} from './codec.ts';

/** Whether new risk may be taken. */
export const tradingState = word('active', 'reducing', 'halted');

/** The words for why the desk refuses. */
export const denialWords = [
	'unknown_symbol',
	'duplicate_decision',
	'decision_expired',
	'market_closed',
	'already_held',
	'entry_pending',
	'confirmation_pending',
	'exit_pending',
	'no_position',
	'short_not_allowed',
	'short_without_size',
	'not_shortable',
	'through_zero_not_at_market',
	'other_side_pending',
	'halted',
	'reducing',
	'risk_data_unavailable',
	'below_minimum_trade',
	'position_limit',
	'exposure_limit',
	'open_trades_limit',
	'symbol_trades_limit',
	'maintenance_margin',
	'insufficient_cash',
	'not_reducing',
	...['trade_notional_limit', 'trade_money_limit', 'position_risk_limit', 'position_quantity_limit'],
	...['sector_limit'],
	...['gross_exposure_limit', 'net_exposure_limit', 'leverage_limit', 'open_risk_limit'],
	...['stop_missing', 'stop_wrong_side', 'price_too_far', 'spread_too_wide', 'restricted_symbol'],
	...['instant_orders_limit', 'order_rate_limit', 'replace_rate_limit', 'duplicate_order'],
	...['strategy_positions_limit', 'strategy_exposure_limit', 'strategy_loss_limit', 'strategy_trades_limit'],
	...['day_loss_limit', 'day_loss_money_limit', 'day_drawdown_limit', 'drawdown_limit'],
	...['day_trades_limit', 'loss_streak_limit', 'error_limit', 'limit_broken'],
	...['locked', 'check_failed', 'signal_only', 'symbol_halted'],
	...['dry_run', 'not_armed', 'not_reconciled', 'outcome_unknown']
] as const satisfies readonly DenialReason[];

/** Why the desk refuses. */
export const denialReason = word(...denialWords);

/** The arithmetic behind a quantity. */
export const sizing = object<Sizing>({
	by: word('fraction', 'quantity', 'notional'),
	refPrice: nullable(price),
	equity: nullable(money),
	requested: money,
	positionCap: money,
	orderCap: nullable(money),
	room: money,
	budget: money,
	quantity,
	expected: nullable(price),
	reserve: money
});

const valueByUnit = {
	...{
		state: tradingState,
		routing: word(...routings),
		standing: word(...standings),
		seconds: number,
		count: number,
		money,
		quantity,
		ratio
	}
} satisfies Record<CheckUnit, unknown>;

function casesOfChecks(): Cases<CheckResult, 'check'> {
	const rows = checkNames.map((name) => {
		const { unit } = checkTable[name];
		// The unit of a check says which kind of value it holds; the type of a result holds all kinds.
		const value = nullable(valueByUnit[unit] as Codec<CheckValue>);
		const of = saysOf(name) ? { of: text } : {};
		return [name, { passed: flag, reason: denialReason, measured: value, limit: value, ...of }] as const;
	});
	return Object.fromEntries(rows) as unknown as Cases<CheckResult, 'check'>;
}

/** What a review found, each value in the unit of its check. */
export const verdict = object<Verdict>({
	approved: flag,
	checks: list(union<CheckResult, 'check'>('check', casesOfChecks()))
});
