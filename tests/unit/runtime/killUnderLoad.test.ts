import { describe, expect, it } from 'vitest';
import { createGeneratedMarket } from '../../../src/lib/adapters/simulator/generatedMarket.ts';
import type { Command } from '../../../src/lib/domain/commands.ts';
import { isOpenStatus } from '../../../src/lib/domain/order.ts';
import type { InlineVenue } from '../../../src/lib/domain/venue.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState, type EngineState } from '../../../src/lib/engine/state.ts';
import type { JournalEntry } from '../../../src/lib/journal/entry.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import type { KillPoint, RunnerSetup } from '../../../src/lib/runtime/runnerSetup.ts';
import { createConfig, sessionOpen } from '../../support/deskBuilders.ts';
import { openSimulator, readEntries, startBook, type TestBook } from '../../support/deskHarness.ts';
import {
	arrangeDeath,
	createQuotedBook,
	createStorage,
	createTicking,
	type Death,
	type GivenBook
} from '../../support/mortalDesk.ts';
import { readOrder } from '../../support/orderDesk.ts';

const symbolCount = 20;
const perSymbol = 10;

/** Symbols of a generated market in which fills take a small part of what is offered. */
function createBusyBook(seed: number, hasLatency: boolean, symbols = symbolCount): GivenBook {
	const plain = createConfig({ startingCash: '100000000', volumeShare: '0.05' });
	const latency = {
		submit: { base: 100, jitter: 400 },
		replace: { base: 100, jitter: 400 },
		cancel: { base: 100, jitter: 2500 }
	};
	const config = hasLatency ? { ...plain, latency } : plain;
	const openSource: TestBook['openSource'] = (memory) => {
		const setup = { seed, startsAt: sessionOpen, symbols };
		return createGeneratedMarket(memory === null ? setup : { ...setup, memory });
	};
	const { book } = createQuotedBook(seed);
	return { book: { ...book, config, startsAt: sessionOpen, openSource }, decisions: [] };
}

/** A simulator that refuses one cancel in ten, and leaves one in ten without an answer, each once. */
function careless(state: EngineState, marks: Parameters<typeof openSimulator>[1]): InlineVenue {
	const venue = openSimulator(state, marks);
	let cancels = 0;
	return {
		...venue,
		cancel(orderId, at) {
			const turn = cancels++ % 10;
			if (turn === 3) return [{ type: 'RequestRefused', orderId, at, reason: 'unknown_order' }];
			return turn === 7 ? [] : venue.cancel(orderId, at);
		}
	};
}

const carelessly: Partial<RunnerSetup> = { venue: { type: 'inline', open: careless } };
const second = 1000;

/** Buys of every symbol: one at the market with exits that rest, and others far below the market. */
function ordersOf(state: EngineState, at: number): readonly Command[] {
	return state.book.instruments.flatMap(({ instrument: { symbol } }, index) => {
		const last = state.market.last[index] ?? NaN;
		const off = (by: number) => ((last / 1e9) * by).toFixed(2);
		const held = readOrder({
			symbol,
			quantity: '3000',
			target: off(1.5),
			stopLeg: off(0.5),
			timeInForce: 'gtc'
		});
		const resting = Array.from({ length: perSymbol }, (_, n) =>
			readOrder({ symbol, quantity: '5', limit: off(0.9 - n / 100), timeInForce: 'gtc' })
		);
		return [held, ...resting].map((order, n): Command => ({
			type: 'SubmitOrder',
			at,
			request: `${symbol}.${String(n)}`,
			order
		}));
	});
}

const flatten = (at: number): Command => ({
	type: 'Halt',
	at,
	level: 'flatten',
	by: 'switch',
	reason: 'load'
});

/** A storage with the orders given, and some seconds of market on which they have filled in part. */
async function createLoaded(given: GivenBook): Promise<Journal> {
	const storage = await createStorage(given);
	const { runner, runUntil } = await startBook({ journal: storage }, given.book, carelessly);
	await runUntil(sessionOpen + 20 * second);
	await runner.command((at) => ordersOf(runner.live().state, at));
	await runUntil(sessionOpen + 25 * second);
	await runner.close();
	return storage;
}

