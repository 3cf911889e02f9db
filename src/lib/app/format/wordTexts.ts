import type { OrderType, TimeInForce } from '../../domain/orderTerms.ts';
import { orderVerbText, rowPricingText, rowTermsText, rowTrailText } from '../../contract/orderTexts.ts';

/** The words of the field for the codes of the outcome; an unknown code is shown as it is, never hidden. */

const causeByCode: Readonly<Record<string, string>> = {
	entry_market: 'Entry at market',
	entry_limit: 'Entry at limit',
	sell_market: 'Sold at market',
	buy_market: 'Bought back at market',
	closed_by_hand: 'Closed by hand',
	flattened: 'Closed by the kill switch',
	ordered_by_hand: 'Ordered by hand',
	stop_leg: 'Stop order',
	target_leg: 'Target order',
	stop_loss: 'Stop loss',
	trailing_stop: 'Trailing stop',
	take_profit: 'Take profit',
	external: 'External, ordered elsewhere',
	adopted: 'From the account, as it held it',
	fee_in_kind: 'From the account, a fee',
	split: 'From the account, a split'
};

const typeByCode: Readonly<Record<string, string>> = {
	market: 'Market',
	limit: 'Limit',
	stop: 'Stop',
	stop_limit: 'Stop limit',
	trailing_stop: 'Trailing stop'
} satisfies Record<OrderType, string>;

const timeByCode: Readonly<Record<string, string>> = {
	day: 'Day',
	gtc: 'Until canceled (GTC)',
	gtd: 'Until a date (GTD)',
	ioc: 'At once or cancel (IOC)',
	fok: 'All at once or none (FOK)',
	opg: 'At the open (OPG)',
	cls: 'At the close (CLS)'
} satisfies Record<TimeInForce, string>;

const statusByCode: Readonly<Record<string, string>> = {
	filled: 'Filled',
	expired: 'Expired',
	rejected: 'Rejected',
	open: 'Open'
};

const outcomeByCode: Readonly<Record<string, string>> = {
	levels_updated: 'Levels updated',
	logged: 'Logged, nothing changed'
};

const assetClassByCode: Readonly<Record<string, string>> = { us_equity: 'US equity', crypto: 'Crypto' };
const intervalByCode: Readonly<Record<string, string>> = { '1m': '1 minute', '1d': '1 day' };

/** Why a fill happened. */
export const causeText = (code: string): string => causeByCode[code] ?? code;
/** Where an order is at the end of the run. */
export const statusText = (code: string): string => statusByCode[code] ?? code;
/** What a HOLD did. */
export const outcomeText = (code: string): string => outcomeByCode[code] ?? code;
/** What kind of thing is traded. */
export const assetClassText = (code: string): string => assetClassByCode[code] ?? code;
/** How long a bar lasts. */
export const intervalText = (code: string): string => intervalByCode[code] ?? code;
/** Which way an order trades. */
export const sideText = (code: string): string => (code === 'buy' ? 'Buy' : code === 'sell' ? 'Sell' : code);
/** How an order is priced. */
export const orderTypeText = (code: string): string => typeByCode[code] ?? code;
/** How long an order works. */
export const timeInForceText = (code: string): string => timeByCode[code] ?? code;

export { orderVerbText, rowPricingText, rowTermsText, rowTrailText };
