/**
 * A decimal at 36 places, for judges that must share no arithmetic with the desk. The desk's prices, quantities and
 * ratios count in 1e-9 and its money in 1e-18; everything beyond that is worked out here anew.
 */
export type Exact = bigint;

const places = 36n;
const one = 10n ** places;

/** A price, quantity or ratio of the desk. */
export function fromNinth(value: bigint): Exact {
	return value * 10n ** (places - 9n);
}

/** An amount of money of the desk. */
export function fromMoney(value: bigint): Exact {
	return value * 10n ** (places - 18n);
}

/** A plain decimal text. */
export function fromText(text: string): Exact {
	const [whole = '0', fraction = ''] = text.split('.');
	return BigInt(whole + fraction) * 10n ** (places - BigInt(fraction.length));
}

/** The product; exact as long as both together have no more than 36 decimals, else it throws. */
export function times(a: Exact, b: Exact): Exact {
	if ((a * b) % one !== 0n) throw new Error('the product has more than 36 decimals');
	return (a * b) / one;
}

/** Rounded half up to some decimals. */
export function halfUp(value: Exact, decimals: bigint): Exact {
	const unit = 10n ** (places - decimals);
	return ((value + unit / 2n) / unit) * unit;
}
