import type { ReadAssets } from '../domain/listedAsset.ts';
import type { Result } from '../domain/result.ts';
import type { StoreFault } from './journal.ts';

/** Keeps the assets of a venue, so that they need not be read at each start. */
export interface AssetList {
	/** What is kept; null before the first time. */
	read(): Promise<Result<ReadAssets | null, StoreFault>>;
	/** Keeps these, in the place of any before. */
	keep(assets: ReadAssets, epoch: number): Promise<Result<null, StoreFault>>;
}
