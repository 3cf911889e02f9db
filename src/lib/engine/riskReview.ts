import { approveIntent, type ApprovedIntent } from '../domain/approvedIntent.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import { isOpenStatus, type Order, type OrderIntent } from '../domain/order.ts';
import type { Verdict } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { entryChecks, exitChecks } from './riskChecks.ts';
import type { EntryFacts, ExitFacts } from './riskFacts.ts';

/** A verdict, and the approved intent when nothing speaks against it. */
export interface Review {
	readonly verdict: Verdict;
	readonly approved: ApprovedIntent | null;
}

/** Runs every check that concerns the intent, all of them, and approves it when none fails: the only way to a venue. */
export function reviewIntent(intent: OrderIntent, facts: EntryFacts | ExitFacts, config: BookConfig): Review {
	const checks =
		facts.purpose === 'entry'
			? entryChecks.map((check) => check(intent, facts, config))
			: exitChecks.map((check) => check(intent, facts));
	const approved = checks.every((check) => check.passed);
	return { verdict: { approved, checks }, approved: approved ? approveIntent(intent) : null };
}

/** The same intent where it acts on prices from `arrivesAt` on, and not before. */
export function actingFrom(approved: ApprovedIntent, arrivesAt: Instant): ApprovedIntent {
	return approveIntent({ ...approved, actsFrom: Math.max(approved.actsFrom, arrivesAt) });
}

/** The intent of an open order that a review approved before the desk was closed; null for one that no review let out. */
export function approvedIntentOf(
	{ intent, status }: Order,
	asked: OrderIntent | null = intent
): ApprovedIntent | null {
	return isOpenStatus(status) && status !== 'initialized' && asked !== null ? approveIntent(asked) : null;
}
