import { describe, expect, test } from 'vitest';
import { changeButtonText, changedTerms, typedTerms } from '../../../src/lib/app/format/orderChange.ts';
import { rowPricingText, rowTermsText } from '../../../src/lib/app/format/wordTexts.ts';
import {
	canCancel,
	canChange,
	cancelQuestion,
	wayText
} from '../../../src/lib/components/orders/orderTexts.ts';
import { orderRow } from '../../support/orderRows.ts';

const stopLimit = orderRow({ seq: 1, type: 'stop_limit', side: 'sell', stopPrice: '11', limitPrice: '10.9' });
const trailing = orderRow({
	...{ seq: 2, type: 'trailing_stop', side: 'sell', limitPrice: null },
	trail: { by: 'fraction', value: '0.025', activation: '14' }
});

describe('the change of an order', () => {
	test('has what is typed otherwise, by the unit of its trail', () => {
		const now = typedTerms(stopLimit);
		expect(now).toEqual({ quantity: '10', limitPrice: '10.9', stopPrice: '11', trail: null });
		expect(changedTerms(stopLimit, now)).toEqual({});
		expect(changedTerms(stopLimit, { ...now, stopPrice: ' 11.2 ', quantity: '' })).toEqual({
			stopPrice: '11.2',
			quantity: ''
		});
		expect(typedTerms(trailing).trail).toBe('2.5');
		expect(changedTerms(trailing, { ...typedTerms(trailing), trail: '3' })).toEqual({ trailPct: '0.03' });
		const byAmount = { ...trailing, trail: { by: 'amount', value: '1.5', activation: null } } as const;
		expect(changedTerms(byAmount, { ...typedTerms(byAmount), trail: '2' })).toEqual({ trailAmount: '2' });
	});

	test('leaves out how much an exit of a group is for', () => {
		expect(typedTerms({ ...stopLimit, groupId: 'r.1' }).quantity).toBeNull();
	});

	test.each([
		[{}, 'Nothing is changed'],
		[{ stopPrice: '11.2' }, 'Change stop to 11.20'],
		[{ limitPrice: '12', quantity: '1200' }, 'Change limit to 12.00 and quantity to 1,200'],
		[{ trailPct: '0.03' }, 'Change trail to 3 %'],
		[{ trailAmount: 'x' }, 'Change trail']
	])('of %o is called %s', (change, text) => {
		expect(changeButtonText(change)).toBe(text);
	});
});

describe('the terms of an order', () => {
	test.each([
		[orderRow({ seq: 1 }), 'Limit 12.50 · day', 'at 12.50 or better'],
		[orderRow({ seq: 1, limitPrice: null, timeInForce: 'opg' }), 'Market · OPG', 'at the market'],
		[stopLimit, 'Stop 11.00, limit 10.90 · day', 'at 10.90 or better once it is at 11.00 or below'],
		[
			{ ...trailing, timeInForce: 'gtc' } as const,
			'Trail 2.5 % from 14.00 · GTC',
			'at the market once it is 2.5 % below its high after 14.00'
		]
	])('are short and in words', (row, short, long) => {
		expect([rowTermsText(row), rowPricingText(row)]).toEqual([short, long]);
	});
});

describe('open orders', () => {
	test('can be changed while they work and nothing is asked of them', () => {
		expect(canChange(stopLimit)).toBe(true);
		expect(canChange({ ...stopLimit, status: 'pending_replace' })).toBe(false);
		expect(canChange({ ...stopLimit, status: 'filled' })).toBe(false);
		expect([canCancel(stopLimit), canCancel({ status: 'pending_cancel' })]).toEqual([true, false]);
	});

	test('show what was asked of them as a step', () => {
		expect(wayText('pending_replace', false)).toBe('made, sent, working; change requested');
		expect(wayText('pending_cancel', true)).toBe('made, sent, working; cancel requested');
	});

	test('are counted before they are canceled', () => {
		const exit = { ...stopLimit, purpose: 'exit', symbol: 'WXYZ' } as const;
		expect(cancelQuestion([stopLimit])).toBe('Cancels 1 open order in 1 symbol: 1 entry.');
		expect(cancelQuestion([stopLimit, trailing, exit])).toBe(
			'Cancels 3 open orders in 2 symbols: 2 entries and 1 exit. What the exits were for is left without them.'
		);
	});
});