/** One life: it flattens when that was not done yet, and runs until the sweep has ended. */
async function live(storage: Journal, { book }: GivenBook, death: Death | null = null) {
	const { outside, given } = arrangeDeath(storage, death);
	const setup = { wall: createTicking(), checkpointEvery: 20, ...carelessly, ...given };
	const { runner, runUntil, stopped } = await startBook({ journal: storage }, book, setup);
	const work = async () => {
		if (runner.live().state.book.killLevel === null) await runner.command((at) => [flatten(at)]);
		for (let seconds = 26; seconds < 400; seconds += 5) {
			await runUntil(sessionOpen + seconds * second);
			if (runner.live().state.book.sweep?.outcome !== 'going') break;
		}
		await runner.close();
		return stopped() ?? 'ended';
	};
	return Promise.race([outside.died, work()]);
}

/** What the journal alone says: the book before the level was set and at the end, and how often it was tried. */
function tell(entries: readonly JournalEntry[]) {
	const [first] = entries;
	if (first?.event.type !== 'BookOpened') throw new Error('a book opens first');
	const state = createState(first.event.config, first.event.instruments);
	let before = { open: 0, held: 0, partFilled: 0 };
	for (const { event } of entries) {
		if (event.type === 'TradingStateChanged') before = count(state);
		evolve(state, event);
	}
	const events = entries.map(({ event }) => event);
	return {
		before,
		after: count(state),
		rounds: events.filter(({ type }) => type === 'SweepTried').length,
		refused: events.filter(({ type }) => type === 'RequestRefused').length,
		ended: events.flatMap((event) => (event.type === 'SweepEnded' ? [event.outcome] : [])),
		last: state.book.sweep?.outcome
	};
}

function count({ book }: EngineState) {
	const open = [...book.orders.values()].filter(({ status }) => isOpenStatus(status));
	const partFilled = open.filter(({ status }) => status === 'partially_filled').length;
	return { open: open.length, held: book.positionBySymbol.size, partFilled };
}

/** The journal of lives that end so, and a last one that does not; how many ended while the sweep was under way. */
async function journalOf(given: GivenBook, deaths: readonly Death[]) {
	const storage = await createLoaded(given);
	const read = () => readEntries({ journal: storage }, given.book.id);
	let underWay = 0;
	for (const death of deaths) {
		expect(await live(storage, given, death)).toBe('killed');
		if (tell(await read()).last === 'going') underWay++;
	}
	expect(await live(storage, given)).toBe('ended');
	return { entries: await read(), underWay };
}

describe.each([
	['at once', false],
	['late', true]
])(
	'a flatten of 200 open orders and 20 positions, with orders that come to the market %s',
	(_, hasLatency) => {
		it('ends flat and empty, as the journal alone proves, though cancels are refused or not answered', async () => {
			const { entries } = await journalOf(createBusyBook(5, hasLatency), []);
			const told = tell(entries);
			expect(told.before.open).toBeGreaterThanOrEqual(200);
			expect(told.before.held).toBe(symbolCount);
			expect(told.before.partFilled).toBeGreaterThan(5);
			expect(told.refused).toBeGreaterThan(15);
			expect(told.rounds).toBeGreaterThan(1);
			expect(told).toMatchObject({ after: { open: 0, held: 0 }, last: 'clear' });
			expect(told.ended.at(-1)).toBe('clear');
		});
	}
);

describe('a flatten under such a load', () => {
	const given = createBusyBook(5, true, 5);
	const at = (point: KillPoint, ...counts: readonly number[]) => counts.map((n) => ({ point, n }));
	const commits = (isDone: boolean) => [1, 2, 3, 5].map((append) => ({ append, isDone }));
	const deaths: readonly (readonly [string, readonly Death[]])[] = [
		['before commit', at('before commit', 1, 2, 3, 5)],
		['before checkpoint', at('before checkpoint', 1, 2)],
		['before sealing', at('before sealing', 1, 2)],
		['in commits that are done', commits(true)],
		['in commits that are not', commits(false)]
	];

	it.each(deaths)('is finished after kills %s', async (_, arranged) => {
		const { entries, underWay } = await journalOf(given, arranged);
		expect(underWay).toBeGreaterThan(0);
		expect(tell(entries)).toMatchObject({ after: { open: 0, held: 0 }, last: 'clear' });
	});
});
