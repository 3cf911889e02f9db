import type { OrderFields } from '../../lib/contract/askFields.ts';
import {
	formatDecimal,
	oneRatio,
	parsePrice,
	parseQuantity,
	parseRatio,
	roundPrice,
	type DecimalFault,
	type Price,
	type Quantity
} from '../../lib/domain/decimal.ts';
import { isWholeLots, orderDecimals, type Instrument } from '../../lib/domain/instrument.ts';
import type { Trail } from '../../lib/domain/orderTerms.ts';
import type { Result } from '../../lib/domain/result.ts';
import { decimalOf, priceLimit } from '../../lib/schema/decimalField.ts';

const highestPrice = decimalOf(parsePrice, priceLimit);

/** The texts of an order as they are typed. */
export type TextField = Exclude<
	keyof OrderFields,
	'symbol' | 'side' | 'type' | 'extendedHours' | 'reduceOnly'
>;

/** Reads fields one by one and keeps what is wrong with each. */
export class FieldReader {
	readonly faults: Record<string, string> = {};
	readonly #fields: OrderFields;
	readonly #instrument: Instrument | null;

	constructor(fields: OrderFields, instrument: Instrument | null) {
		this.#fields = fields;
		this.#instrument = instrument;
	}

	fail(field: string, text: string): null {
		this.faults[field] ??= text;
		return null;
	}

	has(field: TextField): boolean {
		return (this.#fields[field] ?? '').trim() !== '';
	}

	read<Value extends bigint>(
		field: TextField,
		parse: (text: string) => Result<Value, DecimalFault>
	): Value | null {
		const text = (this.#fields[field] ?? '').trim();
		if (text === '') return null;
		const read = parse(text);
		if (!read.ok) return this.fail(field, decimalFaultText(read.error));
		return read.value > 0n ? read.value : this.fail(field, 'Must be above zero.');
	}

	/** A quantity in whole lots. */
	quantity(field: TextField): Quantity | null {
		const quantity = this.read(field, parseQuantity);
		if (quantity === null || this.#instrument === null) return quantity;
		if (isWholeLots(this.#instrument, quantity)) return quantity;
		return this.fail(field, `Must be a multiple of ${formatDecimal(this.#instrument.lot)}.`);
	}

	price(field: TextField): Price | null {
		const price = this.read(field, parsePrice);
		// Levels are kept in columns of numbers, which hold prices below it exactly.
		if (price !== null && price >= highestPrice) return this.fail(field, `Must be below ${priceLimit}.`);
		if (price === null || this.#instrument === null) return price;
		const decimals = orderDecimals(this.#instrument, price);
		if (roundPrice(price, decimals) === price) return price;
		return this.fail(field, `At most ${String(decimals)} decimals at this price.`);
	}

	fraction(field: TextField): Trail | null {
		const fraction = this.read(field, parseRatio);
		if (fraction === null) return null;
		if (fraction < oneRatio) return { by: 'fraction', fraction, activation: null };
		const meant = formatDecimal(fraction);
		return this.fail(field, `${meant} is no fraction below 1; 0.05 is 5 %.`);
	}
}

/** A fault of a number in words, as a sentence. */
function decimalFaultText(fault: DecimalFault): string {
	switch (fault.type) {
		case 'not_a_number':
			return 'Not a number.';
		case 'too_many_digits':
			return `At most ${String(fault.limit)} digits are read exactly.`;
		case 'too_large':
			return `Too large: at most ${String(fault.limit)} digits before the point are read exactly.`;
		case 'too_many_decimals':
			return `At most ${String(fault.limit)} decimals.`;
	}
}
