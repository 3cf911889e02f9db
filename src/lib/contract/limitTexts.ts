import type { CheckName, DenialReason } from '../domain/risk.ts';
import { namedLockText } from './lockTexts.ts';

/** What a check found, in words and short; null where its reason says it all. */
export interface Told {
	readonly long: string | null;
	readonly short: string | null;
}

/** What a teller of a limit is given: the symbol, what it was measured of, and the two values as shares of equity. */
export interface LimitWords {
	readonly symbol: string;
	readonly of: string | undefined;
	/** `what 31 % of equity, limit 30 %`. */
	readonly share: (what: string) => string;
	/** Whether what was measured is all that the position is worth. */
	readonly isWhole: boolean;
}

/** Tells what a check measured and its limit. */
export type LimitTeller = (measured: string, limit: string, words: LimitWords) => Told;

/** A symbol that the table of sectors does not name is a sector of its own, and that is said. */
const sectorName = ({ of = '', symbol }: LimitWords) =>
	of === '' ? `of ${symbol}, its own since none is known,` : of;

/** The checks of limits that can be off, and of the prices they rest on, in words. */
export const limitTellers = {
	lock: (measured, _, { of = '' }) => ({
		long: `locked for another ${measured}: ${namedLockText(of)}`,
		short: `locked for another ${measured}`
	}),
	quoteAge: (measured, limit, { symbol }) => ({
		long: `the quote of ${symbol} is ${measured} old, limit ${limit}`,
		short: `quote ${measured} old, limit ${limit}`
	}),
	positionAge: (measured, limit, { of }) => ({
		long: `the last price of ${of ?? 'a position'} is ${measured} old, limit ${limit}`,
		short: `price of ${of ?? 'a position'} ${measured} old`
	}),
	crossedQuote: (measured, _, { symbol }) => ({
		long: `the bid of ${symbol} is above its ask, by ${measured.replace('-', '')}`,
		short: `crossed quote, ${measured}`
	}),
	symbolHalted: (_, __, { symbol }) => ({ long: `trading in ${symbol} is halted`, short: null }),
	tradeNotional: (measured, limit, { share }) => ({
		long: share('the order would be'),
		short: `order ${measured}, limit ${limit}`
	}),
	tradeMoney: (measured, limit) => ({
		long: `the order would be worth ${measured}, limit ${limit}`,
		short: `order ${measured}, limit ${limit}`
	}),
	positionRisk: (measured, limit, { share, isWhole }) => ({
		long: isWhole
			? `${share('without a stop the position would risk')}; give a stop, or order less`
			: `${share('down to its stop the position would risk')}; bring the stop nearer, or order less`,
		short: `risk ${measured}, limit ${limit}`
	}),
	positionQuantity: (measured, limit, { symbol }) => ({
		long: `${measured} ${symbol} would be held and on order, limit ${limit}`,
		short: `quantity ${measured}, limit ${limit}`
	}),
	sectorExposure: (measured, limit, words) => ({
		long: words.share(`the sector ${sectorName(words)} would be`),
		short: `sector ${measured}, limit ${limit}`
	}),
	grossExposure: (measured, limit) => ({
		long: `gross exposure would be ${measured}, limit ${limit}`,
		short: `gross ${measured}, limit ${limit}`
	}),
	netExposure: (measured, limit, { share }) => ({
		long: share('net exposure would be'),
		short: `net ${measured}, limit ${limit}`
	}),
	leverage: (measured, limit, { share }) => ({
		long: share('what is held and on order would be'),
		short: `leverage ${measured}, limit ${limit}`
	}),
	openRisk: (measured, limit, { share }) => ({
		long: share('down to all stops the book would risk'),
		short: `open risk ${measured}, limit ${limit}`
	}),
	stopMissing: () => ({ long: null, short: null }),
	stopSide: (measured, limit) => ({
		long: `its stop is ${measured} from its price on the side of a loss, at least ${limit} is asked for`,
		short: `stop ${measured} away, least ${limit}`
	}),
	priceDistance: (measured, limit, { symbol }) => ({
		long: `its price is ${measured} from the last one of ${symbol}, limit ${limit}`,
		short: `price ${measured} away, limit ${limit}`
	}),
	spread: (measured, limit, { symbol }) => ({
		long: `the spread of ${symbol} is ${measured}, limit ${limit}`,
		short: `spread ${measured}, limit ${limit}`
	}),
	restricted: (_, __, { symbol }) => ({
		long: `${symbol} is on the list of restricted symbols`,
		short: null
	}),
	ordersPerInstant: (measured, limit) => ({
		long: `it would be entry ${measured} at one instant, limit ${limit}`,
		short: `${measured} entries at once, limit ${limit}`
	}),
	orderRate: (measured, limit) => ({
		long: `it would be entry ${measured} in the window of time, limit ${limit}`,
		short: `${measured} entries in the window, limit ${limit}`
	}),
	replaceRate: (measured, limit) => ({
		long: `it would be replace ${measured} in the window of time, limit ${limit}`,
		short: `${measured} replaces in the window, limit ${limit}`
	}),
	duplicateOrder: (measured, limit) => ({
		long: `the same order was sent ${measured} ago, at least ${limit} have to pass`,
		short: `same order ${measured} ago, least ${limit}`
	}),
	strategyPositions: (measured, limit, { of }) => ({
		long: `positions and open entries of ${of ?? ''} would be ${measured}, limit ${limit}`,
		short: `positions of the strategy ${measured}, limit ${limit}`
	}),
	strategyExposure: (measured, limit, { of, share }) => ({
		long: share(`exposure of ${of ?? ''} would be`),
		short: `exposure of the strategy ${measured}, limit ${limit}`
	}),
	strategyDayLoss: (measured, limit, { of, share }) => ({
		long: share(`${of ?? ''} has lost today`),
		short: `the strategy lost ${measured}, limit ${limit}`
	}),
	strategyTrades: (measured, limit, { of }) => ({
		long: `it would be trade ${measured} of ${of ?? ''} today, limit ${limit}`,
		short: `trades of the strategy ${measured}, limit ${limit}`
	})
} as const satisfies Partial<Record<CheckName, LimitTeller>>;

