import type { BookConfig } from '../domain/bookConfig.ts';
import { isBreakerOn, type BreakerMeasure, type BreakerName, type Trip } from '../domain/breakers.ts';
import { saysOf, type CheckResult } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { isReached, measureBreaker } from './breakerMeasure.ts';
import { result, unknown } from './checkResult.ts';
import type { EngineState } from './state.ts';

/** What the checks of the breakers judge by: those that have tripped, and what each measures, looked at when it is asked for. */
export interface BreakerFacts {
	readonly tripped: ReadonlyMap<BreakerName, Trip>;
	readonly measure: (name: BreakerName) => BreakerMeasure | null;
}

/** What the checks of the breakers judge by at an instant. */
export function gatherBreakerFacts(state: EngineState, now: Instant): BreakerFacts {
	return { tripped: state.book.breakers.tripped, measure: (name) => measureBreaker(state, name, now) };
}

type BreakerCheck = (
	intent: unknown,
	facts: { readonly breakers: BreakerFacts },
	config: BookConfig
) => CheckResult | null;

/**
 * A breaker that has tripped lets no entry pass, whatever it would measure now, and says what it measured then; one that has not, while
 * what it measures is below its limit.
 */
function breakerCheck(name: BreakerName): BreakerCheck {
	return (_, { breakers }, { risk }) => {
		if (!isBreakerOn(risk, name)) return null;
		const trip = breakers.tripped.get(name);
		const found = trip ?? breakers.measure(name);
		const of = saysOf(name) ? { of: found?.of ?? '' } : {};
		if (found === null) return { ...unknown(name), ...of };
		const { measured, limit } = found;
		return { ...result(name, trip === undefined && !isReached(name, found), measured, limit), ...of };
	};
}

/** The checks of the circuit breakers, each by its name. */
export const breakerChecks = {
	dayLoss: breakerCheck('dayLoss'),
	dayLossMoney: breakerCheck('dayLossMoney'),
	dayDrawdown: breakerCheck('dayDrawdown'),
	peakDrawdown: breakerCheck('peakDrawdown'),
	dayTrades: breakerCheck('dayTrades'),
	lossStreak: breakerCheck('lossStreak'),
	errors: breakerCheck('errors'),
	brokenLimit: breakerCheck('brokenLimit')
} as const satisfies Readonly<Record<BreakerName, BreakerCheck>>;
