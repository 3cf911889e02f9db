import { lockFields } from './lockFieldTexts.ts';
import { riskFields } from './riskFieldTexts.ts';

/** Small files that show a format. */
export const barsSample = `timestamp,open,high,low,close,volume
2024-11-25T14:30:00Z,41.71,41.72,41.71,41.71,20978
2024-11-25T14:31:00Z,41.71,41.74,41.70,41.73,18342`;

export const manifestSample = `{
	"bars": [
		{ "symbol": "ALFA", "assetClass": "us_equity", "interval": "1m", "file": "ALFA_1m.csv" }
	]
}`;

export const decisionsSample = `{
	"format": "blotter-decisions",
	"version": 1,
	"decisions": [
		{
			"id": "s002", "at": "2024-11-29T14:27:00Z", "symbol": "ALFA", "action": "BUY",
			"confidence": 0.72, "sizePct": 0.15, "stopLoss": 41.54, "trailingStopPct": 0.02
		}
	]
}`;

export const decisionsCsvSample = `id,at,symbol,action,sizePct,stopLoss,trailingStopPct
s002,2024-11-29T14:27:00Z,ALFA,BUY,0.15,41.54,0.02`;

export const configSample = `{
	"startingCash": 50000,
	"slippageBps": 4,
	"useBidAsk": true,
	"commission": { "perShare": 0.004, "rate": 0.00003, "minimum": 0.35 },
	"sizing": { "maxPositionFraction": 0.3, "maxTotalExposure": 0.9, "minTradeNotional": 250 },
	"risk": { "maxDataAgeSeconds": 240 }
}`;

export const decisionFields = [
	['id', 'Unique within the file. It ties the decision to its order and its fills.'],
	['at', 'When the decision is made, ISO in UTC, whole seconds.'],
	['symbol', 'A symbol that there are bars of.'],
	[
		'action',
		'BUY opens a position, SELL closes all of it, HOLD moves its levels. Where shorts are allowed, a SELL with a size opens one when nothing is held, and a BUY buys all of a short back.'
	],
	['sizePct', 'Share of equity to buy for: 0.15 is 15 %. A BUY has either this or a quantity, not both.'],
	[
		'quantity',
		'Shares or coins to buy, rounded down to a whole lot. A SELL uses one of the two where it opens a short, HOLD neither.'
	],
	['entryPrice', 'Makes the entry a limit order for the session. Left out: a market order.'],
	[
		'stopLoss, takeProfit',
		'Prices at which the position is closed. The stop of a short is above the price, its target below.'
	],
	[
		'trailingStopPct',
		'Distance of a trailing stop below the highest price, of a short above the lowest: 0.02 is 2 %.'
	],
	['expiresAt', 'From then on the decision is not taken, and its waiting entry ends.'],
	['confidence, strategy, reason, tag', 'For the reader. They change no number.'],
	['metadata', 'An object with any members, for whoever wrote the file. Nothing here reads it.']
] as const;

