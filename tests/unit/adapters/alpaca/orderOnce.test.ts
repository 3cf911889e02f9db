import { describe, expect, it } from 'vitest';
import {
	cancelOnce,
	replaceOnce,
	submitOnce,
	type OnceSetup,
	type OrderRef
} from '../../../../src/lib/adapters/alpaca/orderOnce.ts';
import type { OrderBody } from '../../../../src/lib/adapters/alpaca/tradingApi.ts';
import type { Mishap, Mishaps } from '../../../support/alpaca/inProcess.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';
import type { StandInRequest } from '../../../support/alpaca/standInTypes.ts';
import type { VirtualClock } from '../../../support/alpaca/virtualClock.ts';

const order = (id: string, more: Partial<OrderBody> = {}): OrderBody => ({
	...{ symbol: 'AAPL', qty: '10', side: 'buy', type: 'limit', limit_price: '90', time_in_force: 'day' },
	...{ client_order_id: id, ...more }
});

const named = (clientOrderId: string): OrderRef => ({ clientOrderId, brokerId: null });

/** Each request of a kind goes wrong in turn as listed, and then no more. */
function goesWrong(isMeant: (request: StandInRequest) => boolean, ...mishaps: readonly Mishap[]): Mishaps {
	let n = 0;
	return (request) => (isMeant(request) ? (mishaps[n++] ?? null) : null);
}

const posts = ({ method }: StandInRequest): boolean => method === 'POST';

function opened(mishaps: Mishaps = () => null) {
	const desk = openStandIn({}, mishaps);
	desk.standIn.quote('AAPL', '99.98', '100.02');
	const setup: OnceSetup = {
		...{ api: desk.api, clock: desk.clock, patience: 30_000, mayAct: () => true },
		waitedFor: () => 0,
		isPassed: () => false
	};
	return { ...desk, setup, madeAt: desk.clock.now() };
}

/** What a promise comes to while the clock goes on. */
async function settled<Value>(clock: VirtualClock, promise: Promise<Value>): Promise<Value> {
	let isDone = false;
	void promise.finally(() => (isDone = true));
	for (let n = 0; n < 2_000 && !isDone; n++) await clock.advance(100);
	return promise;
}

