import { describe, expect, it } from 'vitest';
import type { SnapshotRow } from '../../../../src/lib/domain/deskRows.ts';
import type { BookEvent } from '../../../../src/lib/domain/events.ts';
import type { BookId } from '../../../../src/lib/domain/ids.ts';
import { entryToText } from '../../../../src/lib/journal/entry.ts';
import { createStoryReader, entriesAtAnEnd } from '../../../../src/workers/desk/storyReader.ts';
import { createMemoryJournal } from '../../../support/memoryJournal.ts';
import { price } from '../../../support/deskBuilders.ts';
import { read } from '../../../support/randomRun.ts';

const bookId = 'book' as BookId;
const hash = '0'.repeat(64);
const length = 30_000;

function eventOf(seq: number): BookEvent {
	const symbol = seq % 100 === 0 ? 'XYZ' : 'ABC';
	return { type: 'HighWaterRaised', at: seq * 10, symbol, mark: price('1') };
}

function snapshotOf(seq: number): SnapshotRow {
	return {
		...{ seq, at: seq * 10, endsDay: false, cash: '1', positionsValue: '0', equity: '1' },
		...{ unrealised: '0', realisedGross: '0', fees: '0', positions: [] }
	};
}

/** A long journal in which every hundredth entry is of XYZ, with a snapshot every 500 entries. */
async function openReader() {
	const journal = createMemoryJournal();
	const epoch = read(await journal.takeEpoch());
	const lines = Array.from({ length }, (_, index) => {
		const seq = index + 1;
		return entryToText({ seq, epoch: 1, recordedAt: 0, causedBy: seq, event: eventOf(seq) }, hash);
	});
	const rows = Array.from({ length: length / 500 }, (_, index) => ({
		store: 'snapshots' as const,
		row: snapshotOf((index + 1) * 500)
	}));
	const segment = { from: 1, lines };
	read(await journal.append({ bookId, epoch, segment, head: hash, rows, market: null }));
	return createStoryReader(journal, bookId);
}

const opened = openReader();

describe('a story in a long journal', () => {
	it('reads the ends of a stretch and around what is known, and counts what it passed over', async () => {
		const reader = await opened;
		const stretch = { from: 1, to: length, marks: [15_000], words: ['XYZ'] };
		const { entries, leftOut } = await reader.entries(stretch);
		const seqs = entries.map(({ seq }) => seq);
		expect(seqs).toHaveLength(201);
		expect(seqs).toContain(15_000);
		expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
		expect(leftOut).toBe(length - 2 * entriesAtAnEnd - 81);
	});

	it('reads a short stretch whole, whatever is known of it', async () => {
		const reader = await opened;
		const stretch = { from: 101, to: 900, marks: [300, 301], words: ['XYZ'] };
		const { entries, leftOut } = await reader.entries(stretch);
		expect(entries.map(({ seq }) => seq)).toEqual([200, 300, 400, 500, 600, 700, 800, 900]);
		expect(leftOut).toBe(0);
	});

	it.each([
		[0, 500],
		[4990, 500],
		[5000, 1000],
		[123_456, 12_500],
		[299_999, 30_000],
		[300_000, 30_000]
	])('finds the first snapshot behind instant %i without reading them all', async (at, seq) => {
		const reader = await opened;
		expect(await reader.endOf(at, length)).toBe(seq);
	});
});
