import { describe, expect, it } from 'vitest';
import { gaugeCount, heldAgeText, nearestText, readGauge } from '../../../src/lib/app/format/gaugeText.ts';
import type { GaugeView } from '../../../src/lib/contract/riskView.ts';
import { subtractTexts } from '../../../src/lib/app/format/decimalText.ts';
import type { GaugeCheck } from '../../../src/lib/domain/gaugeChecks.ts';
import { checkTable } from '../../../src/lib/domain/risk.ts';
import type { VerdictLine } from '../../../src/lib/domain/verdictLines.ts';

function line(check: GaugeCheck, measured: string | null, limit: string | null, of?: string): VerdictLine {
	const isKnown = measured !== null && limit !== null;
	return {
		...{ check, measured, limit, unit: checkTable[check].unit },
		passed: isKnown && Number(measured) <= Number(limit),
		headroom: isKnown ? subtractTexts(limit, measured) : null,
		...(of === undefined ? {} : { of })
	};
}

const gauge = (check: GaugeCheck, ...lines: readonly VerdictLine[]): GaugeView => ({
	...{ check, group: 'Exposure', set: null, lines, count: lines.length },
	unknown: lines.filter(({ measured }) => measured === null).length
});

describe('a line of a gauge', () => {
	it.each([
		['far below', '790', '1000', 'far', '790.00', '210.00 left', '79 %', 0.79],
		['near from 80 % on', '800', '1000', 'near', '800.00', '200.00 left', '80 %', 0.8],
		['near when nothing is left', '1000', '1000', 'near', '1,000.00', 'nothing left', '100 %', 1],
		['over beyond it', '1212.5', '1000', 'over', '1,212.50', '212.50 over', '121 %', 1],
		['far where something was won', '-50', '1000', 'far', '−50.00', '1,050.00 left', '0 %', 0],
		['over a limit of nothing', '1', '0', 'over', '1.00', '1.00 over', '100 %', 1]
	] as const)('is %s', (_, measured, limit, tone, told, left, share, used) => {
		expect(readGauge(line('strategyDayLoss', measured, limit, 'swing'))).toMatchObject({
			...{ tone, measured: told, left, share, used, of: 'swing', subject: 'strategyDayLoss swing' }
		});
	});

	it('is not known without a price', () => {
		expect(readGauge(line('totalExposure', null, null))).toMatchObject({
			...{ tone: 'unknown', measured: 'not known', left: 'not known', used: null, share: '—' }
		});
	});

	it('of one of one is as it is meant to be, and of ten of ten near', () => {
		expect(readGauge(line('tradesPerSymbol', '1', '1', 'XYZ')).tone).toBe('far');
		expect(readGauge(line('openTrades', '10', '10'))).toMatchObject({ tone: 'near', left: 'nothing left' });
	});

	it('tells ages and spreads in few digits, and what is below a cent as it is', () => {
		expect(readGauge(line('dataAge', '12.345', '60', 'XYZ')).measured).toBe('12 s');
		expect(readGauge(line('dataAge', '0.4', '60', 'XYZ')).measured).toBe('under 1 s');
		expect(readGauge(line('spread', '0.000655953', '0.005', 'XYZ')).measured).toBe('0.066 %');
		expect(readGauge(line('openRisk', '0.004', '10')).measured).toBe('0.004');
		expect(readGauge(line('openTrades', '3', '10')).subject).toBe(null);
	});
});

describe('what stands out of all gauges', () => {
	const far = gauge('totalExposure', line('totalExposure', '100', '1000'));

	it.each([
		['nothing', [gauge('openTrades', line('openTrades', '0', '10'))], 'Nothing is taken of any limit.'],
		[
			'the nearest',
			[far, gauge('positionSize', line('positionSize', '90', '100', 'XYZ'))],
			'Nearest to its limit: Size of XYZ, 90 %.'
		],
		[
			'what is not known before what is near',
			[gauge('totalExposure', line('totalExposure', null, null)), far],
			'Total exposure is not known: a price is missing, and entries are denied.'
		],
		[
			'what is over before all others, and how many are',
			[
				gauge('totalExposure', line('totalExposure', null, null)),
				gauge('openRisk', line('openRisk', '12', '10')),
				gauge('leverage', line('leverage', '12', '10'))
			],
			'Over its limit: Open risk, 2.00 over, and 1 more. Entries that add to it are denied; what closes passes.'
		]
	] as const)('is %s', (_, gauges, text) => {
		expect(nearestText(gauges)).toBe(text);
	});

	it('is no one of one, which is how it is meant to be', () => {
		const one = gauge('tradesPerSymbol', line('tradesPerSymbol', '1', '1', 'XYZ'));
		const open = gauge('openTrades', line('openTrades', '2', '10'));
		expect(nearestText([one, open])).toBe('Nearest to its limit: Open trades, 20 %.');
		const two = gauge('tradesPerSymbol', line('tradesPerSymbol', '2', '1', 'XYZ'));
		expect(nearestText([two, open])).toContain('Over its limit: Trades of a symbol of XYZ');
	});

	it('is no price, which is old now and then', () => {
		const old = { ...gauge('dataAge', line('dataAge', '59', '60', 'XYZ')), group: 'Prices' } as const;
		expect(nearestText([old])).toBe('Nothing is taken of any limit.');
	});
});

it('the lines of a gauge are counted by what they are of', () => {
	expect(gaugeCount({ check: 'sectorExposure', count: 2 })).toBe('2 sectors');
	expect(gaugeCount({ check: 'strategyTrades', count: 1 })).toBe('1 strategy');
	expect(gaugeCount({ check: 'positionSize', count: 3 })).toBe('3 symbols');
	expect(gaugeCount({ check: 'netExposure', count: 2 })).toBe('Both sides');
});

it('the age of what is held is told once it is old', () => {
	expect([heldAgeText(null), heldAgeText({ symbol: 'XYZ', seconds: 4.9 })]).toEqual(['', '']);
	expect(heldAgeText({ symbol: 'XYZ', seconds: 61.7 })).toBe(
		'Prices of what is held are up to 61 s old (XYZ).'
	);
});
