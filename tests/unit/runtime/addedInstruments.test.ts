import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { PricedInstrument } from '../../../src/lib/domain/market.ts';
import { lastPrice } from '../../../src/lib/engine/state.ts';
import { createFold, openBook } from '../../../src/lib/runtime/bookState.ts';
import type { PriceSink, PriceSource } from '../../../src/lib/ports/priceSource.ts';
import {
	createConfig,
	createDecision,
	createLevels,
	minuteAt,
	ratio,
	sessionOpen
} from '../../support/deskBuilders.ts';
import { startBook, type TestBook } from '../../support/deskHarness.ts';
import { createStorage, createTicking } from '../../support/mortalDesk.ts';
import { createChance, read } from '../../support/randomRun.ts';
import type { BookId } from '../../../src/lib/domain/ids.ts';

const names = ['ABC', 'XYZ', 'NEW', 'BTC/USD', 'LAST'];
const priced = (symbol: string): PricedInstrument => ({
	instrument: createInstrument(symbol, symbol.includes('/') ? 'crypto' : 'us_equity'),
	interval: '1m'
});
const cent = 10_000_000;
const second = 1000;

/** A market of quotes each second, of as many of the symbols as the book has by then; any run of it gives the same prices. */
function createFollowed(seed: number, until: number, countAt: (at: number) => number): TestBook {
	const openSource: TestBook['openSource'] = (memory) => {
		let at = memory?.['at']?.[0] ?? sessionOpen + second;
		const source: PriceSource = {
			instruments: names.slice(0, 2).map(priced),
			profiles: [],
			nextAt: () => (at > until ? Infinity : at),
			step(sink: PriceSink) {
				const chance = createChance(seed + at / second);
				for (let index = 0; index < countAt(at); index++) {
					const last = (8000 + Math.floor(chance() * 4000)) * cent;
					sink.quote(index, { at, bid: last - cent, ask: last + cent, last });
				}
				at += second;
			},
			memory: () => ({ at: [at] })
		};
		return source;
	};
	return {
		...{
			id: 'book-1' as BookId,
			config: createConfig({ minimum: '0.35' }),
			startsAt: sessionOpen,
			openSource
		},
		source: { type: 'alpaca', startsAt: sessionOpen, account: null }
	};
}

/** Decisions on all symbols, known yet or not; those not yet known are refused as they come. */
function decisionsOf(seed: number) {
	const chance = createChance(seed);
	return Array.from({ length: 60 }, (_, index) =>
		createDecision({
			id: `d${String(index)}`,
			at: sessionOpen + Math.floor(chance() * 240) * second,
			symbol: names[Math.floor(chance() * names.length)] ?? '',
			action: chance() < 0.2 ? 'SELL' : 'BUY',
			levels: createLevels({ trailing: '0.05' }),
			size: { by: 'fraction', fraction: ratio('0.1') }
		})
	);
}

/** Four minutes in which instruments are added twice, with a close and a start wherever the chance says. */
async function live(seed: number, hasRestarts: boolean) {
	let count = 2;
	const book = createFollowed(seed, minuteAt(4), () => count);
	const journal = await createStorage({ book, decisions: [] });
	const profile = { journal };
	const start = () => startBook(profile, book, { wall: createTicking(), checkpointEvery: 15 });
	const chance = createChance(seed + 1);
	let running = await start();
	await running.runner.command((at) =>
		decisionsOf(seed).map((decision) => ({ type: 'TakeDecision', at, decision }))
	);
	for (let step = 1; step <= 8; step++) {
		await running.runUntil(minuteAt(step / 2));
		const added = step === 2 ? ['NEW', 'BTC/USD'] : step === 5 ? ['LAST'] : [];
		if (added.length > 0) {
			await running.runner.command((at) => [
				{ type: 'AddInstruments', at, request: `r${String(step)}`, instruments: added.map(priced) }
			]);
			count += added.length;
			for (const symbol of added)
				await running.runner.command((at) => [
					{
						...{ type: 'TakeDecision', at },
						decision: createDecision({
							...{ id: `now ${symbol}`, at: at + 2 * second, symbol },
							size: { by: 'fraction', fraction: ratio('0.1') }
						})
					}
				]);
		}
		if (!hasRestarts || chance() < 0.5) continue;
		if (chance() < 0.7) await running.runner.close();
		running = await start();
	}
	const lines: string[] = [];
	for await (const segment of journal.read(book.id, 1)) lines.push(...segment.lines);
	return { profile, id: book.id, live: running.runner.live(), lines };
}

describe('a book to which instruments are added while it runs', () => {
	const seeds = fc.integer({ min: 1, max: 100_000 });

	it('is the fold of its journal, from its start and from a checkpoint', async () => {
		let traded = 0;
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const { profile, id, live: after, lines } = await live(seed, false);
				const fold = createFold(id, null);
				expect(fold.take({ from: 1, lines })).toBeNull();
				const made = fold.result();
				expect(made?.state.book).toEqual(after.state.book);
				expect(made?.state.market.indexBySymbol).toEqual(after.state.market.indexBySymbol);
				const opened = read(await openBook(profile.journal, { id, origin: id }));
				expect(opened.folded).toBeLessThan(after.seq);
				expect(opened.state.book).toEqual(after.state.book);
				expect(opened.state.book.instruments.map(({ instrument }) => instrument.symbol)).toEqual(names);
				traded += lines.filter((line) => /"OrderFilled"/.test(line) && /NEW|LAST|BTC/.test(line)).length;
			}),
			{ numRuns: 6 }
		);
		expect(traded).toBeGreaterThan(5);
	});

	it('goes on after any restart as if there had been none', async () => {
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				const whole = await live(seed, false);
				const cut = await live(seed, true);
				expect(cut.live.state.book).toEqual(whole.live.state.book);
				for (const symbol of names) {
					expect(lastPrice(cut.live.state.market, symbol)).toEqual(
						lastPrice(whole.live.state.market, symbol)
					);
				}
				expect(cut.live.market.columns()).toEqual(whole.live.market.columns());
				expect(cut.live.market.dayStart.length).toBe(names.length);
			}),
			{ numRuns: 6 }
		);
	});
});
