import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stateVersion } from '../../../src/lib/runtime/bookState.ts';
import { sessionOpen } from '../../support/deskBuilders.ts';
import { startBook } from '../../support/deskHarness.ts';
import { createQuotedBook, createStorage, withLocks, type GivenBook } from '../../support/mortalDesk.ts';
import { makeActs } from '../../support/orderActs.ts';

const span = 4 * 60_000;

/** What the checkpoints hold of a book in which orders of every kind have been given, entry after entry. */
async function readSaved(seed: number): Promise<readonly unknown[]> {
	const given: GivenBook = withLocks(createQuotedBook(seed, 4, '0.05'));
	const storage = await createStorage(given);
	const saved: unknown[] = [];
	const journal: typeof storage = {
		...storage,
		saveCheckpoint: (id, epoch, checkpoint) => {
			saved.push(structuredClone(checkpoint.state));
			return storage.saveCheckpoint(id, epoch, checkpoint);
		}
	};
	const { runner, runUntil } = await startBook({ journal }, given.book, { checkpointEvery: 1 });
	await runner.command((at) => given.decisions.map((decision) => ({ type: 'TakeDecision', at, decision })));
	const symbols = given.book.openSource(null).instruments.map(({ instrument }) => instrument.symbol);
	for (const { at, make } of makeActs(seed, symbols, 60, sessionOpen, span)) {
		await runUntil(at);
		const command = make(runner.live().state);
		if (command !== null) await runner.command(() => [command]);
	}
	await runner.close();
	return saved;
}

/** The places of all members of a value; what stands in lists, sets and maps is `*`. */
function* membersOf(value: unknown, at: string): Iterable<string> {
	if (typeof value !== 'object' || value === null) return;
	if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
		for (const one of value.values()) yield* membersOf(one, `${at}.*`);
		return;
	}
	for (const [name, one] of Object.entries(value)) {
		const place = at === '' ? name : `${at}.${name}`;
		yield place;
		yield* membersOf(one, place);
	}
}

// A checkpoint of another shape under the same version would be taken for one of this, and break the book. A new version has its
// list written by the first run; a list that is there is never written anew.
it('what a checkpoint holds has the shape of its version', async () => {
	const saved = await Promise.all([1, 2, 3].map(readSaved));
	const members = new Set(saved.flat().flatMap((state) => [...membersOf(state, '')]));
	expect(members.size).toBeGreaterThan(150);
	const list = `tests/fixtures/state-${String(stateVersion)}.txt`;
	if (!existsSync(list)) {
		await expect(`${[...members].sort().join('\n')}\n`).toMatchFileSnapshot(`../../../${list}`);
		return;
	}
	const known = new Set(readFileSync(list, 'utf8').trim().split('\n'));
	expect([...members].filter((member) => !known.has(member))).toEqual([]);
});
