import { describe, expect, it } from 'vitest';
import type { AccountWorld } from '../../../support/accountSession.ts';
import {
	eventsOf,
	openAccount,
	openAccountWorld,
	startAccountSession,
	type AccountSession
} from '../../../support/accountSession.ts';

const minute = 60_000;
const times = <Value>(count: number, value: Value): readonly Value[] =>
	Array.from({ length: count }, () => value);

/** A call as it came to the account. */
interface Heard {
	readonly at: number;
	readonly call: 'POST' | 'DELETE' | 'other';
	readonly path: string;
	readonly status: number;
}

/** The calls that a stand-in hears from now on. */
function hear({ standIn, clock }: AccountWorld): readonly Heard[] {
	const heard: Heard[] = [];
	const plain = standIn.handle.bind(standIn);
	standIn.handle = (request) => {
		const reply = plain(request);
		const { method, path } = request;
		const isOrders = path.startsWith('/v2/orders') && (method === 'POST' || method === 'DELETE');
		heard.push({ at: clock.now(), path, call: isOrders ? method : 'other', status: reply.status });
		return reply;
	};
	return heard;
}

/** The most calls that were heard within any minute. */
function mostInAMinute(heard: readonly Heard[]): number {
	return Math.max(
		...heard.map(({ at }) => heard.filter((one) => one.at > at - minute && one.at <= at).length)
	);
}

/** An armed desk that no limit keeps from sending many small orders. */
async function openArmed() {
	const world = openAccountWorld({ cash: '1000000' });
	const heard = hear(world);
	world.standIn.quote('AAPL', '200', '200');
	const desk = await startAccountSession(world);
	await openAccount(desk);
	const { settings } = await desk.ask('settings', {});
	const limits = settings.filter(({ key, canBeOff }) => key.startsWith('risk.') && canBeOff);
	const off = Object.fromEntries(limits.map(({ key }) => [key, 'off']));
	await desk.ask('changeSettings', {
		request: 'limits',
		changes: { ...off, 'sizing.minTradeNotional': '1' }
	});
	await desk.quote('AAPL', '200');
	await desk.ask('setRouting', { request: 'arm', routing: 'paper', typed: 'paper' });
	return { world, desk, heard };
}

/** Gives so many orders at once, each of a share at a limit of its own far from the market. */
function orderAtOnce(desk: AccountSession, from: number, count: number) {
	return Array.from({ length: count }, (_, index) => {
		const limitPrice = (100 + (from + index) / 100).toFixed(2);
		const order = { symbol: 'AAPL', side: 'buy', type: 'limit', quantity: '1', limitPrice } as const;
		return desk.get('submitOrder', { order, request: `o${limitPrice}` });
	});
}

const statusOf = (desk: AccountSession): readonly string[] =>
	[...desk.session.running().runner.live().state.book.orders.values()].map(({ status }) => status);

describe('many orders at once', () => {
	it('of a hundred each is at the account and accepted, and no minute has more than 200 calls', async () => {
		const { world, desk, heard } = await openArmed();
		const from = heard.length;
		const answers = await Promise.all(orderAtOnce(desk, 0, 100));
		await desk.pass(3 * minute);
		expect(answers.map(({ order }) => order?.status)).toEqual(times(100, 'submitted'));
		expect(world.standIn.orders.map(({ status }) => status)).toEqual(times(100, 'new'));
		expect(statusOf(desk)).toEqual(times(100, 'accepted'));
		expect(heard.slice(from).filter(({ call }) => call === 'POST')).toHaveLength(100);
		expect(heard.filter(({ status }) => status === 429)).toEqual([]);
		expect(mostInAMinute(heard)).toBeLessThanOrEqual(200);
	});

	it('are overtaken by cancels that are given while they wait for their calls, and all of them are settled', async () => {
		const { world, desk, heard } = await openArmed();
		await Promise.all(orderAtOnce(desk, 0, 100));
		await desk.pass(2_000);
		const placed = [...desk.session.running().runner.live().state.book.orders.keys()];
		await Promise.all(orderAtOnce(desk, 100, 100));
		await desk.pass(2_000);
		const waiting = 200 - world.standIn.orders.length;
		expect(waiting).toBeGreaterThan(50);
		const from = heard.length;
		for (const orderId of placed.slice(0, 10)) void desk.get('cancel', { orderId, request: `c${orderId}` });
		await desk.pass(2_000);
		const calls = () => heard.slice(from).flatMap(({ call }) => (call === 'other' ? [] : [call]));
		expect(calls()).toEqual(times(10, 'DELETE'));
		await desk.pass(5 * minute);
		expect(calls().slice(10)).toEqual(times(waiting, 'POST'));
		expect(world.standIn.orders.filter(({ status }) => status === 'canceled')).toHaveLength(10);
		expect(world.standIn.orders.filter(({ status }) => status === 'new')).toHaveLength(190);
		expect(statusOf(desk).filter((status) => status === 'accepted')).toHaveLength(190);
		expect(mostInAMinute(heard)).toBeLessThanOrEqual(200);
		const ends = (await eventsOf(desk, world.profile)).filter(({ type }) => type === 'OrderCanceled');
		expect(ends).toHaveLength(10);
	});
});

