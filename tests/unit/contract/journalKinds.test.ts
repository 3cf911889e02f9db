import { describe, expect, it } from 'vitest';
import { firstFilter } from '../../../src/lib/app/journalReader.svelte.ts';
import { isOfKind } from '../../../src/lib/contract/journalSearch.ts';

describe('the journal as it is read at first', () => {
	it('leaves out what is sampled all the time, and nothing that was done', () => {
		expect(firstFilter.kind).toBe('acts');
		expect(isOfKind({ type: 'SnapshotTaken', tone: 'plain' }, 'acts')).toBe(false);
		expect(isOfKind({ type: 'HighWaterRaised', tone: 'plain' }, 'acts')).toBe(false);
		for (const type of ['BookOpened', 'OrderSubmitted', 'OrderFilled', 'SettingsChanged'] as const) {
			expect(isOfKind({ type, tone: 'plain' }, 'acts')).toBe(true);
		}
	});
});
