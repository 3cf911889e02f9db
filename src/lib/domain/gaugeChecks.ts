import type { CheckName } from './risk.ts';

/** The checks whose limit something is taken of without any further order, in the order in which a person reads them. */
export const gaugeChecks = [
	...(['totalExposure', 'sectorExposure', 'netExposure', 'grossExposure', 'leverage'] as const),
	...(['openRisk', 'openTrades', 'buyingPower', 'maintenanceMargin'] as const),
	...(['positionSize', 'positionRisk', 'positionQuantity', 'tradesPerSymbol'] as const),
	...(['strategyExposure', 'strategyPositions', 'strategyDayLoss', 'strategyTrades'] as const),
	...(['ordersPerInstant', 'orderRate', 'replaceRate'] as const),
	...(['dataAge', 'quoteAge', 'positionAge', 'spread'] as const)
] as const satisfies readonly CheckName[];

/** The name of a check that has a gauge. */
export type GaugeCheck = (typeof gaugeChecks)[number];
