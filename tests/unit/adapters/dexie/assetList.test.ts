import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { createDexieAssetList } from '../../../../src/lib/adapters/dexie/assetList.ts';
import { DeskDatabase } from '../../../../src/lib/adapters/dexie/database.ts';
import { takeEpoch } from '../../../../src/lib/adapters/dexie/epoch.ts';
import type { ListedAsset } from '../../../../src/lib/domain/listedAsset.ts';

let profiles = 0;

async function opened() {
	profiles++;
	const db = new DeskDatabase(`assets-${String(profiles)}`);
	return { db, epoch: await takeEpoch(db), list: createDexieAssetList(db) };
}

const asset: ListedAsset = {
	...{ symbol: 'BTC/USD', name: 'Bitcoin', assetClass: 'crypto', isActive: true, isTradable: true },
	...{ isFractionable: true, isShortable: false, quantityStep: '0.0001', priceStep: '1' }
};

describe('a list of assets in IndexedDB', () => {
	it('gives back what was kept last, and nothing before', async () => {
		const { list, epoch } = await opened();
		expect(await list.read()).toEqual({ ok: true, value: null });
		await list.keep({ readAt: 1, assets: [asset, { ...asset, symbol: 'ETH/USD' }] }, epoch);
		expect(await list.keep({ readAt: 2, assets: [asset] }, epoch)).toEqual({ ok: true, value: null });
		expect(await list.read()).toEqual({ ok: true, value: { readAt: 2, assets: [asset] } });
	});

	it('keeps thousands in one row', async () => {
		const { db, list, epoch } = await opened();
		const assets = Array.from({ length: 12_000 }, (_, n) => ({ ...asset, symbol: `S${String(n)}` }));
		await list.keep({ readAt: 1, assets }, epoch);
		const read = await list.read();
		expect(read.ok && read.value?.assets).toHaveLength(12_000);
		expect((await db.facts.toArray()).map(({ key }) => key)).toEqual(['assets', 'epoch']);
	});

	it('writes nothing once another leader has taken over, and says when it is gone', async () => {
		const { db, list, epoch } = await opened();
		await takeEpoch(db);
		expect(await list.keep({ readAt: 1, assets: [asset] }, epoch)).toMatchObject({
			...{ ok: false, error: { type: 'stale_epoch' } }
		});
		expect(await list.read()).toEqual({ ok: true, value: null });
		db.close();
		expect(await list.read()).toMatchObject({ ok: false, error: { type: 'gone' } });
	});
});
