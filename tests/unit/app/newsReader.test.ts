import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewsReader } from '../../../src/lib/app/newsReader.svelte.ts';
import type { NewsView } from '../../../src/lib/contract/news.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const view: NewsView = { articles: [], readAt: null, isReading: true, problem: '' };

/** A reader that is looked at four times a second; its desk answers with what `now` gives. */
function opened(now: { answer: NewsView | string }) {
	let asked = 0;
	const ask = () => {
		asked++;
		const { answer } = now;
		return Promise.resolve(typeof answer === 'string' ? failed({ message: answer }) : ok(answer));
	};
	const reader = new NewsReader(ask);
	const look = async (seconds: number) => {
		for (let n = 0; n < seconds * 4; n++) {
			reader.follow('ABCD');
			await vi.advanceTimersByTimeAsync(250);
		}
	};
	return { reader, look, count: () => asked };
}

describe('the news of a page', () => {
	it('are asked for every second while they are read, and then every two', async () => {
		const now: { answer: NewsView | string } = { answer: view };
		const { reader, look, count } = opened(now);
		await look(3);
		expect(count()).toBe(3);
		now.answer = { ...view, readAt: 1, isReading: false };
		await look(1);
		expect([count(), reader.shown?.readAt]).toEqual([4, 1]);
		await look(3);
		expect(count()).toBe(5);
	});

	it('say why they cannot be asked for, beside what is known', async () => {
		const now: { answer: NewsView | string } = { answer: 'No desk runs.' };
		const { reader, look } = opened(now);
		await look(1);
		expect(reader.shown).toEqual({ ...view, isReading: false, problem: 'No desk runs.' });
		now.answer = { ...view, readAt: 1, isReading: false };
		await look(10);
		now.answer = 'No desk runs.';
		await look(10);
		expect(reader.shown).toMatchObject({ readAt: 1, problem: 'No desk runs.' });
	});
});
