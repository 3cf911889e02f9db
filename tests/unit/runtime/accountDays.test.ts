import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import { formatMoney, priceToUnits } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { AssetClass } from '../../../src/lib/domain/instrument.ts';
import { formatDate, formatInstant, parseInstant } from '../../../src/lib/domain/time.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { createConfig, createDecision, price, quantity } from '../../support/deskBuilders.ts';
import { createFeedBook, readEntries, withoutWallTime } from '../../support/deskHarness.ts';
import { createStorage, live, liveThrough, type GivenBook } from '../../support/mortalDesk.ts';

const minute = 60_000;
const instantOf = (text: string) => parseInstant(text) ?? NaN;

interface Bars {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly interval: '1m' | '1d';
	/** When each bar starts and completes, and its one price. */
	readonly bars: readonly (readonly [startsAt: number, completesAt: number, price: string])[];
}

function toSeries({ symbol, assetClass, interval, bars }: Bars): BarSeries {
	const column = (of: (bar: Bars['bars'][number]) => number) => Float64Array.from(bars, of);
	const startsAt = column(([at]) => at);
	const prices = column(([, , text]) => priceToUnits(price(text)));
	return {
		...{ symbol, assetClass, interval, length: bars.length, label: startsAt, startsAt },
		completesAt: column(([, at]) => at),
		...{ open: prices, high: prices, low: prices, close: prices },
		volume: column(() => NaN),
		regular: new Uint8Array(bars.length).fill(1)
	};
}

/** Minutes from instants on, each with a price of its own. */
const minutes = (symbol: string, assetClass: AssetClass, at: Readonly<Record<string, string>>): Bars => ({
	...{ symbol, assetClass, interval: '1m' },
	bars: Object.entries(at).map(([text, given]) => [instantOf(text), instantOf(text) + minute, given])
});

/** A book that buys ten of its first symbol when its first bar has completed, at an eighth of a percent more than the next one. */
function bookOf(all: readonly Bars[]): GivenBook {
	const series = all.map(toSeries);
	const [first] = series;
	const at = first?.completesAt[0] ?? NaN;
	const decision = createDecision({
		...{ id: 'buy', at, symbol: first?.symbol ?? '', strategy: 'swing' },
		size: { by: 'quantity', quantity: quantity('10') }
	});
	return { book: createFeedBook(series, createConfig({ slippage: '0.00125' })), decisions: [decision] };
}

function tellDays(events: readonly BookEvent[]): readonly string[] {
	return events.flatMap((event) =>
		event.type === 'DayBegan'
			? [`${formatDate(event.day)} from ${formatInstant(event.at)} at ${formatMoney(event.equity)}`]
			: []
	);
}

