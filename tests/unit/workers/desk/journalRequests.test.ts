import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';
import { openProfile, type TestProfile } from '../../../support/deskHarness.ts';
import type { JournalQuery } from '../../../../src/lib/contract/journalSearch.ts';
import type { JournalLine } from '../../../../src/lib/contract/deskView.ts';
import type { BookId, ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import { bindEntry } from '../../../../src/lib/journal/chain.ts';
import { journalSearch } from '../../../../src/workers/desk/journalRequests.ts';
import type { DeskContext } from '../../../../src/workers/desk/deskContext.ts';

afterAll(closeSessions);

let profile: TestProfile;
let desk: Awaited<ReturnType<typeof startSession>>;
let all: readonly JournalLine[];
let symbol = '';

beforeAll(async () => {
	profile = openProfile();
	desk = await startSession(profile);
	const { symbols } = await desk.until(priced);
	[symbol = ''] = symbols;
	for (const [index, one] of symbols.slice(0, 3).entries()) await buy(desk, one, `request-${String(index)}`);
	await desk.get('decide', {
		ticket: { symbol, action: 'BUY', quantity: '100000' },
		request: 'too-big'
	});
	await desk.get('setClock', { isPaused: true });
	await desk.get('halt', { level: 'pause', by: 'switch', reason: 'by hand' });
	all = (await desk.get('journal', { limit: 10_000 })).filter(({ text }) => text !== '');
});

const seqs = (lines: readonly JournalLine[]) => lines.map(({ seq }) => seq);

/** Every slice of a search until nothing is left. */
async function searchAll(query: JournalQuery): Promise<readonly JournalLine[]> {
	const lines: JournalLine[] = [];
	for (let before: number | undefined; ;) {
		const slice = await desk.get('journalSearch', before === undefined ? query : { ...query, before });
		lines.push(...slice.lines);
		if (slice.isDone) return lines;
		before = slice.reached?.seq ?? 1;
	}
}

describe('a search of the journal', () => {
	it('finds, a few at a time, the lines that the journal tells, the newest first', async () => {
		expect(all.length).toBeGreaterThan(12);
		expect(await searchAll({ limit: 3 })).toEqual(all);
	});

	it('finds what has every word of a text in its sentence or number', async () => {
		const words = (line: JournalLine) => `${String(line.seq)} ${line.text}`.toLowerCase();
		const found = await searchAll({ text: `BOUGHT ${symbol.toLowerCase()}` });
		expect(seqs(found)).toEqual(
			seqs(all.filter((line) => words(line).includes('bought') && words(line).includes(symbol.toLowerCase())))
		);
		expect(found).toHaveLength(1);
	});

	it('finds by symbol, by kind and by day', async () => {
		expect(seqs(await searchAll({ symbol }))).toEqual(seqs(all.filter((line) => line.symbol === symbol)));
		const tones = [
			['fills', 'fill'],
			['refusals', 'refusal'],
			['alarms', 'alarm']
		] as const;
		for (const [kind, tone] of tones) {
			const expected = seqs(all.filter((line) => line.tone === tone));
			expect(expected.length).toBeGreaterThan(0);
			expect(seqs(await searchAll({ kind }))).toEqual(expected);
		}
		const isSample = ({ type }: JournalLine) => ['SnapshotTaken', 'HighWaterRaised'].includes(type);
		expect(seqs(await searchAll({ kind: 'acts' }))).toEqual(seqs(all.filter((line) => !isSample(line))));
		expect((await searchAll({ kind: 'settings' })).map(({ type }) => type)).toEqual(['TradingStateChanged']);
		const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(all[0]?.at);
		expect(await searchAll({ day })).toEqual(all);
		expect(await searchAll({ day: '2001-01-01' })).toEqual([]);
		expect(await searchAll({ day: '2099-01-01' })).toEqual([]);
		expect(await desk.refusal('journalSearch', { day: '2026-02-31' })).toContain('is not a day');
	});

	it('looks only at what came after an entry, when that is asked', async () => {
		const [newest] = all;
		expect(seqs(await searchAll({ after: (newest?.seq ?? 0) - 2 }))).toEqual(seqs(all.slice(0, 2)));
	});

	it('ends a slice when its time is up, and says how far it got', async () => {
		let now = 0;
		const { view } = desk.shown;
		const slice = await journalSearch(
			{
				journal: profile.journal,
				wall: () => (now += 20),
				running: () => ({
					record: { id: view?.book.id as BookId },
					runner: { live: () => ({ seq: view?.seq, state: { book: { instruments: [], config: {} } } }) }
				})
			} as unknown as DeskContext,
			{ text: 'nothing has this in it' }
		);
		if (!slice.ok) throw new Error(slice.error.message);
		expect(slice.value).toMatchObject({ lines: [], isDone: false });
		expect(slice.value.reached?.seq).toBeLessThan(view?.seq ?? 0);
	});

	it('ends a slice in time also where each order has to be looked up', async () => {
		let [now, lookups] = [0, 0];
		const lines = Array.from({ length: 40 }, (_, index) => {
			const orderId = `d.${String(index)}` as ClientOrderId;
			const event = { type: 'OrderSubmitted', at: index, orderId, arrivesAt: null } as const;
			return bindEntry('', { seq: index + 1, epoch: 1, recordedAt: 0, causedBy: index + 1, event }).line;
		});
		const journal = {
			async *readBack() {
				yield await Promise.resolve({ from: 1, lines });
			},
			findRow() {
				now += 12;
				lookups++;
				return Promise.resolve({ ok: true, value: null });
			}
		};
		const slice = await journalSearch(
			{
				journal,
				wall: () => now,
				running: () => ({
					record: { id: 'book' },
					runner: { live: () => ({ seq: 40, state: { book: { instruments: [], config: {} } } }) }
				})
			} as unknown as DeskContext,
			{}
		);
		if (!slice.ok) throw new Error(slice.error.message);
		expect([slice.value.isDone, slice.value.reached?.seq, lookups]).toEqual([false, 38, 3]);
		expect(seqs(slice.value.lines)).toEqual([40, 39, 38]);
	});

	it('gives an entry as it was written, bound to the one before', async () => {
		const [first, second] = [
			await desk.get('journalEntry', { seq: 1 }),
			await desk.get('journalEntry', { seq: 2 })
		];
		expect(second.hashBefore).toBe(first.hash);
		expect(JSON.parse(second.body)).toMatchObject({ seq: 2 });
		expect(second.line).toEqual(all.find(({ seq }) => seq === 2));
		expect(await desk.refusal('journalEntry', { seq: 99_999 })).toContain('no entry 99999');
	});
});