export const configFields = [
	['blotterSettings', 'The version of the file, 1. An exported file names it; it may be left out.'],
	['startingCash', 'Cash at the start.'],
	['slippageBps', 'Slippage of market orders and stops in hundredths of a percent.'],
	[
		'slippageModel',
		'What makes a fill worse: "none", "bps" (slippageBps), "spreadFraction", "volumeShare", "squareRoot" or "volatilityShare". Each of the last four has a number below.'
	],
	['slippage.spreadFraction', 'Part of the spread of a quote beyond its far side: 0.5 is half of it.'],
	[
		'slippage.volumeImpact',
		'Part of the price for a fill of all the volume; it goes with the square of the share.'
	],
	[
		'slippage.rootImpact',
		'How many volatilities a fill of all the volume costs; it goes with the square root of the share.'
	],
	['slippage.rangeShare', 'Part of high less low of the bar, or of the spread of the quote.'],
	[
		'volumeShare',
		'Largest share of a bar’s volume, or of the size that a quote offers, that fills take: 0.1 is 10 %. Left out: no limit.'
	],
	[
		'fills.queueAhead',
		'What stands before a limit that begins to rest, as a multiple of the size or volume shown there: 1 is all of it. Left out: a touch fills.'
	],
	[
		'fills.limitFillProbability',
		'How often a touched limit fills where no queue decides: 0.5 is every other time. Left out: always.'
	],
	[
		'fills.depthLevels',
		'How many levels of prices, 1 to 20, what trades at once walks instead of the slippage model. Left out: one price for all.'
	],
	[
		'fills.depthFirst',
		'Size of the first level as a part of the size that a quote shows, or of the volume of a bar: 1 is all of it, as it is when left out.'
	],
	[
		'fills.depthGrowth',
		'Size of each level as a multiple of the one before it: 1 is the same, as it is when left out.'
	],
	[
		'fills.depthSpacingBps',
		'Distance of two levels in hundredths of a percent of the best price. Left out: 1.'
	],
	[
		'useBidAsk',
		'Where prices come as quotes, whether a market order pays the ask and gets the bid, or trades at the last price. Bars have no quotes.'
	],
	['commission.perShare', 'Fee for each share or coin of a fill.'],
	['commission.rate', 'Fee as a fraction of the notional of a fill: 0.001 is 0.1 %. The two are added.'],
	['commission.minimum', 'The least commission of an order that fills.'],
	[
		'commission.makerRate',
		'The rate of a limit order that rested before it filled. Left out: commission.rate.'
	],
	['commission.takerRate', 'The rate of every other fill. Left out: commission.rate.'],
	[
		'commission.ofCoins',
		'"received" takes the fee of a bought coin from the coins, "money" from the cash, as it is when left out.'
	],
	['regulatory.fees', 'true lets a sale of shares pay what US regulators take.'],
	[
		'regulatory.secRate',
		'What the SEC takes, as a fraction of the worth: 0.0000278 is 27.80 of a million. Left out, as in the two below: what is in force on the day of the trade.'
	],
	['regulatory.tafPerShare', 'What FINRA takes of each share, its trading activity fee.'],
	['regulatory.tafMost', 'The most of that for one fill.'],
	['latency.submit', 'Milliseconds that an order takes to the market. Left out: none, as in the five below.'],
	['latency.submitJitter', 'Up to so many more, drawn for each order.'],
	['latency.cancel', 'Milliseconds that a cancel takes; until then the order may fill.'],
	['latency.cancelJitter', 'Up to so many more, drawn for each cancel.'],
	['latency.replace', 'Milliseconds that a change of an order takes.'],
	['latency.replaceJitter', 'Up to so many more, drawn for each change.'],
	['sizing.maxPositionFraction', 'Largest share of equity in one symbol.'],
	['sizing.maxTotalExposure', 'Largest share of equity in all symbols, waiting entries included.'],
	['sizing.minTradeNotional', 'An order worth less is not made.'],
	[
		'orders.entryLimitOffset',
		'A BUY without entryPrice is a limit order for the day, this fraction above the last price: 0.001 is 0.1 %. Left out: a market order.'
	],
	[
		'orders.closedMarket',
		'“queue” lets an order made outside the session wait for the next, “refuse” refuses it.'
	],
	[
		'orders.escalationSeconds',
		'How long a stop-limit that the market has jumped over waits before what is left goes at the market. Left out: 10.'
	],
	...riskFields,
	...lockFields,
	['allowAdding', 'true lets a BUY add to what is held; otherwise it is refused.'],
	['allowShort', 'true lets a SELL of shares that are not held open a short; otherwise it is refused.'],
	[
		'margin.shortInitial',
		'A short holds its value and this share of it in cash: 0.5 is the 150 % of Regulation T (12 CFR 220.12(c)(1)).'
	],
	[
		'margin.shortMaintenance',
		'Entries are denied when equity is below this share of all shorts: 0.3 is FINRA Rule 4210(c)(3).'
	],
	['extendedHours', 'true lets bars outside the regular session fill orders; otherwise they only mark.'],
	['rounding.prices', '"instrument": fill prices to four decimals (crypto: eight). "none": nine are kept.'],
	['rounding.fees', '"cents": fees to cents. "none": fees as they come out.']
] as const;
