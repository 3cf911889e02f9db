import { describe, expect, it } from 'vitest';
import { zeroMoney, zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import { orderToFillId, type ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import type { RunnerSetup } from '../../../src/lib/runtime/runnerSetup.ts';
import { createDecision, minuteAt, price, sessionOpen } from '../../support/deskBuilders.ts';
import { readEntries, readStore, startBook } from '../../support/deskHarness.ts';
import {
	arrangeDeath,
	createSmallBook,
	createStorage,
	createTicking,
	type Death
} from '../../support/mortalDesk.ts';
import { answerOf, unread, unseen } from '../../support/brokerAnswers.ts';

const quiet = { ...createSmallBook(6), decisions: [] };
const { book } = quiet;

/** A broker that fills at once and knows each order by its id, however often it is asked. */
function createFakeBroker() {
	const reportsById = new Map<ClientOrderId, readonly VenueReport[]>();
	const asked: string[] = [];
	const broker: Broker = {
		submit: async (intent) => {
			await Promise.resolve();
			asked.push(intent.id);
			const { id: orderId, decisionId, cause, symbol, side, quantity, madeAt: at } = intent;
			const fill = {
				id: orderToFillId(orderId, 1),
				...{ orderId, decisionId, cause, symbol, side, quantity, price: price('1') },
				...{ fee: zeroMoney, feeQuantity: zeroQuantity, at, bar: at, guardsFrom: at, reckoned: null }
			};
			const reports = reportsById.get(orderId) ?? [
				{ type: 'OrderAccepted', orderId, at },
				{ type: 'OrderFilled', fill }
			];
			reportsById.set(orderId, reports);
			return answerOf(reports);
		},
		read: unread,
		glance: unseen,
		replace: () => Promise.resolve(answerOf()),
		cancel: () => Promise.resolve(answerOf())
	};
	return { broker, asked, orders: () => [...reportsById.keys()] };
}

const manyTurns = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Lets a book run for some minutes, buys when it is new, and lets the broker speak. */
async function work(storage: Journal, broker: Broker, death: Death | null, more: Partial<RunnerSetup> = {}) {
	const { outside, given } = arrangeDeath(storage, death, broker);
	const setup = { wall: createTicking(), checkpointEvery: 5, ...given, ...more };
	const { runner, runUntil, stopped } = await startBook({ journal: storage }, book, setup);
	const go = async () => {
		await runUntil(minuteAt(3));
		if (!runner.live().state.book.decisionIds.size) {
			const buy = createDecision({ at: sessionOpen, symbol: 'S0' });
			await runner.command((at) => [{ type: 'TakeDecision', at, decision: buy }]);
		}
		await manyTurns();
		await runner.close();
		return stopped()?.type ?? 'ended';
	};
	return Promise.race([outside.died, go()]);
}

async function eventsOf(storage: Journal) {
	return (await readEntries({ journal: storage }, book.id)).map(({ event }) => event.type);
}

const orderEvents = ['OrderInitialized', 'OrderSubmitted', 'OrderAccepted', 'OrderFilled'];
const isOrderEvent = (type: string) => type.startsWith('Order');

describe('an order to a broker', () => {
	it.each([
		['killed after the commit', { point: 'after commit before effect', n: 1 }, [0, 1]],
		['killed after the broker took it', { point: 'after effect before report', n: 1 }, [1, 2]],
		['not killed', null, [1, 1]]
	] as const)('is made once and reported once when %s', async (_, death, asked) => {
		const storage = await createStorage(quiet);
		const fake = createFakeBroker();
		expect(await work(storage, fake.broker, death)).toBe(death === null ? 'ended' : 'killed');
		expect(fake.asked.length).toBe(asked[0]);
		expect(await work(storage, fake.broker, null)).toBe('ended');
		expect(fake.asked.length).toBe(asked[1]);
		expect(fake.orders()).toEqual(['d.one']);
		expect((await eventsOf(storage)).filter(isOrderEvent)).toEqual(orderEvents);
		const [row] = await readStore({ journal: storage }, book.id, 'orders');
		expect(row).toMatchObject({ id: 'd.one', status: 'filled' });
		const [fill] = await readStore({ journal: storage }, book.id, 'fills');
		expect(fill?.quantity).toBe(row?.filled);
		expect(await work(storage, fake.broker, null)).toBe('ended');
		expect(fake.asked.length).toBe(asked[1]);
	});

	it('is not sent by one that may not act any more, but by the next', async () => {
		const storage = await createStorage(quiet);
		const fake = createFakeBroker();
		const stood: string[] = [];
		const onStopped: RunnerSetup['onStopped'] = ({ type }) => stood.push(type);
		await work(storage, fake.broker, null, { mayAct: () => false, onStopped });
		expect([stood, fake.asked]).toEqual([['stood_down'], []]);
		expect((await eventsOf(storage)).at(-1)).toBe('OrderSubmitted');
		expect(await work(storage, fake.broker, null)).toBe('ended');
		expect(fake.orders()).toEqual(['d.one']);
		expect((await eventsOf(storage)).filter(isOrderEvent)).toEqual(orderEvents);
	});

	it('stays submitted when the broker does not answer, and is asked for at the next start', async () => {
		const storage = await createStorage(quiet);
		const fake = createFakeBroker();
		const deaf: Broker = { ...fake.broker, submit: () => Promise.reject(new Error('no answer')) };
		expect(await work(storage, deaf, null)).toBe('ended');
		expect((await readStore({ journal: storage }, book.id, 'orders'))[0]?.status).toBe('submitted');
		expect(await work(storage, fake.broker, null)).toBe('ended');
		expect((await eventsOf(storage)).filter(isOrderEvent)).toEqual(orderEvents);
	});

	it('is let out once what led to it is in the journal', async () => {
		const storage = await createStorage(quiet);
		const fake = createFakeBroker();
		let written: readonly string[] = [];
		const submit: Broker['submit'] = async (intent) => {
			written = await eventsOf(storage);
			return fake.broker.submit(intent);
		};
		await work(storage, { ...fake.broker, submit }, null);
		expect(written).toContain('OrderSubmitted');
		expect(written).not.toContain('OrderAccepted');
	});

	it('is answered before what a person asks of it next goes out', async () => {
		const storage = await createStorage(quiet);
		const asked: string[] = [];
		let accept: () => void = () => undefined;
		const waiting = new Promise<void>((resolve) => (accept = resolve));
		const orderId = 'd.one' as ClientOrderId;
		const broker: Broker = {
			submit: async () => {
				asked.push('submit');
				await waiting;
				return answerOf([{ type: 'OrderAccepted', orderId, at: minuteAt(3) }]);
			},
			read: unread,
			glance: unseen,
			replace: () => Promise.resolve(answerOf()),
			cancel: () => {
				asked.push('cancel');
				return Promise.resolve(
					answerOf([{ type: 'OrderCanceled', orderId, at: minuteAt(3), reason: 'by_hand' }])
				);
			}
		};
		const setup = { venue: { type: 'broker', broker } as const };
		const { runner, runUntil, stopped } = await startBook({ journal: storage }, book, setup);
		await runUntil(minuteAt(3));
		const decision = createDecision({ at: sessionOpen, symbol: 'S0' });
		await runner.command((at) => [{ type: 'TakeDecision', at, decision }]);
		await runner.command((at) => [{ type: 'CancelOrder', at, request: 'c', orderId }]);
		// What is under way is not asked for anew.
		runner.askAgain();
		await manyTurns();
		expect(asked).toEqual(['submit']);
		accept();
		await manyTurns();
		await manyTurns();
		expect([asked, stopped()]).toEqual([['submit', 'cancel'], null]);
		const [row] = await readStore({ journal: storage }, book.id, 'orders');
		expect(row?.status).toBe('canceled');
	});

	it('goes out behind the cancels of others that were decided with it', async () => {
		const storage = await createStorage(quiet);
		const asked: string[] = [];
		const broker: Broker = {
			submit: ({ id: orderId }) => {
				asked.push(`submit ${orderId}`);
				return Promise.resolve(answerOf([{ type: 'OrderAccepted', orderId, at: minuteAt(3) }]));
			},
			read: unread,
			glance: unseen,
			replace: () => Promise.resolve(answerOf()),
			cancel: (orderId) => {
				asked.push(`cancel ${orderId}`);
				return Promise.resolve(answerOf());
			}
		};
		const setup = { venue: { type: 'broker', broker } as const };
		const { runner, runUntil } = await startBook({ journal: storage }, book, setup);
		await runUntil(minuteAt(3));
		const bid = createDecision({ id: 'bid', at: sessionOpen, symbol: 'S1', entryPrice: price('0.5') });
		const buy = createDecision({ at: sessionOpen, symbol: 'S0' });
		await runner.command((at) => [{ type: 'TakeDecision', at, decision: bid }]);
		await manyTurns();
		await runner.command((at) => [
			{ type: 'TakeDecision', at, decision: buy },
			{ type: 'CancelOrder', at, request: 'c', orderId: 'd.bid' as ClientOrderId }
		]);
		await manyTurns();
		expect(asked).toEqual(['submit d.bid', 'cancel d.bid', 'submit d.one']);
	});
});
