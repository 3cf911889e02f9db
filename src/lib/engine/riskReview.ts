import { approveIntent, type ApprovedIntent } from '../domain/approvedIntent.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import { isOpenStatus, type Order, type OrderIntent } from '../domain/order.ts';
import { saysOf, type CheckName, type CheckResult, type Verdict } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { entryChecks, exitChecks } from './riskChecks.ts';
import type { EntryFacts, ExitFacts } from './riskFacts.ts';

/** A check that broke instead of saying anything. */
export interface BrokenCheck {
	readonly check: CheckName;
	readonly message: string;
}

/** A verdict, and the approved intent when nothing speaks against it. */
export interface Review {
	readonly verdict: Verdict;
	readonly approved: ApprovedIntent | null;
	/** The first check that broke: it fails, and trading is halted. */
	readonly broken: BrokenCheck | null;
}

/** Runs every check that concerns the intent, all of them, and approves it when none fails: the only way to a venue. */
export function reviewIntent(intent: OrderIntent, facts: EntryFacts | ExitFacts, config: BookConfig): Review {
	const checks: CheckResult[] = [];
	let broken: BrokenCheck | null = null;
	const breaks = (check: CheckName, error: unknown): void => {
		broken ??= { check, message: error instanceof Error ? error.message : String(error) };
		checks.push(failedCheck(check));
	};
	if (facts.purpose === 'entry') {
		for (const [name, check] of entryChecks) {
			try {
				const made = check(intent, facts, config);
				if (made !== null) checks.push(made);
			} catch (error) {
				breaks(name, error);
			}
		}
	} else {
		for (const [name, check] of exitChecks) {
			try {
				checks.push(check(intent, facts));
			} catch (error) {
				breaks(name, error);
			}
		}
		checks.push(...facts.warnings);
	}
	const approved = checks.every((check) => check.passed);
	return { verdict: { approved, checks }, approved: approved ? approveIntent(intent) : null, broken };
}

function failedCheck(check: CheckName): CheckResult {
	const result = { check, passed: false, reason: 'check_failed', measured: null, limit: null } as const;
	return saysOf(check) ? { ...result, of: '' } : result;
}

/** The same intent where it acts on prices from `arrivesAt` on, and not before. */
export function actingFrom(approved: ApprovedIntent, arrivesAt: Instant): ApprovedIntent {
	return approveIntent({ ...approved, actsFrom: Math.max(approved.actsFrom, arrivesAt) });
}

/** The same intent where it works until the close of a session and no longer. */
export function forTheDay(approved: ApprovedIntent, closesAt: Instant): ApprovedIntent {
	return approveIntent({
		...approved,
		...{ timeInForce: 'day', ends: { at: closesAt, reason: 'session_close' } }
	});
}

/** The intent of an open order that a review approved before the desk was closed; null for one that no review let out. */
export function approvedIntentOf(
	{ intent, status }: Order,
	asked: OrderIntent | null = intent
): ApprovedIntent | null {
	return isOpenStatus(status) && status !== 'initialized' && asked !== null ? approveIntent(asked) : null;
}
