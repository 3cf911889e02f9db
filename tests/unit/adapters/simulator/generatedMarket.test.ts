import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGeneratedMarket } from '../../../../src/lib/adapters/simulator/generatedMarket.ts';
import { formatInstant, type Instant } from '../../../../src/lib/domain/time.ts';
import type { PriceSource, SourceMemory } from '../../../../src/lib/ports/priceSource.ts';
import { holds } from '../../../support/propertyCheck.ts';

const minute = 60_000;
const day = 86_400_000;
const open = Date.UTC(2024, 10, 25, 14, 30);

/** What a number of steps gives, as text. */
function tell(source: PriceSource, steps: number): readonly string[] {
	const told: string[] = [];
	for (let count = 0; count < steps; count++) {
		told.push(String(source.nextAt()));
		source.step({
			quote: (index, { at, bid, ask, last }) => told.push([index, at, bid, ask, last].join(' ')),
			halt: (index, isHalted) => told.push(`${String(index)} ${String(isHalted)}`),
			bars: () => told.push('bars')
		});
	}
	return told;
}

const written = (memory: SourceMemory) => JSON.parse(JSON.stringify(memory)) as SourceMemory;

describe('a generated market', () => {
	it('is the same for the same seed and another for another', () => {
		const told = (seed: number) => tell(createGeneratedMarket({ seed, startsAt: open }), 500);
		expect(told(1)).toEqual(told(1));
		const prices = (seed: number) => told(seed).map((line) => line.split(' ')[2]);
		expect(prices(1)).not.toEqual(prices(2));
		expect(told(2 ** 32 + 1)).not.toEqual(told(1));
	});

	it.each([
		['before an open', '2024-11-25T13:00:00Z', '2024-11-25T14:30:0'],
		['on a weekend', '2024-11-23T13:00:00Z', '2024-11-25T14:30:0'],
		['at an early close', '2024-11-29T18:00:00Z', '2024-12-02T14:30:0'],
		['within a session and off the grid', '2024-11-25T15:00:00.050Z', '2024-11-25T15:00:0']
	])('that starts %s waits for the session', (_, startsAt, first) => {
		const market = createGeneratedMarket({ seed: 1, startsAt: Date.parse(startsAt), symbols: 2 });
		expect(market.nextAt()).toBeGreaterThanOrEqual(Date.parse(startsAt));
		expect(formatInstant(market.nextAt())).toContain(first);
	});
});

describe('a halt', () => {
	const startsAt = Date.UTC(2024, 0, 2, 14, 30);
	const start = () => createGeneratedMarket({ seed: 5, startsAt, symbols: 2 });

	it('comes now and then, lasts minutes without a quote and ends with a jump', () => {
		const market = start();
		const pauses: number[] = [];
		const jumps: number[] = [];
		const halted = new Map<number, Instant>();
		let quotesInside = 0;
		const quoted = new Map<number, number>();
		while (market.nextAt() < startsAt + 28 * day) {
			const at = market.nextAt();
			const resumed = new Set<number>();
			market.step({
				quote: (index, { bid }) => {
					if (halted.has(index)) quotesInside++;
					if (resumed.has(index)) jumps.push(Math.abs(bid / (quoted.get(index) ?? NaN) - 1));
					quoted.set(index, bid);
				},
				halt: (index, isHalted) => {
					if (isHalted) halted.set(index, at);
					else {
						pauses.push(at - (halted.get(index) ?? NaN));
						halted.delete(index);
						resumed.add(index);
					}
				},
				bars: () => undefined
			});
		}
		expect(pauses.length).toBeGreaterThan(10);
		expect(pauses.length).toBeLessThan(80);
		expect(quotesInside).toBe(0);
		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5 * minute);
		expect(pauses.filter((pause) => pause < 10 * minute).length).toBeGreaterThan(0.8 * pauses.length);
		expect(jumps).toHaveLength(pauses.length);
		expect(Math.min(...jumps)).toBeGreaterThan(0.005);
	});

	it('goes on from a memory taken inside it', () => {
		const market = start();
		let isHalted = false;
		while (!isHalted)
			market.step({ quote: () => undefined, halt: () => (isHalted = true), bars: () => undefined });
		const again = createGeneratedMarket({ seed: 5, startsAt, symbols: 2, memory: written(market.memory()) });
		const told = tell(market, 3000);
		expect(told.some((line) => line.endsWith('false'))).toBe(true);
		expect(tell(again, 3000)).toEqual(told);
	});
});

describe('a memory', () => {
	const instants = [
		open,
		open - 1,
		open + 3 * 3_600_000,
		open + 23_400_000 - 3_000,
		open + 4 * day + 12_590_000
	];

	it('goes on exactly as the market would have, JSON and all', () => {
		const steps = fc.integer({ min: 0, max: 1500 });
		const setup = fc.record({
			seed: fc.integer(),
			startsAt: fc.constantFrom(...instants),
			symbols: fc.integer({ min: 1, max: 30 })
		});
		const property = fc.property(setup, steps, steps, (asked, n, m) => {
			const whole = createGeneratedMarket(asked);
			tell(whole, n);
			const memory = whole.memory();
			const rest = tell(whole, m);
			expect(written(memory)).toEqual(memory);
			expect(tell(createGeneratedMarket({ ...asked, memory: written(memory) }), m)).toEqual(rest);
		});
		holds(property, 60);
	});

	it('of another market is refused', () => {
		const memory = createGeneratedMarket({ seed: 1, startsAt: open, symbols: 3 }).memory();
		const go = (given: SourceMemory, symbols: number) => () =>
			createGeneratedMarket({ seed: 1, startsAt: open, symbols, memory: given });
		expect(go(memory, 3)).not.toThrow();
		expect(go(memory, 4)).toThrow('a memory of 3 × level');
		expect(go({ ...memory, factorClock: [] }, 3)).toThrow('factorClock');
	});
});

describe('invented symbols', () => {
	const market = (symbols: number) => createGeneratedMarket({ seed: 1, startsAt: open, symbols });
	const symbolsOf = (source: PriceSource) => source.instruments.map(({ instrument }) => instrument.symbol);

	it('are 20 unless asked, in alphabetical order, one of them crypto', () => {
		const asked = createGeneratedMarket({ seed: 1, startsAt: open });
		expect(symbolsOf(asked)).toEqual([...symbolsOf(asked)].sort());
		expect(symbolsOf(asked)).toHaveLength(20);
		const crypto = asked.instruments.filter(({ instrument }) => instrument.assetClass === 'crypto');
		expect(crypto.map(({ instrument }) => [instrument.symbol, instrument.priceDecimals])).toEqual([
			['ORQX/USD', 8]
		]);
	});

	it('are up to 100, each once, with a name and a sector', () => {
		const symbols = symbolsOf(market(100));
		expect(symbols).toEqual([...new Set(symbols)].sort());
		expect(symbols).toHaveLength(100);
		const { profiles } = market(100);
		expect(new Set(profiles.map(({ name }) => name)).size).toBe(100);
		expect(profiles.every(({ sector }) => sector !== '')).toBe(true);
		expect(() => market(101)).toThrow();
		expect(() => market(0)).toThrow();
	});
});
