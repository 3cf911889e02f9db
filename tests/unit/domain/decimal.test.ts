import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	floorToLot,
	formatDecimal,
	formatMoney,
	fractionOf,
	multiply,
	parseMoney,
	parsePrice,
	parseQuantity,
	pricePerUnit,
	proportion,
	readMoney,
	readPrice,
	readQuantity,
	readRatio,
	roundMoney,
	roundPrice,
	scalePrice,
	subtract,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from '../../../src/lib/domain/decimal.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import {
	compare,
	exactly,
	expectHalfEven,
	expectHalfUp,
	isOnGrid,
	minus,
	product,
	quotient,
	size,
	tenTo,
	type Fraction
} from '../../support/slowFraction.ts';

const units = (most: bigint) => fc.bigInt({ min: -most, max: most });
/** Many units of different size, and often round ones, so that ties happen. */
const someUnits = fc.oneof(
	units(10n ** 15n),
	units(10n ** 10n),
	units(2000n).map((half) => half * 50n),
	units(2000n).map((half) => half * 500_000n)
);
const somePrice = someUnits.map((value) => value as Price);
const someQuantity = someUnits.map((value) => value as Quantity);
const someRatio = someUnits.map((value) => value as Ratio);
const someMoney = fc
	.oneof(
		units(10n ** 30n),
		units(10n ** 15n),
		units(10n ** 5n),
		units(2000n).map((half) => half * tenTo(15) * 5n)
	)
	.map((value) => value as Money);
const notZero = someQuantity.filter((value) => value !== 0n);

