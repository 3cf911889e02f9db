/** The members of `locks` in a file of settings. */
export const lockFields = [
	[
		'locks.stopGuardStops, locks.stopGuardWindowSeconds, locks.stopGuardLockSeconds',
		'So many trades that a stop ended with a loss, in so many seconds, lock for so many more: 3600 for both unless given. Left out: no stop guard.'
	],
	[
		'locks.stopGuardScope, locks.cooldownScope, locks.lowProfitScope, locks.drawdownScope',
		'"symbol" looks at the trades of one symbol and locks it, "all" at those of every symbol and locks them all. Left out: all for the stop guard and the drawdown, symbol for the others.'
	],
	['locks.cooldownSeconds', 'Seconds that an ended trade locks for. Left out: no cooldown.'],
	[
		'locks.lowProfitBelow, locks.lowProfitTrades, locks.lowProfitWindowSeconds, locks.lowProfitLockSeconds',
		'Trades that together earned less than this fraction of what they were entered for, after fees, lock; no fewer trades than so many, 1 unless given. Left out: not looked at.'
	],
	[
		'locks.drawdownLimit, locks.drawdownTrades, locks.drawdownWindowSeconds, locks.drawdownLockSeconds',
		'Starting cash with the profit of ended trades, once it is this fraction below its highest in the window, locks. Left out: not looked at.'
	]
] as const;
