import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	cutDigits,
	cutText,
	decimalKey,
	decimalText,
	glanceSentence,
	glanceText,
	moneyText,
	readDigits,
	settingText,
	shareOf,
	signOf,
	subtractTexts
} from '../../../src/lib/app/format/decimalText.ts';

/** Canonical decimals of any size. */
const decimals = fc
	.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 18 }))
	.map(([units, scale]) => canonical(units, scale));

function canonical(units: bigint, scale: number): string {
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const whole = digits.slice(0, digits.length - scale);
	const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
	return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

const plain = (shown: string): string => shown.replaceAll(',', '').replace('\u2212', '-');

describe('an exact number as it is read', () => {
	test.each([
		['50072.0584', '50,072.0584'],
		['-1234567.5', '\u22121,234,567.50'],
		['0', '0.00'],
		['100', '100.00'],
		['999.999', '999.999'],
		['1000', '1,000.00']
	])('%s is %s as money', (text, shown) => {
		expect(moneyText(text)).toBe(shown);
	});

	test('what is no decimal stays as it is', () => {
		expect(decimalText('active')).toBe('active');
		expect(settingText('rounded to cents')).toBe('rounded to cents');
		expect(settingText('50000')).toBe('50,000');
		expect(settingText('1000 bps')).toBe('1,000 bps');
		expect(settingText('0.003 %')).toBe('0.003 %');
	});

	test('digits past the leading decimals are small, none is lost', () => {
		expect(readDigits('-49906.1746', 2)).toEqual({
			sign: '\u2212',
			whole: '49,906',
			lead: '17',
			small: '46'
		});
	});

	test('every decimal can be read back from what is shown', () => {
		fc.assert(fc.property(decimals, (text) => plain(decimalText(text)) === text));
	});
});

test.each([
	['49.96608346548820494', '49.9660…'],
	['1234.5', '1,234.50'],
	['1.2345', '1.2345'],
	['-0.00001', '−0.00001']
])('%s with at most four decimals is %s', (text, expected) => {
	expect(cutText(text, 2, 4)).toBe(expected);
});

describe('digits for a glance', () => {
	test.each([
		['Equity: 10,123.123456789012345678, cash 9,000.12.', 'Equity: 10,123.1234…, cash 9,000.12.'],
		[
			'Bought 0.000012345678 ABQZ at 1234567.123456789, fee 0.0000001234567.',
			'Bought 0.00001234… ABQZ at 1,234,567.1234…, fee 0.0000001234…'
		],
		['Decision BUY by v1.123456 of q1.1234567x and d.2.123456.', null],
		['Stop 173.4000 armed, 1,000 at 12.34567% below.', 'Stop 173.4000 armed, 1,000 at 12.3456…% below.'],
		['Nothing of it is held.', null]
	])('in a sentence: %s', (text, shown) => {
		expect(glanceSentence(text)).toBe(shown ?? text);
	});

	test.each([
		['9985.181316278864414', '9,985.1813…'],
		['-5.277583721135586', '\u22125.2775…'],
		['9985.18', '9,985.18'],
		['0.000012345678', '0.00001234…'],
		['-0.0000567', '\u22120.0000567'],
		['0', '0.00']
	])('%s is %s', (text, shown) => {
		expect(glanceText(text)).toBe(shown);
	});

	test('what is shown of a number other than zero is never all zeros', () => {
		fc.assert(
			fc.property(decimals, (text) => {
				expect(/[1-9]/.test(glanceText(text))).toBe(signOf(text) !== 0);
			})
		);
	});

	test('the leading decimals stand, the dots are among the small ones', () => {
		expect(cutDigits('494.96862674551058016', 2, 4)).toEqual({
			sign: '',
			whole: '494',
			lead: '96',
			small: '86…'
		});
	});
});

describe('arithmetic on texts', () => {
	test.each([
		['50072.0584', '50000', '72.0584'],
		['0.1', '0.3', '-0.2'],
		['1', '1', '0'],
		['10', '9.999999999999999999', '0.000000000000000001']
	])('%s − %s = %s', (a, b, difference) => {
		expect(subtractTexts(a, b)).toBe(difference);
	});

	test('a − b is the opposite of b − a, and nothing when both are equal', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const there = subtractTexts(a, b);
				const back = subtractTexts(b, a);
				expect(subtractTexts(there, '0')).toBe(there);
				expect(signOf(there)).toBe(signOf(back) === 0 ? 0 : -signOf(back));
				expect(there.replace('-', '')).toBe(back.replace('-', ''));
			})
		);
	});

	test('keys order decimals as their difference does', () => {
		fc.assert(
			fc.property(decimals, decimals, (a, b) => {
				const keyA = decimalKey(a);
				const keyB = decimalKey(b);
				if (keyA === null || keyB === null) throw new Error('a decimal has a key');
				expect(keyA < keyB ? -1 : keyA > keyB ? 1 : 0).toBe(signOf(subtractTexts(a, b)));
			})
		);
		expect(decimalKey('active')).toBeNull();
	});

	test.each([
		['50', '100', 0.5],
		['150', '100', 1],
		['-5', '100', 0],
		['1', '0', 1]
	])('%s of %s is a share of %d', (measured, limit, share) => {
		expect(shareOf(measured, limit)).toBe(share);
	});

	test.each([
		['0', 0],
		['-0.00', 0],
		['-0.01', -1],
		['0.01', 1]
	])('the sign of %s is %d', (text, sign) => {
		expect(signOf(text)).toBe(sign);
	});
});
