import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import { openBook, stateVersion } from '../../../src/lib/runtime/bookState.ts';
import { createImportRun } from '../../../src/lib/runtime/importJournal.ts';
import { rebuildStores } from '../../../src/lib/runtime/rebuild.ts';
import { createConfig, createDecision, ratio, sessionOpen } from '../../support/deskBuilders.ts';
import { createBook, createFeedBook, openProfile, readStore } from '../../support/deskHarness.ts';
import { createMemoryJournal } from '../../support/memoryJournal.ts';
import { live, liveThrough, type Death, type GivenBook } from '../../support/mortalDesk.ts';
import { createChance, read } from '../../support/randomRun.ts';

const days = 14;
const barsADay = 48;

/** Two weeks of a coin with a bar every half hour, bought at their start. */
function createLongBook(): GivenBook {
	const chance = createChance(7);
	const length = days * barsADay;
	const startsAt = Float64Array.from({ length }, (_, index) => sessionOpen + index * 1_800_000);
	let close = 100e9;
	const open = startsAt.map(() => (close = Math.round(close * (0.99 + chance() * 0.0201))));
	const series: BarSeries = {
		...{ symbol: 'COIN', assetClass: 'crypto', interval: '1m', length, label: startsAt, startsAt },
		...{ completesAt: startsAt.map((at) => at + 60_000), open, high: open, low: open, close: open },
		...{ volume: startsAt.map(() => 1e6), regular: new Uint8Array(length).fill(1) }
	};
	const size = { by: 'fraction', fraction: ratio('0.1') } as const;
	const decision = createDecision({ id: 'buy', at: sessionOpen + 60_000, symbol: 'COIN', size });
	return { book: createFeedBook([series], createConfig()), decisions: [decision] };
}

const given = createLongBook();
const { id } = given.book;

async function rowsOf(journal: Journal, of: BookId = id) {
	const snapshots = await readStore({ journal }, of, 'snapshots');
	return { snapshots, equity: await readStore({ journal }, of, 'equity') };
}

const undisturbed = await liveThrough(given, []);
const expected = await rowsOf(undisturbed.storage);
const never = () => Promise.resolve(false);

describe('a book of many sessions', () => {
	it('keeps the ends of all of its days, every snapshot of ten and few of the others', () => {
		const taken = undisturbed.entries.flatMap(({ event }) => (event.type === 'SnapshotTaken' ? [event] : []));
		const ends = taken.filter(({ endsDay }) => endsDay).map(({ snapshot }) => snapshot.at);
		expect(ends).toHaveLength(days);
		const kept = expected.snapshots;
		expect(kept.filter(({ endsDay }) => endsDay).map(({ at }) => at)).toEqual(ends);
		const since = ends[days - 11] ?? NaN;
		expect(kept.filter(({ at }) => at > since)).toHaveLength(
			taken.filter(({ snapshot }) => snapshot.at > since).length
		);
		const old = kept.filter(({ at }) => at <= since).length;
		const before = taken.filter(({ snapshot }) => snapshot.at <= since).length;
		expect([old > 3 * 24, old < before * 0.6]).toEqual([true, true]);
		const instants = expected.equity.flatMap(({ points }) => [
			...points.filter((_, place) => place % 3 === 0)
		]);
		expect(instants).toEqual(kept.map(({ at }) => at));
	});

	it('has the same rows wherever it was killed', async () => {
		const anyDeath = fc.oneof(
			fc.record({ append: fc.integer({ min: 1, max: 120 }), isDone: fc.boolean() }),
			fc.record({
				point: fc.constantFrom('before commit' as const, 'before checkpoint' as const),
				n: fc.integer({ min: 1, max: 30 })
			})
		);
		await fc.assert(
			fc.asyncProperty(fc.array<Death>(anyDeath, { minLength: 1, maxLength: 5 }), async (deaths) => {
				const { storage } = await liveThrough(given, deaths);
				expect(await rowsOf(storage)).toEqual(expected);
			}),
			{ numRuns: 5 }
		);
	}, 60_000);

	it('has the same rows in IndexedDB, and made again from its journal', async () => {
		const { journal } = openProfile();
		await createBook({ journal }, given.book);
		expect(await live(journal, given)).toBe('ended');
		expect(await rowsOf(journal)).toEqual(expected);
		const epoch = read(await journal.takeEpoch());
		const rebuilt = read(await rebuildStores(journal, { id, origin: id, epoch }, never));
		expect(rebuilt).toMatchObject({ differences: [], corrected: 0 });
		const [first] = expected.snapshots;
		const gone = (first?.seq ?? NaN) + 1;
		if (first === undefined || expected.snapshots.some(({ seq }) => seq === gone))
			throw new Error('that entry has no row');
		read(await journal.repair(id, epoch, [{ store: 'snapshots', row: { ...first, seq: gone } }], []));
		const again = read(await rebuildStores(journal, { id, origin: id, epoch }, never));
		expect(again.differences).toEqual([`snapshots ${String(gone)} is not in the journal`]);
		expect(await rowsOf(journal)).toEqual(expected);
	}, 60_000);

	it.each([7, 200, 100_000])('has the same rows imported %i entries at a time', async (piece) => {
		const lines: string[] = [];
		for await (const segment of undisturbed.storage.read(id, 1)) lines.push(...segment.lines);
		const journal = createMemoryJournal();
		const epoch = read(await journal.takeEpoch());
		const run = createImportRun(journal, { id: 'new' as BookId, origin: id, epoch });
		for (let from = 0; from < lines.length; from += piece)
			read(await run.take(lines.slice(from, from + piece)));
		read(await run.finish());
		expect(await rowsOf(journal, 'new' as BookId)).toEqual(expected);
	});

	it('is thinned when it is opened with what a version before has left', async () => {
		const { storage, entries } = await liveThrough(given, []);
		const epoch = read(await storage.takeEpoch());
		const all = entries.flatMap(({ seq, event }) => (event.type === 'SnapshotTaken' ? [seq] : []));
		const [row] = expected.snapshots;
		if (row === undefined) throw new Error('there are snapshots');
		const full = all.map((seq) => ({ store: 'snapshots' as const, row: { ...row, seq } }));
		const { equity, snapshots } = expected;
		const drop = equity.map(({ seq }) => ({ store: 'equity' as const, key: seq }));
		const others = snapshots.map((one) => ({ store: 'snapshots' as const, row: one }));
		read(await storage.repair(id, epoch, [...full, ...others], drop));
		const { checkpoint } = read(await storage.load(id));
		if (checkpoint === null) throw new Error('there is a checkpoint');
		read(await storage.saveCheckpoint(id, epoch, { ...checkpoint, version: stateVersion - 1 }));
		const { remade, dropped } = read(await openBook(storage, { id, origin: id }));
		read(await storage.repair(id, epoch, remade, [], dropped));
		expect(await rowsOf(storage)).toEqual(expected);
		expect(read(await openBook(undisturbed.storage, { id, origin: id }))).toMatchObject({
			remade: [],
			dropped: []
		});
	});
});
