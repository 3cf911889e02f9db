/** The members of `risk` in a file of settings. */
export const riskFields = [
	['risk.maxDataAgeSeconds', 'Oldest last price an entry may be sized with, in seconds of session time.'],
	['risk.oldPricesPass', 'true lets an entry on older prices pass with a warning; otherwise it is denied.'],
	['risk.maxOpenTrades', 'Most symbols held or waiting to be entered at once. Left out: no limit.'],
	['risk.maxTradesPerSymbol', 'Most positions and waiting entries of one symbol. Left out: no limit.'],
	['risk.maxTradeNotional', 'Largest order, as a share of equity: 0.1 is 10 %. Left out: no limit.'],
	['risk.maxTradeMoney', 'Largest order, in money. Left out: no limit.'],
	[
		'risk.maxPositionRisk',
		'Most that one position risks down to its stop, as a share of equity; all of its worth without one. Left out: no limit.'
	],
	[
		'risk.maxPositionQuantity',
		'Most shares or coins of one symbol, waiting entries included. Left out: no limit.'
	],
	[
		'risk.maxSectorExposure',
		'Largest share of equity in one sector, waiting entries included. Left out: no limit.'
	],
	[
		'risk.sectors',
		'The sectors of symbols: { "AAPL": "Technology" }, or the text "AAPL=Technology; XOM=Energy". A symbol that is not in it is a sector of its own.'
	],
	[
		'risk.maxGrossExposure',
		'Most money at work, long and short, waiting entries included. Left out: no limit.'
	],
	[
		'risk.maxNetExposure',
		'Long less short, as a share of equity, in the direction of the entry. Left out: no limit.'
	],
	['risk.maxLeverage', 'Long and short together, as a multiple of equity: 2 is twice. Left out: no limit.'],
	[
		'risk.maxOpenRisk',
		'Most that everything risks down to all stops, as a share of equity. Left out: no limit.'
	],
	[
		'risk.minStopDistance',
		'Nearest stop of an entry, as a fraction of its price on the side of a loss; 0 looks at the side alone. Left out: not looked at.'
	],
	[
		'risk.confirmEntries',
		'true lets what decisions would open wait on the desk for a person. A replay has none, and goes on without.'
	],
	[
		'risk.stopsAfterSeconds',
		'Seconds after which entries pause by themselves until a person resumes, from 60. Left out: never. A replay goes on.'
	],
	['risk.requiresStop', 'true denies an entry that brings no stop.'],
	[
		'risk.maxPriceDistance',
		'How far the limit or stop of an entry may be from the last price, as a fraction of it. Left out: no limit.'
	],
	['risk.maxSpread', 'Widest spread of a quote, as a fraction of its price. Left out: no limit.'],
	[
		'risk.maxQuoteAgeSeconds',
		'Oldest quote of an entry, in seconds of session time. Left out: no limit of its own.'
	],
	[
		'risk.maxPositionAgeSeconds',
		'Oldest last price of what is held, in seconds of session time. Left out: no limit.'
	],
	['risk.restricted', 'Symbols that are not entered: ["AAPL"], or the text "AAPL, XOM".'],
	['risk.maxOrdersPerInstant', 'Most entries at one instant. Left out: no limit.'],
	[
		'risk.maxOrders, risk.orderWindowSeconds',
		'Most entries in so many seconds, 60 unless given. Left out: no limit.'
	],
	[
		'risk.maxReplaces, risk.replaceWindowSeconds',
		'Most changes of entries in so many seconds, 60 unless given.'
	],
	[
		'risk.duplicateSeconds',
		'Seconds before the same symbol, side and quantity may be entered again. Left out: at once.'
	],
	['risk.maxStrategyPositions', 'Most positions and waiting entries of one strategy. Left out: no limit.'],
	[
		'risk.maxStrategyExposure',
		'Largest share of equity that one strategy holds and has on order. Left out: no limit.'
	],
	[
		'risk.maxStrategyDayLoss',
		'Share of equity that one strategy may have lost since the day began. Left out: no limit.'
	],
	[
		'risk.maxStrategyTrades',
		'Most orders of one strategy with a fill since the day began. Left out: no limit.'
	],
	[
		'risk.maxDayLoss, risk.maxDayLossMoney',
		'What a day may lose, as a fraction of the equity at its begin and as money: at it entries are denied. Left out: no limit.'
	],
	[
		'risk.maxDayDrawdown, risk.maxPeakDrawdown',
		'How far equity may fall from the peak of the day, and of all time, as a fraction of it. Left out: no limit.'
	],
	['risk.maxDayTrades', 'Most orders with a fill a day. Left out: no limit.'],
	['risk.maxLossStreak', 'Positions in a row that may close with a loss. Left out: no limit.'],
	[
		'risk.maxErrors, risk.errorWindowSeconds',
		'Rejections and failed calls in so many seconds, 60 unless given, at which entries are denied. Left out: no limit.'
	],
	[
		'risk.maxLimitOverrun',
		'How far prices alone may carry what is held beyond a limit, as a fraction of that limit. Left out: not looked at.'
	],
	['risk.breakerPolicy', 'flatten closes everything when one of these trips; otherwise entries are denied.'],
	[
		'risk.recheckSeconds',
		'How often these are judged while prices move; on bars at each of them. 10 unless given.'
	]
] as const;
