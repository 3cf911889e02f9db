import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import { createBarsReader, readBars, type BarsSource } from '../../../src/lib/intake/barsCsv.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

const header = 'timestamp,open,high,low,close,volume';
const rows = [
	'2019-02-11T14:30:00Z,171.14,171.2,170.7,170.97,619925',
	'2019-02-11T14:31:00Z,10,11,9,10.000000001,0'
];
const text = [header, ...rows].join('\n');

function read(content: string, source: Partial<BarsSource> = {}): BarSeries[] {
	const result = readBars({ name: 'AAPL_1m.csv', ...source }, content);
	if (!result.ok) throw new Error(result.error.map(faultToText).join('\n'));
	return result.value;
}

function only(content: string, source: Partial<BarsSource> = {}): BarSeries {
	const [series, ...others] = read(content, source);
	if (series === undefined || others.length > 0) throw new Error('one series expected');
	return series;
}

const at = (iso: string) => Date.parse(iso);

describe('a file of minute bars', () => {
	it('gives exact prices in columns', () => {
		const series = only(text);
		expect(series).toMatchObject({ symbol: 'AAPL', assetClass: 'us_equity', interval: '1m', length: 2 });
		expect([...series.open]).toEqual([171_140_000_000, 10_000_000_000]);
		expect([...series.high]).toEqual([171_200_000_000, 11_000_000_000]);
		expect([...series.low]).toEqual([170_700_000_000, 9_000_000_000]);
		expect([...series.close]).toEqual([170_970_000_000, 10_000_000_001]);
		expect([...series.volume]).toEqual([619_925, 0]);
		expect([...series.label]).toEqual([at('2019-02-11T14:30:00Z'), at('2019-02-11T14:31:00Z')]);
		expect([...series.startsAt]).toEqual([...series.label]);
		expect([...series.completesAt]).toEqual([at('2019-02-11T14:31:00Z'), at('2019-02-11T14:32:00Z')]);
	});

	it('knows which bars start within a session', () => {
		const starts = [
			'2019-12-24T14:29',
			'2019-12-24T14:30',
			'2019-12-24T17:59',
			'2019-12-24T18:00',
			'2019-12-25T15:00'
		];
		const content = [header, ...starts.map((start) => `${start}:00Z,1,1,1,1,1`)].join('\n');
		expect([...only(content).regular]).toEqual([0, 1, 1, 0, 0]);
		expect([...only(content, { assetClass: 'crypto' }).regular]).toEqual([1, 1, 1, 1, 1]);
	});

	it.each([
		['with CRLF', text.replaceAll('\n', '\r\n')],
		['with CR', text.replaceAll('\n', '\r')],
		['with a byte order mark', `\uFEFF${text}`],
		['with a last line feed', `${text}\n`],
		['with blank lines', `\n${text.replaceAll('\n', '\n\n')}\n \n`],
		['with quotes', text.replace(/[^,\n]+/g, '"$&"')],
		['with spaces around numbers', text.replace(/,(?=\d)/g, ', ')],
		['with +00:00', text.replaceAll('Z', '+00:00')],
		['with a space for the T', text.replaceAll(/T(?=\d\d:)/g, ' ')],
		['with fractions of zeros', text.replaceAll(':00Z', ':00.000Z')],
		['with a capital header', text.replace(header, header.toUpperCase())],
		['with the column time', text.replace('timestamp', 'time')],
		['with the column date', text.replace('timestamp', 'Date')],
		['with other columns', text.replaceAll(/$/gm, ',7').replace(`${header},7`, `${header},adj_close`)],
		['with exponents', text.replace(',10,', ',1e1,')]
	])('%s is the same', (_, content) => {
		expect(only(content)).toEqual(only(text));
	});

	it('may have its columns in any order and no volume', () => {
		const series = only('close,low,high,open,date\n3,1,4,2,2019-02-11T14:30:00Z');
		expect([series.open[0], series.high[0], series.low[0], series.close[0], series.volume[0]]).toEqual([
			2e9,
			4e9,
			1e9,
			3e9,
			NaN
		]);
	});

	it('is the same in whatever slices it comes', () => {
		const contents = [text, text.replaceAll('\n', '\r\n'), text.replace(/[^,\n]+/g, '"$&"')];
		fc.assert(
			fc.property(fc.constantFrom(...contents), fc.array(fc.nat(120), { maxLength: 8 }), (content, cuts) => {
				const reader = createBarsReader({ name: 'AAPL_1m.csv' });
				const ends = [...cuts, content.length].sort((a, b) => a - b);
				ends.reduce((start, end) => {
					reader.push(content.slice(start, end));
					return end;
				}, 0);
				expect(reader.finish()).toEqual({ ok: true, value: [only(text)] });
			})
		);
	});
});

