import { describe, expect, it } from 'vitest';
import { denialText, passesText } from '../../../src/lib/contract/denials.ts';
import type { CheckResult } from '../../../src/lib/domain/risk.ts';
import { money, quantity } from '../../support/deskBuilders.ts';

const failedOf = (given: Partial<CheckResult>): CheckResult => ({
	...{ check: 'positionSize', passed: false, reason: 'position_limit', measured: null, limit: null },
	...given
});

/** Why an order of XYZ is denied with an equity of 10000 and 33 that would pass, but for what is given. */
const say = (checks: readonly CheckResult[], given: Partial<Parameters<typeof denialText>[0]> = {}) =>
	denialText({
		...{ verdict: { approved: false, checks }, equity: money('10000'), symbol: 'XYZ' },
		...{ assetClass: 'us_equity', passes: quantity('33'), isSized: true },
		...given
	});

const position = failedOf({ measured: money('1240'), limit: money('1000') });

describe('a denial in words', () => {
	it('says the number that is over, its limit and what would pass', () => {
		expect(say([position])).toBe('position would be 12.4 % of equity, limit 10 %. 33 shares would pass.');
		expect(say([position], { equity: null })).toBe(
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
		[{ check: 'minimumTrade', measured: money('0'), limit: money('0') }, 'it comes to less than one lot'],
		[{ check: 'dataAge', measured: 75, limit: 60 }, 'the last price of XYZ is 75 s old, limit 60 s'],
		[{ check: 'dataAge' }, 'there is no price of it yet'],
		[{ check: 'totalExposure' }, 'the equity is not known: a position has no price'],
		[{ check: 'openTrades', measured: 11, limit: 10 }, 'open trades would be 11, limit 10'],
		[{ check: 'tradesPerSymbol', measured: 2, limit: 1 }, 'trades of XYZ would be 2, limit 1'],
		[
			{ check: 'reducesPosition', measured: quantity('9'), limit: quantity('7') },
			'9 would be sold, 7 can be closed'
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

	it('counts shares, and names coins', () => {
		expect(passesText(quantity('1'), 'XYZ', 'us_equity')).toBe('1 share would pass.');
		expect(passesText(quantity('0.25'), 'BTC', 'crypto')).toBe('0.25 BTC would pass.');
	});
});
