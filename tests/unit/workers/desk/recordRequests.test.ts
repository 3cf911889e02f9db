import { expect, it } from 'vitest';
import type { FillRow } from '../../../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../../../src/lib/domain/ids.ts';
import { failed } from '../../../../src/lib/domain/result.ts';
import type { DeskContext } from '../../../../src/workers/desk/deskContext.ts';
import { fills } from '../../../../src/workers/desk/recordRequests.ts';
import { createMemoryJournal } from '../../../support/memoryJournal.ts';
import { read } from '../../../support/randomRun.ts';

const bookId = 'book' as BookId;
const length = 2000;

const fillOf = (seq: number): FillRow => ({
	...{
		seq,
		orderId: `d.${String(seq)}`,
		decisionId: String(seq),
		at: seq,
		side: 'buy',
		cause: 'entry_market'
	},
	...{ symbol: seq % 100 === 0 ? 'XYZ' : 'ABC', quantity: '1', price: '1', fee: '0', realised: '0' },
	cashAfter: '0'
});

/** A book of many fills, each hundredth of XYZ, and how often its rows were read. */
async function openBook() {
	const journal = createMemoryJournal();
	const epoch = read(await journal.takeEpoch());
	const rows = Array.from({ length }, (_, index) => ({ store: 'fills' as const, row: fillOf(index + 1) }));
	read(await journal.repair(bookId, epoch, rows, []));
	const reads = { count: 0, fails: false };
	const context = {
		journal: {
			...journal,
			rowsBetween: (...given: Parameters<typeof journal.rowsBetween>) => {
				reads.count++;
				if (reads.fails) return Promise.resolve(failed({ type: 'failed', message: 'broken' }));
				return journal.rowsBetween(...given);
			}
		},
		running: () => ({ record: { id: bookId }, runner: { live: () => ({ seq: length }) } })
	} as unknown as DeskContext;
	return { context, reads };
}

it('finds the newest fills of a symbol, reading back no further than it needs to', async () => {
	const { context, reads } = await openBook();
	const some = read(await fills(context, { symbol: 'XYZ', limit: 7 }));
	expect(some.map(({ seq }) => seq)).toEqual([2000, 1900, 1800, 1700, 1600, 1500, 1400]);
	expect(reads.count).toBe(2);
});

it('finds every fill of a symbol when there are fewer than asked for, and those of all without one', async () => {
	const { context } = await openBook();
	const all = read(await fills(context, { symbol: 'XYZ', limit: 501 }));
	expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => 2000 - index * 100));
	expect(read(await fills(context, { symbol: 'NONE' }))).toEqual([]);
	expect(read(await fills(context, { limit: 3 })).map(({ seq }) => seq)).toEqual([2000, 1999, 1998]);
});

it('says that the fills of a symbol could not be read', async () => {
	const { context, reads } = await openBook();
	reads.fails = true;
	const answer = await fills(context, { symbol: 'XYZ' });
	expect(answer.ok ? '' : answer.error.message).not.toBe('');
});
