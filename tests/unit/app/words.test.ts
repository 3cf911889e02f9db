import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCheck } from '../../../src/lib/app/format/checkTexts.ts';
import { csvText } from '../../../src/lib/app/format/csvText.ts';
import { denialText } from '../../../src/lib/app/format/denialText.ts';
import {
	changeText,
	countOf,
	durationText,
	estimateText,
	percentText
} from '../../../src/lib/app/format/estimateText.ts';
import { instantText, newYorkTime, spanText, utcBeside } from '../../../src/lib/app/format/instantText.ts';
import { sizingLines } from '../../../src/lib/app/format/sizingLines.ts';
import { axisTicks, decimalsOfStep } from '../../../src/lib/app/format/axisTicks.ts';
import type { DecisionStory } from '../../../src/lib/domain/runReport.ts';
import type { VerdictLine } from '../../../src/lib/domain/verdictLines.ts';

const check = (line: Partial<VerdictLine>): VerdictLine => ({
	check: 'buyingPower',
	passed: false,
	unit: 'money',
	measured: null,
	limit: null,
	headroom: null,
	...line
});
const story = (
	line: Partial<VerdictLine>,
	sizing: Partial<DecisionStory['sizing']> | null = null
): DecisionStory => ({
	sizing:
		sizing === null
			? null
			: {
					by: 'fraction',
					refPrice: '41.7',
					equity: '1',
					requested: '1',
					positionCap: '1',
					room: '1',
					budget: '1',
					quantity: '1',
					...sizing
				},
	verdict: [check(line)]
});

describe('a denial in a sentence', () => {
	test.each([
		[
			'insufficient_cash',
			story({ measured: '12003.22', limit: '9100' }),
			'Denied: it needs 12,003.22, free cash is 9,100.00.'
		],
		['insufficient_cash', undefined, 'Denied: there is not enough free cash.'],
		['already_held', undefined, 'Denied: it is held already.'],
		['no_position', undefined, 'Denied: nothing is held to close.'],
		[
			'risk_data_unavailable',
			story({ check: 'dataAge', unit: 'seconds', measured: '150', limit: '120' }),
			'Denied: the last price of ALFA is 150 s old, limit 120 s.'
		],
		[
			'risk_data_unavailable',
			story({ check: 'dataAge', unit: 'seconds' }),
			'Denied: there is no price of ALFA yet.'
		],
		[
			'below_minimum_trade',
			story({ check: 'minimumTrade', measured: '187.9', limit: '250' }, { quantity: '10' }),
			'Denied: the order is worth 187.90, the smallest trade is 250.00.'
		],
		[
			'below_minimum_trade',
			story({ check: 'minimumTrade', measured: '0', limit: '250' }, { budget: '12.5', quantity: '0' }),
			'Denied: 12.50 buys no whole lot at 41.70.'
		],
		[
			'below_minimum_trade',
			story(
				{ check: 'minimumTrade', measured: '0', limit: '250' },
				{ room: '-3', budget: '-3', quantity: '0' }
			),
			'Denied: the exposure limit leaves nothing for ALFA.'
		],
		[
			'below_minimum_trade',
			story(
				{ check: 'minimumTrade', measured: '0', limit: '250' },
				{ positionCap: '0', budget: '0', quantity: '0' }
			),
			'Denied: the position limit leaves nothing for ALFA.'
		],
		[
			'below_minimum_trade',
			story(
				{ check: 'minimumTrade', measured: '0', limit: '250' },
				{ by: 'quantity', room: '-3', budget: '20.85', quantity: '0' }
			),
			'Denied: the quantity asked for is less than one lot.'
		],
		[
			'open_trades_limit',
			story({ check: 'openTrades', unit: 'count', measured: '11', limit: '10' }),
			'Denied: open trades would be 11, limit 10.'
		],
		['something_new', undefined, 'Denied: something_new.'],
		['toString', undefined, 'Denied: toString.']
	])('%s', (reason, told, sentence) => {
		expect(denialText({ symbol: 'ALFA', reason }, told)).toBe(sentence);
	});
});

