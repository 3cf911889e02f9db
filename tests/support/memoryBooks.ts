import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { BrokerKeys } from '../../src/lib/domain/brokerKey.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { HaltFileHandle } from '../../src/lib/domain/killSwitch.ts';
import type { ReadAssets } from '../../src/lib/domain/listedAsset.ts';
import { failed, ok } from '../../src/lib/domain/result.ts';
import type { AssetList } from '../../src/lib/ports/assetList.ts';
import type { BookRecord, Books } from '../../src/lib/ports/books.ts';
import type { Vault } from '../../src/lib/ports/vault.ts';

/** The books of a profile in memory; every writer may write. */
export function createMemoryBooks(): Books {
	const records = new Map<BookId, BookRecord>();
	const seriesOf = new Map<BookId, readonly BarSeries[]>();
	const listOf = new Map<BookId, readonly string[]>();
	let chosen: BookId | null = null;
	let file: HaltFileHandle | null = null;
	const done = (work: () => unknown) => {
		work();
		return Promise.resolve(ok(null));
	};
	return {
		list: () => Promise.resolve(ok([...records.values()])),
		put: (book) => done(() => records.set(book.id, book)),
		remove: (id) => done(() => records.delete(id)),
		chosen: () => Promise.resolve(ok(chosen)),
		choose: (id) => done(() => (chosen = id)),
		putBars: (id, series) => done(() => seriesOf.set(id, series)),
		bars: (id) => Promise.resolve(ok(seriesOf.get(id) ?? [])),
		watchlist: (id) => Promise.resolve(ok(listOf.get(id) ?? null)),
		haltFile: () => Promise.resolve(ok(file)),
		putHaltFile: (given) => done(() => (file = given)),
		putWatchlist: (id, symbols) => done(() => listOf.set(id, symbols))
	};
}

/** A list of assets in memory; every writer may write. */
export function createMemoryAssets(): AssetList {
	let kept: ReadAssets | null = null;
	return {
		read: () => Promise.resolve(ok(kept)),
		keep(assets) {
			kept = assets;
			return Promise.resolve(ok(null));
		}
	};
}

/** A vault in memory: it keeps the passphrase beside the keys. */
export function createMemoryVault(): Vault {
	let kept: { readonly keys: BrokerKeys; readonly passphrase: string } | null = null;
	return {
		isKept: () => Promise.resolve(kept !== null),
		keep(keys, passphrase) {
			kept = { keys, passphrase };
			return Promise.resolve(ok(null));
		},
		open(passphrase) {
			if (kept === null) return Promise.resolve(failed({ type: 'empty' }));
			return Promise.resolve(
				kept.passphrase === passphrase ? ok(kept.keys) : failed({ type: 'wrong_passphrase' })
			);
		},
		forget() {
			kept = null;
			return Promise.resolve(ok(null));
		}
	};
}
