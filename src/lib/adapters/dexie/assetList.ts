import type { AssetList } from '../../ports/assetList.ts';
import type { DeskDatabase } from './database.ts';
import { holdEpoch } from './epoch.ts';
import { guarded } from './storeFault.ts';

/** The assets of a venue in one row of the database: they are always read and written together. */
export function createDexieAssetList(db: DeskDatabase): AssetList {
	return {
		read: () =>
			guarded(async () => {
				const fact = await db.facts.get('assets');
				return fact?.key === 'assets' ? fact.value : null;
			}),
		keep: (value, epoch) =>
			guarded(() =>
				db.transaction('rw', db.facts, async () => {
					await holdEpoch(db, epoch);
					await db.facts.put({ key: 'assets', value });
					return null;
				})
			)
	};
}