describe('the arithmetic of a size', () => {
	const labels = (by: 'fraction' | 'quantity') => {
		const { sizing } = story({}, { by });
		return sizing === null ? [] : sizingLines(sizing).map(([label]) => label);
	};

	test('a share of equity is cut to the least of three, a quantity is not cut', () => {
		expect(labels('fraction')).toContain('Budget, the least of the three');
		expect(labels('quantity')).toEqual(['Asked for, quantity × last price', '÷ last price']);
	});
});

describe('a check as it is read', () => {
	test('what is measured stands against a ceiling', () => {
		expect(readCheck(check({ passed: true, measured: '25', limit: '100', headroom: '75' }))).toEqual({
			name: 'Free cash',
			...{ passed: true, warns: false, age: null },
			measured: '25.00',
			limit: '100.00',
			headroom: '75.00',
			used: 0.25
		});
	});

	test('the smallest trade is a floor: less than it is over the limit', () => {
		const read = readCheck(
			check({ check: 'minimumTrade', measured: '187.9', limit: '250', headroom: '-62.1' })
		);
		expect(read).toMatchObject({ headroom: '\u221262.10', used: 1 });
	});

	test('a quantity stands as it is', () => {
		const line = { check: 'reducesPosition', unit: 'quantity', measured: '12', limit: '0.5' } as const;
		expect(readCheck(check({ ...line, headroom: '-11.5' }))).toMatchObject({
			measured: '12',
			limit: '0.5',
			headroom: '\u221211.5',
			used: 1
		});
	});

	test.each([
		['active', 'active'],
		['reducing', 'active or reducing'],
		['halted', 'any state']
	])('an order that passes up to %s says in which states it passes', (limit, text) => {
		const line = { check: 'tradingState', unit: 'state', measured: 'active', limit } as const;
		expect(readCheck(check({ ...line, passed: true }))).toMatchObject({ measured: 'active', limit: text });
	});

	test('without a limit nothing is used', () => {
		expect(readCheck(check({ check: 'openTrades', unit: 'count', measured: '4' }))).toMatchObject({
			measured: '4',
			limit: 'no limit',
			headroom: '—',
			used: null
		});
	});
});

