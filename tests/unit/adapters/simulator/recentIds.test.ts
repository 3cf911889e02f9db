import { describe, expect, it } from 'vitest';
import { RecentIds } from '../../../../src/lib/adapters/simulator/recentIds.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';

const idOf = (n: number) => `r.${String(n)}` as ClientOrderId;

describe('the ids of the last orders', () => {
	it('are known, at least so many and at most twice as many', () => {
		const recent = new RecentIds(3);
		for (let n = 1; n <= 100; n++) {
			recent.add(idOf(n));
			const known = Array.from({ length: n }, (_, before) => n - before).filter((one) =>
				recent.has(idOf(one))
			);
			expect(known).toEqual(known.map((_, before) => n - before));
			expect(known.length).toBeGreaterThanOrEqual(Math.min(n, 3));
			expect(known.length).toBeLessThanOrEqual(6);
		}
	});
});
