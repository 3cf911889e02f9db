import { describe, expect, test } from 'vitest';
import { allocationSlices } from '../../../src/lib/components/allocation/allocationSlices.ts';
import { opensAt, type Standing } from '../../../src/lib/app/format/standing.ts';
import { draftToOrder, shapeOf, type OrderDraft } from '../../../src/lib/app/format/orderDraft.ts';
import { draftToFields, type TicketDraft } from '../../../src/lib/app/ticket.svelte.ts';
import { orderButtonText } from '../../../src/lib/components/ticket/orderView.ts';

const draft: OrderDraft = {
	...{ symbol: 'ABCD', side: 'sell', sizeBy: 'quantity', size: '10', type: 'market' },
	...{ limitPrice: '', stopPrice: '', trailBy: 'percent', trail: '', activationPrice: '' },
	...{ timeInForce: 'day', lastDay: '', extendedHours: false, reduceOnly: false },
	...{ exits: 'stop', stopBy: 'stop', target: '', stop: '13', stopLimit: '', stopTrail: '' }
};
const flat: Standing = { held: null, allowsShort: true };
const long: Standing = { held: '10', allowsShort: true };
const short: Standing = { held: '-10', allowsShort: true };

describe('a trade', () => {
	test.each([
		['a sale of nothing held, where shorts are allowed', flat, 'sell', true],
		['a sale of nothing held, where they are not', { ...flat, allowsShort: false }, 'sell', false],
		['a purchase of nothing held', flat, 'buy', true],
		['a sale of what is held', long, 'sell', false],
		['a purchase of more', long, 'buy', true],
		['a sale of more that is short', short, 'sell', true],
		['a purchase of what is short', short, 'buy', false]
	] as const)('opens or closes: %s', (_, standing, side, opens) => {
		expect(opensAt(standing, side)).toBe(opens);
	});

	test.each([
		[flat, {}, 'Sell short 10 ABCD at the market, with a stop'],
		[long, {}, 'Sell 10 ABCD at the market'],
		[long, { size: '15' }, 'Sell 15 ABCD at the market, with a stop'],
		[short, { side: 'buy' }, 'Buy back 10 ABCD at the market'],
		[short, { side: 'buy', size: '25' }, 'Buy back 25 ABCD at the market, with a stop']
	] as const)('of %o is named by what it does: %o', (standing, change, text) => {
		const changed: OrderDraft = { ...draft, ...change };
		expect(orderButtonText(changed, shapeOf(changed, false, standing), null, standing)).toBe(text);
	});

	test('that opens a short carries its exits, and one that closes does not', () => {
		expect(draftToOrder(draft, false, flat)).toMatchObject({ side: 'sell', stopLoss: '13' });
		expect(draftToOrder(draft, false, long)).not.toHaveProperty('stopLoss');
	});

	test('by a SELL has size and levels where it opens', () => {
		const sell: TicketDraft = {
			...{ symbol: 'ABCD', action: 'SELL', sizeBy: 'quantity', size: '10', entryPrice: '' },
			...{ stopLoss: '13', takeProfit: '', trailingPercent: '', reason: '' }
		};
		expect(draftToFields(sell, flat)).toMatchObject({ quantity: '10', stopLoss: '13' });
		expect(draftToFields(sell, long)).toEqual({ symbol: 'ABCD', action: 'SELL' });
	});
});

test('a short has its part of the allocation by what it is worth', () => {
	const held = [
		{ symbol: 'AAA', marketValue: '3000' },
		{ symbol: 'BBB', marketValue: '-1000' }
	];
	const slices = allocationSlices(held, { cash: '6000', equity: '8000' }, null) ?? [];
	expect(slices.map(({ name, share }) => [name, share])).toEqual([
		['AAA', 0.3],
		['BBB short', 0.1],
		['Cash', 0.6]
	]);
});
