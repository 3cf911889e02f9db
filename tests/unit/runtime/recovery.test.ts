import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/lib/domain/commands.ts';
import type { JournalEntry } from '../../../src/lib/journal/entry.ts';
import type { KillPoint } from '../../../src/lib/runtime/runnerSetup.ts';
import { createDecision, createLevels, minuteAt, price, sessionOpen } from '../../support/deskBuilders.ts';
import { readEntries, startBook, withoutWallTime } from '../../support/deskHarness.ts';
import {
	arrangeDeath,
	createQuotedBook,
	createSmallBook,
	createStorage,
	createTicking,
	live,
	withLatency,
	withLocks,
	liveThrough,
	type Death
} from '../../support/mortalDesk.ts';

const bars = createSmallBook(6);
const quotes = createQuotedBook(6);
// Volume that is soon taken, so that orders fill in parts.
const scarce = [createSmallBook(6, 30, '0.2'), createQuotedBook(6, 4, '0.01')] as const;
// Seconds on the way to the market, so that many a kill finds something there.
const slow = [withLatency(createSmallBook(14)), withLatency(createQuotedBook(6, 4, '0.01'))] as const;
// Locks that come and go by themselves.
const locked = withLocks(createQuotedBook(6));
const kinds = await Promise.all(
	[bars, quotes, ...scarce, ...slow, locked].map(async (given) => ({
		given,
		undisturbed: (await liveThrough(given, [])).entries
	}))
);

const anyAppend = fc.record({ append: fc.integer({ min: 1, max: 25 }), isDone: fc.boolean() });

describe('a book that is killed goes on as if it had not been', () => {
	it.each([0, 1, 2, 3, 4, 5])('and has something to lose: book %i', (index) => {
		const { undisturbed = [] } = kinds[index] ?? {};
		const types = new Set(undisturbed.map(({ event }) => event.type));
		const all = ['OrderFilled', 'TriggerArmed', 'TriggerFired', 'HighWaterRaised', 'SnapshotTaken'];
		expect([...types]).toEqual(expect.arrayContaining([...all, 'DecisionRefused']));
		expect(undisturbed.length).toBeGreaterThan(180);
	});

	it('locks among it, and entries that they deny', () => {
		const events = (kinds[6]?.undisturbed ?? []).map(({ event }) => event);
		expect(events.filter(({ type }) => type === 'LockSet').length).toBeGreaterThan(5);
		const denied = events.flatMap((event) => (event.type === 'OrderDenied' ? event.reasons : []));
		expect(denied).toContain('locked');
	});

	it.each([2, 3])('orders that fill in parts among it: book %i', (index) => {
		const { undisturbed = [] } = kinds[index] ?? {};
		const ids = undisturbed.flatMap(({ event }) => (event.type === 'OrderFilled' ? [event.fill.id] : []));
		expect(ids.filter((id) => id.endsWith('.2')).length).toBeGreaterThan(3);
	});

	const points: readonly KillPoint[] = ['before commit', 'before checkpoint', 'before sealing'];
	const cases = points.flatMap((point) => [1, 2, 5].map((n) => [point, n] as const));
	it.each(cases)('%s, the %ith time', async (point, n) => {
		for (const { given, undisturbed } of kinds) {
			const { entries, killed } = await liveThrough(given, [{ point, n }]);
			expect(killed).toBe(1);
			expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
		}
	});

	it('again and again at any append, whether it was done or not', async () => {
		const deaths = fc.array<Death>(anyAppend, { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...kinds), deaths, async ({ given, undisturbed }, arranged) => {
				const { entries } = await liveThrough(given, arranged);
				expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
			}),
			{ numRuns: 12 }
		);
	});

	it('closed and opened at any time', async () => {
		const places = fc.array(fc.integer({ min: 0, max: 4800 }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...kinds), places, async ({ given, undisturbed }, stops) => {
				const storage = await createStorage(given);
				const tick = [quotes, scarce[1], locked].includes(given) ? 50 : 375;
				for (const stop of stops.sort((a, b) => a - b)) {
					const until = sessionOpen + stop * tick;
					expect(await live(storage, given, null, {}, until)).toBe('ended');
				}
				expect(await live(storage, given)).toBe('ended');
				const entries = await readEntries({ journal: storage }, given.book.id);
				expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
			}),
			{ numRuns: 12 }
		);
	});

	it('whatever its batches are', async () => {
		for (const { given, undisturbed } of kinds) {
			const storage = await createStorage(given);
			expect(await live(storage, given, null, { wall: createTicking(20) })).toBe('ended');
			const entries = await readEntries({ journal: storage }, given.book.id);
			expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
			expect(new Set(entries.map(({ recordedAt }) => recordedAt)).size).toBeGreaterThan(50);
		}
	});
});

