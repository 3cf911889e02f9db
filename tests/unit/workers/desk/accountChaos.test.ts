import { describe, expect, it } from 'vitest';
import { runChaos } from '../../../support/alpaca/chaosDesk.ts';

// `npm run soak -- --chaos 10000` gives more, from another one on.
const first = Number(process.env['CHAOS_FIRST'] ?? 1);
const seeds = Number(process.env['CHAOS_SEEDS'] ?? 100);

describe('the desk of a paper account while everything goes wrong', () => {
	it(
		`sends each order once, counts each fill once, and ends equal to its account: ${String(seeds)} seeds`,
		async () => {
			const failing: string[] = [];
			const sum = { orders: 0, fills: 0, lives: 0 };
			for (let seed = first; seed < first + seeds; seed++) {
				const { acts, faults, orders, fills, lives } = await runChaos(seed);
				if (faults.length > 0) failing.push([`seed ${String(seed)}`, ...acts, ...faults].join('\n  '));
				sum.orders += orders;
				sum.fills += fills;
				sum.lives += lives;
			}
			expect(failing.join('\n\n')).toBe('');
			// A run in which little is traded, or no tab ever dies, shows nothing.
			const least = seeds < 50 ? 0 : seeds;
			expect(Math.min(sum.orders / 2, sum.fills, sum.lives)).toBeGreaterThanOrEqual(least);
		},
		Math.max(120_000, seeds * 2_000)
	);
});
