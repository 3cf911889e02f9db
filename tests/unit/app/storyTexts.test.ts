import { describe, expect, it } from 'vitest';
import {
	gapText,
	orderTypeLine,
	reckonedText,
	referenceText,
	sizeText,
	slippageText,
	triggerLevelText
} from '../../../src/lib/app/format/storyTexts.ts';
import type { DecisionRow, OrderRow, TriggerRow } from '../../../src/lib/domain/deskRows.ts';

const slippage = (basisPoints: string, referenceIs: 'last_price' | 'fired_level' = 'last_price') =>
	({ reference: '74.5', referenceIs, basisPoints, amount: '0.4' }) as const;

describe('the words of a story', () => {
	it.each([
		[0, 'at once'],
		[94, '+94 ms'],
		[22_200, '+22.2 s'],
		[94_000, '+1 min'],
		[8_040_000, '+2 h 14 min']
	])('say a gap of %i ms as %s', (milliseconds, text) => {
		expect(gapText(milliseconds)).toBe(text);
	});

	it('say whether a fill was worse or better than its reference', () => {
		expect(slippageText(slippage('9.022'))).toBe('9.0 bps worse');
		expect(slippageText(slippage('-1.25'))).toBe('1.3 bps better');
		expect(slippageText(slippage('0'))).toBe('none');
		expect(referenceText(slippage('1'))).toBe('74.50, the last price when it was sized');
		expect(referenceText(slippage('1', 'fired_level'))).toBe('74.50, the level that fired');
		expect(reckonedText({ price: '74.4', is: 'bid' })).toBe('74.40, the bid of the quote that fired it');
		expect(reckonedText({ price: '74.4', is: 'open' })).toBe('74.40, the open of the bar that fired it');
	});

	it('say what was asked for and what guarded', () => {
		const sized = (size: string | null, sizeBy: DecisionRow['sizeBy']) =>
			sizeText({ size, sizeBy } as DecisionRow);
		expect([
			sized('0.05', 'fraction'),
			sized('1200', 'quantity'),
			sized('500', 'notional'),
			sized(null, null)
		]).toEqual(['5 % of equity', '1,200', '500.00', 'not given']);
		const trigger = (level: string | null, fraction: string | null, highWater: string | null) =>
			triggerLevelText({ level, fraction, highWater } as TriggerRow);
		expect([trigger('173.4', null, null), trigger(null, '0.05', '190')]).toEqual([
			'173.40',
			'5 % below its high 190.00'
		]);
		const order = (type: OrderRow['type'], limitPrice: string | null) =>
			orderTypeLine({ type, limitPrice } as OrderRow);
		expect([order('market', null), order('limit', '182.6')]).toEqual(['Market · day', 'Limit 182.60 · day']);
	});
});
