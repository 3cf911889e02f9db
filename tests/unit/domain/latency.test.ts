import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { delayOf, seedOf } from '../../../src/lib/domain/latency.ts';

const id = (text: string) => text as ClientOrderId;
const delay = { base: 100, jitter: 20 };

describe('how long an errand takes', () => {
	it('is its base where there is no jitter', () => {
		expect(delayOf({ base: 100, jitter: 0 }, 7, id('a'), 'submit', 5)).toBe(100);
		expect(delayOf({ base: 0, jitter: 0 }, 7, id('a'), 'cancel', 5)).toBe(0);
	});

	it('is the same whenever it is asked, and another for another seed, order, errand or instant', () => {
		const drawn = () => [
			delayOf({ base: 0, jitter: 60_000 }, 7, id('a'), 'submit', 5),
			delayOf({ base: 0, jitter: 60_000 }, 8, id('a'), 'submit', 5),
			delayOf({ base: 0, jitter: 60_000 }, 7, id('b'), 'submit', 5),
			delayOf({ base: 0, jitter: 60_000 }, 7, id('a'), 'cancel', 5),
			delayOf({ base: 0, jitter: 60_000 }, 7, id('a'), 'replace', 5),
			delayOf({ base: 0, jitter: 60_000 }, 7, id('a'), 'submit', 6)
		];
		expect(drawn()).toEqual(drawn());
		expect(new Set(drawn()).size).toBe(6);
	});

	it('is each length from the base to base and jitter about as often', () => {
		const counts = new Map<number, number>();
		for (let at = 0; at < 21_000; at++) {
			const length = delayOf(delay, 7, id('a'), 'submit', at);
			counts.set(length, (counts.get(length) ?? 0) + 1);
		}
		expect(Math.min(...counts.keys())).toBe(100);
		expect(Math.max(...counts.keys())).toBe(120);
		expect(counts.size).toBe(21);
		// Each is drawn 1000 times of 21,000, with a deviation of 31.
		for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(155);
	});

	it('follows the seed of a generated market, and 0 where prices are given', () => {
		expect(seedOf({ type: 'generated', seed: 42, symbols: 1, startsAt: 0 })).toBe(42);
		expect(seedOf({ type: 'bars', startsAt: 0 })).toBe(0);
	});
});
