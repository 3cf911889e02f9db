import { describe, expect, it } from 'vitest';
import { denialText, passesText, shortRefusalText } from '../../../src/lib/contract/denials.ts';
import type { CheckResult } from '../../../src/lib/domain/risk.ts';
import type { Sizing } from '../../../src/lib/domain/sizing.ts';
import { tellCheck, tellSizing } from '../../../src/lib/domain/verdictLines.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';

const failedOf = (given: Partial<CheckResult>): CheckResult => ({
	...{ check: 'positionSize', passed: false, reason: 'position_limit', measured: null, limit: null },
	...given
});

/** How 42 XYZ at 100 were sized with an equity of 10000, but for what is given. */
const sizingOf = (given: Partial<Sizing> = {}): Sizing => ({
	...{ by: 'quantity', refPrice: price('100'), equity: money('10000'), requested: money('4200') },
	...{
		positionCap: money('1000'),
		room: money('8000'),
		orderCap: null,
		budget: money('4200'),
		quantity: quantity('42')
	},
	...{ expected: price('100'), reserve: money('4200') },
	...given
});

/** Why an order of XYZ is denied with 33 that would pass, but for what is given. */
const say = (checks: readonly CheckResult[], given: Partial<Parameters<typeof denialText>[0]> = {}) =>
	denialText({
		...{ verdict: { approved: false, checks }, sizing: sizingOf(), symbol: 'XYZ' },
		...{ assetClass: 'us_equity', passes: quantity('33'), isSized: true },
		...given
	});

const position = failedOf({ measured: money('1240'), limit: money('1000') });

describe('a denial in words', () => {
	it('says the number that is over, its limit and what would pass', () => {
		expect(say([position])).toBe('position would be 12.4 % of equity, limit 10 %. 33 shares would pass.');
		expect(say([position], { sizing: null })).toBe(
			'position would be 1,240.00, limit 1,000.00. 33 shares would pass.'
		);
	});

	it('parts the thousands of a share', () => {
		const huge = failedOf({ measured: money('1234567'), limit: money('1000') });
		expect(say([huge])).toMatch(/^position would be 12,345\.7 % of equity/);
	});

	it('never says the same share for what is over and for its limit', () => {
		const just = failedOf({ measured: money('1000.4'), limit: money('1000') });
		expect(say([just])).toMatch(/^position would be 10\.004 % of equity, limit 10 %\./);
		const hair = failedOf({ measured: money('1000.0000001'), limit: money('1000') });
		expect(say([hair])).toMatch(/^position would be 1,000\.0000001, limit 1,000\.00\./);
	});

	it.each<[Partial<CheckResult>, string]>([
		[
			{ check: 'totalExposure', measured: money('8200'), limit: money('8000') },
			'total exposure would be 82 % of equity, limit 80 %'
		],
		[
			{ check: 'buyingPower', measured: money('500'), limit: money('400.5') },
			'it needs 500.00, free cash is 400.50'
		],
		[
			{ check: 'minimumTrade', measured: money('20'), limit: money('50') },
			'the order is worth 20.00, the smallest trade is 50.00'
		],
		[
			{ check: 'minimumTrade', measured: money('0'), limit: money('0') },
			'the quantity asked for is less than one lot'
		],
		[{ check: 'dataAge', measured: 75, limit: 60 }, 'the last price of XYZ is 75 s old, limit 60 s'],
		[{ check: 'dataAge' }, 'there is no price of XYZ yet'],
		[{ check: 'totalExposure' }, 'the equity is not known: a position has no price'],
		[{ check: 'dayLoss' }, 'the equity is not known: a position has no price'],
		[{ check: 'brokenLimit', of: '' }, 'the equity is not known: a position has no price'],
		[{ check: 'openTrades', measured: 11, limit: 10 }, 'open trades would be 11, limit 10'],
		[{ check: 'tradesPerSymbol', measured: 2, limit: 1 }, 'trades of XYZ would be 2, limit 1'],
		[
			{ check: 'reducesPosition', measured: quantity('9'), limit: quantity('7') },
			'9 would be traded, 7 can be closed'
		],
		[{ check: 'tradingState', reason: 'halted', measured: 'halted', limit: 'active' }, 'trading is halted']
	])('says the numbers of %o', (given, text) => {
		expect(say([failedOf(given)], { isSized: false })).toBe(`${text}.`);
	});

	it('says every number that is over, and that nothing passes when nothing does', () => {
		const exposure = failedOf({ check: 'totalExposure', measured: money('8200'), limit: money('8000') });
		const passed = { ...failedOf({ check: 'openTrades', measured: 1, limit: 9 }), passed: true };
		expect(say([position, exposure, passed], { passes: null })).toBe(
			'position would be 12.4 % of equity, limit 10 %; total exposure would be 82 % of equity, limit 80 %. No quantity would pass.'
		);
	});

	const small = failedOf({ check: 'minimumTrade', measured: money('90'), limit: money('250') });
	const none = failedOf({ check: 'minimumTrade', measured: money('0'), limit: money('250') });
	const limits = [
		{ ...failedOf({ measured: money('990'), limit: money('1000') }), passed: true },
		{ ...failedOf({ check: 'totalExposure', measured: money('7990'), limit: money('8000') }), passed: true }
	];
	it.each<[string, CheckResult, Partial<Sizing>, string]>([
		[
			'the position limit',
			small,
			{ positionCap: money('99'), budget: money('99') },
			'the position limit of 10 % of equity leaves 99.00 for XYZ, less than the smallest trade of 250.00'
		],
		[
			'the exposure limit',
			small,
			{ room: money('95.5'), budget: money('95.5') },
			'the exposure limit of 80 % of equity leaves 95.50 for XYZ, less than the smallest trade of 250.00'
		],
		[
			'the position limit',
			none,
			{ positionCap: money('40'), budget: money('40') },
			'the position limit of 10 % of equity leaves 40.00 for XYZ, less than one lot at 100.00'
		],
		[
			'the position limit',
			none,
			{ positionCap: money('-3'), budget: money('-3') },
			'the position limit of 10 % of equity leaves nothing for XYZ'
		],
		[
			'no limit',
			small,
			{ requested: money('90'), budget: money('90') },
			'the order is worth 90.00, the smallest trade is 250.00'
		],
		['no limit', none, { requested: money('90'), budget: money('90') }, '90.00 buys no whole lot at 100.00']
	])('says that %s cut it below the smallest trade', (_, check, given, text) => {
		const sizing = sizingOf({ by: 'fraction', ...given });
		expect(say([check, ...limits], { sizing, passes: null })).toBe(`${text}. No quantity would pass.`);
	});

	it('is short in a row, with the limit that cut it', () => {
		const sizing = tellSizing(sizingOf({ by: 'fraction', positionCap: money('40'), budget: money('40') }));
		const judged = { symbol: 'XYZ', verdict: [none, ...limits].map(tellCheck), sizing };
		expect(shortRefusalText('below_minimum_trade', judged)).toBe(
			'position limit leaves 40.00, less than one lot at 100.00'
		);
		expect(shortRefusalText('position_limit', { ...judged, verdict: [tellCheck(position)] })).toBe(
			'position 1,240.00, limit 1,000.00'
		);
		expect(shortRefusalText('something_new', judged)).toBe('something new');
	});

	it('counts shares, and names coins', () => {
		expect(passesText(quantity('1'), 'XYZ', 'us_equity')).toBe('1 share would pass.');
		expect(passesText(quantity('0.25'), 'BTC', 'crypto')).toBe('0.25 BTC would pass.');
	});
});
