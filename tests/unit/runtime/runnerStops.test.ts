import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/lib/domain/commands.ts';
import type { InlineVenue } from '../../../src/lib/domain/venue.ts';
import type { Book, EngineState } from '../../../src/lib/engine/state.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import { createFold, openBook } from '../../../src/lib/runtime/bookState.ts';
import { createDecision, minuteAt } from '../../support/deskBuilders.ts';
import {
	openProfile,
	openSimulator,
	createBook,
	readEntries,
	readStore,
	startBook,
	withoutWallTime
} from '../../support/deskHarness.ts';
import {
	createSmallBook,
	createStorage,
	createTicking,
	live,
	liveThrough
} from '../../support/mortalDesk.ts';
import { read } from '../../support/randomRun.ts';

const given = createSmallBook(6);
const { book } = given;
const { entries: undisturbed } = await liveThrough(given, []);

const halt = (at: number): readonly Command[] => [
	{ type: 'Halt', at, level: 'reduce_only', by: 'switch', reason: 'test' }
];
const entriesOf = (journal: Journal) => readEntries({ journal }, book.id);
const failure = (type: string) => ({ ok: false, error: { type } });

describe('a leader whose place another has taken', () => {
	it('stops at its next append, and writes nothing of it', async () => {
		const storage = await createStorage(given);
		const first = await startBook({ journal: storage }, book);
		await first.runUntil(minuteAt(5));
		const before = await entriesOf(storage);
		const second = await startBook({ journal: storage }, book);
		const answers = await Promise.all([first.runner.command(halt), first.runner.command(halt)]);
		const stale = { type: 'store', fault: { type: 'stale_epoch', mine: 2, current: 3 } };
		expect(answers).toEqual(answers.map(() => ({ ok: false, error: stale })));
		expect(first.stopped()).toEqual(stale);
		expect(await first.runner.command(halt)).toEqual({ ok: false, error: stale });
		await first.runUntil(minuteAt(20));
		await first.runner.close();
		expect(await entriesOf(storage)).toEqual(before);
		expect((await second.runner.command(halt)).ok).toBe(true);
		const [entry] = (await entriesOf(storage)).slice(before.length);
		expect(entry).toMatchObject({ epoch: 3, event: { type: 'TradingStateChanged' } });
	});
});

describe('a storage that is full', () => {
	it.each([1, 2, 7, 12])('at append %i stops the book, which goes on when there is room', async (n) => {
		const storage = await createStorage(given);
		let appends = 0;
		const append: Journal['append'] = (batch) =>
			++appends === n ? Promise.resolve({ ok: false, error: { type: 'full' } }) : storage.append(batch);
		const why = await live(storage, given, null, { journal: { ...storage, append } });
		expect(why).toEqual({ type: 'store', fault: { type: 'full' } });
		const kept = await entriesOf(storage);
		expect(withoutWallTime(kept)).toEqual(withoutWallTime(undisturbed.slice(0, kept.length)));
		expect(kept.length).toBeLessThan(undisturbed.length);
		expect(await live(storage, given)).toBe('ended');
		expect(withoutWallTime(await entriesOf(storage))).toEqual(withoutWallTime(undisturbed));
	});

	it('answers commands in flight and those that wait with a failure', async () => {
		const storage = await createStorage(given);
		const append: Journal['append'] = () => Promise.resolve({ ok: false, error: { type: 'full' } });
		// One input a batch: the second is still in the queue when the first fails.
		const setup = { journal: { ...storage, append }, wall: createTicking(20) };
		const { runner } = await startBook({ journal: storage }, book, setup);
		const answers = await Promise.all([runner.command(halt), runner.command(halt)]);
		expect(answers).toMatchObject([failure('store'), failure('store')]);
		expect(read(await openBook(storage, { id: book.id, origin: book.id })).state.book.tradingState).toBe(
			'active'
		);
	});
});

describe('a fault of the engine', () => {
	const breaking =
		(n: number) =>
		(state: EngineState): InlineVenue => {
			const venue = openSimulator(state);
			let calls = 0;
			return {
				...venue,
				matchBar(symbol, bar, turn) {
					if (++calls === n) throw new Error('broken');
					return venue.matchBar(symbol, bar, turn);
				}
			};
		};

	it.each([1, 5, 12])('at match %i stops the book before anything of the batch is written', async (n) => {
		const storage = await createStorage(given);
		const venue = { type: 'inline', open: breaking(n) } as const;
		expect(await live(storage, given, null, { venue })).toMatchObject({ type: 'engine', message: 'broken' });
		const kept = await entriesOf(storage);
		expect(withoutWallTime(kept)).toEqual(withoutWallTime(undisturbed.slice(0, kept.length)));
		expect(await live(storage, given)).toBe('ended');
		expect(withoutWallTime(await entriesOf(storage))).toEqual(withoutWallTime(undisturbed));
	});

	it('in a command answers it with a failure', async () => {
		const storage = await createStorage(given);
		const { runner, stopped } = await startBook({ journal: storage }, book);
		const answer = await runner.command(() => {
			throw new Error('odd');
		});
		expect(answer).toMatchObject({ ok: false, error: { type: 'engine', message: 'odd' } });
		expect(stopped()).toEqual({
			type: 'engine',
			message: 'odd',
			stack: expect.stringContaining('odd') as string
		});
		expect(await entriesOf(storage)).toHaveLength(1);
	});
});

describe('a book that is closed', () => {
	it('answers or refuses what is asked meanwhile, and its checkpoint is the fold of its journal', async () => {
		for (let turns = 0; turns < 60; turns++) {
			const profile = turns % 20 === 0 ? openProfile() : { journal: await createStorage(given) };
			if ('db' in profile) await createBook(profile, book);
			const { runner, runUntil } = await startBook(profile, book, { wall: createTicking() });
			await runUntil(minuteAt(4));
			const closing = runner.close();
			for (let turn = 0; turn < turns; turn++) await Promise.resolve();
			const decision = createDecision({ symbol: 'S0', at: minuteAt(1) });
			const asking = runner.command((at) => [{ type: 'TakeDecision', at, decision }, ...halt(at)]);
			await closing;
			const answer = await asking;
			const { journal } = profile;
			const { checkpoint } = read(await journal.load(book.id));
			const fold = createFold(book.id, null);
			for await (const { from, lines } of journal.read(book.id, 1)) {
				const kept = lines.slice(0, Math.max(0, (checkpoint?.seq ?? 0) - from + 1));
				fold.take({ from, lines: kept });
			}
			expect((checkpoint?.state as { readonly book: Book } | undefined)?.book).toEqual(
				fold.result()?.state.book
			);
			const opened = read(await openBook(journal, { id: book.id, origin: book.id }));
			expect(opened.state.book.decisionIds.size).toBe(answer.ok ? 1 : 0);
			const orders = await readStore(profile, book.id, 'orders');
			expect(orders.length).toBe(answer.ok ? 1 : 0);
		}
	});

	it('runs no further and takes nothing any more', async () => {
		const storage = await createStorage(given);
		const { runner, runUntil } = await startBook({ journal: storage }, book);
		await runUntil(minuteAt(4));
		await runner.close();
		const before = await entriesOf(storage);
		runner.runTo(minuteAt(20));
		expect(await runner.command(halt)).toEqual(failure('closed'));
		expect(await entriesOf(storage)).toEqual(before);
	});
});
