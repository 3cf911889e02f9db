import { createDexieAssetList } from '../../lib/adapters/dexie/assetList.ts';
import { createDexieBooks } from '../../lib/adapters/dexie/books.ts';
import { DeskDatabase, tablesVersion } from '../../lib/adapters/dexie/database.ts';
import { createDexieJournal } from '../../lib/adapters/dexie/journal.ts';
import { createDexieVault } from '../../lib/adapters/dexie/vault.ts';
import type { DeskTrouble } from '../../lib/contract/deskApi.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { AssetList } from '../../lib/ports/assetList.ts';
import type { Books } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { Vault } from '../../lib/ports/vault.ts';

/** The storage of a profile, open. */
export interface Storage {
	readonly journal: Journal;
	readonly books: Books;
	readonly vault: Vault;
	readonly assets: AssetList;
	close(): void;
}

/** Opens the storage; `onTaken` is told when it is taken away while it is open. */
export async function openStorage(
	onTaken: (trouble: DeskTrouble) => void
): Promise<Result<Storage, DeskTrouble>> {
	if (typeof indexedDB === 'undefined') return failed(noStorage('This browser has none.'));
	const db = new DeskDatabase('blotter');
	const blocked = new Promise<never>((_, reject) => {
		db.on('blocked', () => reject(new Error('blocked')));
	});
	blocked.catch(() => undefined);
	try {
		await Promise.race([db.open(), blocked]);
	} catch (error) {
		return failed(openFault(error));
	}
	// Dexie, which counts its versions in tens, opens what a newer version has made: to write there would spoil it.
	if (db.backendDB().version > tablesVersion * 10) {
		db.close();
		return failed(otherVersion);
	}
	let isClosing = false;
	db.on('versionchange', ({ newVersion }) => {
		isClosing = true;
		db.close();
		onTaken(newVersion === null ? deleted : otherVersion);
	});
	db.on('close', () => {
		if (!isClosing) onTaken(deleted);
	});
	return ok({
		journal: createDexieJournal(db),
		books: createDexieBooks(db),
		vault: createDexieVault(db),
		assets: createDexieAssetList(db),
		close: () => {
			isClosing = true;
			db.close();
		}
	});
}

function openFault(error: unknown): DeskTrouble {
	const name = error instanceof Error ? error.name : '';
	const message = error instanceof Error ? error.message : String(error);
	if (message === 'blocked') return blockedByTab;
	if (name === 'VersionError') return otherVersion;
	return noStorage(`The browser said: ${message.replace(/\.$/, '')}.`);
}

/** A browser that keeps nothing for this site; `detail` is a sentence. */
export function noStorage(detail: string): DeskTrouble {
	return {
		kind: 'no_storage',
		title: 'There is nowhere to keep the journal',
		message: `Blotter writes everything down in this browser's storage (IndexedDB), which cannot be opened. ${detail}`,
		remedy:
			'Allow storage for this site, or leave a private window or a mode that forbids it, then try again. A replay works without it.',
		canExport: false,
		canRetry: true
	};
}

const deleted: DeskTrouble = {
	kind: 'gone',
	title: 'The storage was taken away',
	message: 'The database of the desk was deleted or closed while it was running. Nothing more was written.',
	remedy:
		'Try again to begin anew. What was deleted cannot be brought back; an exported journal can be imported.',
	canExport: false,
	canRetry: true
};

const otherVersion: DeskTrouble = {
	kind: 'other_version',
	title: 'Another version of Blotter is open',
	message: 'A newer version has taken over the storage, which this one does not understand.',
	remedy: 'Close the other tabs of Blotter and reload this page.',
	canExport: false,
	canRetry: false
};

const blockedByTab: DeskTrouble = {
	kind: 'blocked',
	title: 'Another tab blocks the storage',
	message: 'The storage has to be brought up to date, and an older tab of Blotter holds it open.',
	remedy: 'Close the other tabs of Blotter, then try again.',
	canExport: false,
	canRetry: true
};
