import { withProfile } from '../../lib/contract/riskProfiles.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import type { MarketSource } from '../../lib/domain/market.ts';
import { defaultConfig } from '../../lib/schema/bookConfig.ts';

/** The settings of a new book that plays bars, which come a minute apart: the limits are those of the trading rules. */
export const feedConfig: BookConfig = withProfile(defaultConfig, 'sources');

/** The settings of a new book on live prices, which age faster than in a replay. */
export const deskConfig: BookConfig = {
	...feedConfig,
	risk: { ...feedConfig.risk, maxDataAgeSeconds: 60 }
};

/** The settings that a book of this source is opened with when nothing else is said. */
export function defaultsOf({ type }: MarketSource): BookConfig {
	return type === 'generated' ? deskConfig : feedConfig;
}
