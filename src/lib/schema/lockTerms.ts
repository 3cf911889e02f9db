import { parseRatio } from '../domain/decimal.ts';
import {
	lockScopes,
	lockTermKinds,
	lockTermNames,
	noLockRules,
	type LockTermKind,
	type LockTermName,
	type LockTerms
} from '../domain/locks.ts';
import { settingRangeOf } from '../domain/settingRanges.ts';
import { decimalWithin, integerWithin } from './decimalField.ts';
import { z } from './zod.ts';

type Field = (least: string, most: string) => z.ZodMiniType;

const whole: Field = (least, most) => integerWithin(Number(least), Number(most));

const fieldByKind: Readonly<Record<LockTermKind, Field>> = {
	count: (least, most) => z.optional(whole(least, most)),
	seconds: (least, most) => z.optional(whole(least, most)),
	scope: () => z.optional(z.enum(lockScopes)),
	countOrOff: (least, most) => z.nullish(whole(least, most)),
	secondsOrOff: (least, most) => z.nullish(whole(least, most)),
	fractionOrOff: (least, most) => z.nullish(decimalWithin(parseRatio, least, most))
};

/** The members of `locks` in a file of settings. */
export const lockFields = Object.fromEntries(
	lockTermNames.map((name) => {
		const [least, most] = settingRangeOf(`locks.${name}`) ?? ['', ''];
		return [name, fieldByKind[lockTermKinds[name]](least, most)];
	})
) as unknown as { readonly [Name in LockTermName]: z.ZodMiniType<LockTerms[Name] | undefined> };

/** The terms that a file gives; what is absent is the default. */
export function givenTerms(
	given: { readonly [Name in LockTermName]?: LockTerms[Name] | undefined } = {}
): LockTerms {
	const named = Object.entries(given).filter(([, value]) => value !== undefined);
	return { ...noLockRules, ...Object.fromEntries(named) };
}
