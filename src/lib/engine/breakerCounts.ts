import { breakerNames, isBreakerOn, type BreakerEvent, type BreakerName } from '../domain/breakers.ts';
import {
	add,
	absolute,
	higher,
	isNegative,
	isZero,
	proportion,
	subtract,
	zeroMoney,
	type Money
} from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { Order } from '../domain/order.ts';
import { isMadeUp } from '../domain/orderCause.ts';
import type { Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { Book } from './state.ts';

/** Begins a day at the last equity before it: losses, the day's peak, and trades are counted anew. */
export function beginBreakerDay({ breakers }: Book, equity: Money): void {
	breakers.lossFrom.dayLoss = equity;
	breakers.lossFrom.dayLossMoney = equity;
	breakers.peaks.dayDrawdown = equity;
	breakers.trades = 0;
}

/** Takes an equity that is put on record as a peak when it is the highest yet. */
export function notePeak({ breakers: { peaks } }: Book, equity: Money): void {
	peaks.dayDrawdown = higher(peaks.dayDrawdown, equity);
	peaks.peakDrawdown = higher(peaks.peakDrawdown, equity);
}

/** Makes all that breakers measure from follow equity that came in or went out without being profit or loss. */
export function shiftBreakers({ breakers: { lossFrom, peaks } }: Book, amount: Money): void {
	lossFrom.dayLoss = add(lossFrom.dayLoss, amount);
	lossFrom.dayLossMoney = add(lossFrom.dayLossMoney, amount);
	peaks.dayDrawdown = add(peaks.dayDrawdown, amount);
	peaks.peakDrawdown = add(peaks.peakDrawdown, amount);
}

/** Notes that the venue rejected an order, or did not know what it was asked about, as far back as the window looks. */
export function noteError({ breakers: { errorsAt }, config }: Book, at: Instant): void {
	const from = at - config.risk.errorWindowSeconds * 1000;
	const first = errorsAt.findIndex((one) => one > from);
	errorsAt.splice(0, first === -1 ? errorsAt.length : first);
	errorsAt.push(at);
}

/**
 * Counts a fill that led from `before` to `after` and realised `realised`: the first of an order is a trade; one that ends a position ends
 * a round trip, which won, lost, or came to nothing after its fees. A fill through zero shares its fee by quantity.
 */
export function noteBreakerFill(
	{ breakers }: Book,
	order: Order,
	before: Position | null,
	after: Position | null,
	{ symbol, quantity, fee }: Fill,
	realised: Money
): void {
	const { netBySymbol } = breakers;
	if (isZero(order.filled) && !isMadeUp(order.intent.cause)) breakers.trades++;
	const known = netBySymbol.get(symbol) ?? zeroMoney;
	if (before === null || after?.openedBy === before.openedBy) {
		netBySymbol.set(symbol, add(known, subtract(realised, fee)));
		return;
	}
	const closing = after === null ? fee : proportion(fee, absolute(before.quantity), quantity);
	const net = add(known, subtract(realised, closing));
	breakers.streak = isNegative(net) ? breakers.streak + 1 : 0;
	if (after === null) netBySymbol.delete(symbol);
	else netBySymbol.set(symbol, subtract(closing, fee));
}

/** Folds what happened to a breaker into the book. */
export function evolveBreakers(book: Book, event: BreakerEvent): void {
	const { tripped } = book.breakers;
	if (event.type === 'BreakerTripped') {
		const { at, breaker, measured, limit, of } = event;
		tripped.set(breaker, { at, measured, limit, of });
		return;
	}
	if (event.request !== '') book.requests.add(event.request);
	tripped.delete(event.breaker);
	measureAnew(book, event.breaker, event.equity);
}

function measureAnew({ breakers }: Book, breaker: BreakerName, equity: Money | null): void {
	switch (breaker) {
		case 'dayLoss':
		case 'dayLossMoney':
			if (equity !== null) breakers.lossFrom[breaker] = equity;
			return;
		case 'dayDrawdown':
		case 'peakDrawdown':
			if (equity !== null) breakers.peaks[breaker] = equity;
			return;
		case 'dayTrades':
			breakers.trades = 0;
			return;
		case 'lossStreak':
			breakers.streak = 0;
			return;
		case 'errors':
			breakers.errorsAt.length = 0;
			return;
		case 'brokenLimit':
			return;
	}
}

/** A breaker that is switched off holds nothing any more. */
export function letGoOff({ breakers: { tripped }, config }: Book): void {
	for (const name of breakerNames) if (!isBreakerOn(config.risk, name)) tripped.delete(name);
}
