import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import type { Command } from '../../../src/lib/domain/commands.ts';
import { decimalToNumber } from '../../../src/lib/domain/decimal.ts';
import { goesThroughZero } from '../../../src/lib/domain/opening.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { lastPrice, type EngineState } from '../../../src/lib/engine/state.ts';
import type { JournalEntry } from '../../../src/lib/journal/entry.ts';
import { createConfig, minuteAt, price, ratio, sessionOpen } from '../../support/deskBuilders.ts';
import { createFeedBook, readEntries, startBook, withoutWallTime } from '../../support/deskHarness.ts';
import {
	arrangeDeath,
	createQuotedBook,
	createSmallBook,
	createStorage,
	createTicking,
	withLatency,
	type Death,
	type GivenBook
} from '../../support/mortalDesk.ts';
import { makeActs, type Act } from '../../support/orderActs.ts';
import { imbalance, readOrder } from '../../support/orderDesk.ts';
import { makeRandomRun } from '../../support/randomRun.ts';

const config = createConfig({
	...{ startingCash: '100000', slippage: '0.0002', minimum: '0.35', maxPositionFraction: '0.9' },
	...{
		maxTotalExposure: '0.9',
		minTradeNotional: '1',
		maxTradesPerSymbol: 8,
		allowAdding: true,
		allowShort: true
	}
});

/** The same book with room for orders; a fill takes at most a share of what is there, if one is given. */
function withRoom({ book }: GivenBook, volumeShare: string | null): GivenBook {
	const share = volumeShare === null ? null : ratio(volumeShare);
	const fillModel = { ...config.fillModel, volumeShare: share };
	return { book: { ...book, config: { ...config, fillModel } }, decisions: [] };
}

/** Does all acts, in as many lives as it takes; one that was killed before it was done is done again. */
async function liveWith(
	given: GivenBook,
	acts: readonly Act[],
	deaths: readonly Death[]
): Promise<readonly JournalEntry[]> {
	const storage = await createStorage(given);
	let next = 0;
	/** The entries there were when an act was asked for that has not been answered. */
	let askedAt: number | null = null;
	for (const death of [...deaths, null]) {
		const { outside, given: mortal } = arrangeDeath(storage, death);
		const setup = { wall: createTicking(), checkpointEvery: 15, ...mortal };
		const { runner, runUntil } = await startBook({ journal: storage }, given.book, setup);
		const work = async () => {
			if (askedAt !== null && runner.live().seq > askedAt) next++;
			for (let act = acts[next]; act !== undefined; act = acts[++next]) {
				askedAt = null;
				await runUntil(act.at);
				askedAt = runner.live().seq;
				const { state } = runner.live();
				const command = act.make(state);
				const answer = await runner.command(() => (command === null ? [] : [command]));
				if (!answer.ok) throw new Error(JSON.stringify(answer.error));
				expect(imbalance(state)).toBe(0n);
			}
			askedAt = null;
			await runUntil(Infinity);
			await runner.close();
			return 'ended';
		};
		if ((await Promise.race([outside.died, work()])) === 'ended') break;
	}
	return readEntries({ journal: storage }, given.book.id);
}

