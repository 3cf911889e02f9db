import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import { StoryReader, type StoryChoice } from '../../../src/lib/app/storyReader.svelte.ts';
import type { BookChoice, JournalLine } from '../../../src/lib/contract/deskView.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const choice: StoryChoice = { openBook: 'one', book: null, order: 'd.1', decision: null };
const position = { heldFor: 60_000, row: { openedAt: 0 } };
const storyOf = (order: string, isEnded = false) =>
	ok({ type: 'story', symbol: 'ALFA', title: order, isEnded, position });

/** A reader over a desk that takes its time, milliseconds, for a story. */
function createReader({ takes = 0, isEnded = false } = {}) {
	let count = 0;
	const ask = vi.fn(async (name: string, given: { readonly order?: string }) => {
		if (name === 'candles') return ok({ told: count });
		count++;
		await new Promise((resolve) => setTimeout(resolve, takes));
		return given.order === 'none'
			? failed({ message: 'There is none.' })
			: storyOf(given.order ?? '', isEnded);
	});
	const reader = new StoryReader({ ask } as unknown as Pick<DeskClient, 'ask'>);
	const asked = () => ask.mock.calls.filter(([name]) => name === 'story').length;
	return { reader, ask, asked };
}

const at = (seq: number, feed: readonly Partial<JournalLine>[] = [], books: readonly string[] = []) => ({
	seq,
	feed: feed as JournalLine[],
	books: books.map((id) => ({ id }) as BookChoice)
});

/** Follows a desk that moves 20 times a second. */
async function move(reader: StoryReader, pictures: number, first = 1): Promise<void> {
	for (let seq = first; seq < first + pictures; seq++) {
		reader.follow({ ...choice }, at(seq));
		await vi.advanceTimersByTimeAsync(50);
	}
}

describe('the story of an open order', () => {
	test('is asked for once a second at most, however often the desk moves', async () => {
		const { reader, asked } = createReader();
		await move(reader, 58);
		expect(asked()).toBe(3);
		await vi.advanceTimersByTimeAsync(5000);
		expect(asked()).toBe(4);
	});

	test('that takes longer than a picture appears, one question at a time', async () => {
		const { reader, asked } = createReader({ takes: 3000 });
		await move(reader, 59);
		expect([reader.told, asked()]).toEqual([null, 1]);
		await move(reader, 2, 60);
		expect(reader.told).toMatchObject({ title: 'd.1' });
		expect(reader.charted).not.toBeNull();
		expect(asked()).toBe(2);
	});

	test('is left alone while the desk stands still, and after it is stopped', async () => {
		const { reader, asked } = createReader();
		for (let picture = 0; picture < 60; picture++) await move(reader, 1, 7);
		expect(asked()).toBe(1);
		reader.follow(choice, at(8));
		reader.follow(choice, at(9));
		reader.stop();
		await vi.advanceTimersByTimeAsync(5000);
		expect(asked()).toBe(1);
	});
});

test('the story of an ended order is asked for again when its symbol is told of', async () => {
	const { reader, asked } = createReader({ isEnded: true });
	await move(reader, 60);
	expect(asked()).toBe(1);
	reader.follow(choice, at(62, [{ seq: 62, symbol: 'BETA' }]));
	await vi.advanceTimersByTimeAsync(0);
	expect(asked()).toBe(1);
	reader.follow(choice, at(63, [{ seq: 63, symbol: 'ALFA' }]));
	await vi.advanceTimersByTimeAsync(0);
	expect(asked()).toBe(2);
});

describe('another story', () => {
	test.each([
		['order', { order: 'd.2' }],
		['decision', { decision: 'x' }],
		['book', { book: 'two' }],
		['open book', { openBook: 'two' }]
	])('of another %s is asked for at once, and stands over none of what was there', async (_, change) => {
		const { reader, asked } = createReader({ takes: 500 });
		reader.follow(choice, at(1));
		await vi.advanceTimersByTimeAsync(500);
		expect(reader.charted).not.toBeNull();
		reader.follow({ ...choice, ...change }, at(1));
		expect([reader.told, reader.charted, asked()]).toEqual([null, null, 2]);
		await vi.advanceTimersByTimeAsync(500);
		expect([reader.told, reader.charted]).not.toContain(null);
	});

	test('is not overwritten by a late answer about the one before', async () => {
		const { reader } = createReader({ takes: 500 });
		reader.follow(choice, at(1));
		await vi.advanceTimersByTimeAsync(400);
		reader.follow({ ...choice, order: 'd.2' }, at(1));
		await vi.advanceTimersByTimeAsync(200);
		expect(reader.told).toBeNull();
		await vi.advanceTimersByTimeAsync(300);
		expect(reader.told).toMatchObject({ title: 'd.2' });
	});

	test('that is in another book is looked for again once that book is deleted', async () => {
		const answers = [
			ok({ type: 'elsewhere', book: { id: 'two', name: 'Two' } }),
			failed({ message: 'There is no order d.1 in any book.' })
		];
		const ask = vi.fn(() => Promise.resolve(answers.shift()));
		const reader = new StoryReader({ ask } as unknown as Pick<DeskClient, 'ask'>);
		reader.follow(choice, at(1, [], ['one', 'two']));
		await vi.advanceTimersByTimeAsync(0);
		reader.follow(choice, at(2, [], ['one', 'two']));
		await vi.advanceTimersByTimeAsync(2000);
		expect([reader.told?.type, ask.mock.calls.length]).toEqual(['elsewhere', 1]);
		reader.follow(choice, at(3, [], ['one']));
		await vi.advanceTimersByTimeAsync(2000);
		expect(reader.told).toEqual({ type: 'unknown', message: 'There is no order d.1 in any book.' });
	});

	test('that cannot be had says why, with no prices', async () => {
		const { reader, ask } = createReader();
		reader.follow({ ...choice, order: 'none' }, at(1));
		await vi.advanceTimersByTimeAsync(0);
		expect([reader.told, reader.charted]).toEqual([{ type: 'unknown', message: 'There is none.' }, null]);
		reader.follow({ ...choice, order: null }, at(1));
		await vi.advanceTimersByTimeAsync(0);
		expect(reader.told).toMatchObject({ message: 'The address names no order and no decision.' });
		expect(ask).toHaveBeenCalledOnce();
	});
});