/** What a replay of the same bars and decisions says. */
function replayed(all: readonly Bars[], { book, decisions }: GivenBook): readonly BookEvent[] {
	const events: BookEvent[] = [];
	const replay = createReplay({
		...{ config: book.config, series: all.map(toSeries), decisions, strategies: [] },
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(100));
	return events;
}

const share = (at: Readonly<Record<string, string>>) => minutes('XYZ', 'us_equity', at);
const coin = (at: Readonly<Record<string, string>>) => minutes('BTC', 'crypto', at);
const days = (assetClass: AssetClass, at: readonly (readonly [string, string, string])[]): Bars => ({
	...{ symbol: 'XYZ', assetClass, interval: '1d' },
	bars: at.map(([from, to, given]) => [instantOf(from), instantOf(to), given])
});

const cases: readonly (readonly [string, readonly Bars[], readonly string[]])[] = [
	[
		'over a night',
		[
			share({
				...{ '2024-03-04T14:30:00Z': '100', '2024-03-04T14:31:00Z': '100', '2024-03-04T20:59:00Z': '101' },
				...{ '2024-03-05T14:30:00Z': '102', '2024-03-05T14:31:00Z': '103' }
			})
		],
		['2024-03-05 from 2024-03-05T05:00:00Z at 10008.75']
	],
	[
		'over the weekend of a clock put on, with a coin that trades through it',
		[
			share({
				...{ '2024-03-08T14:30:00Z': '100', '2024-03-08T14:31:00Z': '100' },
				...{ '2024-03-08T20:59:00Z': '101', '2024-03-11T13:30:00Z': '102' }
			}),
			coin({
				...{ '2024-03-09T04:59:00Z': '50', '2024-03-09T05:00:00Z': '51', '2024-03-10T06:59:00Z': '52' },
				...{ '2024-03-10T07:00:00Z': '53', '2024-03-11T03:59:00Z': '54', '2024-03-12T03:59:00Z': '55' },
				'2024-03-12T04:00:00Z': '56'
			})
		],
		['2024-03-11 from 2024-03-09T05:00:00Z at 10008.75', '2024-03-12 from 2024-03-12T04:00:00Z at 10018.75']
	],
	[
		'over the weekend of a clock put back',
		[
			share({
				...{ '2024-11-01T13:30:00Z': '100', '2024-11-01T13:31:00Z': '100' },
				...{ '2024-11-01T19:59:00Z': '99', '2024-11-04T14:30:00Z': '98' }
			}),
			coin({ '2024-11-03T05:30:00Z': '50', '2024-11-03T06:30:00Z': '51', '2024-11-05T05:01:00Z': '52' })
		],
		['2024-11-04 from 2024-11-02T04:00:00Z at 9988.75', '2024-11-05 from 2024-11-05T05:00:00Z at 9978.75']
	],
	[
		'over a holiday, an early close and a weekend',
		[
			share({
				...{ '2024-11-27T14:30:00Z': '100', '2024-11-27T14:31:00Z': '100', '2024-11-27T20:59:00Z': '101' },
				...{ '2024-11-29T14:30:00Z': '102', '2024-11-29T17:59:00Z': '103', '2024-12-02T14:30:00Z': '104' }
			})
		],
		['2024-11-29 from 2024-11-28T05:00:00Z at 10008.75', '2024-12-02 from 2024-11-30T05:00:00Z at 10028.75']
	],
	[
		'at 00:00 UTC with crypto alone, the last bar of a day with its day',
		[
			coin({
				...{ '2024-03-08T23:57:00Z': '100', '2024-03-08T23:58:00Z': '100', '2024-03-08T23:59:00Z': '101' },
				...{ '2024-03-09T00:00:00Z': '102', '2024-03-09T23:59:00Z': '103', '2024-03-10T00:00:00Z': '104' }
			})
		],
		['2024-03-09 from 2024-03-09T00:00:00Z at 10008.75', '2024-03-10 from 2024-03-10T00:00:00Z at 10028.75']
	],
	[
		'by bars of days',
		[
			days('us_equity', [
				['2024-03-07T14:30:00Z', '2024-03-07T21:00:00Z', '100'],
				['2024-03-08T14:30:00Z', '2024-03-08T21:00:00Z', '101'],
				['2024-03-11T13:30:00Z', '2024-03-11T20:00:00Z', '102'],
				['2024-03-12T13:30:00Z', '2024-03-12T20:00:00Z', '103']
			])
		],
		[
			'2024-03-08 from 2024-03-08T05:00:00Z at 10000',
			'2024-03-11 from 2024-03-09T05:00:00Z at 9998.737',
			'2024-03-12 from 2024-03-12T04:00:00Z at 10008.737'
		]
	],
	[
		'by bars of days, with crypto alone',
		[
			days('crypto', [
				['2024-03-08T00:00:00Z', '2024-03-09T00:00:00Z', '100'],
				['2024-03-09T00:00:00Z', '2024-03-10T00:00:00Z', '101'],
				['2024-03-10T00:00:00Z', '2024-03-11T00:00:00Z', '102'],
				['2024-03-11T00:00:00Z', '2024-03-12T00:00:00Z', '103']
			])
		],
		[
			'2024-03-09 from 2024-03-09T00:00:00Z at 10000',
			'2024-03-10 from 2024-03-10T00:00:00Z at 9998.7375',
			'2024-03-11 from 2024-03-11T00:00:00Z at 10008.7375',
			'2024-03-12 from 2024-03-12T00:00:00Z at 10018.7375'
		]
	]
];

describe('the days of an account begin once', () => {
	it.each(cases)('%s', async (_, all, expected) => {
		const given = bookOf(all);
		const { entries } = await liveThrough(given, []);
		expect(tellDays(entries.map(({ event }) => event))).toEqual(expected);
		expect(tellDays(replayed(all, given))).toEqual(expected);
	});

	it.each(cases)('%s, wherever it is killed', async (_, all) => {
		const given = bookOf(all);
		const undisturbed = withoutWallTime((await liveThrough(given, [])).entries);
		let killed = 0;
		for (const isDone of [true, false]) {
			for (let append = 1; append <= 6; append++) {
				const lived = await liveThrough(given, [{ append, isDone }]);
				expect(withoutWallTime(lived.entries)).toEqual(undisturbed);
				killed += lived.killed;
			}
		}
		expect(killed).toBeGreaterThan(2);
	});

	it('also when the book is closed right before, at, and right after', async () => {
		const [, all, expected] = cases[4] ?? [];
		if (all === undefined) throw new Error('there is such a case');
		const given = bookOf(all);
		const storage = await createStorage(given);
		const midnight = instantOf('2024-03-09T00:00:00Z');
		for (const until of [midnight - 1, midnight, midnight + 1]) {
			expect(await live(storage, given, null, {}, until)).toBe('ended');
		}
		expect(await live(storage, given)).toBe('ended');
		const entries = await readEntries({ journal: storage }, given.book.id);
		expect(tellDays(entries.map(({ event }) => event))).toEqual(expected);
	});
});
