import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBarsFeed } from '../../../../src/lib/adapters/simulator/barsFeed.ts';
import { barAt, type Bar, type BarSeries } from '../../../../src/lib/domain/bar.ts';
import type { CompletedBar, PriceSource, SourceMemory } from '../../../../src/lib/ports/priceSource.ts';
import { minuteAt } from '../../../support/deskBuilders.ts';
import { holds } from '../../../support/propertyCheck.ts';

/** Bars of a symbol that complete at the ends of the given minutes, those in `outside` not in its session. */
function seriesOf(symbol: string, minutes: readonly number[], outside: readonly number[] = []): BarSeries {
	const column = (pick: (minute: number) => number) => Float64Array.from(minutes, pick);
	return {
		...{ symbol, assetClass: symbol.includes('/') ? 'crypto' : 'us_equity', interval: '1m' },
		...{ length: minutes.length, label: column(minuteAt), startsAt: column(minuteAt) },
		completesAt: column((minute) => minuteAt(minute + 1)),
		...{ open: column((minute) => minute + 2e9), high: column((minute) => minute + 4e9) },
		...{ low: column((minute) => minute + 1e9), close: column((minute) => minute + 3e9) },
		volume: column((minute) => minute),
		regular: Uint8Array.from(minutes, (minute) => (outside.includes(minute) ? 0 : 1))
	};
}

interface Step {
	readonly at: number;
	readonly bars: readonly CompletedBar[];
}

/** The next steps of a feed, all of them unless told how many. */
function take(feed: PriceSource, steps = Infinity): Step[] {
	const told: Step[] = [];
	const unheard = () => {
		throw new Error('bars alone are played');
	};
	while (told.length < steps && feed.nextAt() !== Infinity) {
		const next = feed.nextAt();
		feed.step({ quote: unheard, halt: unheard, bars: (at, bars) => told.push({ at, bars }) });
		expect(told.at(-1)?.at).toBe(next);
	}
	return told;
}

const plain = ({ at, bars }: Step) => [
	(at - minuteAt(0)) / 60_000,
	...bars.map(
		({ index, bar, regular }) => `${String(index)} ${String(bar.volume)}${regular ? '' : ' outside'}`
	)
];

describe('a feed of bars', () => {
	it('gives all bars of an instant at once, in alphabetical order of symbol', () => {
		const feed = createBarsFeed({
			series: [seriesOf('XYZ', [0, 1, 3], [3]), seriesOf('ABC', [1, 2]), seriesOf('BTC/USD', [1])]
		});
		expect(feed.instruments.map(({ instrument, interval }) => `${instrument.symbol} ${interval}`)).toEqual([
			'ABC 1m',
			'BTC/USD 1m',
			'XYZ 1m'
		]);
		expect(feed.instruments.map(({ instrument }) => instrument.priceDecimals)).toEqual([4, 8, 4]);
		expect(feed.profiles).toEqual(new Array(3).fill({ name: '', sector: '' }));
		expect(take(feed).map(plain)).toEqual([
			[1, '2 0'],
			[2, '0 1', '1 1', '2 1'],
			[3, '0 2'],
			[4, '2 3 outside']
		]);
	});

	it('has nothing left when all are played, or when there are none', () => {
		const feed = createBarsFeed({ series: [] });
		expect(feed.nextAt()).toBe(Infinity);
		const played = createBarsFeed({ series: [seriesOf('XYZ', [0])] });
		take(played);
		expect(played.nextAt()).toBe(Infinity);
		const again = createBarsFeed({ series: [seriesOf('XYZ', [0])], memory: played.memory() });
		expect(again.nextAt()).toBe(Infinity);
		again.step({
			quote: () => undefined,
			halt: () => undefined,
			bars: () => expect.unreachable('a bar after the last')
		});
	});

	it('refuses the memory of another number of series', () => {
		const memory = createBarsFeed({ series: [seriesOf('XYZ', [0])] }).memory();
		const series = [seriesOf('XYZ', [0]), seriesOf('ABC', [0])];
		expect(() => createBarsFeed({ series, memory })).toThrow('a memory of 1 series is not of these 2');
		expect(() => createBarsFeed({ series, memory: {} })).toThrow('a memory of 0 series');
	});

	const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 15 });
	const anySeries = fc.tuple(minutes, minutes, minutes).map((all) =>
		all.map((one, index) =>
			seriesOf(
				`S${String(9 - index)}`,
				one.sort((a, b) => a - b)
			)
		)
	);

	it('gives every bar once, each series in its order and instants strictly later', () => {
		const property = fc.property(anySeries, (series) => {
			const feed = createBarsFeed({ series });
			const steps = take(feed);
			const instants = steps.map(({ at }) => at);
			expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
			for (const [index, { instrument }] of feed.instruments.entries()) {
				const one = series.find(({ symbol }) => symbol === instrument.symbol);
				const own = steps.flatMap(({ bars }) => bars.filter((bar) => bar.index === index));
				const expected: Bar[] = [];
				for (let at = 0; one !== undefined && at < one.length; at++) expected.push(barAt(one, at));
				expect(own.map(({ bar }) => bar)).toEqual(expected);
			}
			for (const { at, bars } of steps) {
				expect(bars.every(({ bar }) => bar.completesAt === at)).toBe(true);
				const indexes = bars.map(({ index }) => index);
				expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
			}
		});
		holds(property);
	});

	it('goes on from its memory exactly as it would have', () => {
		const property = fc.property(anySeries, fc.nat(40), (series, steps) => {
			const whole = createBarsFeed({ series });
			take(whole, steps);
			const memory = JSON.parse(JSON.stringify(whole.memory())) as SourceMemory;
			expect(take(createBarsFeed({ series: [...series].reverse(), memory }))).toEqual(take(whole));
		});
		holds(property);
	});
});