describe('a decimal that a person wrote', () => {
	it.each([
		['0', '0'],
		['-0', '0'],
		['0.000', '0'],
		['0e5', '0'],
		['-0e-30', '0'],
		['7', '7'],
		['007', '7'],
		['1.50', '1.5'],
		['-12.340', '-12.34'],
		['0.000000001', '0.000000001'],
		['1e2', '100'],
		['1E+2', '100'],
		['1.25e1', '12.5'],
		['125e-2', '1.25'],
		['3e-5', '0.00003'],
		['1e-9', '0.000000001'],
		['10e-10', '0.000000001'],
		['0.1000000000000000000', '0.1'],
		['999999999999999', '999999999999999'],
		['1e14', '100000000000000'],
		['123456.789012345', '123456.789012345']
	])('%s is kept as %s', (written, kept) => {
		expect(formatDecimal(price(written))).toBe(kept);
		expect(formatDecimal(quantity(written))).toBe(kept);
		expect(formatMoney(money(written))).toBe(kept);
	});

	it.each([
		'',
		' ',
		'1 ',
		'+1',
		'.5',
		'5.',
		'1,5',
		'1_000',
		'0x10',
		'NaN',
		'Infinity',
		'--1',
		'1e',
		'1e1.5',
		'1e1000'
	])('"%s" is no number', (written) => {
		expect(parsePrice(written)).toEqual({ ok: false, error: { type: 'not_a_number' } });
	});

	it.each([
		['1234567890123456', { type: 'too_many_digits', digits: 16, limit: 15 }],
		['1.234567890123456', { type: 'too_many_digits', digits: 16, limit: 15 }],
		['0.1234567890123456', { type: 'too_many_digits', digits: 16, limit: 15 }],
		['1e15', { type: 'too_large', limit: 15 }],
		['1e999', { type: 'too_large', limit: 15 }],
		['0.0000000001', { type: 'too_many_decimals', decimals: 10, limit: 9 }],
		['1e-10', { type: 'too_many_decimals', decimals: 10, limit: 9 }],
		['1.5e-9', { type: 'too_many_decimals', decimals: 10, limit: 9 }]
	])('%s is refused with the numbers that explain it', (written, error) => {
		expect(parsePrice(written)).toEqual({ ok: false, error });
		expect(parseQuantity(written)).toEqual({ ok: false, error });
	});

	it('may have 18 decimals as money and fewer than 9 as a price when the caller says so', () => {
		expect(formatMoney(money('0.000000000000000001'))).toBe('0.000000000000000001');
		expect(parseMoney('1e-19')).toEqual({
			ok: false,
			error: { type: 'too_many_decimals', decimals: 19, limit: 18 }
		});
		expect(parsePrice('1.2345', 4).ok).toBe(true);
		expect(parsePrice('1.23450', 4).ok).toBe(true);
		expect(parsePrice('1.23456', 4)).toEqual({
			ok: false,
			error: { type: 'too_many_decimals', decimals: 5, limit: 4 }
		});
	});

	it('means the same with any exponent, and 15 significant digits decide', () => {
		const written = fc.tuple(
			units(10n ** 17n),
			fc.integer({ min: 0, max: 12 }),
			fc.integer({ min: -12, max: 12 })
		);
		holds(
			fc.property(written, ([digits, decimals, exponent]) => {
				const padded = size(digits)
					.toString()
					.padStart(decimals + 1, '0');
				const cut = padded.length - decimals;
				const body = decimals === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`;
				const read = parsePrice(`${digits < 0n ? '-' : ''}${body}e${String(exponent)}`);
				const power = exponent - decimals;
				const value: Fraction =
					power < 0 ? { top: digits, bottom: tenTo(-power) } : { top: digits * tenTo(power), bottom: 1n };
				const significant = size(digits).toString().replace(/0+$/, '').length;
				const isWritable =
					isOnGrid(value, 9) && significant <= 15 && size(value.top) < tenTo(15) * value.bottom;
				expect(read.ok).toBe(isWritable || digits === 0n);
				if (read.ok) expect(compare(exactly(formatDecimal(read.value)), value)).toBe(0);
			}),
			2000
		);
	});
});

describe('the text of a decimal', () => {
	it('is canonical and reads back as the same value', () => {
		holds(
			fc.property(units(10n ** 15n - 1n), fc.integer({ min: 0, max: 5 }), (digits, zeros) => {
				const value = digits as Price;
				expect(compare(exactly(formatDecimal(value)), { top: value, bottom: tenTo(9) })).toBe(0);
				expect(price(formatDecimal(value))).toBe(value);
				const amount = (digits * tenTo(zeros)) as Money;
				expect(compare(exactly(formatMoney(amount)), { top: amount, bottom: tenTo(18) })).toBe(0);
				expect(money(formatMoney(amount))).toBe(amount);
			}),
			1000
		);
	});
});

describe('arithmetic of decimals', () => {
	const textOf = (value: Price | Quantity | Ratio) => exactly(formatDecimal(value));
	const amountOf = (value: Money) => exactly(formatMoney(value));

	it('adds and subtracts exactly', () => {
		holds(
			fc.property(someMoney, someMoney, (a, b) => {
				expect(compare(minus(amountOf(add(a, b)), amountOf(b)), amountOf(a))).toBe(0);
				expect(compare(minus(amountOf(a), amountOf(b)), amountOf(subtract(a, b)))).toBe(0);
			})
		);
	});

	it('multiplies quantity and price exactly', () => {
		holds(
			fc.property(someQuantity, somePrice, (amount, at) => {
				expect(compare(amountOf(multiply(amount, at)), product(textOf(amount), textOf(at)))).toBe(0);
			})
		);
	});

	it('cuts a fraction of an amount only below the 18th decimal, so that no comparison with money changes', () => {
		const positive = someMoney.filter((value) => value >= 0n);
		const fraction = fc.bigInt({ min: 0n, max: 2_000_000_000n }).map((value) => value as Ratio);
		holds(
			fc.property(positive, fraction, someMoney, (amount, part, other) => {
				const value = product(amountOf(amount), textOf(part));
				const cut = fractionOf(amount, part);
				expect(other <= cut).toBe(compare(amountOf(other), value) <= 0);
				expect(cut >= 0n && cut <= 2n * amount).toBe(true);
			})
		);
	});

	it('rounds the product of a price and a factor half up, once', () => {
		holds(
			fc.property(somePrice, someRatio, fc.integer({ min: 0, max: 9 }), (at, factor, decimals) => {
				const value = product(textOf(at), textOf(factor));
				expectHalfUp(textOf(scalePrice(at, factor, decimals)), value, decimals);
				expectHalfUp(textOf(scalePrice(at, factor, null)), value, 9);
			}),
			1000
		);
	});

	it('rounds prices and money half up, and leaves them when there is nothing to round to', () => {
		holds(
			fc.property(somePrice, someMoney, fc.integer({ min: 0, max: 9 }), (at, amount, decimals) => {
				expectHalfUp(textOf(roundPrice(at, decimals)), textOf(at), decimals);
				expectHalfUp(amountOf(roundMoney(amount, decimals)), amountOf(amount), decimals);
				expect(roundPrice(at, null)).toBe(at);
				expect(roundMoney(amount, null)).toBe(amount);
			}),
			1000
		);
	});

	it('divides half even', () => {
		holds(
			fc.property(someMoney, someQuantity, notZero, (amount, part, whole) => {
				const each = quotient(amountOf(amount), textOf(whole));
				expectHalfEven(textOf(pricePerUnit(amount, whole)), each, 9);
				expectHalfEven(amountOf(proportion(amount, part, whole)), product(each, textOf(part)), 18);
			}),
			1000
		);
	});

	it('finds the largest whole number of lots within a budget', () => {
		const lots = fc.constantFrom('1', '100', '0.000000001', '0.01').map(quantity);
		const above = somePrice.filter((value) => value > 0n);
		holds(
			fc.property(someMoney, above, lots, (budget, at, lot) => {
				const found = floorToLot(budget, at, lot);
				expect(found % lot).toBe(0n);
				if (budget <= 0n) {
					expect(found).toBe(0n);
					return;
				}
				expect(compare(product(textOf(found), textOf(at)), amountOf(budget))).toBeLessThanOrEqual(0);
				const more = add(found, lot);
				expect(compare(product(textOf(more), textOf(at)), amountOf(budget))).toBe(1);
			})
		);
	});
});

describe('a decimal at rest', () => {
	it('is read back from its text, however long it is', () => {
		holds(
			fc.property(fc.oneof(someUnits, units(10n ** 60n)), (digits) => {
				expect(readPrice(formatDecimal(digits as Price))).toBe(digits);
				expect(readQuantity(formatDecimal(digits as Quantity))).toBe(digits);
				expect(readRatio(formatDecimal(digits as Ratio))).toBe(digits);
				expect(readMoney(formatMoney(digits as Money))).toBe(digits);
			}),
			1000
		);
	});

	it.each([
		...['', ' ', '-', '.', '-0', '0.0', '-0.0', '00', '01', '-01.5', '1.', '.5', '1.50', '10.0', '+1', '1e2'],
		...['1E2', ' 1', '1 ', '1\n', '1,5', '1_0', '0x1', 'NaN', 'Infinity', '--1', '1.2.3', '\u0661']
	])('is in no other text: "%s"', (text) => {
		for (const read of [readPrice, readQuantity, readRatio, readMoney]) expect(read(text)).toBeNull();
	});

	it('has as many decimals as its kind', () => {
		for (const read of [readPrice, readQuantity, readRatio]) {
			expect([read('-0.000000001'), read('1.0000000001')]).toEqual([-1n, null]);
		}
		expect(readMoney('1234567890.000000000000000001')).toBe(1_234_567_890_000_000_000_000_000_001n);
		expect(readMoney('1.0000000000000000001')).toBeNull();
	});
});
