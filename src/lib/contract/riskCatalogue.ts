import type { SettingKey } from '../domain/settings.ts';
import type { SettingEntry } from './settingEntry.ts';

const ofEquity = { kind: 'percent', of: 'equity', canBeOff: true } as const;
const counted = { kind: 'count', canBeOff: true } as const;

/** The settings of the risk review; each limit that is off is not checked. */
export const riskCatalogue = {
	'risk.maxOpenTrades': {
		...{ ...counted, group: 'Exposure', name: 'Max open trades', source: 'ours' },
		effect: 'An entry that would make more symbols held or on order than this is denied.'
	},
	'risk.maxTradesPerSymbol': {
		...{ ...counted, group: 'Exposure', name: 'Max trades per symbol', source: 'ours' },
		effect: 'An entry that would make more positions and open entries of its symbol than this is denied.'
	},
	'risk.maxTradeNotional': {
		...{ ...ofEquity, group: 'Size and stop', name: 'Max order', source: 'ours' },
		effect: 'An entry worth more than this is denied. 10 % is usual.'
	},
	'risk.maxTradeMoney': {
		...{ group: 'Size and stop', name: 'Max order in money', kind: 'money', canBeOff: true, source: 'rules' },
		effect:
			'An entry sized as a share of equity is cut to this; one that is worth more is denied. 500 on a first day.'
	},
	'risk.maxPositionRisk': {
		...{ ...ofEquity, group: 'Size and stop', name: 'Max risk per position', source: 'rules' },
		effect:
			'Quantity times the distance to the stop, of a position with its open entries; without a stop all of its worth. 5 % is usual.'
	},
	'risk.maxPositionQuantity': {
		...{
			group: 'Size and stop',
			name: 'Max quantity held',
			kind: 'quantity',
			canBeOff: true,
			source: 'rules'
		},
		effect: 'An entry that would make more of its symbol held and on order than this is denied. 100 is usual.'
	},
	'risk.maxSectorExposure': {
		...{ ...ofEquity, group: 'Exposure', name: 'Max sector exposure', source: 'rules' },
		effect:
			'All that is held and on order in the sector of the symbol. A symbol without a sector is one of its own. 30 % is usual.'
	},
	'risk.maxGrossExposure': {
		...{ group: 'Exposure', name: 'Max gross exposure', kind: 'money', canBeOff: true, source: 'ours' },
		effect: 'All that is held and on order, long and short, as an amount.'
	},
	'risk.maxNetExposure': {
		...{ ...ofEquity, group: 'Exposure', name: 'Max net exposure', source: 'ours' },
		effect: 'What is long less what is short, in the direction of the entry.'
	},
	'risk.maxLeverage': {
		...{ ...ofEquity, group: 'Exposure', name: 'Max leverage', source: 'ours' },
		effect: 'All that is held and on order, long and short; 200 % is twice the equity.'
	},
	'risk.maxOpenRisk': {
		...{ ...ofEquity, group: 'Exposure', name: 'Max open risk', source: 'ours' },
		effect: 'What all positions and open entries lose together when every stop is met.'
	},
	'risk.minStopDistance': {
		...{
			group: 'Size and stop',
			name: 'Nearest stop',
			kind: 'percent',
			of: 'the price',
			canBeOff: true,
			source: 'ours'
		},
		effect:
			'A stop that is nearer to the price of its entry than this, or on the wrong side of it, denies the entry; 0 % looks at the side alone.'
	},
	'risk.maxPriceDistance': {
		...{
			group: 'Prices',
			name: 'Price from the market',
			kind: 'percent',
			of: 'the last price',
			canBeOff: true
		},
		...{ source: 'ours' },
		effect: 'An entry whose limit or stop is further from the last price than this is denied.'
	},
	'risk.maxSpread': {
		...{
			group: 'Prices',
			name: 'Max spread',
			kind: 'percent',
			of: 'the price',
			canBeOff: true,
			source: 'ours'
		},
		effect: 'An entry is denied while ask and bid are further apart than this; bars have no spread.'
	},
	'risk.maxQuoteAgeSeconds': {
		...{ group: 'Prices', name: 'Max quote age', kind: 'seconds', canBeOff: true, source: 'ours' },
		effect: 'An entry is denied when the quote of its symbol is older than this, in market time.'
	},
	'risk.maxPositionAgeSeconds': {
		...{ group: 'Prices', name: 'Max age of prices held', kind: 'seconds', canBeOff: true, source: 'ours' },
		effect: 'An entry is denied when the last price of a position is older than this, in market time.'
	},
	'risk.maxOrdersPerInstant': {
		...{ ...counted, group: 'Pace', name: 'Entries at once', source: 'rules' },
		effect: 'So many entries are sent at one instant, which is one bar; the next is denied. 10 is usual.'
	},
	'risk.maxOrders': {
		...{ ...counted, group: 'Pace', name: 'Entries in the window', source: 'ours' },
		effect: 'So many entries are sent in the window below; the next is denied.'
	},
	'risk.maxReplaces': {
		...{ ...counted, group: 'Pace', name: 'Replaces in the window', source: 'ours' },
		effect: 'So many changes of orders that open are sent in the window below; the next is denied.'
	},
	'risk.duplicateSeconds': {
		...{ group: 'Pace', name: 'Same order again', kind: 'seconds', canBeOff: true, source: 'ours' },
		effect: 'An entry of the same symbol, side and quantity is denied before so much time has passed.'
	},
	'risk.maxStrategyPositions': {
		...{ ...counted, group: 'Strategies', name: 'Positions per strategy', source: 'ours' },
		effect: 'An entry that would make more positions and open entries of its strategy than this is denied.'
	},
	'risk.maxStrategyExposure': {
		...{ ...ofEquity, group: 'Strategies', name: 'Exposure per strategy', source: 'ours' },
		effect: 'All that one strategy holds and has on order.'
	},
	'risk.maxStrategyDayLoss': {
		...{ ...ofEquity, group: 'Strategies', name: 'Day loss per strategy', source: 'ours' },
		effect:
			'What one strategy has lost since the day began, realised and not; beyond it its entries are denied.'
	},
	'risk.maxStrategyTrades': {
		...{ ...counted, group: 'Strategies', name: 'Trades a day per strategy', source: 'rules' },
		effect:
			'Orders of one strategy with at least one fill since the day began; the next entry is denied. 50 is usual.'
	},
	'risk.stopsAfterSeconds': {
		...{ group: 'Confirmation and time', name: 'Stops itself after', kind: 'seconds', canBeOff: true },
		...{ source: 'rules' },
		effect:
			'So long after it is set, by the clock of the book, entries pause by themselves until a person resumes; then for as long again. 2 h, 7200 s, on a first day.'
	},
	'risk.confirmEntries': {
		...{ group: 'Confirmation and time', name: 'Entries of decisions', kind: 'choice', source: 'rules' },
		choices: { false: 'are sent', true: 'wait for a person' },
		effect:
			'Whether what files and strategies would open waits on the desk until you confirm it. What you type on the ticket is sent; exits and triggers never wait.'
	},
	'risk.maxDayLoss': {
		...{ kind: 'percent', of: 'equity at the day’s begin', canBeOff: true },
		...{ group: 'Breakers', name: 'Max day loss', source: 'rules' },
		effect:
			'What the day has lost, realised and not. At it entries are denied until the next day or a reset; what closes passes.'
	},
	'risk.maxDayLossMoney': {
		...{ group: 'Breakers', name: 'Max day loss in money', kind: 'money', canBeOff: true, source: 'rules' },
		effect: 'The same as an amount of account currency.'
	},
	'risk.maxDayDrawdown': {
		...{ kind: 'percent', of: 'the day’s peak', canBeOff: true },
		...{ group: 'Breakers', name: 'Max fall from the day’s peak', source: 'rules' },
		effect: 'How far equity has fallen from the highest of the day. At it entries are denied.'
	},
	'risk.maxPeakDrawdown': {
		...{ kind: 'percent', of: 'the peak', canBeOff: true },
		...{ group: 'Breakers', name: 'Max fall from the all-time peak', source: 'rules' },
		effect:
			'How far equity has fallen from the highest of the book. No day lets it go; a reset starts the peak again.'
	},
	'risk.maxDayTrades': {
		...{ ...counted, group: 'Breakers', name: 'Trades a day', source: 'rules' },
		effect: 'Orders with at least one fill since the day began. At it entries are denied.'
	},
	'risk.maxLossStreak': {
		...{ ...counted, group: 'Breakers', name: 'Losses in a row', source: 'ours' },
		effect:
			'Positions in a row that closed with a loss after fees; one that comes to nothing ends the row. At it entries are denied.'
	},
	'risk.maxErrors': {
		...{ ...counted, group: 'Breakers', name: 'Errors in the window', source: 'rules' },
		effect:
			'Orders that the venue rejected, and calls that failed, in the window below. At it entries are denied.'
	},
	'risk.maxLimitOverrun': {
		...{ kind: 'percent', of: 'the limit', canBeOff: true },
		...{ group: 'Breakers', name: 'Market beyond a limit', source: 'ours' },
		effect:
			'How far prices alone may carry a position, exposure, a sector or open risk beyond its limit. Further, and entries are denied until every limit holds again.'
	},
	'risk.breakerPolicy': {
		...{ group: 'Breakers', name: 'A breaker that trips', kind: 'choice', source: 'ours' },
		choices: { reduce: 'denies entries', flatten: 'closes everything and halts' },
		effect: 'Whether it only denies entries, or the kill switch flattens as well.'
	},
	'risk.errorWindowSeconds': {
		...{ group: 'Breakers', name: 'Window of errors', kind: 'seconds', source: 'rules' },
		effect: 'The time in which errors are counted.'
	},
	'risk.recheckSeconds': {
		...{ group: 'Breakers', name: 'Looked at every', kind: 'seconds', source: 'rules' },
		effect:
			'How often breakers are judged while prices of positions move, beside every fill and every review.'
	},
	'risk.orderWindowSeconds': {
		...{ group: 'Pace', name: 'Window of entries', kind: 'seconds', source: 'ours' },
		effect: 'The time in which entries are counted.'
	},
	'risk.replaceWindowSeconds': {
		...{ group: 'Pace', name: 'Window of replaces', kind: 'seconds', source: 'ours' },
		effect: 'The time in which replaces are counted.'
	},
	'risk.maxDataAgeSeconds': {
		...{ group: 'Prices', name: 'Max price age', kind: 'seconds', source: 'rules' },
		effect: 'An entry is denied when the last price of its symbol is older than this, in market time.'
	},
	'risk.oldPricesPass': {
		...{ group: 'Prices', name: 'Entries on old prices', kind: 'choice', source: 'rules' },
		choices: { false: 'denied', true: 'pass with a warning' },
		effect:
			'Passing is an override: entries then rest on prices that may be gone. What is missing or contradicts itself is denied all the same.'
	},
	'risk.requiresStop': {
		...{ group: 'Size and stop', name: 'Entries without a stop', kind: 'choice', source: 'ours' },
		choices: { false: 'pass', true: 'denied' },
		effect: 'Whether an entry has to bring a stop loss or a trailing stop.'
	},
	'risk.restricted': {
		...{ group: 'Size and stop', name: 'Restricted symbols', kind: 'list', canBeOff: true, source: 'ours' },
		effect: 'Symbols that are not entered, apart by commas. What is held of them can be closed.'
	},
	'risk.sectors': {
		...{ group: 'Exposure', name: 'Sectors', kind: 'list', canBeOff: true, source: 'ours' },
		effect:
			'AAPL=Technology, apart by semicolons. A CSV file with the columns symbol and sector is taken by Import settings.'
	}
} as const satisfies { readonly [Key in SettingKey & `risk.${string}`]: SettingEntry };
