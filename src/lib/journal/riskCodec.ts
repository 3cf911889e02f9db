import {
	checkTable,
	type CheckName,
	type CheckResult,
	type CheckUnit,
	type CheckValue,
	type DenialReason,
	type Verdict
} from '../domain/risk.ts';
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
	'check_failed',
	'signal_only'
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
	room: money,
	budget: money,
	quantity,
	expected: nullable(price),
	reserve: money
});

const valueByUnit = { state: tradingState, seconds: number, count: number, money, quantity } satisfies Record<
	CheckUnit,
	unknown
>;

function casesOfChecks(): Cases<CheckResult, 'check'> {
	const rows = Object.entries(checkTable).map(([name, { unit }]) => {
		// The unit of a check says which kind of value it holds; the type of a result holds all kinds.
		const value = nullable(valueByUnit[unit] as Codec<CheckValue>);
		return [name, { passed: flag, reason: denialReason, measured: value, limit: value }];
	});
	return Object.fromEntries(rows) as Record<CheckName, Cases<CheckResult, 'check'>[CheckName]>;
}

/** What a review found, each value in the unit of its check. */
export const verdict = object<Verdict>({
	approved: flag,
	checks: list(union<CheckResult, 'check'>('check', casesOfChecks()))
});
