import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RiskReader } from '../../../src/lib/app/riskReader.svelte.ts';
import { ok } from '../../../src/lib/domain/result.ts';

const minute = 60_000;

/** A desk as it is shown: its book, its clock, and its last entry, which is a refusal where nothing else is said. */
const shown = (book: string, at: number, seq = 0, type = 'OrderDenied') =>
	({
		...{ book: { id: book }, clock: { at } },
		feed: seq === 0 ? [] : [{ type, seq }]
	}) as unknown as Parameters<RiskReader['follow']>[0];

/** A reader whose questions are answered by hand, with how often each was asked. */
function createReader() {
	const asked: string[] = [];
	const answers: (() => void)[] = [];
	const reader = new RiskReader(((name: string) => {
		asked.push(name);
		const said = `${name} ${String(asked.filter((one) => one === name).length)}`;
		return new Promise((resolve) => answers.push(() => resolve(ok(said))));
	}) as unknown as ConstructorParameters<typeof RiskReader>[0]);
	const answer = async () => {
		for (const one of answers.splice(0)) one();
		await vi.advanceTimersByTimeAsync(0);
	};
	const count = (name: string) => asked.filter((one) => one === name).length;
	return { reader, answer, count };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a page of limits', () => {
	it('asks for the gauges one picture after another, and never twice at once', async () => {
		const { reader, answer, count } = createReader();
		for (let picture = 0; picture < 5; picture++) reader.follow(shown('a', picture));
		expect(count('risk')).toBe(1);
		await answer();
		expect(reader.risk.value).toBe('risk 1');
		// What was shown meanwhile is asked for once.
		expect(count('risk')).toBe(2);
		await answer();
		expect(count('risk')).toBe(2);
	});

	it('asks for the course when a minute has passed, and for refusals when one comes', async () => {
		const { reader, answer, count } = createReader();
		reader.follow(shown('a', 0));
		await answer();
		reader.follow(shown('a', minute - 1));
		await vi.advanceTimersByTimeAsync(5000);
		expect([count('riskCourse'), count('refusals')]).toEqual([1, 1]);
		reader.follow(shown('a', minute, 7));
		expect([count('riskCourse'), count('refusals'), count('riskHistory')]).toEqual([2, 2, 1]);
		await answer();
		reader.follow(shown('a', minute, 8, 'BreakerTripped'));
		expect(count('riskHistory')).toBe(2);
	});

	it('asks for the course once a second at most, and once more for the last minute', async () => {
		const { reader, answer, count } = createReader();
		for (let passed = 0; passed < 10; passed++) {
			reader.follow(shown('a', passed * minute));
			await answer();
		}
		expect(count('riskCourse')).toBe(1);
		await vi.advanceTimersByTimeAsync(1000);
		await answer();
		expect(count('riskCourse')).toBe(2);
		await vi.advanceTimersByTimeAsync(5000);
		expect(count('riskCourse')).toBe(2);
	});

	it('forgets what it knows of another book, and what is on its way', async () => {
		const { reader, answer } = createReader();
		reader.follow(shown('a', 0));
		await answer();
		expect(reader.refusals.value).not.toBeNull();
		await vi.advanceTimersByTimeAsync(1000);
		reader.follow(shown('a', minute, 3));
		reader.follow(shown('b', 0));
		expect([reader.risk.value, reader.course.value, reader.refusals.value]).toEqual([null, null, null]);
		await answer();
		expect(reader.refusals.value).toBe('refusals 3');
	});

	it('asks nothing more once the page is left', async () => {
		const { reader, answer, count } = createReader();
		reader.follow(shown('a', 0));
		reader.follow(shown('a', minute));
		reader.stop();
		await answer();
		await vi.advanceTimersByTimeAsync(5000);
		expect([count('risk'), count('riskCourse'), reader.risk.value]).toEqual([1, 1, null]);
	});
});
