import type { CheckResult } from '../../src/lib/domain/risk.ts';
import type { Lock, LockTerms } from '../../src/lib/domain/locks.ts';
import { createLevels } from './deskBuilders.ts';
import { readOrder, type PlainOrder } from './orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from './quoteDesk.ts';

/** In milliseconds. */
export const second = 1000;

/** One losing stop in ten minutes locks all for two. */
export const guard = { stopGuardStops: 1, stopGuardWindowSeconds: 600, stopGuardLockSeconds: 120 } as const;

/** A desk of quotes with rules that lock, which may add and short. */
export const deskWith = (locks: Partial<LockTerms>) =>
	createQuoteDesk({ locks, allowShort: true, allowAdding: true });

/** The locks that were set, by whom and of what. */
export const set = ({ events }: QuoteDesk) =>
	events.flatMap((event) =>
		event.type === 'LockSet' ? [`${event.lock.by} ${event.lock.symbol ?? 'all'}`] : []
	);

/** The lock that was set last. */
export const lastLock = ({ events }: QuoteDesk): Lock => {
	const event = events.findLast((one) => one.type === 'LockSet');
	if (event === undefined) throw new Error('nothing is locked');
	return event.lock;
};

/** The command of an order by hand. */
export const askOrder = (request: string, order: PlainOrder) =>
	({ type: 'SubmitOrder', request, order: readOrder(order) }) as const;

/** Orders 1 of a symbol, and says what the check of locks finds; undefined when it is not made. */
export function review(
	desk: QuoteDesk,
	symbol = 'XYZ',
	side: 'buy' | 'sell' = 'buy'
): CheckResult | undefined {
	desk.ask(askOrder(`o${String(desk.events.length)}`, { symbol, side, quantity: '1' }));
	const made = desk.events.findLast((event) => event.type === 'OrderInitialized');
	return made?.verdict.checks.find(({ check }) => check === 'lock');
}

/** Why the last order that was denied was. */
export const reasonsOf = ({ events }: QuoteDesk) => {
	const denied = events.findLast((event) => event.type === 'OrderDenied');
	return denied?.reasons ?? [];
};

/** Buys 10 at 100 with a stop, and lets it be met. */
export function stopOut(desk: QuoteDesk): void {
	desk.hold({ id: `buy ${String(desk.events.length)}`, levels: createLevels({ stopLoss: '95' }) });
	desk.quote('94');
	if (desk.state.book.positionBySymbol.size > 0) throw new Error('the stop was not met');
}
