import type { OrderIntent } from '../domain/order.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import type { CheckResult } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { accountWarnings, gatherAccountFacts } from './accountChecks.ts';
import { dataChecks, symbolHalted } from './dataChecks.ts';
import { quoteFacts } from './limitFacts.ts';
import { ageOfPrice } from './riskFacts.ts';
import { isSymbolHalted } from './symbolHalts.ts';
import type { EngineState } from './state.ts';

/** Exits that a person or a decision asks for; those that a price brings about know their price. */
const asked: ReadonlySet<OrderCause> = new Set<OrderCause>([
	'sell_market',
	'buy_market',
	'closed_by_hand',
	'ordered_by_hand'
]);

/**
 * That trading in the symbol has stopped, what is missing, old or contradictory about the prices that an exit is asked on, and that the book is
 * not known to be as its account: it passes, and carries this.
 */
export function exitWarnings(
	state: EngineState,
	{ symbol, cause }: OrderIntent,
	at: Instant
): readonly CheckResult[] {
	const isHalted = isSymbolHalted(state.book, symbol);
	if (!asked.has(cause) && !isHalted) return [];
	const { spread, quoteAgeSeconds, hasQuotes } = quoteFacts(state, symbol, at);
	const limits = { isHalted, spread, quoteAgeSeconds, hasQuotes, oldest: null };
	const account = gatherAccountFacts(state.book);
	const facts = { dataAgeSeconds: ageOfPrice(state, symbol, at), limits, account };
	const checks = asked.has(cause) ? [...accountWarnings, ...Object.values(dataChecks)] : [symbolHalted];
	return checks
		.map((check) => check(null, facts, state.book.config))
		.filter((result) => result !== null && !result.passed)
		.map((result) => ({ ...(result as CheckResult), passed: true }));
}
