import { afterEach, describe, expect, it } from 'vitest';
import { barsLimits, createBarsReader, readBars, type BarsSource } from '../../../src/lib/intake/barsCsv.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

const header = 'timestamp,open,high,low,close,volume';
const row = '2019-02-11T14:30:00Z,10,11,9,10,5';

function faults(content: string, source: Partial<BarsSource> = {}): string[] {
	const result = readBars({ name: 'A_1m.csv', ...source }, content);
	return result.ok ? [] : result.error.map(faultToText);
}

const utc = 'is not a UTC time such as 2019-02-11T14:30:00Z';

const badRows: readonly (readonly [string, string, string])[] = [
	['2019-02-11T14:30:00,10,11,9,10,5', 'timestamp', `2019-02-11T14:30:00 ${utc}`],
	['2019-02-30T14:30:00Z,10,11,9,10,5', 'timestamp', `2019-02-30T14:30:00Z ${utc}`],
	['2019-02-12T24:30:00Z,10,11,9,10,5', 'timestamp', `2019-02-12T24:30:00Z ${utc}`],
	['2019-02-12T14:30:00-05:00,10,11,9,10,5', 'timestamp', `2019-02-12T14:30:00-05:00 ${utc}`],
	['2019-02-12T14:30:00+01:00,10,11,9,10,5', 'timestamp', `2019-02-12T14:30:00+01:00 ${utc}`],
	['1549895400,10,11,9,10,5', 'timestamp', `1549895400 ${utc}`],
	['11/02/2019,10,11,9,10,5', 'timestamp', `11/02/2019 ${utc}`],
	['2019-02-12,10,11,9,10,5', 'timestamp', `2019-02-12 ${utc}`],
	[' 2019-02-12 ,10,11,9,10,5', 'timestamp', `2019-02-12 ${utc}`],
	[',10,11,9,10,5', 'timestamp', 'a value is missing'],
	[row, 'timestamp', '2019-02-11T14:30:00Z is there twice, first in line 2'],
	[
		'2019-02-11T14:29:00Z,10,11,9,10,5',
		'timestamp',
		'2019-02-11T14:29:00Z comes after 2019-02-11T14:30:00Z, which is later'
	],
	['2019-02-11T14:31:30Z,10,11,9,10,5', 'timestamp', '2019-02-11T14:31:30Z is not the start of a minute'],
	['2019-02-12T14:30:00Z,0,11,9,10,5', 'open', '0 must be at least 0.000000001'],
	['2019-02-12T14:30:00Z,10,11,-9,10,5', 'low', '-9 must be at least 0.000000001'],
	['2019-02-12T14:30:00Z,10,9000000,9,10,5', 'high', '9000000 must be below 9000000'],
	['2019-02-12T14:30:00Z,10,11,9,ten,5', 'close', 'ten is not a number'],
	['2019-02-12T14:30:00Z,10,11,9,$10,5', 'close', '$10 is not a number'],
	['2019-02-12T14:30:00Z,NaN,11,9,10,5', 'open', 'NaN is not a number'],
	['2019-02-12T14:30:00Z,,11,9,10,5', 'open', 'a value is missing'],
	[
		'2019-02-12T14:30:00Z,10.0000000001,11,9,10,5',
		'open',
		'10.0000000001 has 10 decimals; at most 9 are allowed'
	],
	[
		'2019-02-12T14:30:00Z,10.10000000000000001,11,9,10,5',
		'open',
		'10.10000000000000001 has 19 digits; at most 15 are read exactly'
	],
	['2019-02-12T14:30:00Z,10,9,11,10,5', 'high', 'the high 9 is below the low 11'],
	['2019-02-12T14:30:00Z,12,11,9,10,5', 'open', "12 is outside the bar's range 9 to 11"],
	['2019-02-12T14:30:00Z,10,11,9,11.5,5', 'close', "11.5 is outside the bar's range 9 to 11"],
	['2019-02-12T14:30:00Z,8,11,9,10,5', 'open', "8 is outside the bar's range 9 to 11"],
	['2019-02-12T14:30:00Z,10,11,9,8.5,5', 'close', "8.5 is outside the bar's range 9 to 11"],
	['2019-02-12T14:30:00Z,10,11,9,10,-5', 'volume', '-5 is not between 0 and 1000000000000000'],
	['2019-02-12T14:30:00Z,10,11,9,10,1e999', 'volume', '1e999 is not between 0 and 1000000000000000'],
	['2019-02-12T14:30:00Z,10,11,9,10,0x10', 'volume', '0x10 is not a number'],
	['2019-02-12T14:30:00Z,10,11,9,10,', 'volume', 'a value is missing']
];