describe('orders that wait for their calls', () => {
	async function openWaiting() {
		const opened = await openArmed();
		await Promise.all(orderAtOnce(opened.desk, 0, 200));
		await opened.desk.pass(2_000);
		const placed = opened.world.standIn.orders.length;
		expect(200 - placed).toBeGreaterThan(50);
		return { ...opened, placed };
	}

	it('are not sent any more once the kill switch cancels entries, and those that were are canceled', async () => {
		const { world, desk, placed, heard } = await openWaiting();
		await desk.ask('halt', { level: 'cancel_entries', by: 'switch', reason: '' });
		await desk.pass(4 * minute);
		expect(world.standIn.orders.map(({ status }) => status)).toEqual(times(placed, 'canceled'));
		expect(statusOf(desk)).toEqual(times(200, 'canceled'));
		const events = await eventsOf(desk, world.profile);
		expect(events.filter(({ type }) => type === 'OrderCanceled')).toHaveLength(200);
		expect(events.filter((event) => event.type === 'OutcomeUnknown' && event.errand === 'submit')).toEqual(
			[]
		);
		const from = heard.length;
		await desk.pass(minute);
		// What has ended is not asked for any more.
		expect(heard.slice(from).filter(({ path }) => path.startsWith('/v2/orders:'))).toEqual([]);
	});

	it.each([
		['orders go nowhere any more', { routing: 'dry_run' }, 'dry_run', 'dry run: it would have been sent'],
		[
			'entries are not armed any more',
			{ routing: 'exits_only' },
			...(['not_armed', 'entries to the paper account are not armed'] as const)
		],
		[
			'entries are paused',
			{ level: 'pause' },
			...(['reducing', 'entries are paused; only orders that shrink a position pass'] as const)
		],
		['positions are only reduced', { level: 'reduce_only' }, 'halted', 'trading is halted']
	] as const)('end at once, and with the reason, when %s', async (_, given, reason, told) => {
		const { world, desk, placed } = await openWaiting();
		await desk.session.running().runner.command((at) => {
			const said = { at, reason: '' };
			return 'level' in given
				? [{ type: 'Halt', ...given, ...said, by: 'switch' }]
				: [{ type: 'SetRouting', ...given, ...said, request: 'route' }];
		});
		await desk.pass(1_000);
		const settled = [...times(placed, 'accepted'), ...times(200 - placed, 'canceled')];
		expect(statusOf(desk)).toEqual(settled);
		const reasons = (await eventsOf(desk, world.profile)).flatMap((event) =>
			event.type === 'CommandRefused' ? [event.reason] : []
		);
		expect(reasons).toEqual(times(200 - placed, reason));
		const texts = desk.shown.view?.feed.map(({ text }) => text);
		expect(texts).toContain(`Order of buy 1 AAPL at 101.99 or better refused: ${told}.`);
		await desk.pass(2.5 * minute);
		expect(world.standIn.orders.map(({ status }) => status)).toEqual(times(placed, 'new'));
		expect(statusOf(desk)).toEqual(settled);
		const after = (await eventsOf(desk, world.profile)).map(({ type }) => type);
		expect(after.filter((type) => type === 'OutcomeUnknown' || type === 'OrderRejected')).toEqual([]);
	});

	it('end alone when entries are paused: what is at the account is canceled as before', async () => {
		const { world, desk } = await openWaiting();
		await desk.ask('halt', { level: 'pause', by: 'switch', reason: '' });
		await desk.ask('cancel', { orderId: 'r.o100.00', request: 'c' });
		await desk.pass(3_000);
		expect(world.standIn.orders.filter(({ status }) => status === 'canceled')).toHaveLength(1);
	});

	it('are not sent any more once entries are not armed', async () => {
		const { world, desk, placed } = await openWaiting();
		await desk.ask('setRouting', { request: 'disarm', routing: 'exits_only', typed: '' });
		await desk.pass(4 * minute);
		expect(world.standIn.orders.map(({ status }) => status)).toEqual(times(placed, 'new'));
		expect(statusOf(desk)).toEqual([...times(placed, 'accepted'), ...times(200 - placed, 'canceled')]);
	});
});
