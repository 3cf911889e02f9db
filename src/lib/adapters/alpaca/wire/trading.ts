import { z } from '../../../schema/zod.ts';
import { decimalOrNull, decimalText, flag, orNull, textOrNull } from './fields.ts';

// Answers of the trading host. Loose: what is not named passes, words of closed lists are kept as they come.

/** GET /v2/account. */
export const wireAccount = z.looseObject({
	id: z.string(),
	account_number: textOrNull,
	status: z.string(),
	currency: z._default(z.string(), 'USD'),
	cash: decimalText,
	equity: decimalText,
	last_equity: decimalOrNull,
	buying_power: decimalText,
	non_marginable_buying_power: decimalOrNull,
	long_market_value: decimalOrNull,
	short_market_value: decimalOrNull,
	multiplier: decimalOrNull,
	shorting_enabled: flag,
	trading_blocked: flag,
	account_blocked: flag,
	trade_suspended_by_user: flag,
	created_at: textOrNull
});
export type WireAccount = z.infer<typeof wireAccount>;

/** GET /v2/account/configurations. */
export const wireConfigurations = z.looseObject({
	no_shorting: flag,
	suspend_trade: flag,
	fractional_trading: flag,
	max_margin_multiplier: decimalOrNull
});

const orderFields = {
	id: z.string(),
	client_order_id: textOrNull,
	created_at: textOrNull,
	updated_at: textOrNull,
	submitted_at: textOrNull,
	filled_at: textOrNull,
	expired_at: textOrNull,
	expires_at: textOrNull,
	canceled_at: textOrNull,
	failed_at: textOrNull,
	replaced_at: textOrNull,
	replaced_by: textOrNull,
	replaces: textOrNull,
	symbol: z._default(z.string(), ''),
	asset_class: z._default(z.string(), ''),
	notional: decimalOrNull,
	qty: decimalOrNull,
	filled_qty: z._default(decimalText, '0'),
	filled_avg_price: decimalOrNull,
	order_class: z._default(z.string(), ''),
	type: z._default(z.string(), ''),
	side: z._default(z.string(), ''),
	time_in_force: z._default(z.string(), ''),
	limit_price: decimalOrNull,
	stop_price: decimalOrNull,
	status: z.string(),
	extended_hours: flag,
	trail_percent: decimalOrNull,
	trail_price: decimalOrNull,
	hwm: decimalOrNull
};
const wireLeg = z.looseObject(orderFields);
export type WireLeg = z.infer<typeof wireLeg>;

/** An order; those of a nested list carry their legs. */
export const wireOrder = z.looseObject({ ...orderFields, legs: orNull(z.array(wireLeg)) });
export type WireOrder = z.infer<typeof wireOrder>;
export const wireOrders = z.array(wireOrder);

/** GET /v2/positions. */
export const wirePosition = z.looseObject({
	asset_id: z._default(z.string(), ''),
	symbol: z.string(),
	asset_class: z._default(z.string(), ''),
	qty: decimalText,
	side: z._default(z.string(), ''),
	avg_entry_price: decimalText,
	cost_basis: decimalOrNull,
	market_value: decimalOrNull,
	current_price: decimalOrNull,
	unrealized_pl: decimalOrNull,
	qty_available: decimalOrNull
});
export type WirePosition = z.infer<typeof wirePosition>;
export const wirePositions = z.array(wirePosition);

/** One row of GET /v2/account/activities: a fill, or anything else that moves cash or holdings. */
export const wireActivity = z.looseObject({
	id: z.string(),
	activity_type: z.string(),
	activity_sub_type: textOrNull,
	transaction_time: textOrNull,
	date: textOrNull,
	created_at: textOrNull,
	symbol: textOrNull,
	order_id: textOrNull,
	order_status: textOrNull,
	side: textOrNull,
	type: textOrNull,
	qty: decimalOrNull,
	price: decimalOrNull,
	cum_qty: decimalOrNull,
	leaves_qty: decimalOrNull,
	net_amount: decimalOrNull,
	per_share_amount: decimalOrNull,
	description: textOrNull,
	status: textOrNull
});
export type WireActivity = z.infer<typeof wireActivity>;
export const wireActivities = z.array(wireActivity);

/** GET /v2/assets. */
export const wireAsset = z.looseObject({
	id: z.string(),
	class: z._default(z.string(), ''),
	exchange: z._default(z.string(), ''),
	symbol: z.string(),
	name: textOrNull,
	status: z._default(z.string(), ''),
	tradable: flag,
	marginable: flag,
	shortable: flag,
	fractionable: flag,
	borrow_status: textOrNull,
	min_order_size: decimalOrNull,
	min_trade_increment: decimalOrNull,
	price_increment: decimalOrNull
});
export type WireAsset = z.infer<typeof wireAsset>;
export const wireAssets = z.array(wireAsset);

/** GET /v2/clock. */
export const wireClock = z.looseObject({
	timestamp: z.string(),
	is_open: z.boolean(),
	next_open: z.string(),
	next_close: z.string()
});

/** GET /v2/calendar. */
export const wireCalendar = z.array(z.looseObject({ date: z.string(), open: z.string(), close: z.string() }));

const points = z.array(z.nullable(z.number()));

/** GET /v2/account/portfolio/history; points may be null, and so may the base. */
export const wirePortfolioHistory = z.looseObject({
	timestamp: z._default(z.nullable(z.array(z.number())), []),
	equity: z._default(z.nullable(points), []),
	profit_loss: z._default(z.nullable(points), []),
	base_value: z._default(z.nullable(z.number()), null),
	timeframe: z._default(z.string(), '')
});

/** The body of a refusal; some have no code, some are pages. */
export const wireFault = z.looseObject({
	code: z._default(z.nullable(z.number()), null),
	message: z.string()
});