/** A day of a person at the desk: each is asked when the clock has come to its minute. */
const asked: readonly (readonly [minute: number, make: (at: number) => Command])[] = [
	[3, (at) => ({ type: 'TakeDecision', at, decision: createDecision({ id: 'buy', at, symbol: 'S0' }) })],
	[
		6,
		(at) => ({
			...{ type: 'ChangeProtection', at, request: 'guard', symbol: 'S0' },
			change: { stopLoss: price('0.01') }
		})
	],
	[9, (at) => ({ type: 'ClosePosition', at, request: 'close', symbol: 'S0', quantity: null })],
	[
		14,
		(at) => {
			const levels = createLevels({ stopLoss: '0.01', trailing: '0.5' });
			return {
				type: 'TakeDecision',
				at,
				decision: createDecision({ id: 'again', at, symbol: 'S0', levels })
			};
		}
	],
	[18, (at) => ({ type: 'ClosePosition', at, request: 'close again', symbol: 'S0', quantity: null })]
];

describe('a command', () => {
	const quiet = { ...createSmallBook(6), decisions: [] };

	/** Asks for all of it, in as many lives as it takes, and asks again what was not answered. */
	async function workThrough(deaths: readonly Death[]) {
		const storage = await createStorage(quiet);
		const answered: JournalEntry[] = [];
		let next = 0;
		for (const death of [...deaths, null]) {
			const { outside, given } = arrangeDeath(storage, death);
			const setup = { wall: createTicking(), checkpointEvery: 5, ...given };
			const { runner, runUntil } = await startBook({ journal: storage }, quiet.book, setup);
			const work = async () => {
				for (let step = asked[next]; step !== undefined; step = asked[next]) {
					const [minute, make] = step;
					await runUntil(minuteAt(minute));
					const answer = await runner.command((at) => [make(at)]);
					if (!answer.ok) throw new Error(JSON.stringify(answer.error));
					answered.push(...answer.value);
					next++;
				}
				await runUntil(Infinity);
				await runner.close();
			};
			await Promise.race([outside.died, work()]);
		}
		return { answered, entries: await readEntries({ journal: storage }, quiet.book.id) };
	}

	it('that was answered is in the journal, and one that is asked again is done once', async () => {
		const deaths = fc.array<Death>(
			fc.record({ append: fc.integer({ min: 1, max: 9 }), isDone: fc.boolean() }),
			{ maxLength: 5 }
		);
		let repeated = 0;
		await fc.assert(
			fc.asyncProperty(deaths, async (arranged) => {
				const { answered, entries } = await workThrough(arranged);
				expect(entries).toEqual(expect.arrayContaining(answered));
				const done = entries.flatMap(({ event }) => {
					if (event.type === 'DecisionTaken') return [event.decision.id];
					return event.type === 'CloseRequested' ? [event.request] : [];
				});
				expect(done).toEqual(['buy', 'close', 'again', 'close again']);
				expect(entries.filter(({ event }) => event.type === 'OrderFilled')).toHaveLength(4);
				repeated += entries.filter(
					({ event }) =>
						(event.type === 'DecisionRefused' && event.reason === 'duplicate_decision') ||
						(event.type === 'CommandRefused' && event.reason === 'already_done')
				).length;
			}),
			{ numRuns: 15 }
		);
		expect(repeated).toBeGreaterThan(0);
	});

	it('is answered once it is in the journal, and not before', async () => {
		const storage = await createStorage(quiet);
		let isWritten = false;
		const append: typeof storage.append = async (batch) => {
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			const result = await storage.append(batch);
			isWritten = true;
			return result;
		};
		const given = { journal: { ...storage, append } };
		const { runner } = await startBook({ journal: storage }, quiet.book, given);
		const answer = await runner.command((at) => [
			{ type: 'Halt', at, level: 'reduce_only', by: 'switch', reason: '' }
		]);
		expect([answer.ok, isWritten]).toEqual([true, true]);
	});
});
