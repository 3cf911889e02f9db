import { isNegative, readMoney, subtract } from './decimal.ts';

/** The least and the most of each number among the settings, by its path. */
export const settingRanges = {
	startingCash: ['0.01', '1000000000000'],
	'sizing.maxPositionFraction': ['0', '1'],
	'sizing.maxTotalExposure': ['0', '1'],
	'sizing.minTradeNotional': ['0', '1000000000000'],
	'risk.maxOpenTrades': ['1', '100000'],
	'risk.maxTradesPerSymbol': ['1', '100000'],
	'risk.maxTradeNotional': ['0', '100'],
	'risk.maxTradeMoney': ['0.01', '1000000000000'],
	'risk.maxPositionRisk': ['0', '100'],
	'risk.maxPositionQuantity': ['0', '1000000000000'],
	'risk.maxSectorExposure': ['0', '100'],
	'risk.maxGrossExposure': ['0', '1000000000000'],
	'risk.maxNetExposure': ['0', '100'],
	'risk.maxLeverage': ['0', '100'],
	'risk.maxOpenRisk': ['0', '100'],
	'risk.minStopDistance': ['0', '1'],
	'risk.maxPriceDistance': ['0', '100'],
	'risk.maxSpread': ['0', '1'],
	'risk.maxQuoteAgeSeconds': ['0', '31536000'],
	'risk.maxPositionAgeSeconds': ['0', '31536000'],
	'risk.maxOrdersPerInstant': ['1', '100000'],
	'risk.maxOrders': ['1', '100000'],
	'risk.maxReplaces': ['1', '100000'],
	'risk.duplicateSeconds': ['1', '86400'],
	'risk.maxStrategyPositions': ['1', '100000'],
	'risk.maxStrategyExposure': ['0', '100'],
	'risk.maxStrategyDayLoss': ['0', '100'],
	'risk.maxStrategyTrades': ['1', '100000'],
	'risk.stopsAfterSeconds': ['60', '2592000'],
	'risk.maxDayLoss': ['0', '1'],
	'risk.maxDayLossMoney': ['0', '1000000000000'],
	'risk.maxDayDrawdown': ['0', '1'],
	'risk.maxPeakDrawdown': ['0', '1'],
	'risk.maxDayTrades': ['1', '100000'],
	'risk.maxLossStreak': ['1', '100000'],
	'risk.maxErrors': ['1', '100000'],
	'risk.maxLimitOverrun': ['0', '100'],
	'risk.errorWindowSeconds': ['1', '86400'],
	'risk.recheckSeconds': ['1', '86400'],
	'risk.orderWindowSeconds': ['1', '86400'],
	'risk.replaceWindowSeconds': ['1', '86400'],
	'risk.maxDataAgeSeconds': ['0', '31536000'],
	'locks.stopGuardStops': ['1', '100000'],
	'locks.stopGuardWindowSeconds': ['1', '31536000'],
	'locks.stopGuardLockSeconds': ['1', '31536000'],
	'locks.cooldownSeconds': ['1', '31536000'],
	'locks.lowProfitBelow': ['-1', '10'],
	'locks.lowProfitTrades': ['1', '100000'],
	'locks.lowProfitWindowSeconds': ['1', '31536000'],
	'locks.lowProfitLockSeconds': ['1', '31536000'],
	'locks.drawdownLimit': ['0.0001', '1'],
	'locks.drawdownTrades': ['1', '100000'],
	'locks.drawdownWindowSeconds': ['1', '31536000'],
	'locks.drawdownLockSeconds': ['1', '31536000'],
	slippageBps: ['0', '1000'],
	'slippage.spreadFraction': ['0', '10'],
	'slippage.volumeImpact': ['0', '1'],
	'slippage.rootImpact': ['0', '10'],
	'slippage.rangeShare': ['0', '1'],
	'orders.entryLimitOffset': ['0', '0.1'],
	'orders.escalationSeconds': ['0', '3600'],
	volumeShare: ['0.0001', '1'],
	'fills.queueAhead': ['0.0001', '1000'],
	'fills.limitFillProbability': ['0', '1'],
	'fills.depthLevels': ['1', '20'],
	'fills.depthFirst': ['0.0001', '10'],
	'fills.depthGrowth': ['0.1', '10'],
	'fills.depthSpacingBps': ['0.01', '100'],
	'margin.shortInitial': ['0', '10'],
	'margin.shortMaintenance': ['0', '10'],
	'commission.perShare': ['0', '1000'],
	'commission.rate': ['0', '0.1'],
	'commission.minimum': ['0', '10000'],
	'commission.makerRate': ['0', '0.1'],
	'commission.takerRate': ['0', '0.1'],
	'regulatory.secRate': ['0', '0.01'],
	'regulatory.tafPerShare': ['0', '1'],
	'regulatory.tafMost': ['0', '10000'],
	'latency.submit': ['0', '60000'],
	'latency.submitJitter': ['0', '60000'],
	'latency.cancel': ['0', '60000'],
	'latency.cancelJitter': ['0', '60000'],
	'latency.replace': ['0', '60000'],
	'latency.replaceJitter': ['0', '60000']
} as const;

/** The least and the most of a setting, both allowed; null for one that is chosen, not counted. */
export function settingRangeOf(key: string): readonly [string, string] | null {
	return Object.hasOwn(settingRanges, key) ? settingRanges[key as keyof typeof settingRanges] : null;
}

/** Whether the canonical text of a setting is in its range; a word, as of a limit that is off, has none to leave. */
export function isInSettingRange(key: string, text: string): boolean {
	const range = settingRangeOf(key);
	const value = readMoney(text);
	if (range === null || value === null) return true;
	const [least, most] = range.map(readMoney);
	if (least === undefined || least === null || most === undefined || most === null) return true;
	return !isNegative(subtract(value, least)) && !isNegative(subtract(most, value));
}
