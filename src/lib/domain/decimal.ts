/**
 * Exact decimals as BigInt fixed point: the only file, but for `productSum.ts`, that knows how they are represented.
 * Prices, quantities and ratios count in 1e-9, money counts in 1e-18, so that quantity × price is exact.
 * Values of one kind may be compared with < > === outside; everything else goes through these functions.
 */
import { failed, ok, type Result } from './result.ts';

declare const kind: unique symbol;

/** A price in account currency for one unit, 9 decimals. */
export type Price = bigint & { readonly [kind]: 'price' };
/** A signed amount of an instrument (shares, coins), 9 decimals. */
export type Quantity = bigint & { readonly [kind]: 'quantity' };
/** A pure number such as a fraction of equity or a rate, 9 decimals. */
export type Ratio = bigint & { readonly [kind]: 'ratio' };
/** An amount of account currency, 18 decimals. */
export type Money = bigint & { readonly [kind]: 'money' };
type Decimal = Price | Quantity | Ratio | Money;

const shortDecimals = 9;
const moneyDecimals = 18;
const shortUnit = 1_000_000_000n;
const moneyUnit = shortUnit * shortUnit;
const powersOfTen = Array.from({ length: 41 }, (_, exponent) => 10n ** BigInt(exponent));

export const zeroMoney = 0n as Money;
export const zeroQuantity = 0n as Quantity;
export const zeroPrice = 0n as Price;
export const oneRatio = shortUnit as Ratio;
export const zeroRatio = 0n as Ratio;
/** The smallest quantity there is: 0.000000001. */
export const smallestQuantity = 1n as Quantity;
/** One whole unit. */
export const oneUnit = shortUnit as Quantity;

/** Why a text is no decimal of the wanted kind; `limit` is the number of digits, of them before the point, or of decimals that would be accepted. */
export type DecimalFault =
	| { readonly type: 'not_a_number' }
	| { readonly type: 'too_many_digits'; readonly digits: number; readonly limit: number }
	| { readonly type: 'too_large'; readonly limit: number }
	| { readonly type: 'too_many_decimals'; readonly decimals: number; readonly limit: number };

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const mostDigits = 15;
const longestText = 64; // Room for every zero a decimal may carry; what is longer is refused before it costs time.

const tooMany = (digits: number) => failed({ type: 'too_many_digits' as const, digits, limit: mostDigits });

/** Reads the decimal a person wrote (JSON number or CSV field, exponent allowed); above 15 significant digits it is refused. */
function parse(text: string, scale: number, decimalsLimit: number): Result<bigint, DecimalFault> {
	const match = decimalPattern.exec(text);
	if (match === null) return failed({ type: 'not_a_number' });
	if (text.length > longestText) return tooMany(text.length);
	const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
	const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
	if (digits === '') return ok(0n);
	if (digits.length > mostDigits) return tooMany(digits.length);
	const trailing = /0*$/.exec(whole + fraction)?.[0].length ?? 0;
	const power = trailing - fraction.length + Number(exponentText); // The value is digits × 10^power.
	const [decimals, limit] = [-power, decimalsLimit];
	if (decimals > limit) return failed({ type: 'too_many_decimals', decimals, limit });
	if (digits.length + power > mostDigits) return failed({ type: 'too_large', limit: mostDigits });
	const magnitude = BigInt(digits) * (powersOfTen[scale + power] ?? 1n);
	return ok(sign === '-' ? -magnitude : magnitude);
}

/** Reads a price, at most 9 decimals and 15 significant digits; `decimalsLimit` narrows the decimals. */
export function parsePrice(text: string, decimalsLimit = shortDecimals): Result<Price, DecimalFault> {
	return parse(text, shortDecimals, decimalsLimit) as Result<Price, DecimalFault>;
}

/** Reads a quantity, at most 9 decimals and 15 significant digits. */
export function parseQuantity(text: string): Result<Quantity, DecimalFault> {
	return parse(text, shortDecimals, shortDecimals) as Result<Quantity, DecimalFault>;
}

/** Reads a ratio, at most 9 decimals and 15 significant digits. */
export function parseRatio(text: string): Result<Ratio, DecimalFault> {
	return parse(text, shortDecimals, shortDecimals) as Result<Ratio, DecimalFault>;
}

/** Reads an amount of money, at most 18 decimals and 15 significant digits. */
export function parseMoney(text: string): Result<Money, DecimalFault> {
	return parse(text, moneyDecimals, moneyDecimals) as Result<Money, DecimalFault>;
}

