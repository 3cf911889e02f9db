import {
	add,
	fractionOf,
	higher,
	isPositive,
	oneRatio,
	ratioOf,
	subtract,
	zeroMoney,
	zeroRatio,
	type Money,
	type Ratio
} from './decimal.ts';
import type { EndedTrade, Lock, LockRule, LockScope, LockTerms } from './locks.ts';

/** A lock that a rule asks for; its number is given when it is set. */
export type AskedLock = Omit<Lock, 'number'>;

type Rule = (terms: LockTerms, trades: readonly EndedTrade[], ended: EndedTrade) => AskedLock | null;

/** Losing stops in the window; another ending than a losing stop asks for nothing. */
const stopGuard: Rule = (terms, trades, ended) => {
	const { stopGuardStops: limit, stopGuardScope: scope, stopGuardWindowSeconds: windowSeconds } = terms;
	if (limit === null || !ended.isStopped) return null;
	const measured = lookBack(trades, ended, scope, windowSeconds).filter(({ isStopped }) => isStopped).length;
	if (measured < limit) return null;
	return lockAfter('stopGuard', ended, scope, terms.stopGuardLockSeconds, {
		...{ measured, limit, windowSeconds }
	});
};

/** Any trade that ends. */
const cooldown: Rule = ({ cooldownSeconds: seconds, cooldownScope: scope }, _, ended) =>
	seconds === null
		? null
		: lockAfter('cooldown', ended, scope, seconds, { measured: 0, limit: seconds, windowSeconds: null });

/** What the trades of the window earned after fees, as a part of what they were entered for, is below the limit. */
const lowProfit: Rule = (terms, trades, ended) => {
	const { lowProfitBelow: limit, lowProfitScope: scope, lowProfitWindowSeconds: windowSeconds } = terms;
	if (limit === null) return null;
	const seen = lookBack(trades, ended, scope, windowSeconds);
	const net = sum(seen.map((trade) => trade.net));
	const entered = sum(seen.map((trade) => trade.entered));
	if (seen.length < terms.lowProfitTrades || net >= fractionOf(entered, limit)) return null;
	const measured = isPositive(entered) ? ratioOf(net, entered) : zeroRatio;
	return lockAfter('lowProfit', ended, scope, terms.lowProfitLockSeconds, {
		...{ measured, limit, windowSeconds }
	});
};

/** What the trades of the window left has fallen from its peak by the limit or more. */
const windowDrawdown: Rule = (terms, trades, ended) => {
	const { drawdownLimit: limit, drawdownScope: scope, drawdownWindowSeconds: windowSeconds } = terms;
	if (limit === null) return null;
	const seen = lookBack(trades, ended, scope, windowSeconds);
	if (seen.length < terms.drawdownTrades) return null;
	const { deepest, isReached } = drawdownOf(seen, limit);
	if (!isReached) return null;
	return lockAfter('windowDrawdown', ended, scope, terms.drawdownLockSeconds, {
		...{ measured: deepest, limit, windowSeconds }
	});
};

const rules = { stopGuard, cooldown, lowProfit, windowDrawdown } as const satisfies Record<LockRule, Rule>;

/** The locks that the last of some trades leads to, each from its ending on; `trades` are in the order in which they ended. */
export function locksAfter(terms: LockTerms, trades: readonly EndedTrade[]): readonly AskedLock[] {
	const ended = trades.at(-1);
	if (ended === undefined) return [];
	return Object.values<Rule>(rules)
		.map((rule) => rule(terms, trades, ended))
		.filter((lock) => lock !== null);
}

/** Whether any rule is on. */
export function hasLockRules(terms: LockTerms): boolean {
	const { stopGuardStops, cooldownSeconds, lowProfitBelow, drawdownLimit } = terms;
	return [stopGuardStops, cooldownSeconds, lowProfitBelow, drawdownLimit].some((term) => term !== null);
}

/** How far back the rules that are on look, in seconds; zero when none looks back. */
export function longestLookBack(terms: LockTerms): number {
	return Math.max(
		terms.stopGuardStops === null ? 0 : terms.stopGuardWindowSeconds,
		terms.lowProfitBelow === null ? 0 : terms.lowProfitWindowSeconds,
		terms.drawdownLimit === null ? 0 : terms.drawdownWindowSeconds
	);
}

/** The trades of a scope that ended in the last so many seconds; those that are exactly that old are not among them. */
function lookBack(
	trades: readonly EndedTrade[],
	ended: EndedTrade,
	scope: LockScope,
	seconds: number
): readonly EndedTrade[] {
	const from = ended.at - seconds * 1000;
	return trades.filter(({ symbol, at }) => at > from && (scope === 'all' || symbol === ended.symbol));
}

/**
 * The deepest fall of what trades left from the highest it was, what there was before the first of them included. Without
 * anything left to fall from it is the whole.
 */
function drawdownOf(
	trades: readonly EndedTrade[],
	limit: Ratio
): { readonly deepest: Ratio; readonly isReached: boolean } {
	let equity = trades[0]?.equityBefore ?? zeroMoney;
	let peak = equity;
	let deepest = zeroRatio;
	let isReached = false;
	for (const { net } of trades) {
		equity = add(equity, net);
		peak = higher(peak, equity);
		const fallen = subtract(peak, equity);
		const isWhole = !isPositive(peak);
		deepest = higher(deepest, isWhole ? oneRatio : ratioOf(fallen, peak));
		isReached ||= isWhole || fallen >= fractionOf(peak, limit);
	}
	return { deepest, isReached };
}

function sum(amounts: readonly Money[]): Money {
	return amounts.reduce((total, amount) => add(total, amount), zeroMoney);
}

function lockAfter(
	by: LockRule,
	{ symbol, at }: EndedTrade,
	scope: LockScope,
	seconds: number,
	found: Pick<Lock, 'measured' | 'limit' | 'windowSeconds'>
): AskedLock {
	const of = scope === 'all' ? null : symbol;
	return { by, symbol: of, setAt: at, endsAt: at + seconds * 1000, ...found, reason: '' };
}
