import { parseMoney, parseQuantity, parseRatio } from '../domain/decimal.ts';
import {
	breakerPolicies,
	limitKinds,
	limitNames,
	noLimits,
	type LimitKind,
	type LimitName,
	type OffLimits,
	type RiskLimits
} from '../domain/riskLimits.ts';
import { settingRanges } from '../domain/settingRanges.ts';
import { decimalWithin, integerWithin } from './decimalField.ts';
import { sectorTable, symbolList } from './symbolLists.ts';
import { z } from './zod.ts';

/** The limits of a book of which the file says nothing: those that can be off are. */
export const defaultLimits: RiskLimits = {
	...noLimits,
	maxDataAgeSeconds: 900,
	oldPricesPass: false,
	orderWindowSeconds: 60,
	replaceWindowSeconds: 60,
	errorWindowSeconds: 60,
	recheckSeconds: 10,
	breakerPolicy: 'reduce',
	requiresStop: false,
	confirmEntries: false,
	restricted: [],
	sectors: {}
};

function whole(path: `risk.${string}` & keyof typeof settingRanges) {
	const [least, most] = settingRanges[path];
	return integerWithin(Number(least), Number(most));
}

const fieldByKind = {
	fraction: (least, most) => decimalWithin(parseRatio, least, most),
	money: (least, most) => decimalWithin(parseMoney, least, most),
	quantity: (least, most) => decimalWithin(parseQuantity, least, most),
	count: (least, most) => integerWithin(Number(least), Number(most)),
	seconds: (least, most) => integerWithin(Number(least), Number(most))
} satisfies Record<LimitKind, (least: string, most: string) => unknown>;

type LimitFields = {
	readonly [Name in LimitName]: z.ZodMiniType<OffLimits[Name] | undefined>;
};

const limitFields = Object.fromEntries(
	limitNames.map((name) => {
		const [least, most] = settingRanges[`risk.${name}`];
		return [name, z.nullish(fieldByKind[limitKinds[name]](least, most))];
	})
) as unknown as LimitFields;

/** The members of `risk` in a file of settings. */
export const riskFields = {
	...limitFields,
	maxDataAgeSeconds: z.optional(whole('risk.maxDataAgeSeconds')),
	oldPricesPass: z.optional(z.boolean()),
	orderWindowSeconds: z.optional(whole('risk.orderWindowSeconds')),
	replaceWindowSeconds: z.optional(whole('risk.replaceWindowSeconds')),
	errorWindowSeconds: z.optional(whole('risk.errorWindowSeconds')),
	recheckSeconds: z.optional(whole('risk.recheckSeconds')),
	breakerPolicy: z.optional(z.enum(breakerPolicies)),
	requiresStop: z.optional(z.boolean()),
	confirmEntries: z.optional(z.boolean()),
	restricted: z.optional(symbolList),
	sectors: z.optional(sectorTable)
};

/** The limits that a file gives; what is absent is the default. */
export function givenLimits(
	given: { readonly [Name in keyof RiskLimits]?: RiskLimits[Name] | undefined } = {}
): RiskLimits {
	const named = Object.entries(given).filter(([, value]) => value !== undefined);
	return { ...defaultLimits, ...Object.fromEntries(named) };
}
