import { afterEach, describe, expect, it } from 'vitest';
import type { OrderFields } from '../../../../src/lib/contract/askFields.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const plain = (text: string) => String(Number(text));

async function open() {
	const desk = await startSession(openProfile());
	const { symbols, watch } = await desk.until(priced);
	const symbol = symbols[0] ?? '';
	const last = Number(watch.find((row) => row.symbol === symbol)?.last ?? NaN);
	const at = (factor: number) => (Math.round(last * factor * 100) / 100).toFixed(2);
	const order = (fields: Partial<OrderFields>): OrderFields => ({
		symbol,
		side: 'buy',
		quantity: '2',
		...fields
	});
	let requests = 0;
	const submit = (fields: Partial<OrderFields>) =>
		desk.get('submitOrder', { order: order(fields), request: `q${String(++requests)}` });
	return { desk, symbol, at, order, submit };
}

describe('an order by hand', () => {
	it('rests at its limit, is replaced and is canceled, each in words', async () => {
		const { desk, symbol, at, submit } = await open();
		const limit = at(0.9);
		const placed = await submit({ limitPrice: limit });
		expect(placed.order).toMatchObject({ id: 'r.q1', status: 'accepted', type: 'limit', timeInForce: 'day' });
		expect(placed.text).toBe(`Order: buy 2 ${symbol} at ${limit} or better.`);
		const orderId = 'r.q1';
		const { text } = await desk.get('replaceOrder', { orderId, quantity: '3', request: 'p1' });
		expect(text).toMatch(/^Replace requested: buy 3 .* Replaced, 3 in all: buy /);
		expect(await desk.get('order', { id: orderId })).toMatchObject({ quantity: '3', status: 'accepted' });
		expect(await desk.refusal('replaceOrder', { orderId, quantity: '3', request: 'p2' })).toMatch(
			/it is like that already/
		);
		await desk.get('cancelOrders', { symbol, request: 'c1' });
		expect(await desk.get('order', { id: orderId })).toMatchObject({ status: 'canceled' });
		expect(await desk.refusal('cancelOrders', { request: 'c2' })).toMatch(/no open order is meant/);
	});

	it('fills, and brings a target and a stop for what has filled, one story each', async () => {
		const { desk, symbol, at, submit } = await open();
		const placed = await submit({ takeProfit: at(1.2), stopLoss: at(0.8) });
		const view = await desk.until(({ orders }) => orders.length === 2);
		expect(view.orders.map(({ id, quantity }) => [id, quantity]).toSorted()).toEqual([
			['r.q1.stop', '2'],
			['r.q1.target', '2']
		]);
		// What rests at the venue guards a position as a trigger of the desk does.
		expect(view.positions).toMatchObject([
			{ guarded: '2', stopOrder: plain(at(0.8)), targetOrder: plain(at(1.2)) }
		]);
		expect(placed.text).toMatch(
			new RegExp(`^Order: buy 2 ${symbol} at the market, with target [\\d.,]+ and stop [\\d.,]+\\.`)
		);
		expect(await desk.get('order', { id: 'r.q1' })).toMatchObject({
			status: 'filled',
			decisionId: 'order.q1'
		});
		const story = await desk.get('story', { order: 'r.q1' });
		expect(story.type === 'story' ? story.lines.map(({ text }) => text).join(' ') : '').toMatch(
			/Ordered by hand: buy 2 .* with exit orders\. .* Bought 2 /
		);
	});

	it('is taken once', async () => {
		const { desk, order } = await open();
		const fields = order({ limitPrice: '1' });
		await desk.get('submitOrder', { order: fields, request: 'same' });
		const again = await desk.get('submitOrder', { order: fields, request: 'same' });
		expect([again.order?.id, again.text]).toEqual(['r.same', 'This was done before, and is not done again.']);
		expect(await desk.get('orders', {})).toHaveLength(1);
	});

	it('is previewed with what its checks say, and changes nothing', async () => {
		const { desk, symbol, order } = await open();
		const preview = await desk.get('previewOrder', { order: order({}) });
		expect(preview).toMatchObject({ route: 'enter', approved: true, fields: {} });
		expect(preview.summary).toBe(`Would buy 2 ${symbol} at the market.`);
		const short = await desk.get('previewOrder', { order: order({ side: 'sell' }) });
		expect(short).toMatchObject({ route: 'refuse', approved: false });
		expect(short.summary).toMatch(/selling short is not allowed/);
		expect(desk.session.running().runner.live().seq).toBe(1);
	});

	it.each([
		['no quantity', { quantity: '' }, { quantity: 'How much is missing.' }],
		['part of a share', { quantity: '1.5' }, { quantity: 'Must be a multiple of 1.' }],
		[
			'a quantity and an amount',
			{ notional: '100' },
			{ notional: 'Give a quantity or an amount, not both.' }
		],
		['too many decimals', { limitPrice: '12.345' }, { limitPrice: 'At most 2 decimals at this price.' }],
		[
			'a fifth decimal below a dollar',
			{ limitPrice: '0.12345' },
			{ limitPrice: 'At most 4 decimals at this price.' }
		],
		['no word', { limitPrice: 'ten' }, { limitPrice: 'Not a number.' }],
		[
			'a limit of a market order',
			{ type: 'market', limitPrice: '1' },
			{ limitPrice: 'An order of this type has none.' }
		],
		[
			'a stop-limit without its limit',
			{ type: 'stop_limit', stopPrice: '9999' },
			{ limitPrice: 'Is missing for an order of this type.' }
		],
		[
			'a trail that is a percentage',
			{ trailPct: '5' },
			{ trailPct: '5 is no fraction below 1; 0.05 is 5 %.' }
		],
		[
			'an opening auction for a stop',
			{ stopPrice: '9999', timeInForce: 'opg' },
			{ timeInForce: 'opg is for market and limit orders.' }
		],
		[
			'a date that nothing asks for',
			{ expiresAt: '2030-01-01T00:00:00Z' },
			{ expiresAt: 'Only gtd has a date.' }
		],
		[
			'a date that has passed',
			{ timeInForce: 'gtd', expiresAt: '2001-01-01T00:00:00Z' },
			{ expiresAt: 'Must be after the book’s own time.' }
		],
		[
			'a market order outside the session',
			{ extendedHours: true },
			{ extendedHours: 'Only a resting limit order trades outside the session.' }
		],
		[
			'a stop above the price',
			{ stopLoss: '99999' },
			{ stopLoss: expect.stringMatching(/^Must be below /) as string }
		],
		[
			'a target below the price',
			{ takeProfit: '0.01' },
			{ takeProfit: expect.stringMatching(/^Must be above /) as string }
		],
		[
			'a buy stop below the price',
			{ stopPrice: '0.01' },
			{ stopPrice: expect.stringMatching(/^Must be above /) as string }
		],
		['a price that no column holds', { limitPrice: '9000000' }, { limitPrice: 'Must be below 9000000.' }],
		[
			'a stop between the price and a limit above it, which would sell at once',
			{ limitPrice: '8000000', stopLoss: '7999999' },
			{ stopLoss: expect.stringMatching(/^Must be below /) as string }
		],
		[
			'a stop-limit beside a stop',
			{ side: 'sell', stopPrice: '0.02', limitPrice: '0.01', stopLoss: '0.01' },
			{ stopLoss: 'Only a limit order has one beside it.' }
		],
		[
			'two exits of which one trades at once',
			{ side: 'sell', limitPrice: '99999', stopLoss: '0.01', timeInForce: 'ioc' },
			{ timeInForce: 'Two exits of which one ends the other rest: day, gtc or gtd.' }
		],
		['a symbol that is not traded', { symbol: 'NOPE' }, { symbol: 'This book does not trade NOPE.' }]
	] as const)('says by field what is wrong: %s', async (_, fields, expected) => {
		const { desk, order } = await open();
		const preview = await desk.get('previewOrder', { order: order(fields) });
		expect(preview.fields).toEqual(expected);
		expect(await desk.refusal('submitOrder', { order: order(fields), request: 'x' })).toMatch(
			/cannot be read/
		);
		expect(desk.session.running().runner.live().seq).toBe(1);
	});

	it.each([
		['part of a share', { quantity: '1.5' }, 'quantity: Must be a multiple of 1.'],
		['a stop that the price has passed', { stopPrice: '0.01' }, 'stopPrice: Must be above '],
		['too many decimals', { stopPrice: '99999.123' }, 'stopPrice: At most 2 decimals at this price.'],
		[
			'a fraction and an amount',
			{ trailPct: '0.1', trailAmount: '1' },
			'trailAmount: Give a fraction or an amount, not both.'
		]
	] as const)('is not replaced by %s, and stays as it was', async (_, change, said) => {
		const { desk, at, submit } = await open();
		const { order } = await submit({ stopPrice: at(1.2) });
		expect(await desk.refusal('replaceOrder', { orderId: 'r.q1', ...change, request: 'p' })).toContain(
			`The change cannot be read. ${said}`
		);
		expect(await desk.get('order', { id: 'r.q1' })).toEqual(order);
	});

	it('keeps its terms when a change cannot be, and says by field why', async () => {
		const { desk, submit, at } = await open();
		await submit({ limitPrice: at(0.9) });
		const given = { orderId: 'r.q1', limitPrice: '12.345', quantity: '', request: 'p1' };
		expect(await desk.session.ask('replaceOrder', given)).toMatchObject({
			ok: false,
			error: { fields: { limitPrice: 'At most 2 decimals at this price.', quantity: 'Is missing.' } }
		});
		await desk.get('cancel', { orderId: 'r.q1', request: 'c1' });
		await submit({ stopPrice: at(1.2) });
		const stop = { orderId: 'r.q2', stopPrice: '0.01', request: 'p2' };
		expect(await desk.session.ask('replaceOrder', stop)).toMatchObject({
			ok: false,
			error: {
				fields: { stopPrice: expect.stringMatching(/^Must be above .*, the last price\.$/) as string }
			}
		});
		expect(await desk.get('order', { id: 'r.q2' })).toMatchObject({ stopPrice: at(1.2) });
	});

	it('is taken back with many others in one sentence', async () => {
		const { desk } = await open();
		const { watch } = await desk.until(({ watch }) => watch.filter(({ last }) => last !== null).length > 3);
		for (const { symbol, last } of watch.filter((row) => row.last !== null).slice(0, 4)) {
			const limitPrice = (Number(last) * 0.9).toFixed(2);
			const quantity = String(Math.ceil(300 / Number(last)));
			const order = { symbol, side: 'buy', quantity, limitPrice } as const;
			await desk.get('submitOrder', { order, request: symbol });
		}
		expect((await desk.get('cancelOrders', { request: 'all' })).text).toBe('Canceled 4 orders.');
	});

	it('is told by the story of its group: two exits that were given together by their target', async () => {
		const { desk, symbol, at, submit } = await open();
		await submit({});
		await desk.until(({ positions }) => positions.length === 1);
		await submit({ side: 'sell', limitPrice: at(1.2), stopLoss: at(0.8) });
		const story = await desk.get('story', { order: 'r.q2' });
		expect(story).toMatchObject({ order: { id: 'r.q2.target', groupId: 'r.q2' } });
		const stop = await desk.get('story', { order: 'r.q2.stop' });
		expect(stop).toMatchObject({ title: `Sell 2 ${symbol} at the market once it is at ${at(0.8)} or below` });
	});
});
