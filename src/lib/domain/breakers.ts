import type { Money } from './decimal.ts';
import type { RiskLimits } from './riskLimits.ts';
import type { CheckName } from './risk.ts';
import type { Instant } from './time.ts';

interface BreakerRow {
	/** What it is called. */
	readonly title: string;
	readonly unit: 'money' | 'count';
	/** The setting that switches it on. */
	readonly limit: keyof RiskLimits & `max${string}`;
	/** What lets it go beside a person: the next day, or a measure that is within its limit again. */
	readonly until: 'day' | 'person' | 'recheck';
}

/** Every circuit breaker, in the order in which it speaks; each is a check of the review by the same name. */
export const breakerTable = {
	dayLoss: { title: 'Day loss', unit: 'money', limit: 'maxDayLoss', until: 'day' },
	dayLossMoney: { title: 'Day loss in money', unit: 'money', limit: 'maxDayLossMoney', until: 'day' },
	dayDrawdown: { title: 'Fall from the day’s peak', unit: 'money', limit: 'maxDayDrawdown', until: 'day' },
	peakDrawdown: {
		...{ title: 'Fall from the all-time peak', unit: 'money', limit: 'maxPeakDrawdown', until: 'person' }
	},
	dayTrades: { title: 'Trades of the day', unit: 'count', limit: 'maxDayTrades', until: 'day' },
	lossStreak: { title: 'Losses in a row', unit: 'count', limit: 'maxLossStreak', until: 'day' },
	errors: { title: 'Errors', unit: 'count', limit: 'maxErrors', until: 'day' },
	brokenLimit: { title: 'Market beyond a limit', unit: 'money', limit: 'maxLimitOverrun', until: 'recheck' }
} as const satisfies Partial<Record<CheckName, BreakerRow>>;

/** The name of a circuit breaker. */
export type BreakerName = keyof typeof breakerTable;

/** Every circuit breaker, in the order in which it speaks. */
export const breakerNames = Object.keys(breakerTable) as readonly BreakerName[];

/** Whether a breaker is on in these limits. */
export function isBreakerOn(risk: RiskLimits, name: BreakerName): boolean {
	return risk[breakerTable[name].limit] !== null;
}

/** Money of account currency, or a count: the breaker's unit says which. */
export type BreakerValue = Money | number;

/** What a breaker measures against its limit; `of` is the limit that is broken and whose it is, empty for the other breakers. */
export interface BreakerMeasure {
	readonly measured: BreakerValue;
	readonly limit: BreakerValue;
	readonly of: string;
}

/** What a breaker measured when it tripped. */
export interface Trip extends BreakerMeasure {
	readonly at: Instant;
}

/** Who or what lets a breaker go: a person, the next day, or a measure that is within its limit again. */
export const resetSources = ['person', 'session', 'recheck'] as const;
export type ResetSource = (typeof resetSources)[number];

/** What happens to a breaker. */
export type BreakerEvent =
	| ({
			/** It has reached its limit: entries are denied until it is reset. */
			readonly type: 'BreakerTripped';
			readonly at: Instant;
			readonly breaker: BreakerName;
	  } & BreakerMeasure)
	| {
			/** It lets entries pass again, and measures anew from here. */
			readonly type: 'BreakerReset';
			readonly at: Instant;
			/** That of the person who asked for it; empty where nobody did. */
			readonly request: string;
			readonly breaker: BreakerName;
			readonly by: ResetSource;
			readonly reason: string;
			/** From which losses and falls are measured now; null for what is not measured by it. */
			readonly equity: Money | null;
	  };