/** What is said of a check of these that could not be measured; null where its reason says it all. */
export function unmeasuredText(check: CheckName, symbol: string, of = ''): string | null {
	switch (check) {
		case 'lock':
			return `locked: ${namedLockText(of)}`;
		case 'quoteAge':
		case 'spread':
			return `there is no quote of ${symbol}`;
		case 'priceDistance':
		case 'tradeMoney':
			return `there is no price of ${symbol} yet`;
		case 'positionAge':
		case 'strategyExposure':
		case 'strategyDayLoss':
		case 'positionRisk':
		case 'sectorExposure':
		case 'grossExposure':
		case 'netExposure':
		case 'leverage':
		case 'openRisk':
		case 'tradeNotional':
		case 'dayLoss':
		case 'dayLossMoney':
		case 'dayDrawdown':
		case 'peakDrawdown':
		case 'brokenLimit':
			return 'the equity is not known: a position has no price';
		default:
			return null;
	}
}

/** The reasons of these checks, in words. */
export const limitReasonTexts = {
	locked: 'its symbol is locked',
	trade_notional_limit: 'the order would be larger than one order may be',
	trade_money_limit: 'the order would be worth more than one order may be',
	position_risk_limit: 'the position would risk more than allowed down to its stop',
	position_quantity_limit: 'more of the symbol would be held than allowed',
	sector_limit: 'its sector would be larger than allowed',
	gross_exposure_limit: 'gross exposure would be larger than allowed',
	net_exposure_limit: 'net exposure would be larger than allowed',
	leverage_limit: 'leverage would be larger than allowed',
	open_risk_limit: 'the book would risk more than allowed down to its stops',
	stop_missing: 'it brings no stop, and an entry has to',
	stop_wrong_side: 'its stop is on the wrong side of its price, or too near',
	price_too_far: 'its price is too far from the market',
	spread_too_wide: 'the spread is too wide',
	restricted_symbol: 'the symbol is restricted',
	symbol_halted: 'trading in the symbol is halted',
	instant_orders_limit: 'there would be too many entries at one instant',
	order_rate_limit: 'there would be too many entries in a short time',
	replace_rate_limit: 'there would be too many replaces in a short time',
	duplicate_order: 'the same order was sent a moment ago',
	strategy_positions_limit: 'its strategy would have too many positions',
	strategy_exposure_limit: 'its strategy would hold more than allowed',
	strategy_loss_limit: 'its strategy has lost too much today',
	strategy_trades_limit: 'its strategy has traded too often today'
} as const satisfies Partial<Record<DenialReason, string>>;

/** What a person can do about them. */
export const limitRemedies = {
	locked: 'Wait until the lock ends, or lift it. What is held can be closed all the same.',
	trade_notional_limit: 'Order as much as the denial says would pass, or allow larger orders.',
	trade_money_limit: 'Order as much as the denial says would pass, or allow orders worth more.',
	position_risk_limit: 'Bring the stop nearer, give one, order less, or allow more risk per position.',
	position_quantity_limit: 'Order as much as the denial says would pass, or allow a larger quantity.',
	sector_limit:
		'Close something of the sector, order less, or put the symbol into another sector in the settings.',
	gross_exposure_limit: 'Close something, order less, or allow more gross exposure.',
	net_exposure_limit: 'Order less, or something of the other side, or allow more net exposure.',
	leverage_limit: 'Close something, order less, or allow more leverage.',
	open_risk_limit: 'Bring stops nearer, close something, or allow more open risk.',
	stop_missing: 'Give a stop loss or a trailing stop, or stop asking for one in the settings.',
	stop_wrong_side: 'Put the stop below the price of a buy, above the price of a sale.',
	price_too_far: 'Look at the price again. If it is meant, allow prices further from the market.',
	spread_too_wide: 'Wait for a narrower spread, or allow a wider one.',
	restricted_symbol: 'Take the symbol off the list in the settings. What is held can be closed all the same.',
	symbol_halted: 'Wait until trading in it goes on. An order that closes is taken now, and fills then.',
	instant_orders_limit: 'Give it again a moment later, or allow more entries at one instant.',
	order_rate_limit: 'Wait, or allow more entries in the window.',
	replace_rate_limit: 'Wait, or allow more replaces in the window.',
	duplicate_order: 'Nothing, if it was sent twice by mistake. Otherwise wait until the time has passed.',
	strategy_positions_limit: 'Close a position of the strategy, or allow it more.',
	strategy_exposure_limit: 'Order as much as the denial says would pass, or allow the strategy more.',
	strategy_loss_limit: 'Wait for the next day, or allow the strategy a larger loss.',
	strategy_trades_limit: 'Wait for the next day, or allow the strategy more trades.'
} as const satisfies Record<keyof typeof limitReasonTexts, string>;
