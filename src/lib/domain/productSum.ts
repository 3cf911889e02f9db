import { zeroMoney, type Money, type Quantity } from './decimal.ts';

/** A number in parts of 18 bits: the product of two parts, a hundred thousand times, is exact as a double. */
const part = 2 ** 18;
const upper = part * part;
const bigPart = BigInt(part);
const bigUpper = BigInt(upper);
/** Numbers from here on have more than three parts, or are not exact as a double any more. */
const most = 2 ** 53;

/** A quantity in parts, signed like it; `isSmall` when it has no more than three. */
export interface Factor {
	readonly quantity: Quantity;
	/** The quantity without its sign in 1e-9 units, as near as a number comes. */
	readonly size: number;
	readonly isSmall: boolean;
	readonly low: number;
	readonly middle: number;
	readonly high: number;
}

/** A quantity as it is summed with prices. */
export function createFactor(quantity: Quantity): Factor {
	const units = Number(quantity);
	const size = Math.abs(units);
	const sign = units < 0 ? -1 : 1;
	const high = Math.floor(size / upper);
	const rest = size - high * upper;
	const middle = Math.floor(rest / part);
	return {
		quantity,
		size,
		isSmall: size < most,
		low: sign * (rest - middle * part),
		middle: sign * middle,
		high: sign * high
	};
}

/**
 * Σ quantity × price, exact, where prices change often: they are numbers in 1e-9 units and not below zero, and a change costs a few
 * multiplications of numbers. Only the sum is a decimal.
 */
export class ProductSum {
	/** What the products of parts come to, by their weight: 1, 2^18, 2^36, 2^54, 2^72. */
	#first = 0;
	#second = 0;
	#third = 0;
	#fourth = 0;
	#fifth = 0;
	/** Products of what is too large for parts. */
	#large = 0n;
	#total: Money | null = zeroMoney;

	/** Counts a quantity at the price `to` where it was counted at `from` before; at zero it does not count. */
	move(factor: Factor, from: number, to: number): void {
		this.#total = null;
		if (!factor.isSmall || from >= most || to >= most) {
			this.#large += factor.quantity * (BigInt(to) - BigInt(from));
			return;
		}
		const { low, middle, high } = factor;
		const highFrom = Math.floor(from / upper);
		const highTo = Math.floor(to / upper);
		const restFrom = from - highFrom * upper;
		const restTo = to - highTo * upper;
		const middleFrom = Math.floor(restFrom / part);
		const middleTo = Math.floor(restTo / part);
		const ofHigh = highTo - highFrom;
		const ofMiddle = middleTo - middleFrom;
		const ofLow = restTo - middleTo * part - (restFrom - middleFrom * part);
		this.#first += low * ofLow;
		this.#second += low * ofMiddle + middle * ofLow;
		this.#third += low * ofHigh + middle * ofMiddle + high * ofLow;
		this.#fourth += middle * ofHigh + high * ofMiddle;
		this.#fifth += high * ofHigh;
	}

	/** The sum. */
	total(): Money {
		this.#total ??= this.#read();
		return this.#total;
	}

	#read(): Money {
		// What of each weight is beyond it is carried to the next, so that two numbers are left.
		const carried = Math.floor(this.#first / part);
		const second = this.#second + carried;
		const carriedOn = Math.floor(second / part);
		const lower = this.#first - carried * part + (second - carriedOn * part) * part;
		const third = this.#third + carriedOn;
		const above = third + this.#fourth * part + this.#fifth * upper;
		const isExact = isFarBelow(third) && isFarBelow(this.#fourth * part) && isFarBelow(this.#fifth * upper);
		const whole = isExact
			? BigInt(above)
			: BigInt(third) + BigInt(this.#fourth) * bigPart + BigInt(this.#fifth) * bigUpper;
		return (whole * bigUpper + BigInt(lower) + this.#large) as Money;
	}
}

/** Whether the sum of three such numbers is exact as a double. */
function isFarBelow(value: number): boolean {
	return Math.abs(value) < most / 4;
}
