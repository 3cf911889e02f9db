import { grouped, shiftPoint } from '../domain/digits.ts';
import type { SettingChange, SettingKey } from '../domain/settings.ts';
import { offText } from '../domain/settingAccess.ts';
import { lockCatalogue } from './lockCatalogue.ts';
import { riskCatalogue } from './riskCatalogue.ts';
import type { SettingEntry } from './settingEntry.ts';
import { settingRangeOf } from '../domain/settingRanges.ts';

/** Every setting that can change while a book runs. */
export const settingsCatalogue: { readonly [Key in SettingKey]: SettingEntry } = {
	'sizing.maxPositionFraction': {
		...{ group: 'Sizing', name: 'Max position', kind: 'percent', of: 'equity', source: 'rules' },
		effect: 'An entry is cut so that what is held of its symbol stays at or below this share.'
	},
	'sizing.maxTotalExposure': {
		...{ group: 'Sizing', name: 'Max total exposure', kind: 'percent', of: 'equity', source: 'rules' },
		effect: 'An entry is cut to the room that positions and waiting entries leave under this share.'
	},
	'sizing.minTradeNotional': {
		...{ group: 'Sizing', name: 'Min trade', kind: 'money', source: 'rules' },
		effect: 'An entry worth less than this is denied.'
	},
	...riskCatalogue,
	...lockCatalogue,
	slippageBps: {
		...{ group: 'Fills and costs', name: 'Slippage', kind: 'bps', source: 'rules' },
		effect:
			'Market orders and fired stops fill this much worse than the price. Entries are reckoned with it before they fill, whatever the model, unless that is none.'
	},
	slippageModel: {
		...{ group: 'Fills and costs', name: 'Slippage model', kind: 'choice', source: 'ours' },
		choices: {
			none: 'none',
			bps: 'basis points',
			spreadFraction: 'part of the spread',
			volumeShare: 'share of the volume',
			squareRoot: 'square root of the volume',
			volatilityShare: 'part of the range'
		},
		effect:
			'What makes a fill worse than the price. A model falls back to basis points where the market does not say what it needs.'
	},
	'slippage.spreadFraction': {
		...{
			group: 'Fills and costs',
			name: 'Part of the spread',
			kind: 'percent',
			of: 'spread',
			source: 'ours'
		},
		effect: 'Slippage beyond the far side of a quote, by its model.'
	},
	'slippage.volumeImpact': {
		...{
			group: 'Fills and costs',
			name: 'Impact of the volume',
			kind: 'percent',
			of: 'price',
			source: 'ours'
		},
		effect:
			'Slippage of a fill that takes all of the volume, by its model; it goes with the square of the share.'
	},
	'slippage.rootImpact': {
		...{ group: 'Fills and costs', name: 'Square-root impact', kind: 'percent', of: 'volatility' },
		...{ source: 'ours' },
		effect:
			'Slippage of a fill that takes all of the volume, by its model; it goes with the square root of the share.'
	},
	'slippage.rangeShare': {
		...{ group: 'Fills and costs', name: 'Part of the range', kind: 'percent', of: 'range', source: 'ours' },
		effect: 'Slippage as a part of high less low of the bar, or of the spread of the quote, by its model.'
	},
	volumeShare: {
		...{ group: 'Fills and costs', name: 'Share of volume', kind: 'percent', of: 'volume' },
		...{ canBeOff: true, source: 'ours' },
		effect:
			'Fills together take at most this share of a bar’s volume or of the size that a quote offers; the rest waits.'
	},
	'fills.queueAhead': {
		...{ group: 'Fills and costs', name: 'Queue before limits', kind: 'percent', of: 'what is shown' },
		...{ canBeOff: true, source: 'ours' },
		effect:
			'A limit that rests waits until this much of the size or volume shown as it began has traded at its price. Traded through, it fills at once. Off: a touch fills.'
	},
	'fills.limitFillProbability': {
		...{ group: 'Fills and costs', name: 'Chance of a touched limit', kind: 'percent', of: 'touches' },
		...{ source: 'ours' },
		effect:
			'How often a limit that rests fills when its price is touched and not passed, where no queue decides. The same draw each time a run is repeated.'
	},
	'fills.depthLevels': {
		...{ group: 'Fills and costs', name: 'Levels of depth', kind: 'count', canBeOff: true, source: 'ours' },
		effect:
			'What trades at once walks this many levels of prices, one worse than the other, instead of the slippage model. What is beyond the last waits. Off: one price for all.'
	},
	'fills.depthFirst': {
		...{ group: 'Fills and costs', name: 'Size of the first level', kind: 'percent', of: 'what is shown' },
		...{ source: 'ours' },
		effect: 'How much of the size that a quote shows, or of the volume of a bar, is there at the best price.'
	},
	'fills.depthGrowth': {
		...{ group: 'Fills and costs', name: 'Size of the next level', kind: 'percent', of: 'the one before' },
		...{ source: 'ours' },
		effect: 'How much each level has beside the one before it.'
	},
	'fills.depthSpacingBps': {
		...{ group: 'Fills and costs', name: 'Distance of levels', kind: 'bps', source: 'ours' },
		effect: 'How much worse each level is than the one before it, as a part of the best price.'
	},
	useBidAsk: {
		...{ group: 'Fills and costs', name: 'Market orders on quotes', kind: 'choice', source: 'ours' },
		choices: { true: 'pay the ask, get the bid', false: 'at the last price' },
		effect: 'What a market order meets on a quote, before slippage.'
	},
	'commission.perShare': {
		...{ group: 'Fills and costs', name: 'Commission per share', kind: 'money', source: 'ours' },
		effect: 'Each share of a fill costs this much.'
	},
	'commission.rate': {
		...{ group: 'Fills and costs', name: 'Commission rate', kind: 'percent', of: 'notional', source: 'ours' },
		effect: 'A fill costs this share of its worth, beside what its shares cost.'
	},
	'commission.minimum': {
		...{ group: 'Fills and costs', name: 'Commission minimum', kind: 'money', source: 'ours' },
		effect: 'No order that fills costs less than this, in however many parts.'
	},
	'commission.makerRate': {
		...{ group: 'Fills and costs', name: 'Maker rate', kind: 'percent', of: 'notional', canBeOff: true },
		...{ source: 'ours' },
		effect: 'The rate of a limit order that rested before it filled. Off: the commission rate.'
	},
	'commission.takerRate': {
		...{ group: 'Fills and costs', name: 'Taker rate', kind: 'percent', of: 'notional', canBeOff: true },
		...{ source: 'ours' },
		effect: 'The rate of every other fill. Off: the commission rate.'
	},
	'commission.ofCoins': {
		...{ group: 'Fills and costs', name: 'Fee of bought coins', kind: 'choice', source: 'ours' },
		choices: { money: 'paid in money', received: 'taken from the coins' },
		effect: 'Whether the fee of a bought coin is paid in cash or in what is received.'
	},
	'regulatory.fees': {
		...{ group: 'Fills and costs', name: 'US regulatory fees', kind: 'choice', source: 'ours' },
		choices: { false: 'left out', true: 'charged' },
		effect:
			'Whether a sale of shares pays what the SEC and FINRA take, each rounded up to a cent for each order.'
	},
	'regulatory.secRate': {
		...{ group: 'Fills and costs', name: 'SEC fee', kind: 'percent', of: 'notional', canBeOff: true },
		...{ source: 'ours' },
		effect:
			'The part of a sale’s worth that the SEC takes. Off: by the SEC’s fee rate advisories, as of the day of the trade.'
	},
	'regulatory.tafPerShare': {
		...{ group: 'Fills and costs', name: 'FINRA fee per share', kind: 'money', canBeOff: true },
		...{ source: 'ours' },
		effect:
			'What FINRA takes of a sale for each share, the trading activity fee. Off: by FINRA’s By-Laws, as of the day of the trade.'
	},
	'regulatory.tafMost': {
		...{ group: 'Fills and costs', name: 'FINRA fee at most', kind: 'money', canBeOff: true },
		...{ source: 'ours' },
		effect: 'The most that FINRA takes of one fill. Off: by FINRA’s By-Laws, as of the day of the trade.'
	},
	'latency.submit': {
		...{ group: 'Latency', name: 'Order sent', kind: 'milliseconds', source: 'ours' },
		effect:
			'How long an order takes to the market; it meets the prices of the moment it arrives, and so does what a trigger sells.'
	},
	'latency.submitJitter': {
		...{ group: 'Latency', name: 'Order sent, at most more', kind: 'milliseconds', source: 'ours' },
		effect:
			'Up to this much longer, drawn for each order; the same draw each time the same order is run again.'
	},
	'latency.cancel': {
		...{ group: 'Latency', name: 'Cancel sent', kind: 'milliseconds', source: 'ours' },
		effect: 'How long a cancel takes to the market; until it arrives the order goes on working and may fill.'
	},
	'latency.cancelJitter': {
		...{ group: 'Latency', name: 'Cancel sent, at most more', kind: 'milliseconds', source: 'ours' },
		effect: 'Up to this much longer, drawn for each cancel.'
	},
	'latency.replace': {
		...{ group: 'Latency', name: 'Replace sent', kind: 'milliseconds', source: 'ours' },
		effect: 'How long a change of an order takes to the market; until it arrives the order works as it was.'
	},
	'latency.replaceJitter': {
		...{ group: 'Latency', name: 'Replace sent, at most more', kind: 'milliseconds', source: 'ours' },
		effect: 'Up to this much longer, drawn for each change.'
	},
	'rounding.prices': {
		...{ group: 'Fills and costs', name: 'Fill prices', kind: 'choice', source: 'ours' },
		choices: { instrument: 'rounded to the symbol’s decimals', none: 'not rounded' },
		effect:
			'How many decimals the price of a fill keeps: rounded, four for a share and eight for a coin; not rounded, up to the nine that slippage leaves.'
	},
	'rounding.fees': {
		...{ group: 'Fills and costs', name: 'Fees', kind: 'choice', source: 'ours' },
		choices: { cents: 'rounded to cents', none: 'not rounded' },
		effect: 'Whether a fee keeps parts of a cent.'
	},
	'orders.entryLimitOffset': {
		...{ group: 'Orders', name: 'Entry without a price', kind: 'percent', of: 'the last price' },
		...{ canBeOff: true, source: 'rules' },
		effect:
			'Off makes it a market order; otherwise a limit order for the day, this far beyond the last price. 0.1 % is usual.'
	},
	'orders.closedMarket': {
		...{ group: 'Orders', name: 'While the market is closed', kind: 'choice', source: 'rules' },
		choices: { queue: 'orders wait for the next session', refuse: 'orders are refused' },
		effect: 'What becomes of an order that is made outside the session. What guards positions is not meant.'
	},
	'orders.escalationSeconds': {
		...{ group: 'Orders', name: 'Patience of a stop-limit', kind: 'seconds', source: 'ours' },
		effect:
			'How long a stop-limit whose limit the market has jumped over waits for it to come back. Then what is left goes at the market.'
	},
	allowAdding: {
		...{ group: 'Orders', name: 'Adding to positions', kind: 'choice', source: 'rules' },
		choices: { false: 'refused', true: 'allowed' },
		effect: 'What becomes of a BUY of a symbol that is held already.'
	},
	allowShort: {
		...{ group: 'Shorts', name: 'Short positions', kind: 'choice', source: 'rules' },
		choices: { false: 'refused', true: 'allowed' },
		effect: 'What becomes of a SELL of shares that are not held. Buying back always passes.'
	},
	'margin.shortInitial': {
		...{ group: 'Shorts', name: 'Initial margin of shorts', kind: 'percent', of: 'value' },
		...{ source: 'ours' },
		effect:
			'A short holds its value and this share of it in cash. 50 % beside the proceeds is Regulation T, 12 CFR 220.12(c)(1).'
	},
	'margin.shortMaintenance': {
		...{ group: 'Shorts', name: 'Maintenance margin of shorts', kind: 'percent', of: 'value' },
		...{ source: 'ours' },
		effect:
			'Entries are denied when equity is below this share of what all shorts are worth. 30 % is FINRA Rule 4210(c)(3). Nothing is closed by it.'
	},
	extendedHours: {
		...{ group: 'Market hours', name: 'Bars outside the session', kind: 'choice', source: 'ours' },
		choices: { false: 'mark only', true: 'fill and fire' },
		effect: 'Whether bars before the open and after the close fill orders and fire triggers.'
	}
};