describe('an order that is sent once', () => {
	it.each([
		['the request is lost', ['lost_request']],
		['the answer is lost', ['lost_answer']],
		['nobody answers, though it was heard', ['no_answer']],
		['nobody answers, and it was not heard', ['unheard']],
		['a gateway answers for an Alpaca that has taken it', ['gateway']],
		['there were too many calls', ['too_many']],
		['all of it, one after another', ['lost_request', 'too_many', 'unheard', 'gateway']]
	] as const)('is there once when %s', async (_, mishaps) => {
		const { clock, setup, standIn, madeAt } = opened(goesWrong(posts, ...mishaps));
		const outcome = await settled(clock, submitOnce(setup, order('d.1'), madeAt));
		expect(outcome).toMatchObject({ type: 'placed', order: { client_order_id: 'd.1' } });
		expect(standIn.orders).toHaveLength(1);
	});

	it('is not sent again while nobody says whether it is there', async () => {
		const silent: Mishaps = ({ method }) => (method === 'POST' ? 'lost_answer' : 'lost_request');
		const { clock, setup, standIn, madeAt } = opened(silent);
		expect(await settled(clock, submitOnce(setup, order('d.1'), madeAt))).toEqual({ type: 'unknown' });
		expect(standIn.orders).toHaveLength(1);
	});

	it('is found when it is given again after a start', async () => {
		const { clock, setup, standIn, madeAt } = opened();
		await settled(clock, submitOnce(setup, order('d.1'), madeAt));
		const again = await settled(clock, submitOnce(setup, order('d.1'), madeAt));
		expect(again).toMatchObject({ type: 'placed' });
		expect(standIn.orders).toHaveLength(1);
	});

	it('is found by a device whose clock is an hour ahead', async () => {
		const { clock, setup, standIn, madeAt } = opened(goesWrong(posts, 'lost_answer'));
		const ahead = 3_600_000;
		const fast = { ...setup, clock: { now: () => clock.now() + ahead, after: clock.after.bind(clock) } };
		const outcome = await settled(clock, submitOnce(fast, order('d.1'), madeAt + ahead));
		expect(outcome).toMatchObject({ type: 'placed', order: { client_order_id: 'd.1' } });
		expect(standIn.orders).toHaveLength(1);
	});

	it('is nobody’s while Alpaca does not say whether its clock is behind', async () => {
		const noClock = ({ path }: StandInRequest): boolean => path === '/v2/clock';
		const silent: Mishaps = (request) => (noClock(request) ? 'lost_request' : null);
		const { clock, setup, standIn, madeAt } = opened(silent);
		await settled(clock, submitOnce(setup, order('d.1'), madeAt));
		const again = await settled(clock, submitOnce(setup, order('d.1'), madeAt + 3_600_000));
		expect(again).toEqual({ type: 'unknown' });
		expect(standIn.orders).toHaveLength(1);
	});

	it.each([
		['another quantity', order('d.1', { qty: '11' }), 0],
		['another side', order('d.1', { side: 'sell', limit_price: '120' }), 0],
		['another symbol', order('d.1', { symbol: 'KO', limit_price: '50' }), 0],
		['the same, but older than what was asked', order('d.1'), 3_600_000]
	])('does not take %s of the same id for itself', async (_, other, age) => {
		const { clock, setup, madeAt } = opened();
		expect(await settled(clock, submitOnce(setup, other, madeAt))).toMatchObject({ type: 'placed' });
		const outcome = await settled(clock, submitOnce(setup, order('d.1'), madeAt + age));
		expect(outcome).toMatchObject({ type: 'rejected', reason: 'id_collision' });
	});

	it.each([
		[{ limit_price: '90.123' }, 'price_increment'],
		[{ qty: '5000' }, 'insufficient_buying_power'],
		[{ symbol: 'NONE' }, 'not_tradable']
	] as const)('is refused by name, with the words of Alpaca: %o', async (more, reason) => {
		const { clock, setup, madeAt } = opened();
		const outcome = await settled(clock, submitOnce(setup, order('d.1', more), madeAt));
		expect(outcome).toMatchObject({ type: 'rejected', reason });
		expect(outcome.type === 'rejected' && outcome.words).not.toBe('');
	});

	it('is not sent by a desk that another tab has taken over', async () => {
		const { clock, setup, standIn, madeAt } = opened();
		const outcome = await settled(clock, submitOnce({ ...setup, mayAct: () => false }, order('d.1'), madeAt));
		expect(outcome).toEqual({ type: 'unsent' });
		expect(standIn.orders).toHaveLength(0);
	});
});

describe('what is asked of an order', () => {
	it.each(['lost_request', 'lost_answer', 'no_answer', 'unheard', 'gateway', 'too_many'] as const)(
		'is done when the way is bad: %s',
		async (mishap) => {
			const writes = ({ method }: StandInRequest): boolean => method === 'DELETE' || method === 'PATCH';
			const { clock, setup, standIn, madeAt } = opened(goesWrong(writes, mishap, null as never, mishap));
			await settled(clock, submitOnce(setup, order('d.1'), madeAt));
			const replaced = await settled(clock, replaceOnce(setup, named('d.1'), { limit_price: '91' }));
			expect(replaced).toMatchObject({ type: 'asked', order: { limit_price: '91' } });
			expect(standIn.orders.filter(({ status }) => status === 'new')).toHaveLength(1);
			const canceled = await settled(clock, cancelOnce(setup, named('d.1')));
			expect(canceled.type).toBe('asked');
			await settled(clock, setup.api.orderByClientId('d.1'));
			expect(standIn.orders.map(({ status }) => status)).toEqual(['replaced', 'canceled']);
		}
	);

	it('finds the order that took the place of another, and says when it has filled meanwhile', async () => {
		const { clock, setup, standIn, madeAt } = opened();
		await settled(clock, submitOnce(setup, order('d.1'), madeAt));
		await settled(clock, replaceOnce(setup, named('d.1'), { limit_price: '91' }));
		await settled(clock, replaceOnce(setup, named('d.1'), { limit_price: '92' }));
		standIn.quote('AAPL', '91.50', '91.90');
		const outcome = await settled(clock, cancelOnce(setup, named('d.1')));
		expect(outcome).toMatchObject({ type: 'refused', order: { status: 'filled', limit_price: '92' } });
	});

	it('says that there is no such order, and that nobody answers', async () => {
		const { clock, setup } = opened();
		expect(await settled(clock, cancelOnce(setup, named('none')))).toEqual({ type: 'not_there' });
		const silent = opened(() => 'lost_request');
		expect(await settled(silent.clock, cancelOnce(silent.setup, named('d.1')))).toEqual({ type: 'unknown' });
	});
});
