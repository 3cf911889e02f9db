import { describe, expect, it } from 'vitest';
import type { OrderBody } from '../../../../src/lib/adapters/alpaca/tradingApi.ts';
import type { AccountReading } from '../../../../src/lib/domain/accountReading.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import { formatDecimal, formatMoney } from '../../../../src/lib/domain/decimal.ts';
import { orderTypes, timesInForce } from '../../../../src/lib/domain/orderTerms.ts';
import type { Mishap, Mishaps } from '../../../support/alpaca/inProcess.ts';
import { openBroker } from '../../../support/alpaca/openBroker.ts';
import { money, price, quantity, type Ask } from '../../../support/deskBuilders.ts';
import { percent, stop, stopLimit, trail } from '../../../support/orderTerms.ts';

const day = 86_400_000;
const byType: Readonly<Record<(typeof orderTypes)[number], Ask>> = {
	market: { type: 'market', limitPrice: null },
	limit: {},
	stop: { ...stop('120'), limitPrice: null },
	stop_limit: stopLimit('120', '121'),
	trailing_stop: { ...trail(percent('0.2')), limitPrice: null }
};

const positionsOf = ({ positions }: AccountReading) =>
	positions.map(({ symbol, quantity: held }) => `${symbol} ${formatDecimal(held)}`);

/** Other programs at the same account, by the calls of the stand-in. */
function bracketOf(id: string, more: Partial<OrderBody> = {}): OrderBody {
	return {
		...{ symbol: 'AAPL', qty: '4', side: 'buy', type: 'market', time_in_force: 'gtc', client_order_id: id },
		...{ order_class: 'bracket', take_profit: { limit_price: '120' }, stop_loss: { stop_price: '80' } },
		...more
	};
}

describe('what an account reads', () => {
	it('is all there is: cash, fills, positions with their prices, and the orders of the book by their ids', async () => {
		const { ask, intent, standIn } = openBroker(() => null, { fillsInParts: true });
		await ask.submit(intent('d.1', byType.market));
		await ask.submit(intent('d.2'));
		standIn.adjust('DIV', '1.02', { symbol: 'KO', qty: '2' });
		await ask.read();
		const reading = await ask.read();
		expect(formatMoney(reading.cash)).toBe('99000.82');
		expect(reading.fills).toMatchObject([
			{ symbol: 'AAPL', side: 'buy', quantity: quantity('5'), price: price('100.02') },
			{ quantity: quantity('5'), orderId: reading.orders[0]?.id }
		]);
		expect(reading.moves).toMatchObject([{ kind: 'dividend', amount: money('1.02') }]);
		expect(reading.positions).toMatchObject([
			{ symbol: 'AAPL', quantity: quantity('10'), averageEntry: price('100.02'), price: price('99.98') }
		]);
		expect(reading.orders.map(({ ourId, status, word }) => [ourId, status, word])).toEqual([
			['d.1', 'filled', 'filled'],
			['d.2', 'open', 'new']
		]);
	});

	it.each(orderTypes.flatMap((type) => timesInForce.map((timeInForce) => [type, timeInForce] as const)))(
		'has the terms that a %s order %s was sent with',
		async (type, timeInForce) => {
			const { ask, intent } = openBroker();
			const asked = intent('d.1', { ...byType[type], timeInForce });
			const answer = await ask.submit(asked);
			const { orders } = await ask.read();
			if (answer.reports[0]?.type === 'OrderRejected') {
				expect([type, orders]).toEqual(['trailing_stop', []]);
				return;
			}
			const { side, quantity: asks, limitPrice, stopPrice, trail: follows } = asked;
			const terms = { side, quantity: asks, limitPrice, stopPrice, trail: follows };
			const sentAs = timeInForce === 'gtd' ? 'gtc' : timeInForce;
			expect(orders).toMatchObject([{ ourId: 'd.1', type, timeInForce: sentAs, ...terms }]);
		}
	);

	it('has brackets and orders of other programs, whose legs are orders of their own even once their entry is long filled', async () => {
		const { ask, api, clock, soon } = openBroker();
		await soon(api.submit(bracketOf('their.1')));
		await soon(api.submit(bracketOf('their.2', { type: 'limit', limit_price: '90' })));
		const first = await ask.read();
		const shown = ({ orders }: AccountReading) =>
			orders.map(({ ourId, type, status, legOf }) => [ourId, type, status, legOf === null ? 'order' : 'leg']);
		const resting = [
			[null, 'limit', 'open', 'order'],
			[null, 'limit', 'held', 'leg'],
			[null, 'stop', 'held', 'leg']
		];
		expect(shown(first)).toEqual([
			[null, 'market', 'filled', 'order'],
			[null, 'limit', 'open', 'leg'],
			[null, 'stop', 'open', 'leg'],
			...resting
		]);
		await clock.advance(10 * day);
		const later = await ask.read();
		expect(shown(later)).toEqual(
			expect.arrayContaining([...resting, [null, 'limit', 'open', 'order'], [null, 'stop', 'open', 'order']])
		);
		expect(later.fills).toEqual([]);
	});

	it('tells how an order of the book ended that was placed long before, and of a fill whose order it did not know', async () => {
		const { ask, api, book, intent, clock, soon, standIn } = openBroker();
		await ask.submit(intent('d.1', { timeInForce: 'gtc' }));
		await soon(
			api.submit({
				...{ symbol: 'AAPL', qty: '1', side: 'buy', type: 'limit', limit_price: '95' },
				...{ time_in_force: 'gtc', client_order_id: 'their.1' }
			})
		);
		await clock.advance(5 * day);
		const since = clock.now();
		standIn.quote('AAPL', '89', '89.5');
		const { orders, fills } = await ask.read(since);
		expect(orders.map(({ ourId, status }) => [ourId, status])).toEqual([
			['d.1', 'filled'],
			[null, 'filled']
		]);
		expect(fills).toHaveLength(2);
		book.ids.clear();
		book.byBrokerId.clear();
		book.ids.add('d.1' as ClientOrderId);
		expect((await ask.read(since)).orders[0]?.ourId).toBe('d.1');
	});

	it('lacks an order of the book that is not there', async () => {
		const { ask, book } = openBroker();
		book.ids.add('d.9' as ClientOrderId);
		expect((await ask.read()).orders).toEqual([]);
	});

	it('asks for activities of the four days before', async () => {
		const { ask, made } = openBroker();
		await ask.read(Date.parse('2026-11-24T15:00:00Z'));
		const asked = made.filter(({ call }) => call.path === '/v2/account/activities');
		expect(asked.map(({ call }) => call.query?.['after'])).toEqual(Array(2).fill('2026-11-20T15:00:00Z'));
	});
});

