import { describe, expect, it } from 'vitest';
import { lineQuery, storyQuery } from '../../../src/lib/app/storyAddress.ts';
import type { JournalLine } from '../../../src/lib/contract/deskView.ts';

const lineOf = (orderId: string | null, decisionId: string | null) =>
	lineQuery({ orderId, decisionId } as JournalLine, 'b1');

describe('the address of a story', () => {
	it('names order or decision and book, whatever is in an id', () => {
		expect(storyQuery('order', 'd.a&b=c', 'b1')).toBe('?order=d.a%26b%3Dc&book=b1');
		expect(storyQuery('decision', 'a', null)).toBe('?decision=a');
	});

	it('is that of the order of a line, else of its decision, else there is none', () => {
		expect([lineOf('d.a', 'a'), lineOf(null, 'a'), lineOf(null, null)]).toEqual([
			'?order=d.a&book=b1',
			'?decision=a&book=b1',
			null
		]);
	});
});