describe('a bad row of bars', () => {
	it.each(badRows)('%s refuses the file', (bad, field, problem) => {
		expect(faults([header, row, '', bad].join('\n'))).toEqual([`A_1m.csv, line 4, ${field}: ${problem}.`]);
	});

	it.each([
		['2019-02-12T14:30:00Z,1,234,11,9,10,5', 7],
		['2019-02-12T14:30:00Z,10', 2]
	])('%s has the wrong number of cells', (bad, found) => {
		expect(faults([header, row, bad].join('\n'))).toEqual([
			`A_1m.csv, line 3: the row has ${found} cells, the header has 6.`
		]);
	});

	it('tells every fault it has', () => {
		expect(faults(`${header}\n2019-02-12T14:30:00Z,x,0,9,,5`)).toEqual([
			'A_1m.csv, line 2, open: x is not a number.',
			'A_1m.csv, line 2, high: 0 must be at least 0.000000001.',
			'A_1m.csv, line 2, close: a value is missing.'
		]);
	});

	it('knows its line when a slice brings nothing but a blank line', () => {
		const reader = createBarsReader({ name: 'A_1m.csv' });
		for (const slice of [`${header}\n`, '\n', `${row},6\n`]) reader.push(slice);
		const result = reader.finish();
		expect(result.ok ? [] : result.error.map(faultToText)).toEqual([
			'A_1m.csv, line 3: the row has 7 cells, the header has 6.'
		]);
	});

	it('counts the lines inside quoted cells', () => {
		const noted = `${header},note\n${row},"a\nb"\n${row},c`;
		expect(faults(noted)).toEqual([
			'A_1m.csv, line 4, timestamp: 2019-02-11T14:30:00Z is there twice, first in line 2.'
		]);
	});

	it.each(['2019-02-16', '2019-12-25', '2018-12-05'])('%s is no session of a daily file', (date) => {
		expect(faults(`date,open,high,low,close\n${date},1,1,1,1`, { name: 'SPY_1d.csv' })).toEqual([
			`SPY_1d.csv, line 2, timestamp: ${date} is not a trading day.`
		]);
	});

	it('is not the start of a day in a daily file', () => {
		expect(faults(`${header}\n${row}`, { name: 'SPY_1d.csv' })).toEqual([
			'SPY_1d.csv, line 2, timestamp: 2019-02-11T14:30:00Z is not the start of a day.'
		]);
	});

	it('is of another symbol than the manifest says, or of none', () => {
		const content = `symbol,${header}\nSPY,${row}\n,${row}\nspy,${row}`;
		expect(faults(content, { symbol: 'SPY' })).toEqual([
			'A_1m.csv, line 3, symbol: expected SPY, found "".',
			'A_1m.csv, line 4, symbol: expected SPY, found "spy".'
		]);
		expect(faults(content)).toEqual([
			'A_1m.csv, line 3, symbol: expected a symbol such as AAPL or BTC/USD, found "".',
			'A_1m.csv, line 4, symbol: expected a symbol such as AAPL or BTC/USD, found "spy".'
		]);
	});

	it('is one of many, of which the first 20 are told', () => {
		const told = faults([header, ...Array.from({ length: 30 }, () => row)].join('\n'));
		expect(told).toHaveLength(21);
		expect(told[19]).toBe(
			'A_1m.csv, line 22, timestamp: 2019-02-11T14:30:00Z is there twice, first in line 2.'
		);
		expect(told[20]).toBe('A_1m.csv: there are 9 more faults.');
	});
});

describe('a file that is not of bars', () => {
	const limits = { ...barsLimits };
	afterEach(() => Object.assign(barsLimits, limits));

	it.each([
		['', 'A_1m.csv: there is nothing in it.'],
		['\n \n', 'A_1m.csv: there is nothing in it.'],
		[header, 'A_1m.csv: there is nothing in it.'],
		[
			'timestamp,high,low,close\n1',
			'A_1m.csv, line 1, open: the column open is missing; the columns are timestamp, high, low, close.'
		],
		[
			'when,open,high,low,close',
			'A_1m.csv, line 1, timestamp: the column timestamp is missing; the columns are when, open, high, low, close.'
		],
		[`${header},Close`, 'A_1m.csv, line 1, close: close is there twice.']
	])('%j', (content, sentence) => {
		expect(faults(content)).toEqual([sentence]);
	});

	it('has no symbol', () => {
		expect(faults(`${header}\n${row}`, { name: 'my bars.csv' })).toEqual([
			'my bars.csv: the symbol is not known; name the file like AAPL_1m.csv or add a column named symbol.'
		]);
	});

	it('is HTML', () => {
		expect(faults('<!doctype html>\n<html><script>alert(1)</script></html>')).toHaveLength(5);
	});

	it('has a line without an end', () => {
		expect(faults(`${header}\n${'x'.repeat(50_000_000)}`)).toEqual([
			expect.stringMatching(/^A_1m\.csv, line 2: \d+ characters are more than the limit of 65536\.$/)
		]);
		expect(faults(`"${'x\n'.repeat(25_000_000)}`)).toEqual([
			expect.stringMatching(/^A_1m\.csv, line 1: \d+ characters are more than the limit of 65536\.$/)
		]);
	});

	it('is too large', () => {
		barsLimits.size = 100;
		const reader = createBarsReader({ name: 'A_1m.csv' });
		reader.push(`${header}\n${row}\n`);
		reader.push(row);
		reader.push(row);
		expect(reader.finish()).toEqual({
			ok: false,
			error: [
				{ file: 'A_1m.csv', line: null, field: null, problem: { type: 'too_large', bytes: 104, limit: 100 } }
			]
		});
	});

	it('has too many rows', () => {
		barsLimits.rows = 2;
		const content = [header, row, row.replace(':30:', ':31:'), row.replace(':30:', ':32:')].join('\n');
		expect(faults(content)).toEqual(['A_1m.csv, line 4: 3 rows are more than the limit of 2.']);
		expect(faults(content.slice(0, content.lastIndexOf('\n')))).toEqual([]);
	});

	it('has a broken timestamp, and only that row is at fault', () => {
		const broken = row.replace(/^[^,]*/, row.slice(0, 6));
		expect(faults([header, broken, row].join('\n'))).toEqual([expect.stringContaining('line 2')]);
	});
});