/** The value of a setting as it is read: a canonical decimal with its unit, or words. */
export function settingValueText(key: SettingKey, text: string): string {
	const { kind, of, choices } = settingsCatalogue[key];
	if (choices !== undefined) return choices[text] ?? text;
	const typed = settingTypedText(key, text);
	if (text === offText) return text;
	if (kind === 'percent') return `${typed} %${of === undefined ? '' : ` of ${of}`}`;
	const unit = { bps: ' bps', seconds: ' s', milliseconds: ' ms' }[kind as string] ?? '';
	return /^\d/.test(typed) ? typed + unit : typed;
}

/** The value of a setting as a person types it, without its unit: a fraction as a percentage. */
export function settingTypedText(key: SettingKey, text: string): string {
	return settingsCatalogue[key].kind === 'percent' && text !== offText ? shiftPoint(text, 2) : text;
}

/** The least and the most of a setting, as typed; null for one that is chosen. */
export function settingRange(key: SettingKey): readonly [string, string] | null {
	const range = settingRangeOf(key);
	if (range === null) return null;
	return [settingTypedText(key, range[0]), settingTypedText(key, range[1])];
}

/** A change of a setting in a sentence: `Max position changed from 10 % to 8 % of equity.` */
export function changeText({ key, from, to }: SettingChange): string {
	const { name, kind, of } = settingsCatalogue[key];
	const [before, after] = [from, to].map((text) => groupThousands(settingValueText(key, text)));
	const ending = kind === 'percent' && of !== undefined ? ` of ${of}` : '';
	return `${name} changed from ${before?.replace(ending, '') ?? ''} to ${after ?? ''}.`;
}

function groupThousands(text: string): string {
	return text.replace(/^\d+/, grouped);
}