function format(value: bigint, scale: number): string {
	const negative = value < 0n;
	const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
	const whole = digits.slice(0, -scale);
	const fraction = digits.slice(-scale).replace(/0+$/, '');
	return (negative ? '-' : '') + (fraction === '' ? whole : `${whole}.${fraction}`);
}

/** Canonical text of a price, quantity or ratio: no exponent, no trailing zeros, `0` not `-0`. */
export function formatDecimal(value: Price | Quantity | Ratio): string {
	return format(value, shortDecimals);
}

/** Canonical text of an amount of money: no exponent, no trailing zeros, `0` not `-0`. */
export function formatMoney(value: Money): string {
	return format(value, moneyDecimals);
}

const canonicalPattern = /^(-?)(0|[1-9]\d*)(?:\.(\d*[1-9]))?$/;
/** Reads back what `format` wrote, however long it is; null for any other text. */
function readCanonical(text: string, scale: number): bigint | null {
	const match = canonicalPattern.exec(text);
	if (match === null || text === '-0') return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	if (fraction.length > scale) return null;
	const magnitude = BigInt(whole + fraction.padEnd(scale, '0'));
	return sign === '-' ? -magnitude : magnitude;
}

/** Reads the canonical text of a price, of any length; null when it is not canonical. */
export function readPrice(text: string): Price | null {
	return readCanonical(text, shortDecimals) as Price | null;
}

/** Reads the canonical text of a quantity, of any length; null when it is not canonical. */
export function readQuantity(text: string): Quantity | null {
	return readCanonical(text, shortDecimals) as Quantity | null;
}

/** Reads the canonical text of a ratio, of any length; null when it is not canonical. */
export function readRatio(text: string): Ratio | null {
	return readCanonical(text, shortDecimals) as Ratio | null;
}

/** Reads the canonical text of an amount of money, of any length; null when it is not canonical. */
export function readMoney(text: string): Money | null {
	return readCanonical(text, moneyDecimals) as Money | null;
}

/** The sum of two values of one kind, exact. */
export function add<Kind extends Decimal>(a: Kind, b: Kind): Kind {
	return ((a as bigint) + (b as bigint)) as Kind;
}

/** The difference of two values of one kind, exact. */
export function subtract<Kind extends Decimal>(a: Kind, b: Kind): Kind {
	return ((a as bigint) - (b as bigint)) as Kind;
}

/** The value with its sign turned. */
export function negate<Kind extends Decimal>(value: Kind): Kind {
	return -(value as bigint) as Kind;
}

/** The value without its sign. */
export function absolute<Kind extends Decimal>(value: Kind): Kind {
	return (value < 0n ? 0n - value : value) as Kind;
}

/** The lower of two values of one kind. */
export function lower<Kind extends Decimal>(a: Kind, b: Kind): Kind {
	return a < b ? a : b;
}

/** The higher of two values of one kind. */
export function higher<Kind extends Decimal>(a: Kind, b: Kind): Kind {
	return a > b ? a : b;
}

/** Whether the value is above zero. */
export function isPositive(value: Decimal): boolean {
	return value > 0n;
}

/** Whether the value is below zero. */
export function isNegative(value: Decimal): boolean {
	return value < 0n;
}

/** Whether the value is zero. */
export function isZero(value: Decimal): boolean {
	return value === 0n;
}

/** quantity × price in money, exact. */
export function multiply(quantity: Quantity, price: Price): Money {
	return (quantity * price) as Money;
}

/**
 * money × ratio, cut below 18 decimals. The cut changes no comparison with an amount of money, no floor to a lot
 * and no half-up rounding to fewer decimals, since all of those stand on the same grid.
 */
export function fractionOf(amount: Money, ratio: Ratio): Money {
	return ((amount * ratio) / shortUnit) as Money;
}

/** value × part ÷ whole, half-even at the decimals of the value: the cost that a reduction releases (`whole` is not zero). */
export function proportion<Kind extends Decimal>(value: Kind, part: Quantity, whole: Quantity): Kind {
	return divideHalfEven(value * part, whole) as Kind;
}

/** amount ÷ quantity as a price, half-even at 9 decimals (`quantity` is not zero). */
export function pricePerUnit(amount: Money, quantity: Quantity): Price {
	return divideHalfEven(amount, quantity) as Price;
}

