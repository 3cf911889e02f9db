import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarket } from '../../../src/lib/engine/state.ts';
import type { FedPrice } from '../../../src/lib/ports/priceFeed.ts';
import type { PriceSink } from '../../../src/lib/ports/priceSource.ts';
import type { Quote } from '../../../src/lib/domain/quote.ts';
import { createLivePrices, noneWaiting } from '../../../src/lib/runtime/livePrices.ts';
import { instruments } from '../../support/deskBuilders.ts';

const market = createMarket(instruments.map((instrument) => ({ instrument, interval: '1m' })));
const start = Date.UTC(2024, 2, 4, 15);

const fed = (last: number | null, at: number, more: Partial<FedPrice> = {}): FedPrice => ({
	...{ symbol: 'XYZ', bid: last, ask: last, last, madeAt: start + at, takenAt: start + at, origin: 'stream' },
	...more
});

function open() {
	const source = createLivePrices({
		market,
		profileOf: (symbol) => ({ name: `${symbol} Inc.`, sector: '' })
	});
	source.passTo?.(start);
	const heard: (Quote & { readonly index: number })[] = [];
	const halts: string[] = [];
	const sink: PriceSink = {
		quote: (index, quote) => heard.push({ index, ...quote }),
		bars: () => undefined,
		halt: (index, isHalted, at) => halts.push(`${String(index)} ${String(isHalted)} ${String(at - start)}`)
	};
	const run = () => {
		while (source.nextAt() !== noneWaiting) source.step(sink);
		return heard.splice(0).map(({ at, last }) => `${String(at - start)} ${String(last)}`);
	};
	return { source, heard, halts, run, sink };
}

describe('live prices', () => {
	it('come when they came, and never before the clock of the book', () => {
		const { source, run } = open();
		expect(source.nextAt()).toBe(noneWaiting);
		source.take(fed(100, 500));
		expect(source.nextAt()).toBe(start + 500);
		source.passTo?.(start + 800);
		expect(source.nextAt()).toBe(start + 800);
		expect(run()).toEqual(['800 100']);
		// The clock of the machine was set back.
		source.take(fed(101, -60_000));
		expect(run()).toEqual(['800 101']);
	});

	it('keep their own time, which is never after they came', () => {
		const { source, heard, sink } = open();
		source.take(fed(100, 500, { madeAt: start + 200 }));
		source.take(fed(101, 600, { madeAt: start + 5000 }));
		source.step(sink);
		source.step(sink);
		expect(heard.map(({ madeAt }) => (madeAt ?? NaN) - start)).toEqual([200, 600]);
	});

	it('say nothing of a symbol that the book does not have, or that was never traded', () => {
		const { source } = open();
		source.take(fed(100, 1, { symbol: 'WHO' }));
		source.take(fed(null, 2, { bid: 99, ask: 101 }));
		expect(source.nextAt()).toBe(noneWaiting);
	});

	it('make up no side that nobody gave', () => {
		const { source, heard, sink } = open();
		source.take(fed(100, 1, { ask: null }));
		source.step(sink);
		source.take(fed(100, 2, { bid: 99, ask: 101 }));
		source.step(sink);
		expect(heard.map(({ bid, ask, isLastAlone }) => [bid, ask, isLastAlone])).toEqual([
			[100, 100, true],
			[99, 101, undefined]
		]);
	});

	it('of one instant come together, halts among them in their place', () => {
		const { source, run, halts } = open();
		source.take(fed(100, 1));
		source.halt('XYZ', true, start + 1);
		source.take(fed(101, 1));
		expect(run()).toEqual(['1 100', '1 101']);
		expect(halts).toEqual(['0 true 1']);
	});

	it('that only lead from one to the next are passed over while they wait', () => {
		const { source, run } = open();
		for (const [at, last] of [100, 101, 102, 103, 99, 98, 104, 104].entries()) source.take(fed(last, at));
		expect(run()).toEqual(['0 100', '3 103', '5 98', '7 104']);
	});

	it('that wait meet every level and move every trail that all of them would have', () => {
		const step = fc.record({
			last: fc.integer({ min: 90, max: 110 }),
			spread: fc.integer({ min: 0, max: 3 })
		});
		fc.assert(
			fc.property(
				fc.array(step, { minLength: 1, maxLength: 30 }),
				fc.integer({ min: 1, max: 12 }),
				(given, trail) => {
					const { source, heard, sink } = open();
					const all = given.map(({ last, spread }, at) =>
						fed(last, at, { bid: last - spread, ask: last + spread })
					);
					for (const price of all) source.take(price);
					while (source.nextAt() !== noneWaiting) source.step(sink);
					for (const side of ['bid', 'ask', 'last'] as const) {
						const [full, kept] = [all.map((one) => one[side] ?? NaN), heard.map((one) => one[side])];
						expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...full), Math.max(...full)]);
						expect(hasTrailed(kept, trail)).toBe(hasTrailed(full, trail));
						expect(kept.at(-1)).toBe(full.at(-1));
					}
				}
			)
		);
	});
});

/** Whether prices fell so far below the highest before them. */
function hasTrailed(prices: readonly number[], by: number): boolean {
	let high = -Infinity;
	return prices.some((price) => {
		high = Math.max(high, price);
		return price <= high - by;
	});
}
