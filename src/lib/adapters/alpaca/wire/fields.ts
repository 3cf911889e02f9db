import { z } from '../../../schema/zod.ts';

/** A number as text: trading answers write decimals as strings, older ones and market data as JSON numbers. */
export const decimalText = z.pipe(
	z.union([z.string(), z.number()]),
	z.transform((value) => String(value))
);

/** A field that may be null or missing; both are null. */
export function orNull<Schema extends z.core.$ZodType>(schema: Schema) {
	return z._default(z.nullable(schema), null);
}

/** Text that may be null or missing. */
export const textOrNull = orNull(z.string());
/** A decimal that may be null or missing. */
export const decimalOrNull = orNull(decimalText);
/** A flag that is off where it is missing. */
export const flag = z._default(z.boolean(), false);
