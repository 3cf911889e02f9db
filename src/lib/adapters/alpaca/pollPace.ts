import type { BudgetState } from './callBudget.ts';

/** How long it is from one look to the next, in milliseconds, the fastest first. */
export const pollPaces = [2_000, 5_000, 15_000] as const;
/** One of the paces, by its place. */
export type PollPace = 0 | 1 | 2;

/** How a look for prices ended: all of it answered, something else, or a refusal for too many calls. */
export type LookOutcome = 'answered' | 'failed' | 'too_many_calls';

/** From these shares of the calls of a minute on prices leave more of them to others. */
const shareForMiddle = 0.4;
const shareForSlow = 0.6;

/** The pace after a look: slower at once, and faster step by step. */
export function nextPace(pace: PollPace, outcome: LookOutcome, budget: BudgetState): PollPace {
	const slowest = slowestOf(budget);
	if (outcome === 'too_many_calls') return 2;
	const wanted = outcome === 'failed' ? slower(pace) : faster(pace);
	return wanted > slowest ? wanted : slowest;
}

/** How slow it must be for the sake of other calls. */
function slowestOf({ used, perMinute, waiting, restsUntil }: BudgetState): PollPace {
	if (waiting > 0 || restsUntil !== null || used >= perMinute * shareForSlow) return 2;
	return used >= perMinute * shareForMiddle ? 1 : 0;
}

function slower(pace: PollPace): PollPace {
	return pace === 0 ? 1 : 2;
}

function faster(pace: PollPace): PollPace {
	return pace === 2 ? 1 : 0;
}