describe('a file of daily bars', () => {
	it.each(['2019-02-11', '2019-02-11T00:00:00Z'])('has %s as the session of that date', (label) => {
		const series = only(`date,open,high,low,close\n${label},1,1,1,1`, { name: 'spy.csv' });
		expect(series).toMatchObject({ symbol: 'SPY', interval: '1d', assetClass: 'us_equity' });
		expect([series.label[0], series.startsAt[0], series.completesAt[0], series.regular[0]]).toEqual([
			at('2019-02-11T00:00:00Z'),
			at('2019-02-11T14:30:00Z'),
			at('2019-02-11T21:00:00Z'),
			1
		]);
	});

	it('closes early when the session does', () => {
		const daily = only('date,open,high,low,close\n2019-07-03,1,1,1,1', { name: 'SPY_1d.csv' });
		expect(daily.completesAt[0]).toBe(at('2019-07-03T17:00:00Z'));
	});

	it('lasts a whole day for crypto, weekends too', () => {
		const series = only('date,open,high,low,close\n2019-02-09,1,1,1,1', { name: 'BTCUSD_1d.csv' });
		expect(series).toMatchObject({ symbol: 'BTCUSD', assetClass: 'crypto' });
		expect([series.startsAt[0], series.completesAt[0], series.regular[0]]).toEqual([
			at('2019-02-09T00:00:00Z'),
			at('2019-02-10T00:00:00Z'),
			1
		]);
	});
});

describe('what the bars are of', () => {
	const minute = `${header}\n${rows[0] ?? ''}`;
	it.each([
		['AAPL_1m_2019-02-11_2019-02-15.csv', 'AAPL us_equity 1m'],
		['market/bars_1m/BTCUSD_1m_x.csv', 'BTCUSD crypto 1m'],
		['spy.csv', 'SPY us_equity 1m'],
		['BRK.B.csv', 'BRK.B us_equity 1m'],
		['ETHUSDT.csv', 'ETHUSDT crypto 1m'],
		['TUSD.csv', 'TUSD us_equity 1m']
	])('is told by the name %s', (name, expected) => {
		const { symbol, assetClass, interval } = only(minute, { name });
		expect(`${symbol} ${assetClass} ${interval}`).toBe(expected);
	});

	it('is told by the manifest before the name', () => {
		const source = { name: 'AAPL_1m.csv', symbol: 'SPY', assetClass: 'crypto', interval: '1d' } as const;
		expect(only('date,open,high,low,close\n2019-02-09,1,1,1,1', source)).toMatchObject({
			symbol: 'SPY',
			assetClass: 'crypto',
			interval: '1d'
		});
	});

	it('is told by a column before the name, and symbols may take turns', () => {
		const content = [
			'symbol,date,open,high,low,close',
			'MSFT,2019-02-11,1,1,1,1',
			'BTC/USD,2019-02-09,2,2,2,2',
			'MSFT,2019-02-12,3,3,3,3'
		];
		const all = read(content.join('\n'), { name: 'many.csv' });
		expect(all.map(({ symbol, assetClass, length }) => [symbol, assetClass, length])).toEqual([
			['MSFT', 'us_equity', 2],
			['BTC/USD', 'crypto', 1]
		]);
	});

	it('is daily only when every timestamp is a midnight', () => {
		const content = 'date,open,high,low,close\n2019-02-11T00:00:00Z,1,1,1,1\n2019-02-12T00:01:00Z,1,1,1,1';
		expect(only(content, { name: 'spy.csv' }).interval).toBe('1m');
	});
});

describe('many bars', () => {
	it('are all in columns of just their length', () => {
		const first = at('2015-01-05T14:30:00Z');
		const iso = (row: number) => new Date(first + row * 60_000).toISOString().replace('.000', '');
		const content = [
			header,
			...Array.from({ length: 300_000 }, (_, row) => `${iso(row)},10.05,11.25,9.5,10,${row}`)
		].join('\n');
		const series = only(content);
		expect(series.length).toBe(300_000);
		expect(series.volume[299_999]).toBe(299_999);
		expect(series.label[299_999]).toBe(first + 299_999 * 60_000);
		expect(series.label.buffer.byteLength).toBe(300_000 * 8);
	});
});
