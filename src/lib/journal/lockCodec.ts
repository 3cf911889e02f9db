import {
	lockScopes,
	lockTermKinds,
	lockTermNames,
	lockUnits,
	type Lock,
	type LockTermKind,
	type LockTermName,
	type LockTerms,
	type LockValue
} from '../domain/locks.ts';
import { nullable, number, object, ratio, text, union, word, type Cases, type Codec } from './codec.ts';

const codecByKind = {
	...{ count: number, seconds: number, scope: word(...lockScopes) },
	...{ countOrOff: nullable(number), secondsOrOff: nullable(number), fractionOrOff: nullable(ratio) }
} satisfies Record<LockTermKind, unknown>;

/** The terms of the rules that lock, each in the form of its kind. */
export const lockTerms = object<LockTerms>(
	Object.fromEntries(lockTermNames.map((name) => [name, codecByKind[lockTermKinds[name]]])) as unknown as {
		readonly [Name in LockTermName]: Codec<LockTerms[Name]>;
	}
);

const codecByUnit = { count: number, seconds: number, ratio } as const;

function casesOfLocks(): Cases<Lock, 'by'> {
	const cases = Object.entries(lockUnits).map(([by, unit]) => {
		// The unit of a cause says which kind of value it holds; the type of a lock holds all kinds.
		const value = nullable((unit === null ? number : codecByUnit[unit]) as Codec<LockValue>);
		return [
			by,
			{
				...{ number, symbol: nullable(text), setAt: number, endsAt: nullable(number) },
				...{ measured: value, limit: value, windowSeconds: nullable(number), reason: text }
			}
		];
	});
	return Object.fromEntries(cases) as Cases<Lock, 'by'>;
}

/** A lock, what its rule measured in the unit of its cause. */
export const lock = union<Lock, 'by'>('by', casesOfLocks());
