import { describe, expect, it } from 'vitest';
import { drawBits, normalOf, streamKeys, uniformOf } from '../../../src/lib/domain/chance.ts';

const count = 100_000;

function draws(seed: number, stream: number, pick: (bits: number) => number): number[] {
	const [first, second] = streamKeys(seed, stream);
	return Array.from({ length: count }, (_, number) => pick(drawBits(first, second, number)));
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('chance', () => {
	it.each([
		[1, 0],
		[1, -1],
		[2 ** 40, 3],
		[-7, 19]
	])('of seed %s and stream %s is even', (seed, stream) => {
		const tenths = new Array<number>(10).fill(0);
		for (const value of draws(seed, stream, uniformOf)) {
			const tenth = Math.floor(value * 10);
			tenths[tenth] = (tenths[tenth] ?? NaN) + 1;
		}
		for (const of of tenths) expect(Math.abs(of / count - 0.1)).toBeLessThan(0.005);
	});

	it('is about normal with mean 0 and variance 1, and has its tails', () => {
		const values = draws(3, 4, normalOf);
		expect(Math.abs(mean(values))).toBeLessThan(0.015);
		expect(Math.abs(mean(values.map((value) => value * value)) - 1)).toBeLessThan(0.02);
		expect(values.filter((value) => Math.abs(value) > 2).length / count).toBeGreaterThan(0.03);
	});

	it('depends on the seed beyond 32 bits, on the stream and on the number, not on the order', () => {
		const bits = (seed: number, stream: number) => drawBits(...streamKeys(seed, stream), 9);
		const all = [bits(1, 0), bits(2, 0), bits(1 + 2 ** 32, 0), bits(1, 1), bits(1, -1)];
		expect(new Set(all).size).toBe(all.length);
		expect(bits(1, 0)).toBe(all[0]);
	});

	it('has streams that tell nothing of each other', () => {
		const one = draws(1, 0, normalOf);
		for (const stream of [1, 2, -1]) {
			const other = draws(1, stream, normalOf);
			expect(Math.abs(mean(one.map((value, index) => value * (other[index] ?? NaN))))).toBeLessThan(0.015);
		}
	});
});
