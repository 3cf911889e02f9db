import { argon2idAsync } from '@noble/hashes/argon2.js';
import type { BrokerKeys } from '../../domain/brokerKey.ts';
import { failed, ok } from '../../domain/result.ts';
import type { Vault } from '../../ports/vault.ts';
import type { DeskDatabase } from './database.ts';
import { holdEpoch } from './epoch.ts';
import type { KeyCost, SealedKeys } from './sealedKeys.ts';
import { guarded } from './storeFault.ts';

/** The cost of a new seal. */
const usualCost: KeyCost = { memory: 19_456, passes: 2, lanes: 1 };

/** A vault in the database of the profile. */
export function createDexieVault(db: DeskDatabase, cost: KeyCost = usualCost): Vault {
	const read = () =>
		guarded(async () => {
			const fact = await db.facts.get('sealedKeys');
			return fact?.key === 'sealedKeys' ? fact.value : null;
		});
	const write = (epoch: number, work: () => PromiseLike<unknown>) =>
		guarded(() =>
			db.transaction('rw', db.facts, async () => {
				await holdEpoch(db, epoch);
				await work();
				return null;
			})
		);

	return {
		async isKept() {
			const kept = await read();
			return kept.ok && kept.value !== null;
		},
		async keep(keys, passphrase, epoch) {
			const value = await seal(keys, passphrase, cost);
			return write(epoch, () => db.facts.put({ key: 'sealedKeys', value }));
		},
		async open(passphrase) {
			const kept = await read();
			if (!kept.ok) return failed({ type: 'store', fault: kept.error });
			if (kept.value === null) return failed({ type: 'empty' });
			const keys = await unseal(kept.value, passphrase);
			return keys === null ? failed({ type: 'wrong_passphrase' }) : ok(keys);
		},
		forget: (epoch) => write(epoch, () => db.facts.delete('sealedKeys'))
	};
}

async function seal(keys: BrokerKeys, passphrase: string, cost: KeyCost): Promise<SealedKeys> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const key = await keyOf(passphrase, salt, cost);
	const plain = new TextEncoder().encode(JSON.stringify({ keyId: keys.keyId, secret: keys.secret }));
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
	return { version: 1, cost, salt, iv, sealed: new Uint8Array(sealed) };
}

/** The keys; null when the passphrase is another one, or what is kept was changed. */
async function unseal(
	{ cost, salt, iv, sealed }: SealedKeys,
	passphrase: string
): Promise<BrokerKeys | null> {
	const key = await keyOf(passphrase, salt, cost);
	try {
		const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed);
		return JSON.parse(new TextDecoder().decode(plain)) as BrokerKeys;
	} catch {
		return null;
	}
}

async function keyOf(
	passphrase: string,
	salt: Uint8Array<ArrayBuffer>,
	{ memory, passes, lanes }: KeyCost
): Promise<CryptoKey> {
	const text = passphrase.normalize('NFC');
	const bytes = await argon2idAsync(text, salt, { m: memory, t: passes, p: lanes, dkLen: 32 });
	const raw = new Uint8Array(bytes);
	return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