/** amount ÷ quantity as a price rounded half up to `decimals` (0..9), once; `null` keeps 9 decimals (both are positive). */
export function roundedPerUnit(amount: Money, quantity: Quantity, decimals: number | null): Price {
	const unit = powersOfTen[shortDecimals - (decimals ?? shortDecimals)] ?? 1n;
	return ((((2n * amount) / (quantity * unit) + 1n) / 2n) * unit) as Price;
}

/** part ÷ whole of two values of one kind, half-even at 9 decimals (`whole` is not zero). */
export function ratioOf<Kind extends Decimal>(part: Kind, whole: Kind): Ratio {
	return divideHalfEven((part as bigint) * shortUnit, whole) as Ratio;
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
	const quotient = numerator / denominator;
	const rest = numerator - quotient * denominator;
	if (rest === 0n) return quotient;
	const twice = 2n * (rest < 0n ? -rest : rest);
	const size = denominator < 0n ? -denominator : denominator;
	if (twice < size || (twice === size && quotient % 2n === 0n)) return quotient;
	return quotient + (numerator < 0n === denominator < 0n ? 1n : -1n);
}

/** The largest multiple of `lot` whose cost at `price` is within `budget`; zero when the budget is not positive. */
export function floorToLot(budget: Money, price: Price, lot: Quantity): Quantity {
	if (budget <= 0n || price <= 0n) return zeroQuantity;
	return ((budget / (price * lot)) * lot) as Quantity;
}

/**
 * The largest multiple of `lot` up to `most` that fits; zero when none does. Whatever is smaller than one that fits must
 * fit too.
 */
export function largestFitting(
	most: Quantity,
	lot: Quantity,
	fits: (quantity: Quantity) => boolean
): Quantity {
	let [low, high] = [0n, most / lot];
	while (low < high) {
		const middle = (low + high + 1n) / 2n;
		if (fits((middle * lot) as Quantity)) low = middle;
		else high = middle - 1n;
	}
	return (low * lot) as Quantity;
}

/** price × factor rounded half up to `decimals` (0..9), once, on the finished product; `null` keeps 9 decimals. */
export function scalePrice(price: Price, factor: Ratio, decimals: number | null): Price {
	return roundHalfUp(price * factor, moneyDecimals, decimals ?? shortDecimals, shortDecimals) as Price;
}

/** A price rounded half up to `decimals` (0..9); `null` leaves it as it is. */
export function roundPrice(price: Price, decimals: number | null): Price {
	return decimals === null ? price : (roundHalfUp(price, shortDecimals, decimals, shortDecimals) as Price);
}

/** Money rounded half up to `decimals` (0..18); `null` leaves it as it is. */
export function roundMoney(amount: Money, decimals: number | null): Money {
	return decimals === null ? amount : (roundHalfUp(amount, moneyDecimals, decimals, moneyDecimals) as Money);
}

/** Takes a value at `scale` decimals, rounds it half up (ties towards +∞) to `decimals`, gives it at `target` decimals. */
function roundHalfUp(value: bigint, scale: number, decimals: number, target: number): bigint {
	const unit = powersOfTen[scale - decimals] ?? 1n;
	const up = value + unit / 2n;
	const whole = up >= 0n || up % unit === 0n ? up / unit : up / unit - 1n;
	return whole * (powersOfTen[target - decimals] ?? 1n);
}

/** The number of 1e-9 units of a price, for columns of numbers: exact below 9,007,199 in account currency. */
export function priceToUnits(price: Price): number {
	return Number(price);
}

/** The price of a number of 1e-9 units taken from a column of numbers. */
export function unitsToPrice(units: number): Price {
	return BigInt(units) as Price;
}

/** The quantity of a volume kept as a number: exact for a whole one below 4.6e9, since 1e9 is a multiple of 512. */
export function volumeToQuantity(volume: number): Quantity {
	return BigInt(Math.round(volume * 1e9)) as Quantity;
}

/** The nearest float64 of a price kept in 1e-9 units, in account currency: for estimates and drawing. */
export function unitsToNumber(units: number): number {
	return units / 1e9;
}

/** The nearest float64 of a price, quantity or ratio: for estimates and drawing, never for accounts. */
export function decimalToNumber(value: Price | Quantity | Ratio): number {
	return Number(value) / 1e9;
}

/** A float64 of an amount of money, in two parts so that whole amounts are exact: for estimates and drawing, never for accounts. */
export function moneyToNumber(value: Money): number {
	return Number(value / moneyUnit) + Number(value % moneyUnit) / 1e18;
}
