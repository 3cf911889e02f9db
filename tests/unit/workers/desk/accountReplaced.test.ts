import { afterEach, expect, it } from 'vitest';
import { testKeys } from '../../../support/alpaca/fixtures.ts';
import {
	armAccount,
	eventsOf,
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountWorld
} from '../../../support/accountSession.ts';
import { closeSessions } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

/** Another program changes an order. */
function replaceElsewhere({ standIn }: AccountWorld, id: string, body: object): void {
	standIn.handle({
		...{ method: 'PATCH', path: `/v2/orders/${id}`, query: new URLSearchParams() },
		body: JSON.stringify(body),
		headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret }
	});
}

it.each([false, true])(
	'an order that was replaced after a part had filled shows all that was asked for and has filled, whether or not the next one starts from zero: %s',
	async (restartsReplaced) => {
		const world = openAccountWorld({ fillsInParts: true, restartsReplaced });
		world.standIn.quote('AAPL', '200', '200');
		const desk = await startAccountSession(world);
		await openAccount(desk);
		await desk.quote('AAPL', '200');
		await armAccount(desk);
		await desk.buy('8', 'buy', { type: 'limit', limitPrice: '190', timeInForce: 'gtc' });
		await desk.pass(3_000);
		const row = () => {
			const found = desk.shown.view?.orders.find(({ id }) => id === 'r.buy');
			return found === undefined ? null : [found.quantity, found.filled, found.status, found.limitPrice];
		};
		const { standIn } = world;
		standIn.isMarketOpen = true;
		standIn.quote('AAPL', '190', '190');
		const [first] = standIn.orders;
		expect(first).toMatchObject({ status: 'partially_filled', filled_qty: '4' });
		standIn.quotes.delete('AAPL');
		await desk.pass(3_000);
		expect(row()).toEqual(['8', '4', 'partially_filled', '190']);
		replaceElsewhere(world, first?.id ?? '', { limit_price: '195' });
		await desk.pass(3_000);
		expect(row()).toEqual(['8', '4', 'partially_filled', '195']);
		const next = standIn.orders.at(-1);
		expect(next).toMatchObject(
			restartsReplaced ? { qty: '4', filled_qty: '0' } : { qty: '8', filled_qty: '4' }
		);
		const ids = (await eventsOf(desk, world.profile)).flatMap((event) =>
			event.type === 'BrokerIdGiven' && event.orderId === 'r.buy' ? [event.brokerId] : []
		);
		expect(ids).toEqual([first?.id, next?.id]);
		standIn.quote('AAPL', '194', '194');
		standIn.step();
		await desk.pass(5_000);
		expect(row()).toBeNull();
		expect(desk.shown.view?.positions).toMatchObject([{ symbol: 'AAPL', quantity: '8' }]);
		expect(desk.shown.view?.brokerAccount).toMatchObject({ standing: 'equal', unknownOrders: [] });
	}
);
