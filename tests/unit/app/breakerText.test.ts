import { describe, expect, it } from 'vitest';
import { readBreaker, tripText } from '../../../src/lib/app/format/breakerText.ts';
import type { BreakerView } from '../../../src/lib/contract/breakers.ts';

const view = (given: Partial<BreakerView>): BreakerView => ({
	...{ name: 'dayLoss', title: 'Day loss', unit: 'money', isOn: true, measured: '0', limit: '200' },
	...{ of: '', until: 'day', tripped: null },
	...given
});

const tripped = {
	at: Date.UTC(2024, 10, 25, 15, 32),
	measured: '210',
	limit: '200',
	text: '210.00, limit 200.00'
};

describe('a breaker', () => {
	it('is far, near and over as any gauge, and over as long as it has tripped', () => {
		expect(readBreaker(view({ measured: '50' }))).toMatchObject({
			tone: 'far',
			left: '150.00 left',
			share: '25 %'
		});
		expect(readBreaker(view({ measured: '170' })).tone).toBe('near');
		expect(readBreaker(view({ measured: '50', tripped })).tone).toBe('over');
		expect(readBreaker(view({ measured: null, limit: null })).tone).toBe('unknown');
	});

	it('opens to its arithmetic where it measures a fall of equity', () => {
		expect(readBreaker(view({})).subject).toBe('dayLoss');
		expect(readBreaker(view({ name: 'dayTrades', unit: 'count' })).subject).toBe(null);
		expect(readBreaker(view({ name: 'brokenLimit' })).subject).toBe(null);
	});

	it('that has tripped says since when, on what, and until when', () => {
		expect(tripText(view({}))).toBe('');
		expect(tripText(view({ tripped }))).toBe(
			'Tripped Mon 10:32:00 at 210.00, limit 200.00. Entries are denied until the next day, or until it is reset.'
		);
		expect(tripText(view({ tripped, until: 'person' }))).toContain('until a person resets it.');
		expect(tripText(view({ tripped, until: 'recheck' }))).toContain('until every limit holds again');
	});
});
