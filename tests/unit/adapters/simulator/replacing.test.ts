import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import { zeroQuantity } from '../../../../src/lib/domain/decimal.ts';
import { noCharges } from '../../../../src/lib/domain/fees.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import type { InlineVenue } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	matchBar,
	minuteAt,
	price,
	quantity,
	told,
	type Ask
} from '../../../support/deskBuilders.ts';
import { percent, sell, stopLimit, trail } from '../../../support/orderTerms.ts';

/** A venue with 10 XYZ and 10,000 in cash where half a percent is lost to slippage. */
function open(slippage = '0.005'): InlineVenue {
	const { startingCash: cash, fillModel: model } = createConfig({ slippage });
	return createSimulator({ cash, model, instruments, holdings: new Map([['XYZ', quantity('10')]]) });
}

function rest(venue: InlineVenue, ask: Ask): void {
	venue.submit(createOrder(ask), minuteAt(0), null);
}

const elected = 'o OrderElected';

describe('a replace', () => {
	it('gives an order its new price from the next bar on, in its old place', () => {
		const venue = open('0');
		rest(venue, { type: 'limit', limitPrice: price('90') });
		const asked = createOrder({ type: 'limit', limitPrice: price('99'), quantity: quantity('4') });
		expect(told(venue.replace(asked, minuteAt(0) + 1))).toEqual(['o OrderReplaced']);
		expect(told(matchBar(venue, 'XYZ', createBar('100 105 95 101', 0)))).toEqual([]);
		const [report] = matchBar(venue, 'XYZ', createBar('100 105 95 101', 1));
		expect(report?.type === 'OrderFilled' && report.fill.quantity).toBe(quantity('4'));
	});

	it('of a quantity alone holds at once, and a trail keeps its mark', () => {
		const venue = open('0');
		rest(venue, { ...sell, ...trail(percent('0.02')) });
		matchBar(venue, 'XYZ', createBar('100 104 99 103'));
		venue.replace(createOrder({ ...sell, ...trail(percent('0.02')), quantity: quantity('3') }), minuteAt(1));
		expect(told(matchBar(venue, 'XYZ', createBar('103 103 101.92 102', 1)))).toEqual([elected, 'o 101.92 0']);
	});

	it('of an order that is gone is refused', () => {
		const venue = open('0');
		rest(venue, {});
		matchBar(venue, 'XYZ', createBar('100 105 95 101'));
		expect(told(venue.replace(createOrder(), minuteAt(1)))).toEqual(['o RequestRefused order_ended']);
	});
});

describe('a venue that goes on', () => {
	it('has the marks of the trails that it had, and what was reached', () => {
		const venue = open('0');
		rest(venue, { ...sell, ...trail(percent('0.02')) });
		matchBar(venue, 'XYZ', createBar('100 104 99 103'));
		const marks = venue.marks();
		expect(marks).toEqual({ o: 104e9 });
		const { startingCash: cash, fillModel: model } = createConfig();
		const state = { filled: zeroQuantity, fills: 0, isElected: false, costs: noCharges };
		const again = createSimulator({
			...{ cash, model, instruments, holdings: new Map([['XYZ', quantity('20')]]) },
			resting: [
				{ ...state, intent: createOrder({ ...sell, ...trail(percent('0.02')) }), mark: marks['o'] ?? null },
				{
					...state,
					intent: createOrder({ ...sell, id: 'p', ...stopLimit('95', '103') }),
					isElected: true,
					mark: null
				}
			]
		});
		expect(told(matchBar(again, 'XYZ', createBar('103 103 101.92 102', 1)))).toEqual([
			'p 103 0',
			elected,
			'o 101.92 0'
		]);
		expect(told(again.cancel('p' as ClientOrderId, minuteAt(2)))).toEqual([]);
	});
});
