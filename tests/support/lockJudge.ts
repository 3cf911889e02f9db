import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import { fromMoney, fromNinth, fromText, times, type Exact } from './exactNumber.ts';

/** Rules that lock in plain text; those that are not given are off. */
export interface PlainLocks {
	readonly stopGuard?: PlainRule & { readonly stops: number };
	readonly cooldown?: { readonly seconds: number; readonly isOfAll: boolean };
	readonly lowProfit?: PlainRule & { readonly below: string; readonly trades: number };
	readonly drawdown?: PlainRule & { readonly limit: string; readonly trades: number };
}

interface PlainRule {
	readonly window: number;
	readonly seconds: number;
	readonly isOfAll: boolean;
}

/** A lock by the judge's own reckoning; a null symbol is all of them. */
export interface JudgedLock {
	readonly by: string;
	readonly symbol: string | null;
	readonly at: number;
	readonly endsAt: number;
}

interface Flown {
	held: Exact;
	cash: Exact;
	paid: Exact;
}

interface Round {
	readonly symbol: string;
	readonly at: number;
	readonly net: Exact;
	readonly paid: Exact;
	readonly isStop: boolean;
}

/** The locks of a run, and of each entry whether one held its symbol when it was reviewed. */
export interface Judgement {
	readonly locks: readonly JudgedLock[];
	readonly reviews: readonly { readonly orderId: string; readonly isLocked: boolean }[];
}

/**
 * Follows the fills of a run that buys alone: what a trade left is the cash that flowed from flat to flat. The locks are in the
 * order in which they are set; each rule has one of a symbol at a time, and sets none that ends no later.
 */
export function judgeLocks(events: readonly BookEvent[], startingCash: string, rules: PlainLocks): Judgement {
	const flown = new Map<string, Flown>();
	const rounds: Round[] = [];
	const locks: JudgedLock[] = [];
	const reviews: { orderId: string; isLocked: boolean }[] = [];
	for (const event of events) {
		if (event.type === 'OrderInitialized' && event.intent.purpose === 'entry') {
			const { id, symbol, madeAt } = event.intent;
			reviews.push({ orderId: id, isLocked: isLocked(locks, symbol, madeAt) });
		}
		if (event.type !== 'OrderFilled') continue;
		const round = fly(flown, event.fill);
		if (round === null) continue;
		rounds.push(round);
		for (const lock of asked(rounds, fromText(startingCash), rules)) {
			const before = locks.filter(({ by, symbol }) => by === lock.by && symbol === lock.symbol);
			if (before.every(({ endsAt }) => endsAt < lock.endsAt)) locks.push(lock);
		}
	}
	return { locks, reviews };
}

function fly(
	flown: Map<string, Flown>,
	{ symbol, side, quantity, price, fee, at, cause }: Fill
): Round | null {
	const one = flown.get(symbol) ?? { held: 0n, cash: 0n, paid: 0n };
	flown.set(symbol, one);
	const worth = times(fromNinth(quantity), fromNinth(price));
	one.held += side === 'buy' ? fromNinth(quantity) : 0n - fromNinth(quantity);
	one.cash += (side === 'buy' ? 0n - worth : worth) - fromMoney(fee);
	if (side === 'buy') one.paid += worth;
	if (one.held !== 0n) return null;
	flown.delete(symbol);
	const isStop = (cause === 'stop_loss' || cause === 'trailing_stop') && one.cash < 0n;
	return { symbol, at, net: one.cash, paid: one.paid, isStop };
}

function asked(rounds: readonly Round[], start: Exact, rules: PlainLocks): readonly JudgedLock[] {
	const last = rounds.at(-1);
	if (last === undefined) return [];
	const { stopGuard, cooldown, lowProfit, drawdown } = rules;
	const lock = (
		by: string,
		{ seconds, isOfAll }: { readonly seconds: number; readonly isOfAll: boolean }
	) => ({
		...{ by, symbol: isOfAll ? null : last.symbol, at: last.at },
		endsAt: last.at + seconds * 1000
	});
	const seenBy = ({ window, isOfAll }: PlainRule) =>
		rounds.filter(({ at, symbol }) => last.at - at < window * 1000 && (isOfAll || symbol === last.symbol));
	const locks: JudgedLock[] = [];
	if (stopGuard !== undefined && last.isStop) {
		const stops = seenBy(stopGuard).filter(({ isStop }) => isStop);
		if (stops.length >= stopGuard.stops) locks.push(lock('stopGuard', stopGuard));
	}
	if (cooldown !== undefined) locks.push(lock('cooldown', cooldown));
	if (lowProfit !== undefined) {
		const seen = seenBy(lowProfit);
		const least = times(total(seen.map(({ paid }) => paid)), fromText(lowProfit.below));
		const isLow = total(seen.map(({ net }) => net)) < least;
		if (isLow && seen.length >= lowProfit.trades) locks.push(lock('lowProfit', lowProfit));
	}
	if (drawdown !== undefined) {
		const seen = seenBy(drawdown);
		const earlier = rounds.slice(0, rounds.indexOf(seen[0] ?? last));
		const isDeep = fallsBy(start + total(earlier.map(({ net }) => net)), seen, fromText(drawdown.limit));
		if (isDeep && seen.length >= drawdown.trades) locks.push(lock('windowDrawdown', drawdown));
	}
	return locks;
}

/** Whether any later value is below an earlier one by a fraction of that. */
function fallsBy(start: Exact, rounds: readonly Round[], limit: Exact): boolean {
	const values = [start];
	for (const { net } of rounds) values.push((values.at(-1) ?? 0n) + net);
	return values.some((high, index) =>
		values.slice(index + 1).some((low) => high - low >= times(high, limit))
	);
}

function total(values: readonly Exact[]): Exact {
	return values.reduce((sum, value) => sum + value, 0n);
}

function isLocked(locks: readonly JudgedLock[], symbol: string, now: number): boolean {
	return locks.some((lock) => (lock.symbol ?? symbol) === symbol && now < lock.endsAt);
}
