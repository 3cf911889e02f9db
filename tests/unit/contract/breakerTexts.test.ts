import { expect, it } from 'vitest';
import { resetText } from '../../../src/lib/contract/breakerTexts.ts';
import { minuteAt, money } from '../../support/deskBuilders.ts';

const byHand = {
	type: 'BreakerReset',
	at: minuteAt(0),
	request: 'r',
	by: 'person',
	reason: 'seen.'
} as const;
const equity = money('9900');

it('a reset by hand says from where is measured, or that what is still broken trips again', () => {
	expect(resetText({ ...byHand, breaker: 'dayLoss', equity })).toBe(
		'Breaker reset by hand, day loss: seen. It measures from 9,900.00 now.'
	);
	expect(resetText({ ...byHand, breaker: 'dayTrades', equity: null })).toBe(
		'Breaker reset by hand, trades of the day: seen.'
	);
	expect(resetText({ ...byHand, breaker: 'brokenLimit', equity })).toBe(
		'Breaker reset by hand, market beyond a limit: seen. It trips again where a limit is still broken.'
	);
});
