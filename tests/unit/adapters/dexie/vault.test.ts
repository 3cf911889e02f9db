import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { DeskDatabase } from '../../../../src/lib/adapters/dexie/database.ts';
import { takeEpoch } from '../../../../src/lib/adapters/dexie/epoch.ts';
import { createDexieVault } from '../../../../src/lib/adapters/dexie/vault.ts';
import { testKeys } from '../../../support/alpaca/fixtures.ts';

// Cheap on purpose: what is tried here is the lock, not its strength.
const cheap = { memory: 8, passes: 1, lanes: 1 };
let profiles = 0;

async function opened() {
	profiles++;
	const db = new DeskDatabase(`vault-${String(profiles)}`);
	const epoch = await takeEpoch(db);
	return { db, epoch, vault: createDexieVault(db, cheap) };
}

describe('a vault', () => {
	it('gives the keys to whoever knows the passphrase, and to nobody else', async () => {
		const { vault, epoch } = await opened();
		expect(await vault.isKept()).toBe(false);
		expect(await vault.open('one')).toEqual({ ok: false, error: { type: 'empty' } });
		await vault.keep(testKeys, 'correct horse', epoch);
		expect(await vault.isKept()).toBe(true);
		expect(await vault.open('correct horse')).toEqual({ ok: true, value: testKeys });
		expect(await vault.open('correct horsf')).toEqual({ ok: false, error: { type: 'wrong_passphrase' } });
	});

	it('takes a passphrase however its letters are composed', async () => {
		const { vault, epoch } = await opened();
		await vault.keep(testKeys, 'caf\u00e9', epoch);
		expect(await vault.open('cafe\u0301')).toMatchObject({ ok: true });
	});

	it('keeps nothing that can be read in the database', async () => {
		const { db, vault, epoch } = await opened();
		await vault.keep(testKeys, 'correct horse', epoch);
		const kept = JSON.stringify(await db.facts.toArray(), (_, value: unknown) =>
			value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value
		);
		expect(kept).toContain('sealedKeys');
		for (const secret of [testKeys.keyId, testKeys.secret, 'correct horse']) {
			expect(kept).not.toContain(secret);
		}
	});

	it('does not open what was changed', async () => {
		const { db, vault, epoch } = await opened();
		await vault.keep(testKeys, 'correct horse', epoch);
		const fact = await db.facts.get('sealedKeys');
		if (fact?.key !== 'sealedKeys') throw new Error('not kept');
		fact.value.sealed[3] = (fact.value.sealed[3] ?? 0) ^ 1;
		await db.facts.put(fact);
		expect(await vault.open('correct horse')).toEqual({ ok: false, error: { type: 'wrong_passphrase' } });
	});

	it('forgets, and writes nothing once another leader has taken over', async () => {
		const { db, vault, epoch } = await opened();
		await vault.keep(testKeys, 'correct horse', epoch);
		await takeEpoch(db);
		expect(await vault.forget(epoch)).toMatchObject({ ok: false, error: { type: 'stale_epoch' } });
		expect(await vault.isKept()).toBe(true);
		expect(await vault.forget(epoch + 1)).toEqual({ ok: true, value: null });
		expect(await vault.isKept()).toBe(false);
	});

	it('makes two seals of the same keys that have nothing in common', async () => {
		const [one, other] = [await opened(), await opened()];
		await one.vault.keep(testKeys, 'correct horse', one.epoch);
		await other.vault.keep(testKeys, 'correct horse', other.epoch);
		const seals = await Promise.all([one, other].map(({ db }) => db.facts.get('sealedKeys')));
		const [first, second] = seals.map((fact) => (fact?.key === 'sealedKeys' ? fact.value : null));
		expect(first?.salt).not.toEqual(second?.salt);
		expect(first?.iv).not.toEqual(second?.iv);
		expect(first?.sealed).not.toEqual(second?.sealed);
	});
});
