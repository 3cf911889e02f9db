import { describe, expect, it } from 'vitest';
import { breakerNames } from '../../../src/lib/domain/breakers.ts';
import { checkNames, isWarning, type CheckName } from '../../../src/lib/domain/risk.ts';
import { reviewIntent } from '../../../src/lib/engine/riskReview.ts';
import { createConfig, createFacts, createOrder, money, price, ratio } from '../../support/deskBuilders.ts';
import { cases, resultOf, reviewOf, strategy, type Given } from './limitCases.ts';

describe('a limit of the review', () => {
	it.each(cases)(
		'%s passes under it and at it, and denies over it with its own reason',
		(check, at, under, over) => {
			expect([resultOf(check, under)?.passed, resultOf(check, at)?.passed]).toEqual([true, true]);
			expect(resultOf(check, over)?.passed).toBe(false);
			const others = reviewOf(over).filter((one) => !one.passed && one.check !== check);
			expect(others).toEqual([]);
		}
	);

	it('is not looked at while it is off', () => {
		const always = reviewOf({ risk: {} }).map(({ check }) => check);
		const limited = new Set(cases.map(([check]) => check));
		expect(always.filter((check) => limited.has(check))).toEqual([]);
	});

	it('is one of those that are tested here, or of those that always speak', () => {
		const always = new Set(reviewOf({ risk: {} }).map(({ check }) => check));
		const tested = new Set<CheckName>([
			...cases.map(([check]) => check),
			...breakerNames,
			...(['crossedQuote', 'symbolHalted', 'reducesPosition', 'lock'] as const),
			// Those of the book of an account.
			...(['routing', 'standing', 'unknownOutcomes'] as const)
		]);
		expect(checkNames.filter((check) => !always.has(check) && !tested.has(check))).toEqual([]);
	});
});

describe('what is not known', () => {
	it.each([
		['quoteAge', { risk: { maxQuoteAgeSeconds: 5 }, limits: { hasQuotes: true } }],
		['spread', { risk: { maxSpread: ratio('1') }, limits: { hasQuotes: true } }],
		[
			'priceDistance',
			{ risk: { maxPriceDistance: ratio('9') }, facts: { refPrice: null }, ask: { limitPrice: price('1') } }
		],
		['tradeNotional', { risk: { maxTradeNotional: ratio('9') }, facts: { equity: null } }],
		['positionRisk', { risk: { maxPositionRisk: ratio('9') }, limits: { heldRisk: null } }],
		['openRisk', { risk: { maxOpenRisk: ratio('9') }, limits: { positionsRisk: null } }],
		['grossExposure', { risk: { maxGrossExposure: money('1000000') }, facts: { exposure: null } }],
		['netExposure', { risk: { maxNetExposure: ratio('9') }, limits: { netExposure: null } }],
		['leverage', { risk: { maxLeverage: ratio('9') }, facts: { exposure: null } }],
		[
			'sectorExposure',
			{
				risk: { maxSectorExposure: ratio('9') },
				limits: { sector: { name: 'A', isKnown: true, exposure: null } }
			}
		],
		[
			'strategyExposure',
			{ risk: { maxStrategyExposure: ratio('9') }, limits: { strategy: { ...strategy, exposure: null } } }
		],
		[
			'strategyDayLoss',
			{ risk: { maxStrategyDayLoss: ratio('9') }, limits: { strategy: { ...strategy, dayLoss: null } } }
		]
	] as const satisfies readonly (readonly [CheckName, Given])[])('denies: %s', (check, given) => {
		expect(resultOf(check, given)).toMatchObject({ passed: false, measured: null });
	});

	it.each(['quoteAge', 'spread'] as const)('is no quote where prices are bars: %s', (check) => {
		expect(resultOf(check, { risk: { maxQuoteAgeSeconds: 5, maxSpread: ratio('0.1') } })).toBeUndefined();
	});
});

describe('data that contradicts itself', () => {
	it('denies: a bid above the ask, and a price of a time to come', () => {
		const crossed = { risk: {}, limits: { hasQuotes: true, spread: ratio('-0.000000001') } };
		expect(resultOf('crossedQuote', crossed)).toMatchObject({
			passed: false,
			reason: 'risk_data_unavailable'
		});
		expect(
			resultOf('crossedQuote', { risk: {}, limits: { hasQuotes: true, spread: ratio('0') } })
		).toBeUndefined();
		expect(resultOf('dataAge', { risk: {}, facts: { dataAgeSeconds: -0.001 } })?.passed).toBe(false);
	});
});

describe('the override for old prices', () => {
	const old = { dataAgeSeconds: 901 };

	it('is off, and where it is on lets what is too old pass with a warning', () => {
		expect(resultOf('dataAge', { risk: {}, facts: old })).toMatchObject({ passed: false });
		const passed = resultOf('dataAge', { risk: { oldPricesPass: true }, facts: old });
		expect(passed).toMatchObject({ passed: true, measured: 901, limit: 900 });
		expect(passed !== undefined && isWarning(passed)).toBe(true);
	});

	it('lets nothing pass that is missing or of a time to come', () => {
		const risk = { oldPricesPass: true };
		for (const dataAgeSeconds of [null, -1]) {
			expect(resultOf('dataAge', { risk, facts: { dataAgeSeconds } })?.passed).toBe(false);
		}
		expect(
			resultOf('positionAge', {
				risk: { ...risk, maxPositionAgeSeconds: 5 },
				limits: { oldest: { symbol: 'ABC', seconds: NaN } }
			})
		).toMatchObject({ passed: false, measured: null, of: 'ABC' });
	});
});

describe('a check that throws', () => {
	it('denies with its name, and says what went wrong', () => {
		const intent = createOrder({ refPrice: price('100') });
		const broken = createFacts({ equity: 'much' as never });
		const { verdict, approved, broken: found } = reviewIntent(intent, broken, createConfig());
		expect([approved, verdict.approved]).toEqual([null, false]);
		expect(found).toMatchObject({ check: 'positionSize' });
		expect(
			verdict.checks.filter(({ reason }) => reason === 'check_failed').map(({ check }) => check)
		).toEqual([...['positionSize', 'totalExposure', 'maintenanceMargin']]);
	});
});

describe('a sector', () => {
	const risk = { maxSectorExposure: ratio('0.3') };

	it('is told with the verdict; one that no table names is its own', () => {
		const sector = { name: 'XYZ', isKnown: false, exposure: money('0') };
		expect(resultOf('sectorExposure', { risk, limits: { sector } })?.of).toBe('');
		expect(
			resultOf('sectorExposure', { risk, limits: { sector: { ...sector, name: 'Energy', isKnown: true } } })
				?.of
		).toBe('Energy');
	});
});
