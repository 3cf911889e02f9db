import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { parseQuantity, parseRatio } from '../../lib/domain/decimal.ts';
import type { MarketSource } from '../../lib/domain/market.ts';
import { defaultConfig } from '../../lib/schema/bookConfig.ts';
import { decimalOf } from '../../lib/schema/decimalField.ts';

/** The settings of a new book on live prices: prices age faster than in a replay, trades are counted, and orders limited. */
export const deskConfig: BookConfig = {
	...defaultConfig,
	risk: {
		...defaultConfig.risk,
		...{ maxDataAgeSeconds: 60, maxOpenTrades: 10, maxTradesPerSymbol: 1 },
		maxPositionQuantity: decimalOf(parseQuantity, '100'),
		maxSectorExposure: decimalOf(parseRatio, '0.3'),
		...{ maxOrdersPerInstant: 10, maxStrategyTrades: 50 }
	}
};

/** The settings of a new book that plays bars, which come a minute apart. */
export const feedConfig: BookConfig = {
	...deskConfig,
	risk: { ...deskConfig.risk, maxDataAgeSeconds: defaultConfig.risk.maxDataAgeSeconds }
};

/** The settings that a book of this source is opened with when nothing else is said. */
export function defaultsOf({ type }: MarketSource): BookConfig {
	return type === 'generated' ? deskConfig : feedConfig;
}
