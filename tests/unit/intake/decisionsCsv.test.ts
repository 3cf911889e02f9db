import { describe, expect, it } from 'vitest';
import { readDecisions } from '../../../src/lib/intake/decisions.ts';
import { isDecisionsHeader } from '../../../src/lib/intake/decisionsCsv.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

const symbols = {
	assetClassBySymbol: new Map([
		['AAPL', 'us_equity'],
		['BTC/USD', 'crypto']
	] as const)
};
const header = 'id,at,symbol,action,sizePct,quantity,entryPrice,stopLoss,reason';
const good = 'a,2024-03-04T14:30:00Z,AAPL,BUY,0.05,,,170.5,"gap, then ""go"""';
const read = (...lines: readonly string[]) =>
	readDecisions({ name: 'decisions.csv', text: lines.join('\n') }, symbols);

function refusals(...lines: readonly string[]): readonly string[] {
	const outcome = read(...lines);
	return (outcome.ok ? outcome.value.refused : outcome.error).map(faultToText);
}

describe('decisions as CSV', () => {
	it('are the same decisions as in JSON', () => {
		const json = {
			format: 'blotter-decisions',
			version: 1,
			decisions: [
				{
					...{ id: 'a', at: '2024-03-04T14:30:00Z', symbol: 'AAPL', action: 'BUY' },
					...{ sizePct: 0.05, stopLoss: 170.5, reason: 'gap, then "go"' }
				},
				{ id: 'b', at: '2024-03-04T15:00:00Z', symbol: 'BTC/USD', action: 'SELL' }
			]
		};
		const fromJson = readDecisions({ name: 'decisions.json', text: JSON.stringify(json) }, symbols);
		const fromCsv = read(header, good, 'b,2024-03-04T15:00:00Z,BTC/USD,SELL,,,,,', '');
		expect(fromCsv).toEqual(fromJson);
	});

	it('have a byte order mark and line ends of either kind', () => {
		const outcome = readDecisions({ name: 'd.CSV', text: `\uFEFF${header}\r\n${good}\r\n` }, symbols);
		expect(outcome.ok && outcome.value.decisions.map(({ id }) => id)).toEqual(['a']);
	});

	it('refuse a bad row by line and field, and the good rows go on', () => {
		const outcome = read(
			header,
			good,
			'b,yesterday,AAPL,BUY,5,,,,',
			good,
			'c,2024-03-04T14:30:00Z,AAPL,SELL,,,,,'
		);
		expect(outcome.ok && outcome.value.decisions.map(({ id }) => id)).toEqual(['a', 'c']);
		expect(outcome.ok && outcome.value.refusedRows).toBe(2);
		expect(outcome.ok && outcome.value.refused.map(faultToText)).toEqual([
			'decisions.csv, line 3, at: "yesterday" is not a UTC time such as 2019-02-11T14:30:00Z.'.replaceAll(
				'"',
				''
			),
			'decisions.csv, line 3, sizePct: 5 is not a fraction; did you mean 0.05?',
			'decisions.csv, line 4, id: a is there twice, first in line 2.'
		]);
	});

	it('count the lines of a cell that has several', () => {
		expect(
			refusals(
				header,
				'a,2024-03-04T14:30:00Z,AAPL,BUY,0.1,,,,"one',
				'two"',
				'b,2024-03-04T14:30:00Z,AAPL,BUY,,,,,'
			)
		).toEqual([
			'decisions.csv, line 2, reason: text must not contain the control character U+000A.',
			'decisions.csv, line 4, sizePct: a value is missing.'
		]);
	});

	it.each([
		[
			'id,at,symbol\na,b,c',
			'decisions.csv, line 1, action: the column action is missing; the columns are id, at, symbol.'
		],
		[
			'id,at,symbol,action,leverage',
			'decisions.csv, line 1, leverage: this field is not known; the fields are id, at, symbol, action, confidence, sizePct, quantity, entryPrice, stopLoss, takeProfit, trailingStopPct, strategy, reason, tag, expiresAt.'
		],
		['id,at,symbol,action,id', 'decisions.csv, line 1, id: id is there twice.']
	])('with the header %j are refused as a whole', (text, message) => {
		const outcome = read(text);
		expect(outcome.ok).toBe(false);
		expect(refusals(text)).toContain(message);
	});

	it('say when a row has too many cells', () => {
		expect(refusals(header, `${good},more`)).toEqual([
			'decisions.csv, line 2: the row has 10 cells, the header has 9.'
		]);
	});

	it.each([
		[header, true],
		['timestamp,open,high,low,close,volume', false],
		['timestamp,symbol,open,high,low,close', false],
		['"action","symbol"', true]
	])('are told from bars by the header %j: %j', (line, isOne) => {
		expect(isDecisionsHeader(line)).toBe(isOne);
	});
});
