import { describe, expect, it } from 'vitest';
import { intentToBody, intentToTerms } from '../../../../src/lib/adapters/alpaca/orderMapper.ts';
import { createOrderNames } from '../../../../src/lib/adapters/alpaca/orderNames.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import { orderTypes, timesInForce } from '../../../../src/lib/domain/orderTerms.ts';
import { createOrder, price, quantity, type Ask } from '../../../support/deskBuilders.ts';
import { amount, percent, stop, stopLimit, trail } from '../../../support/orderTerms.ts';

const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });
const byType: Readonly<Record<(typeof orderTypes)[number], Ask>> = {
	...{ market: {}, limit: limit('100.1'), stop: stop('101'), stop_limit: stopLimit('101', '102') },
	trailing_stop: trail(percent('0.015'))
};
const part = { quantity: quantity('0.5') };
const coin = { symbol: 'BTC/USD', quantity: quantity('0.000000001') };

/** What Alpaca is asked for, or why it is not asked. */
function bodyOf(more: Ask): unknown {
	const body = intentToBody(createOrder(more), 'n');
	return body.ok ? body.value : body.error;
}

describe('an intent in the words of Alpaca', () => {
	it('has every type with its prices', () => {
		const bodies = orderTypes.map((type) => bodyOf({ ...byType[type], timeInForce: 'day' }));
		const same = { symbol: 'XYZ', qty: '10', side: 'buy', time_in_force: 'day', client_order_id: 'n' };
		expect(bodies).toEqual([
			{ ...same, type: 'market' },
			{ ...same, type: 'limit', limit_price: '100.1' },
			{ ...same, type: 'stop', stop_price: '101' },
			{ ...same, type: 'stop_limit', stop_price: '101', limit_price: '102' },
			{ ...same, type: 'trailing_stop', trail_percent: '1.5' }
		]);
		expect(bodyOf({ ...trail(amount('2.5')), timeInForce: 'gtc' })).toMatchObject({ trail_price: '2.5' });
	});

	it('has every time in force; one with a date works until the desk takes it back', () => {
		const words = (more: Ask) =>
			timesInForce.map((timeInForce) => {
				const body = intentToBody(createOrder({ ...more, timeInForce }), 'n');
				return body.ok ? body.value.time_in_force : body.error;
			});
		expect(timesInForce).toEqual(['day', 'gtc', 'gtd', 'ioc', 'fok', 'opg', 'cls']);
		expect(words(limit('100'))).toEqual(['day', 'gtc', 'gtc', 'ioc', 'fok', 'opg', 'cls']);
		const no = 'not_accepted';
		expect(words({ ...coin, ...limit('60000') })).toEqual(['gtc', 'gtc', 'gtc', 'ioc', no, no, no]);
		const fraction = 'not_fractionable';
		expect(words({ ...part, ...limit('100') })).toEqual(['day', ...Array<string>(6).fill(fraction)]);
		expect(words(part).slice(0, 3)).toEqual(['day', 'day', fraction]);
		expect(words(trail(percent('0.01')))).toEqual(['day', 'gtc', 'gtc', no, no, no, no]);
	});

	it.each<[string, Ask, string]>([
		['a trail that waits for a price', trail(percent('0.01', '120')), 'not_accepted'],
		[
			'a trail of a part of a share',
			{ ...trail(percent('0.01')), ...part, timeInForce: 'day' },
			'not_fractionable'
		],
		['a stop of a coin', { ...coin, ...stop('60000') }, 'not_accepted'],
		['a market order outside the session', { timeInForce: 'day', extendedHours: true }, 'not_accepted'],
		['a price below the smallest', limit('0.00001'), 'price_increment']
	])('is named where there is none: %s', (_, more, reason) => {
		expect(bodyOf(more)).toBe(reason);
	});

	it('trades outside the session where it is a limit order for shares, and coins do anyway', () => {
		expect(bodyOf({ ...limit('100'), timeInForce: 'day', extendedHours: true })).toHaveProperty(
			'extended_hours',
			true
		);
		expect(bodyOf({ ...coin, ...limit('100'), extendedHours: true })).not.toHaveProperty('extended_hours');
	});

	it.each([
		['buy', '100.129', '100.12'],
		['buy', '100.121', '100.12'],
		['sell', '100.121', '100.13'],
		['sell', '100.129', '100.13'],
		['buy', '0.12345', '0.1234'],
		['sell', '0.12341', '0.1235']
	] as const)('makes a limit to %s of %s no worse by its decimals: %s', (side, given, sent) => {
		expect(bodyOf({ ...limit(given), side })).toMatchObject({ limit_price: sent });
	});

	it('leaves the price and the quantity of a coin as they are', () => {
		expect(bodyOf({ ...coin, ...limit('0.00000812') })).toMatchObject({
			limit_price: '0.00000812',
			qty: '0.000000001'
		});
		expect(intentToTerms(createOrder(byType.trailing_stop))).toEqual({
			ok: true,
			value: { qty: '10', trail: '1.5' }
		});
	});
});

describe('the names of orders', () => {
	const id = (text: string) => text as ClientOrderId;
	const long = id(`d.${'x'.repeat(200)}`);

	it.each(['d.1', 'k.1.2.BTC/USD', 'd.a b_c', 'd.ümläut–€', 'd.one.target.2', 'r.3f-9'])(
		'lead back to %s',
		(text) => {
			const names = createOrderNames('bk7', () => []);
			const name = names.nameOf(id(text));
			expect(name).toMatch(/^bk7\.[\w.-]{1,124}$/);
			expect(names.idOf(name)).toBe(text);
			expect(names.idOf(names.nameOfNext(id(text), '904837e3-3b76-47ec-b432-046db621571b'))).toBe(text);
		}
	);

	it('are of one book alone', () => {
		const names = createOrderNames('bk7', () => []);
		expect(['bk8.d.1', 'bk7d.1', 'd.1', '', 'bk7.%41', 'bk7._ff'].map((name) => names.idOf(name))).toEqual(
			Array(6).fill(null)
		);
		expect(() => createOrderNames('b.k', () => [])).toThrow('no prefix');
	});

	it('of what is too long are a digest, the same after a start, and told by the orders that are known', () => {
		const name = createOrderNames('bk7', () => []).nameOf(long);
		expect(name.length).toBeLessThanOrEqual(128);
		expect(createOrderNames('bk7', () => []).idOf(name)).toBeNull();
		const names = createOrderNames('bk7', () => [id('d.1'), long]);
		expect(names.idOf(name)).toBe(long);
		expect(names.idOf(names.nameOfNext(long, '904837e3-3b76-47ec-b432-046db621571b'))).toBe(long);
		expect(names.nameOf(id(`${long}y`))).not.toBe(name);
	});
});
