import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import { defaultConfig } from '../../lib/intake/config.ts';

/** The settings of a new book on live prices: prices age faster than in a replay, and trades are counted. */
export const deskConfig: BookConfig = {
	...defaultConfig,
	risk: { maxDataAgeSeconds: 60, maxOpenTrades: 10, maxTradesPerSymbol: 1 }
};
