import {
	formatMoney,
	oneUnit,
	parseMoney,
	parseRatio,
	pricePerUnit,
	readMoney,
	readQuantity,
	zeroMoney,
	zeroPrice,
	zeroQuantity,
	zeroRatio,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from '../../domain/decimal.ts';
import { newYorkTime, parseDate, type Instant } from '../../domain/time.ts';
import { readFineInstant } from './fineInstant.ts';

const pattern = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/;
const moneyDecimals = 18;

/** A decimal of the wire as the desk writes it, as 100 for `100.0`; null when it is none. Decimals after the 18th are cut off. */
function canonicalText(text: string): string | null {
	if (/e/i.test(text)) {
		const read = parseMoney(text);
		return read.ok ? formatMoney(read.value) : null;
	}
	const match = pattern.exec(text);
	if (match === null) return null;
	const [, sign = '', whole = '', decimals = ''] = match;
	const kept = decimals.slice(0, moneyDecimals).replace(/0+$/, '');
	const unsigned = kept === '' ? whole : `${whole}.${kept}`;
	return unsigned === '0' ? '0' : `${sign}${unsigned}`;
}

/** The exact quantity of a text of the wire; null when it is none, or has more than 9 decimals. */
export function exactQuantity(text: string): Quantity | null {
	return readQuantity(canonicalText(text) ?? '');
}

/**
 * Reads decimals and instants of the wire. What cannot be read counts as zero and is noted, and a note makes all that was read with it
 * void: whoever reads looks at `problem` at the end.
 */
export class ExactReader {
	/** The first thing that could not be read, in words; null when there is none. */
	problem: string | null = null;

	quantity(text: string | null, name: string): Quantity {
		return exactQuantity(text ?? '') ?? this.#note(name, text, zeroQuantity);
	}

	money(text: string | null, name: string): Money {
		return readMoney(canonicalText(text ?? '') ?? '') ?? this.#note(name, text, zeroMoney);
	}

	/** A price, half-even at 9 decimals: averages and rates may have more. */
	price(text: string | null, name: string): Price {
		const read = readMoney(canonicalText(text ?? '') ?? '');
		return read === null ? this.#note(name, text, zeroPrice) : pricePerUnit(read, oneUnit);
	}

	/** A price where there is one. */
	priceOrNull(text: string | null, name: string): Price | null {
		return text === null ? null : this.price(text, name);
	}

	/** The fraction that a number of percent is. */
	percent(text: string, name: string): Ratio {
		const read = parseRatio(`${text}e-2`);
		return read.ok ? read.value : this.#note(name, text, zeroRatio);
	}

	/** An instant, or the beginning of a date in New York. */
	instant(text: string | null, name: string): Instant {
		const read = readFineInstant(text ?? '');
		if (read !== null) return read.at;
		const date = parseDate(text ?? '');
		return date === undefined ? this.#note(name, text, 0) : newYorkTime(date, 0);
	}

	#note<Value>(name: string, text: string | null, value: Value): Value {
		this.problem ??= `${name} is ${text === null ? 'missing' : `'${text.slice(0, 60)}'`}`;
		return value;
	}
}
