import { formatDecimal, readRatio, type Money, type Ratio } from './decimal.ts';
import type { Instant } from './time.ts';

/** What sets a lock by itself, each time that a trade ends. */
export const lockRules = ['stopGuard', 'cooldown', 'lowProfit', 'windowDrawdown'] as const;
export type LockRule = (typeof lockRules)[number];

/** Whether a rule looks at the trades of one symbol and locks it, or at those of all and locks everything. */
export const lockScopes = ['symbol', 'all'] as const;
export type LockScope = (typeof lockScopes)[number];

interface ValueByKind {
	readonly count: number;
	readonly seconds: number;
	readonly scope: LockScope;
	readonly countOrOff: number | null;
	readonly secondsOrOff: number | null;
	readonly fractionOrOff: Ratio | null;
}

/** In what a term of a rule is counted: whole numbers, whole seconds of the book's clock, fractions; some are off as null. */
export type LockTermKind = keyof ValueByKind;

/** The terms of the rules with what they are counted in, in the order in which a person reads them. */
export const lockTermKinds = {
	stopGuardStops: 'countOrOff',
	stopGuardWindowSeconds: 'seconds',
	stopGuardLockSeconds: 'seconds',
	stopGuardScope: 'scope',
	cooldownSeconds: 'secondsOrOff',
	cooldownScope: 'scope',
	lowProfitBelow: 'fractionOrOff',
	lowProfitTrades: 'count',
	lowProfitWindowSeconds: 'seconds',
	lowProfitLockSeconds: 'seconds',
	lowProfitScope: 'scope',
	drawdownLimit: 'fractionOrOff',
	drawdownTrades: 'count',
	drawdownWindowSeconds: 'seconds',
	drawdownLockSeconds: 'seconds',
	drawdownScope: 'scope'
} as const satisfies Record<string, LockTermKind>;

/** The name of a term. */
export type LockTermName = keyof typeof lockTermKinds;

/** Every term. */
export const lockTermNames = Object.keys(lockTermKinds) as readonly LockTermName[];

/**
 * When rules lock: the stop guard after so many stops that lost, the cooldown after any trade, the low profit when trades earned less
 * than a fraction of what they were entered for, the drawdown when what they left fell so far from its peak; null is off.
 */
export type LockTerms = { readonly [Name in LockTermName]: ValueByKind[(typeof lockTermKinds)[Name]] };

/** The terms of a book of which nothing is said: every rule off, an hour for each window and each lock. */
export const noLockRules: LockTerms = {
	...{
		stopGuardStops: null,
		stopGuardWindowSeconds: 3600,
		stopGuardLockSeconds: 3600,
		stopGuardScope: 'all'
	},
	...{ cooldownSeconds: null, cooldownScope: 'symbol' },
	...{ lowProfitBelow: null, lowProfitTrades: 1, lowProfitWindowSeconds: 3600, lowProfitLockSeconds: 3600 },
	lowProfitScope: 'symbol',
	...{ drawdownLimit: null, drawdownTrades: 1, drawdownWindowSeconds: 3600, drawdownLockSeconds: 3600 },
	drawdownScope: 'all'
};

/** Who set a lock. */
export type LockCause = LockRule | 'person';

/** Every cause of a lock with the unit of what it measured; a person measures nothing. */
export const lockUnits = {
	stopGuard: 'count',
	cooldown: 'seconds',
	lowProfit: 'ratio',
	windowDrawdown: 'ratio',
	person: null
} as const satisfies Record<LockCause, 'count' | 'seconds' | 'ratio' | null>;

/** Every cause of a lock. */
export const lockCauses = Object.keys(lockUnits) as readonly LockCause[];

/** While it holds, nothing of its symbol is entered; what is held can be closed. One cause has one lock of a symbol at most. */
export interface Lock {
	/** Tells the locks of a book apart, from 1. */
	readonly number: number;
	/** Null locks every symbol. */
	readonly symbol: string | null;
	readonly by: LockCause;
	readonly setAt: Instant;
	/** From then on it does not hold any more, by the book's clock; null holds until a person lifts it. */
	readonly endsAt: Instant | null;
	/** What the rule measured against its limit, in the unit of its cause. */
	readonly measured: LockValue;
	readonly limit: LockValue;
	/** The time that the rule looked back over. */
	readonly windowSeconds: number | null;
	/** What a person gave as the reason; empty for a rule, whose numbers say it. */
	readonly reason: string;
}

/** A number of stops, seconds, a fraction, or nothing. */
export type LockValue = number | Ratio | null;

/** A position from its entry to flat, as rules look back at it. Money in account currency. */
export interface EndedTrade {
	readonly symbol: string;
	readonly at: Instant;
	/** Whether a stop sold its last part, and it lost. */
	readonly isStopped: boolean;
	/** After fees. */
	readonly net: Money;
	/** What its entries were worth. */
	readonly entered: Money;
	/** Starting cash with what all trades had left that ended before it. */
	readonly equityBefore: Money;
}

/** Whether a lock holds at an instant. */
export function holdsAt({ endsAt }: Lock, now: Instant): boolean {
	return endsAt === null || now < endsAt;
}

/** A lock as a result of the review says it; `textToLock` reads it. */
export function lockToText({ by, symbol, endsAt, measured, limit, windowSeconds }: Lock): string {
	return [by, symbol ?? '*', endsAt ?? '', lockValueText(measured), lockValueText(limit), windowSeconds ?? '']
		.map(String)
		.join('|');
}

/** What a text of `lockToText` says of a lock; null for any other text. */
export function textToLock(text: string): Omit<Lock, 'number' | 'setAt' | 'reason'> | null {
	const [cause, symbol = '', endsAt = '', measured = '', limit = '', windowSeconds = '', ...more] =
		text.split('|');
	const by = lockCauses.find((one) => one === cause);
	if (by === undefined || symbol === '' || more.length > 0) return null;
	const numberOf = (given: string) => (given === '' ? null : Number(given));
	const valueOf = lockUnits[by] === 'ratio' ? readRatio : numberOf;
	return {
		...{ by, symbol: symbol === '*' ? null : symbol, endsAt: numberOf(endsAt) },
		...{ measured: valueOf(measured), limit: valueOf(limit), windowSeconds: numberOf(windowSeconds) }
	};
}

/** The canonical text of what a rule measured; empty for nothing. */
export function lockValueText(value: LockValue): string {
	if (value === null) return '';
	return typeof value === 'number' ? String(value) : formatDecimal(value);
}