describe('orders of a book that is killed go on as if it had not been', () => {
	const kinds = [
		{ name: 'bars', make: (seed: number) => createSmallBook(seed, 60), span: 60 * 60_000 },
		{ name: 'quotes', make: (seed: number) => createQuotedBook(seed, 4), span: 4 * 60_000 }
	];
	const deaths = fc.array<Death>(
		fc.record({ append: fc.integer({ min: 1, max: 40 }), isDone: fc.boolean() }),
		{ minLength: 1, maxLength: 8 }
	);

	it.each(kinds)('at any append, whether it was done or not: $name', async ({ make, span }) => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), deaths, async (seed, arranged) => {
				const roomy = withRoom(make(seed), seed % 2 === 0 ? null : '0.05');
				const given = seed % 4 < 2 ? roomy : withLatency(roomy);
				const symbols = given.book.openSource(null).instruments.map(({ instrument }) => instrument.symbol);
				const acts = makeActs(seed, symbols, 60, sessionOpen, span);
				const undisturbed = await liveWith(given, acts, []);
				const entries = await liveWith(given, acts, arranged);
				expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
			}),
			{ numRuns: 8 }
		);
	});

	it('are sold short, bought back and through zero among them', async () => {
		const all = await Promise.all(
			[2, 3].flatMap((seed) =>
				kinds.map(async ({ make, span }) => {
					const given = withRoom(make(seed), null);
					const symbols = given.book.openSource(null).instruments.map(({ instrument }) => instrument.symbol);
					return liveWith(given, makeActs(seed, symbols, 60, sessionOpen, span), []);
				})
			)
		);
		const intents = all
			.flat()
			.flatMap(({ event }) => (event.type === 'OrderInitialized' ? [event.intent] : []));
		const filled = new Set(
			all.flat().flatMap(({ event }) => (event.type === 'OrderFilled' ? [event.fill.orderId] : []))
		);
		const done = intents.filter(({ id }) => filled.has(id));
		expect(done.some(({ purpose, side }) => purpose === 'entry' && side === 'sell')).toBe(true);
		expect(done.some(({ purpose, side }) => purpose === 'exit' && side === 'buy')).toBe(true);
		expect(done.some(goesThroughZero)).toBe(true);
	});

	it('also where a new price says nothing to the bar that is in progress', async () => {
		const given = withRoom(createSmallBook(6), null);
		const halfAMinute = 30_000;
		const orderId = 'r.low' as ClientOrderId;
		const limited = readOrder({ symbol: 'S0', limit: '1', timeInForce: 'gtc' });
		const low: Command = { type: 'SubmitOrder', at: minuteAt(3), request: 'low', order: limited };
		const at = minuteAt(5) + halfAMinute;
		const change = { limitPrice: price('900') };
		const higher: Command = { type: 'ReplaceOrder', at, request: 'higher', orderId, change };
		const acts = [low, higher].map((command) => ({ at: command.at, make: () => command }));
		const undisturbed = await liveWith(given, acts, []);
		const fills = undisturbed.flatMap(({ event }) => (event.type === 'OrderFilled' ? [event.fill.at] : []));
		expect(fills).toEqual([minuteAt(7)]);
		const entries = await liveWith(given, acts, [{ append: 2, isDone: true }]);
		expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
	});

	it('also behind a queue, at prices that are touched again and again', async () => {
		const { book } = createSmallBook(5, 60);
		const { series } = makeRandomRun(5, 3, 60);
		const symbols = series.map(({ symbol }) => symbol);
		const acts = Array.from({ length: 45 }, (_, index): Act => {
			const at = minuteAt(index) + 30_000;
			const symbol = symbols[index % symbols.length] ?? '';
			const side = index % 4 === 3 ? 'sell' : 'buy';
			const make = (state: EngineState): Command | null => {
				const last = lastPrice(state.market, symbol);
				if (last === null) return null;
				const steps = Math.round(decimalToNumber(last.price) * 2) - (side === 'buy' ? 1 : -1);
				const limited = {
					symbol,
					side,
					limit: String(steps / 2),
					quantity: '3',
					timeInForce: 'gtc'
				} as const;
				return { type: 'SubmitOrder', at, request: `q${String(index)}`, order: readOrder(limited) };
			};
			return { at, make };
		});
		const withQueue = (queueAhead: string | null): GivenBook => {
			const fillModel = {
				...{ ...config.fillModel, volumeShare: ratio('0.5') },
				queueAhead: queueAhead === null ? null : ratio(queueAhead)
			};
			const given = { ...config, allowShort: false, fillModel };
			return { book: createFeedBook(series.map(onHalves), given, book.id), decisions: [] };
		};
		const fillsOf = (entries: readonly JournalEntry[]) =>
			entries.filter(({ event }) => event.type === 'OrderFilled').length;
		const undisturbed = await liveWith(withQueue('1.5'), acts, []);
		expect(fillsOf(undisturbed)).toBeGreaterThan(10);
		expect(fillsOf(await liveWith(withQueue(null), acts, []))).not.toBe(fillsOf(undisturbed));
		for (const isDone of [false, true]) {
			const deaths = [1, 2, 3, 5, 8, 13, 21].map((append) => ({ append, isDone }));
			const entries = await liveWith(withQueue('1.5'), acts, deaths);
			expect(withoutWallTime(entries)).toEqual(withoutWallTime(undisturbed));
		}
	});
});

/** The same bars with every price on a half of the currency. */
function onHalves(series: BarSeries): BarSeries {
	const half = 500_000_000;
	const rounded = (column: Float64Array) => column.map((units) => Math.round(units / half) * half);
	const { open, high, low, close } = series;
	return { ...series, open: rounded(open), high: rounded(high), low: rounded(low), close: rounded(close) };
}
