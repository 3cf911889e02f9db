import { describe, expect, it } from 'vitest';
import { spanOfPosition } from '../../../src/lib/app/format/storySpan.ts';
import type { PositionRow } from '../../../src/lib/domain/deskRows.ts';

const hour = 3_600_000;
const spanOf = (heldFor: number) => spanOfPosition({ row: { openedAt: 100 * hour } as PositionRow, heldFor });

describe('the prices around a position', () => {
	it.each([
		[0, '1m'],
		[hour / 2, '1m'],
		[hour / 2 + 1, '5m'],
		[24 * hour, '15m'],
		[200 * hour, '1h'],
		[5000 * hour, '1d']
	])('held for %i ms are shown in candles of %s', (heldFor, size) => {
		expect(spanOf(heldFor).size).toBe(size);
	});

	it('begin before it and end after it, half an hour at least', () => {
		expect(spanOf(0)).toMatchObject({ from: 99.5 * hour, to: 100.5 * hour });
		expect(spanOf(10 * hour)).toMatchObject({ from: 98 * hour, to: 112 * hour });
	});
});
