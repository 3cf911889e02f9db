import type { CheckName, CheckResult } from '../../../src/lib/domain/risk.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import type { LimitFacts } from '../../../src/lib/engine/limitFacts.ts';
import { reviewIntent } from '../../../src/lib/engine/riskReview.ts';
import type { EntryFacts } from '../../../src/lib/engine/riskFacts.ts';
import {
	createConfig,
	createFacts,
	createLevels,
	createLimitFacts,
	createOrder,
	money,
	price,
	quantity,
	ratio,
	type Ask
} from '../../support/deskBuilders.ts';

/** What is given to a review of 10 XYZ at 100, with 10000 of equity. */
export interface Given {
	readonly risk: Partial<RiskLimits>;
	readonly facts?: Partial<EntryFacts>;
	readonly limits?: Partial<LimitFacts>;
	readonly ask?: Ask;
}

/** What a review finds of an entry of 10 at 100, with 10000 of equity, but for what is given. */
export function reviewOf({ risk, facts = {}, limits = {}, ask = {} }: Given): readonly CheckResult[] {
	const intent = createOrder({ refPrice: price('100'), reserve: money('1000'), ...ask });
	const given = createFacts({ ...facts, limits: createLimitFacts(limits) });
	return reviewIntent(intent, given, createConfig({ risk })).verdict.checks;
}

export const resultOf = (check: CheckName, given: Given) =>
	reviewOf(given).find((one) => one.check === check);

export const strategy = {
	...{ name: 'swing', positions: 2, exposure: money('2000'), dayLoss: money('100'), trades: 49 }
};
const order = { quantity: quantity('5'), notional: money('500'), risk: money('40') };
const stop = (stopLoss: string): Ask => ({ levels: createLevels({ stopLoss }) });