describe('an account that moves while it is read', () => {
	it('is read again, so that all of it is of one moment', async () => {
		let isMoving = true;
		const desk = openBroker(({ method, path }) => {
			if (method === 'GET' && path === '/v2/orders' && isMoving) desk.standIn.quote('AAPL', '89', '89.5');
			if (method === 'GET' && path === '/v2/orders') isMoving = false;
			return null;
		});
		await desk.ask.submit(desk.intent('d.1'));
		const reading = await desk.ask.read();
		expect(positionsOf(reading)).toEqual(['AAPL 10']);
		expect(reading.fills).toHaveLength(1);
		expect(formatMoney(reading.cash)).toBe('99105');
		expect(desk.made.filter(({ call }) => call.path === '/v2/account')).toHaveLength(2);
	});

	it('is a fault when it never rests', async () => {
		const desk = openBroker(({ path }) => {
			if (path === '/v2/account') desk.standIn.adjust('FEE', '-0.01');
			return null;
		});
		expect(await desk.soon(desk.broker.read(desk.clock.now()))).toEqual({
			...{ ok: false, error: { message: 'The account moved each of the 3 times it was read.' } }
		});
	});
});

describe('an account that cannot be read', () => {
	const calls = ['/v2/account/activities', '/v2/positions', '/v2/account', '/v2/orders'];
	const mishaps: readonly Mishap[] = [
		...(['lost_request', 'lost_answer', 'no_answer', 'unheard', 'gateway', 'too_many', 'forbidden'] as const)
	];

	it.each(calls.flatMap((path) => mishaps.map((mishap) => [path, mishap] as const)))(
		'is a fault in a sentence, and never empty: %s, %s',
		async (path, mishap) => {
			let isBad = false;
			const { ask, broker, clock, intent, soon } = openBroker((request) =>
				isBad && request.path === path ? mishap : null
			);
			await ask.submit(intent('d.1', byType.market));
			isBad = true;
			const read = await soon(broker.read(clock.now()));
			expect(read.ok ? '' : read.error.message).toMatch(/^Alpaca did not tell .+: .+\.$/);
		}
	);

	it('is one where an order of the book may be there and nobody says so', async () => {
		const isMeant: Mishaps = ({ path }) => (path === '/v2/orders:by_client_order_id' ? 'gateway' : null);
		const { book, broker, clock, soon } = openBroker(isMeant);
		book.ids.add('d.1' as ClientOrderId);
		expect(await soon(broker.read(clock.now()))).toMatchObject({ ok: false });
	});
});

describe('a glance at an account', () => {
	async function opened() {
		const desk = openBroker();
		await desk.ask.submit(desk.intent('d.1'));
		const isNew = async () => {
			const before = desk.made.length;
			const glance = await desk.soon(desk.broker.glance());
			expect(desk.made.length - before).toBeLessThanOrEqual(2);
			return glance.ok ? glance.value.isNew : glance.error.message;
		};
		return { ...desk, isNew };
	}

	it('is new where the account was never read, and old once it was', async () => {
		const { ask, isNew } = await opened();
		expect(await isNew()).toBe(true);
		await ask.read();
		expect(await isNew()).toBe(false);
		expect(await isNew()).toBe(false);
	});

	it('is new after a fill, a fee, an order, an order that is gone, and one with other terms', async () => {
		const { ask, intent, isNew, standIn } = await opened();
		const steps: readonly (() => unknown)[] = [
			() => standIn.adjust('FEE', '-0.01'),
			() => ask.submit(intent('d.2', { limitPrice: price('80') })),
			() => ask.replace(intent('d.2', { limitPrice: price('81') })),
			() => ask.cancel('d.2'),
			() => {
				standIn.quote('AAPL', '89', '89.5');
			}
		];
		for (const step of steps) {
			await ask.read();
			expect(await isNew()).toBe(false);
			await step();
			expect(await isNew()).toBe(true);
		}
	});

	it('is not new because a trail moves', async () => {
		const { ask, intent, isNew, standIn } = await opened();
		await ask.submit(intent('d.2', { ...byType.trailing_stop, side: 'buy' }));
		await ask.read();
		standIn.quote('AAPL', '95', '95.5');
		expect(standIn.orders.at(-1)?.stop_price).toBe('114.6');
		expect(await isNew()).toBe(false);
	});

	it('is a fault when a call fails', async () => {
		let isBad = false;
		const { ask, broker, soon } = openBroker(() => (isBad ? 'gateway' : null));
		await ask.read();
		isBad = true;
		expect(await soon(broker.glance())).toEqual({
			...{ ok: false, error: { message: 'Alpaca did not tell activities: status 504.' } }
		});
	});
});
