import { describe, expect, it } from 'vitest';
import { feedText, priceTip } from '../../../src/lib/app/format/priceText.ts';

describe('how prices come', () => {
	it('is said once some of them are asked for', () => {
		expect(feedText({ streamed: 30, polled: 15, pollEvery: 5_000 })).toBe(
			'30 streamed, 15 asked for every 5 s'
		);
		expect(feedText({ streamed: 9, polled: 0, pollEvery: 2_000 })).toBeNull();
		expect(feedText({ streamed: 0, polled: 0, pollEvery: null })).toBeNull();
	});

	it('is said of each price with its age', () => {
		const at = 1_700_000_000_000;
		expect(priceTip('stream', at, at + 3_200)).toBe('From the stream, 3 s old');
		expect(priceTip('quotes', at, at - 5)).toBe('Asked for, 0 s old');
		expect(priceTip('positions', at, at + 1_000)).toBe('From the position, 1 s old');
		expect(priceTip(null, at, at + 90_000)).toBe('Kept from before, 1 min old');
		expect(priceTip(null, null, at)).toBe('');
	});
});
