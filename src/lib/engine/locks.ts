import type { Command } from '../domain/commands.ts';
import { add, isNegative } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import { settledFill, type Fill } from '../domain/fill.ts';
import { hasLockRules, locksAfter, longestLookBack } from '../domain/lockRules.ts';
import { holdsAt, type EndedTrade, type Lock } from '../domain/locks.ts';
import type { Order } from '../domain/order.ts';
import { applyFill, type Position, type PositionChange } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { tradeNetAfter, type TradeNet } from '../domain/tradeNet.ts';
import type { Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import { orderOf, type Book, type EngineState } from './state.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** Exits that a stop asked for. */
const stopCauses: ReadonlySet<Fill['cause']> = new Set<Fill['cause']>([
	'stop_loss',
	'trailing_stop',
	'stop_leg'
]);
const stopTypes: ReadonlySet<Order['intent']['type']> = new Set<Order['intent']['type']>([
	'stop',
	'stop_limit',
	'trailing_stop'
]);

/** The locks that a fill leads to by ending a trade; the book is as it was before the fill. */
export function lockByRules(book: Book, fill: Fill): readonly BookEvent[] {
	const { locks: terms } = book.config;
	if (!hasLockRules(terms)) return [];
	const before = book.positionBySymbol.get(fill.symbol) ?? null;
	const known = book.tradeBySymbol.get(fill.symbol) ?? null;
	const { closed } = tradeNetAfter(known, before, fill, applyFill(before, settledFill(fill)));
	if (closed === null) return [];
	const trades = [...book.endedTrades, endedTrade(book, closed, orderOf(book, fill.orderId), fill)];
	const asked = locksAfter(terms, trades).filter((lock) => !isCovered(book, lock));
	return asked.map((lock, index) => ({
		...{ type: 'LockSet', at: fill.at },
		lock: { ...lock, number: book.locksSet + 1 + index }
	}));
}

/** Whether the cause has a lock of the symbol already that ends no sooner. */
function isCovered({ locks }: Book, { by, symbol, endsAt }: Omit<Lock, 'number'>): boolean {
	const known = locks.find((lock) => lock.by === by && lock.symbol === symbol);
	return known !== undefined && endsAt !== null && (known.endsAt ?? Infinity) >= endsAt;
}

function endedTrade(
	book: Book,
	{ net, entered }: TradeNet,
	{ intent }: Order,
	{ symbol, at, cause }: Fill
): EndedTrade {
	const isStop = stopCauses.has(cause) || (cause === 'ordered_by_hand' && stopTypes.has(intent.type));
	return {
		...{ symbol, at, net, entered },
		isStopped: isStop && isNegative(net),
		equityBefore: add(add(book.account.startingCash, book.account.adjusted), book.endedNet)
	};
}

/** Follows the trade of a symbol through a fill, and keeps one that it ended as long as a rule looks back at it. */
export function noteTrade(
	book: Book,
	order: Order,
	fill: Fill,
	before: Position | null,
	change: PositionChange
): void {
	const known = book.tradeBySymbol.get(fill.symbol) ?? null;
	const { open, closed } = tradeNetAfter(known, before, fill, change);
	if (open === null) book.tradeBySymbol.delete(fill.symbol);
	else book.tradeBySymbol.set(fill.symbol, open);
	if (closed === null) return;
	const ended = endedTrade(book, closed, order, fill);
	book.endedNet = add(book.endedNet, ended.net);
	const seconds = longestLookBack(book.config.locks);
	const from = fill.at - seconds * 1000;
	const first = book.endedTrades.findIndex(({ at }) => at > from);
	book.endedTrades.splice(0, first < 0 ? book.endedTrades.length : first);
	if (seconds > 0) book.endedTrades.push(ended);
}

/** Locks a symbol or all of them by hand; a lock that a person had set of it before is replaced. */
export function decideSetLock({ book, market }: EngineState, command: CommandOf<'SetLock'>): Decided {
	const { symbol, endsAt, reason, at } = command;
	if (symbol !== null && !market.indexBySymbol.has(symbol)) {
		return refuseCommand(command, symbol, 'unknown_symbol');
	}
	if (endsAt !== null && endsAt <= at) return refuseCommand(command, symbol ?? '', 'ends_before');
	const lock: Lock = {
		...{ number: book.locksSet + 1, symbol, by: 'person', setAt: at, endsAt, reason },
		...{ measured: null, limit: null, windowSeconds: null }
	};
	return { events: [{ type: 'LockSet', at, lock }], effects: [] };
}

/** Lifts a lock that still holds. What the rules look back at stays, so that the next trade that ends may set it again. */
export function decideLiftLock({ book }: EngineState, command: CommandOf<'LiftLock'>): Decided {
	const { number, reason, at } = command;
	const lock = book.locks.find((one) => one.number === number && holdsAt(one, at));
	if (lock === undefined) return refuseCommand(command, String(number), 'no_such_lock');
	return { events: [{ type: 'LockLifted', at, lock, reason }], effects: [] };
}

/** Folds a lock that was set or lifted into the book, which forgets those that have ended. */
export function evolveLocks(book: Book, event: EventOf<'LockSet' | 'LockLifted'>): void {
	const { at, lock } = event;
	forgetLocks(book, at);
	const others = book.locks.filter((one) => !(one.by === lock.by && one.symbol === lock.symbol));
	if (event.type === 'LockSet') book.locksSet = lock.number;
	book.locks = event.type === 'LockSet' ? [...others, lock] : others;
}

/** Forgets the locks that have ended by an instant. */
export function forgetLocks(book: Book, at: Instant): void {
	book.locks = book.locks.filter((lock) => holdsAt(lock, at));
}

/** What the check of locks knows: the lock that holds a symbol longest, and whether anything locks at all. */
export interface LockFacts {
	readonly isWatched: boolean;
	readonly longest: Lock | null;
	/** Until it ends; null for one that a person has to lift, zero without one. */
	readonly secondsLeft: number | null;
}

const notLocked: LockFacts = { isWatched: true, longest: null, secondsLeft: 0 };
const unwatched: LockFacts = { ...notLocked, isWatched: false };

/** Looks for the locks of a symbol at an instant. */
export function gatherLockFacts({ locks, config }: Book, symbol: string, now: Instant): LockFacts {
	let longest: Lock | null = null;
	for (const lock of locks) {
		if (lock.symbol !== null && lock.symbol !== symbol) continue;
		if (!holdsAt(lock, now)) continue;
		if (longest === null || endOf(lock) > endOf(longest)) longest = lock;
	}
	if (longest === null) return hasLockRules(config.locks) ? notLocked : unwatched;
	const secondsLeft = longest.endsAt === null ? null : (longest.endsAt - now) / 1000;
	return { isWatched: true, longest, secondsLeft };
}

function endOf({ endsAt }: Lock): number {
	return endsAt ?? Infinity;
}
