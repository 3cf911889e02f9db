import { describe, expect, it } from 'vitest';
import { zeroMoney, zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import { orderToFillId, type ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import { createDecision, minuteAt, price, sessionOpen } from '../../support/deskBuilders.ts';
import { readEntries, startBook } from '../../support/deskHarness.ts';
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

/** A broker at which limits rest and all else fills; it does not answer the first `deaf` cancels. */
function createBroker(deaf = 0) {
	const open = new Set<ClientOrderId>();
	const known = new Map<ClientOrderId, readonly VenueReport[]>();
	let cancels = 0;
	const broker: Broker = {
		submit: async ({ id: orderId, decisionId, cause, symbol, side, quantity, limitPrice, madeAt: at }) => {
			await Promise.resolve();
			const accepted: VenueReport = { type: 'OrderAccepted', orderId, at };
			const fill = {
				id: orderToFillId(orderId, 1),
				...{ orderId, decisionId, cause, symbol, side, quantity, price: price('1') },
				...{ fee: zeroMoney, feeQuantity: zeroQuantity, at, bar: at, guardsFrom: at, reckoned: null }
			};
			const reports: readonly VenueReport[] =
				limitPrice === null ? [accepted, { type: 'OrderFilled', fill }] : [accepted];
			if (limitPrice !== null && !known.has(orderId)) open.add(orderId);
			known.set(orderId, known.get(orderId) ?? reports);
			return answerOf(reports);
		},
		read: unread,
		glance: unseen,
		replace: () => Promise.resolve(answerOf()),
		cancel: async (orderId) => {
			await Promise.resolve();
			if (cancels++ < deaf) throw new Error('no answer');
			open.delete(orderId);
			return answerOf([{ type: 'OrderCanceled', orderId, at: minuteAt(4), reason: 'kill_switch' }]);
		}
	};
	return { broker, open, orders: () => [...known.keys()], cancels: () => cancels };
}

const manyTurns = async () => {
	for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
};

/** One life: it holds S0 with a bid for S1 that rests, flattens, and lets some minutes go by. */
async function live(storage: Journal, broker: Broker, death: Death | null = null, until = minuteAt(8)) {
	const { outside, given } = arrangeDeath(storage, death, broker);
	const { runner, runUntil, stopped } = await startBook({ journal: storage }, book, {
		...{ wall: createTicking(), checkpointEvery: 5 },
		...given
	});
	const act = async () => {
		const { state } = runner.live();
		if (state.book.decisionIds.size === 0) {
			await runUntil(minuteAt(3));
			const buy = createDecision({ at: sessionOpen, symbol: 'S0' });
			const bid = createDecision({ id: 'bid', at: sessionOpen, symbol: 'S1', entryPrice: price('0.5') });
			await runner.command((at) => [buy, bid].map((decision) => ({ type: 'TakeDecision', at, decision })));
			await manyTurns();
		}
		if (state.book.killLevel === null) {
			await runner.command((at) => [{ type: 'Halt', at, level: 'flatten', by: 'switch', reason: '' }]);
		}
		await manyTurns();
		for (let minute = 4; minuteAt(minute) <= until; minute++) {
			await runUntil(minuteAt(minute));
			await manyTurns();
		}
		const { sweep, positionBySymbol, entriesBySymbol } = state.book;
		await runner.close();
		const left = positionBySymbol.size + entriesBySymbol.size;
		return { stopped: stopped()?.type ?? 'ended', outcome: sweep?.outcome, left };
	};
	return Promise.race([outside.died, act()]);
}

const flat = { stopped: 'ended', outcome: 'clear', left: 0 };

async function endsOf(storage: Journal) {
	const events = (await readEntries({ journal: storage }, book.id)).map(({ event }) => event);
	return events.flatMap((event) => (event.type === 'SweepEnded' ? [event.outcome] : []));
}

describe('a flatten at a broker that answers later', () => {
	it('takes back what rests, closes what is held, and proves it in the journal', async () => {
		const storage = await createStorage(quiet);
		const fake = createBroker();
		expect(await live(storage, fake.broker)).toEqual(flat);
		expect(fake.orders()).toEqual(['d.one', 'd.bid', 'k.1.1.S0']);
		expect(fake.open.size).toBe(0);
		expect(await endsOf(storage)).toEqual(['clear']);
	});

	it('asks again for a cancel that was not answered', async () => {
		const storage = await createStorage(quiet);
		const fake = createBroker(2);
		expect(await live(storage, fake.broker)).toEqual(flat);
		expect(fake.cancels()).toBeGreaterThan(2);
		expect(fake.open.size).toBe(0);
	});

	it('says so and gives up nothing while the broker is silent', async () => {
		const storage = await createStorage(quiet);
		const fake = createBroker(1000);
		const told = await live(storage, fake.broker, null, minuteAt(6));
		expect(told).toEqual({ stopped: 'ended', outcome: 'going', left: 1 });
		expect(await endsOf(storage)).toEqual([]);
	});

	it.each([
		['after the commit of the level', { point: 'after commit before effect', n: 2 }],
		['after the broker took it', { point: 'after effect before report', n: 3 }],
		['before a commit of what it said', { point: 'before commit', n: 4 }]
	] as const)('goes on to its end when it is killed %s', async (_, death) => {
		const storage = await createStorage(quiet);
		const fake = createBroker();
		expect(await live(storage, fake.broker, death)).toBe('killed');
		expect(await live(storage, fake.broker)).toEqual(flat);
		expect(fake.orders().filter((id) => id.startsWith('k.'))).toEqual(['k.1.1.S0']);
		expect(fake.open.size).toBe(0);
		expect(await endsOf(storage)).toEqual(['clear']);
	});
});