describe('instants', () => {
	test.each([
		['2024-11-25T14:58:00Z', '2024-11-25 09:58 New York', '14:58Z'],
		['2024-07-01T13:30:15Z', '2024-07-01 09:30:15 New York', '13:30:15Z'],
		['2024-11-26T02:00:00Z', '2024-11-25 21:00 New York', '11-26 02:00Z'],
		['2024-11-25T05:00:00Z', '2024-11-25 00:00 New York', '05:00Z']
	])('%s', (iso, newYork, utc) => {
		expect(instantText(Date.parse(iso))).toBe(newYork);
		expect(utcBeside(Date.parse(iso))).toBe(utc);
	});

	test('a number reads as the platform writes it, at every size and with every count of decimals', () => {
		const sizes = fc.oneof(
			fc.double({ min: 0, max: 1e6, noNaN: true }),
			fc.double({ min: 0, noNaN: true }),
			fc.integer({ min: 0, max: 10_000_000 }).map((thousandths) => thousandths / 1000)
		);
		fc.assert(
			fc.property(sizes, fc.integer({ min: 0, max: 8 }), (value, decimals) => {
				const platform = new Intl.NumberFormat('en-US', {
					minimumFractionDigits: decimals,
					maximumFractionDigits: decimals
				});
				expect(estimateText(value, decimals)).toBe(platform.format(value));
			}),
			{ numRuns: 2000 }
		);
	});

	test('the New York clock is the one that the platform knows, from 1987 on', () => {
		const platform = new Intl.DateTimeFormat('en-US', {
			...{ timeZone: 'America/New_York', hourCycle: 'h23', weekday: 'short' },
			...{ year: 'numeric', month: '2-digit', day: '2-digit' },
			...{ hour: '2-digit', minute: '2-digit', second: '2-digit' }
		});
		const instants = fc.integer({ min: Date.parse('1987-01-01'), max: Date.parse('2037-12-31') });
		fc.assert(
			fc.property(instants, (at) => {
				const { date, weekday, time } = newYorkTime(at);
				const [year, month, day] = date.split('-');
				const seconds = time.length === 5 ? `${time}:00` : time;
				expect(`${weekday}, ${month}/${day}/${year}, ${seconds}`).toBe(platform.format(at));
			})
		);
	});

	test('a day is named, a span of one day is that day', () => {
		const at = Date.parse('2024-11-29T18:00:00Z');
		expect(newYorkTime(at).weekday).toBe('Fri');
		expect(spanText(at, at)).toBe('2024-11-29');
		expect(spanText(at - 86_400_000, at)).toBe('2024-11-28 to 2024-11-29');
	});

	test('an axis marks times, days, months or years, whichever fits, and says the day where another begins', () => {
		const minutes = (count: number, step: number) =>
			Float64Array.from({ length: count }, (_, index) => Date.parse('2024-11-25T14:31:00Z') + index * step);
		const labels = (at: Float64Array) => axisTicks(at, 0, at.length - 1, 8).map(({ label }) => label);
		expect(labels(minutes(120, 60_000)).slice(0, 4)).toEqual(['09:31', '09:45', '10:00', '10:15']);
		expect(labels(minutes(240, 60_000)).slice(0, 3)).toEqual(['09:31', '10:00', '10:30']);
		expect(labels(minutes(25, 60_000))).toEqual(['09:31', '09:35', '09:40', '09:45', '09:50']);
		const fromOpen = minutes(9, 60_000).map((at) => at - 60_000);
		expect(labels(fromOpen)).toEqual(['09:30', '09:35']);
		const [first = 0, second = 0] = ['2024-11-25T20:50:00Z', '2024-11-26T14:30:00Z'].map(Date.parse);
		const across = [first, first + 300_000, second, second + 300_000];
		const starts = axisTicks(across, 0, 3, 8, 'start');
		expect(starts.map(({ label }) => label)).toEqual(['25 Nov', '15:55', '26 Nov', '09:35']);
		expect(labels(minutes(72, 3_600_000))).toEqual(['25 Nov', '26 Nov', '27 Nov', '28 Nov']);
		expect(labels(minutes(90, 86_400_000))).toEqual(['Nov 2024', 'Dec 2024', 'Jan 2025', 'Feb 2025']);
		expect(labels(minutes(1000, 86_400_000))).toEqual(['2024', '2025', '2026', '2027']);
		expect(labels(minutes(40, 365 * 86_400_000)).length).toBeLessThanOrEqual(8);
	});
});

test.each([
	[20, 0],
	[2.5, 1],
	[0.1, 1],
	[0.30000000000000004, 1],
	[0.25, 2],
	[0.005, 3],
	[0, 0]
])('values that are %s apart need %s decimals', (step, decimals) => {
	expect(decimalsOfStep(step)).toBe(decimals);
});

describe('estimates', () => {
	test('signs, thousands and what rounds to nothing', () => {
		expect(estimateText(-1234.567)).toBe('\u22121,234.57');
		expect([1.005, 0.5e-2, 0.004_999, 999.995].map((value) => estimateText(value))).toEqual([
			'1.01',
			'0.01',
			'0.00',
			'1,000.00'
		]);
		expect(percentText(0.43589)).toBe('43.59 %');
		expect(changeText(0.00144)).toBe('+0.14 %');
		expect(changeText(-0.00001)).toBe('0.00 %');
		expect(changeText(0.00001)).toBe('0.00 %');
		expect(countOf(1, 'fill')).toBe('1 fill');
		expect(countOf(1204, 'fill')).toBe('1,204 fills');
		expect(durationText(0.2)).toBe('1 ms');
		expect(durationText(1500)).toBe('1.5 s');
	});
});

describe('CSV', () => {
	test('quotes what must be quoted, and lets no text run as a formula', () => {
		expect(
			csvText(
				['a', 'b'],
				[
					['1,5', 'say "x"'],
					[null, '-12.5'],
					['=SUM(A1)', '-x']
				]
			)
		).toBe('a,b\r\n"1,5","say ""x"""\r\n,-12.5\r\n\'=SUM(A1),\'-x\r\n');
	});
});