/** Each limit at a value that the order just keeps to, one that it keeps with room, and one that it just breaks. */
export const cases: readonly (readonly [CheckName, Given, under: Given, over: Given])[] = [
	[
		'tradeNotional',
		{ risk: { maxTradeNotional: ratio('0.1') } },
		{ risk: { maxTradeNotional: ratio('0.100000001') } },
		{ risk: { maxTradeNotional: ratio('0.099999999') } }
	],
	[
		'tradeMoney',
		{ risk: { maxTradeMoney: money('1000') } },
		{ risk: { maxTradeMoney: money('1000.01') } },
		{ risk: { maxTradeMoney: money('999.99') } }
	],
	[
		'positionRisk',
		{ risk: { maxPositionRisk: ratio('0.05') }, ask: stop('50') },
		{ risk: { maxPositionRisk: ratio('0.05') }, ask: stop('50.0001') },
		{ risk: { maxPositionRisk: ratio('0.05') }, ask: stop('49.9999') }
	],
	[
		'positionRisk',
		{ risk: { maxPositionRisk: ratio('0.119') }, limits: { heldRisk: money('150'), onOrder: order } },
		{ risk: { maxPositionRisk: ratio('0.12') }, limits: { heldRisk: money('150'), onOrder: order } },
		{ risk: { maxPositionRisk: ratio('0.118') }, limits: { heldRisk: money('150'), onOrder: order } }
	],
	[
		'positionQuantity',
		{
			risk: { maxPositionQuantity: quantity('35') },
			limits: { heldQuantity: quantity('20'), onOrder: order }
		},
		{
			risk: { maxPositionQuantity: quantity('36') },
			limits: { heldQuantity: quantity('20'), onOrder: order }
		},
		{
			risk: { maxPositionQuantity: quantity('34.999999999') },
			limits: { heldQuantity: quantity('20'), onOrder: order }
		}
	],
	[
		'sectorExposure',
		{
			risk: { maxSectorExposure: ratio('0.3') },
			limits: { sector: { name: 'Energy', isKnown: true, exposure: money('2000') } }
		},
		{
			risk: { maxSectorExposure: ratio('0.3') },
			limits: { sector: { name: 'Energy', isKnown: true, exposure: money('1999.99') } }
		},
		{
			risk: { maxSectorExposure: ratio('0.3') },
			limits: { sector: { name: 'Energy', isKnown: true, exposure: money('2000.01') } }
		}
	],
	[
		'grossExposure',
		{
			risk: { maxGrossExposure: money('4500') },
			facts: { exposure: money('3000'), pendingNotional: money('500') }
		},
		{
			risk: { maxGrossExposure: money('4501') },
			facts: { exposure: money('3000'), pendingNotional: money('500') }
		},
		{
			risk: { maxGrossExposure: money('4499.99') },
			facts: { exposure: money('3000'), pendingNotional: money('500') }
		}
	],
	[
		'netExposure',
		{ risk: { maxNetExposure: ratio('0.25') }, limits: { netExposure: money('1500') } },
		{ risk: { maxNetExposure: ratio('0.25') }, limits: { netExposure: money('-9000') } },
		{ risk: { maxNetExposure: ratio('0.25') }, limits: { netExposure: money('1500.01') } }
	],
	[
		'leverage',
		{ risk: { maxLeverage: ratio('0.5') }, facts: { exposure: money('4000') } },
		{ risk: { maxLeverage: ratio('0.5') }, facts: { exposure: money('3999') } },
		{ risk: { maxLeverage: ratio('0.5') }, facts: { exposure: money('4000.01') } }
	],
	[
		'openRisk',
		{
			risk: { maxOpenRisk: ratio('0.06') },
			limits: { positionsRisk: money('300'), entriesRisk: money('200') },
			ask: stop('90')
		},
		{
			risk: { maxOpenRisk: ratio('0.06') },
			limits: { positionsRisk: money('300'), entriesRisk: money('199') },
			ask: stop('90')
		},
		{
			risk: { maxOpenRisk: ratio('0.06') },
			limits: { positionsRisk: money('300.01'), entriesRisk: money('200') },
			ask: stop('90')
		}
	],
	[
		'stopMissing',
		{ risk: { requiresStop: true }, ask: stop('90') },
		{ risk: { requiresStop: true }, ask: { levels: createLevels({ stopLoss: '90', trailing: '0.05' }) } },
		{ risk: { requiresStop: true } }
	],
	[
		'stopSide',
		{ risk: { minStopDistance: ratio('0') }, ask: stop('100') },
		{ risk: { minStopDistance: ratio('0') }, ask: stop('99.9999') },
		{ risk: { minStopDistance: ratio('0') }, ask: stop('100.0001') }
	],
	[
		'stopSide',
		{ risk: { minStopDistance: ratio('0.01') }, ask: { ...stop('101'), side: 'sell' } },
		{ risk: { minStopDistance: ratio('0.01') }, ask: { ...stop('101.01'), side: 'sell' } },
		{ risk: { minStopDistance: ratio('0.01') }, ask: { ...stop('100.99'), side: 'sell' } }
	],
	[
		'priceDistance',
		{ risk: { maxPriceDistance: ratio('0.05') }, ask: { limitPrice: price('95') } },
		{ risk: { maxPriceDistance: ratio('0.05') }, ask: { limitPrice: price('104'), stopPrice: price('103') } },
		{
			risk: { maxPriceDistance: ratio('0.05') },
			ask: { limitPrice: price('101'), stopPrice: price('105.01') }
		}
	],
	[
		'spread',
		{ risk: { maxSpread: ratio('0.01') }, limits: { hasQuotes: true, spread: ratio('0.01') } },
		{ risk: { maxSpread: ratio('0.01') }, limits: { hasQuotes: true, spread: ratio('0.009999999') } },
		{ risk: { maxSpread: ratio('0.01') }, limits: { hasQuotes: true, spread: ratio('0.010000001') } }
	],
	[
		'quoteAge',
		{ risk: { maxQuoteAgeSeconds: 5 }, limits: { hasQuotes: true, quoteAgeSeconds: 5 } },
		{ risk: { maxQuoteAgeSeconds: 5 }, limits: { hasQuotes: true, quoteAgeSeconds: 4.999 } },
		{ risk: { maxQuoteAgeSeconds: 5 }, limits: { hasQuotes: true, quoteAgeSeconds: 5.001 } }
	],
	[
		'positionAge',
		{ risk: { maxPositionAgeSeconds: 60 }, limits: { oldest: { symbol: 'ABC', seconds: 60 } } },
		{ risk: { maxPositionAgeSeconds: 60 }, limits: { oldest: { symbol: 'ABC', seconds: 0 } } },
		{ risk: { maxPositionAgeSeconds: 60 }, limits: { oldest: { symbol: 'ABC', seconds: 60.5 } } }
	],
	[
		'restricted',
		{ risk: { restricted: ['ABC'] } },
		{ risk: { restricted: ['ABC', 'XYZW'] } },
		{ risk: { restricted: ['ABC', 'XYZ'] } }
	],
	[
		'ordersPerInstant',
		{ risk: { maxOrdersPerInstant: 10 }, limits: { ordersNow: 9 } },
		{ risk: { maxOrdersPerInstant: 10 }, limits: { ordersNow: 8 } },
		{ risk: { maxOrdersPerInstant: 10 }, limits: { ordersNow: 10 } }
	],
	[
		'orderRate',
		{ risk: { maxOrders: 3 }, limits: { ordersInWindow: 2 } },
		{ risk: { maxOrders: 3 }, limits: { ordersInWindow: 0 } },
		{ risk: { maxOrders: 3 }, limits: { ordersInWindow: 3 } }
	],
	[
		'replaceRate',
		{ risk: { maxReplaces: 3 }, limits: { isReplace: true, replacesInWindow: 2 } },
		{ risk: { maxReplaces: 3 }, limits: { isReplace: true, replacesInWindow: 1 } },
		{ risk: { maxReplaces: 3 }, limits: { isReplace: true, replacesInWindow: 3 } }
	],
	[
		'duplicateOrder',
		{ risk: { duplicateSeconds: 5 }, limits: { secondsSince: () => 5 } },
		{ risk: { duplicateSeconds: 5 }, limits: { secondsSince: () => null } },
		{ risk: { duplicateSeconds: 5 }, limits: { secondsSince: () => 4.999 } }
	],
	[
		'strategyPositions',
		{ risk: { maxStrategyPositions: 3 }, limits: { strategy } },
		{ risk: { maxStrategyPositions: 4 }, limits: { strategy } },
		{ risk: { maxStrategyPositions: 2 }, limits: { strategy } }
	],
	[
		'strategyExposure',
		{ risk: { maxStrategyExposure: ratio('0.3') }, limits: { strategy } },
		{ risk: { maxStrategyExposure: ratio('0.31') }, limits: { strategy } },
		{ risk: { maxStrategyExposure: ratio('0.299999999') }, limits: { strategy } }
	],
	[
		'strategyDayLoss',
		{ risk: { maxStrategyDayLoss: ratio('0.01') }, limits: { strategy } },
		{
			risk: { maxStrategyDayLoss: ratio('0.01') },
			limits: { strategy: { ...strategy, dayLoss: money('-5') } }
		},
		{
			risk: { maxStrategyDayLoss: ratio('0.01') },
			limits: { strategy: { ...strategy, dayLoss: money('100.01') } }
		}
	],
	[
		'strategyTrades',
		{ risk: { maxStrategyTrades: 50 }, limits: { strategy } },
		{ risk: { maxStrategyTrades: 51 }, limits: { strategy } },
		{ risk: { maxStrategyTrades: 49 }, limits: { strategy } }
	]
];
