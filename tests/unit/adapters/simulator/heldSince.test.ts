import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../../src/lib/adapters/simulator/simulator.ts';
import {
	createBar,
	createConfig,
	createOrder,
	instruments,
	matchBar,
	minuteAt,
	money,
	quantity,
	told,
	type Ask
} from '../../../support/deskBuilders.ts';

const sell: Ask = { side: 'sell', purpose: 'exit', madeAt: minuteAt(1) };

/** A venue that goes on with 20 XYZ, held since a minute. */
function open(heldSince: number) {
	const { fillModel: model } = createConfig();
	return createSimulator({
		...{ cash: money('10000'), model, instruments },
		holdings: new Map([['XYZ', quantity('20')]]),
		heldSince: new Map([['XYZ', minuteAt(heldSince)]])
	});
}

describe('an exit', () => {
	it.each([
		[0, ['o 100 0']],
		[1, ['o 100 0']],
		[2, ['o OrderRejected no_position']]
	])('made in minute 1 of what is held since minute %i', (heldSince, expected) => {
		const venue = open(heldSince);
		venue.submit(createOrder(sell), minuteAt(3), null);
		expect(told(matchBar(venue, 'XYZ', createBar('100 101 99 100', 3)))).toEqual(expected);
	});

	it('of a position that grew is of it still; of one that was closed and opened again it is not', () => {
		const trade = (...asks: readonly Ask[]) => {
			const venue = open(0);
			for (const ask of asks) venue.submit(createOrder(ask), minuteAt(2), null);
			matchBar(venue, 'XYZ', createBar('100 101 99 100', 2));
			venue.submit(createOrder({ ...sell, id: 'late' }), minuteAt(3), null);
			return told(matchBar(venue, 'XYZ', createBar('100 101 99 100', 3)));
		};
		expect(trade({ id: 'more', madeAt: minuteAt(2) })).toEqual(['late 100 0']);
		const all = { id: 'all', quantity: quantity('20'), madeAt: minuteAt(2) };
		expect(trade({ ...sell, ...all }, { id: 'again', madeAt: minuteAt(2) })).toEqual([
			'late OrderRejected no_position'
		]);
	});
});
