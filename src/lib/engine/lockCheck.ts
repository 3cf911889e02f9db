import { lockToText } from '../domain/locks.ts';
import type { CheckName, CheckResult } from '../domain/risk.ts';
import { result } from './checkResult.ts';
import type { LimitFacts } from './limitFacts.ts';

type LockCheck = (
	intent: unknown,
	facts: { readonly limits: Pick<LimitFacts, 'lock'> }
) => CheckResult | null;

/** No lock holds the symbol. Where several do, the one that holds it longest speaks; where nothing ever locks, nothing is said. */
const lock: LockCheck = (_, { limits: { lock: facts } }) => {
	const { isWatched, longest, secondsLeft } = facts;
	if (!isWatched) return null;
	return {
		...result('lock', longest === null, secondsLeft, 0),
		of: longest === null ? '' : lockToText(longest)
	};
};

/** The check of locks, by its name. */
export const lockChecks = { lock } as const satisfies Partial<Record<CheckName, LockCheck>>;
