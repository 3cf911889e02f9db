import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import { readBars } from '../../../src/lib/intake/barsCsv.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';
import { mergeBars } from '../../../src/lib/intake/mergeBars.ts';

function days(symbol: string, from: number, to: number, name = `${symbol}_1d.csv`): BarSeries {
	const rows = Array.from({ length: to - from + 1 }, (_, index) => {
		const price = String(from + index);
		return `2019-02-${price.padStart(2, '0')},${price},${price},${price},${price},${price}`;
	});
	const read = readBars({ name, symbol }, ['date,open,high,low,close,volume', ...rows].join('\n'));
	if (!read.ok) throw new Error(read.error.map(faultToText).join('\n'));
	const [series] = read.value;
	if (series === undefined) throw new Error('no series');
	return series;
}

function merge(...all: readonly BarSeries[]) {
	const merged = mergeBars(all.map((series, index) => ({ file: `f${index}.csv`, series })));
	return merged.ok ? merged.value : merged.error.map(faultToText);
}

describe('files of one symbol', () => {
	it('are joined by time, whatever their order', () => {
		expect(merge(days('SPY', 19, 22), days('SPY', 11, 13))).toEqual(
			merge(days('SPY', 11, 13), days('SPY', 19, 22))
		);
		const [series] = merge(days('SPY', 19, 22), days('SPY', 11, 13)) as BarSeries[];
		expect(series?.length).toBe(7);
		for (const column of ['open', 'high', 'low', 'close'] as const) {
			expect([...(series?.[column] ?? [])]).toEqual([11, 12, 13, 19, 20, 21, 22].map((price) => price * 1e9));
		}
		expect([...(series?.volume ?? [])]).toEqual([11, 12, 13, 19, 20, 21, 22]);
		for (const column of ['label', 'startsAt', 'completesAt'] as const) {
			expect([...(series?.[column] ?? [])]).toEqual([...(series?.[column] ?? [])].sort((a, b) => a - b));
		}
		expect([...(series?.regular ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 1]);
	});

	it('may not overlap', () => {
		expect(merge(days('SPY', 11, 14), days('SPY', 14, 15))).toEqual([
			'f1.csv: its bars of SPY overlap those of f0.csv from 2019-02-14T00:00:00Z to 2019-02-14T00:00:00Z.'
		]);
		expect(merge(days('SPY', 11, 15), days('SPY', 12, 13), days('SPY', 20, 21))).toEqual([
			'f1.csv: its bars of SPY overlap those of f0.csv from 2019-02-12T00:00:00Z to 2019-02-13T00:00:00Z.'
		]);
	});

	it('may not differ in interval or class', () => {
		const minutes = { ...days('SPY', 20, 21), interval: '1m' } as const;
		expect(merge(days('SPY', 11, 12), minutes)).toEqual(['f1.csv: SPY is given both as 1d and as 1m.']);
		const coin = { ...days('SPY', 20, 21), assetClass: 'crypto' } as const;
		expect(merge(days('SPY', 11, 12), coin)).toEqual([
			'f1.csv: SPY is given both as us_equity and as crypto.'
		]);
	});
});

describe('files of several symbols', () => {
	it('stay apart, in alphabetical order, and may overlap', () => {
		const merged = merge(days('SPY', 11, 12), days('AAPL', 11, 12), days('MSFT', 12, 13)) as BarSeries[];
		expect(merged.map(({ symbol }) => symbol)).toEqual(['AAPL', 'MSFT', 'SPY']);
	});
});
