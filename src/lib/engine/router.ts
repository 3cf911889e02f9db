import { isGuarding, type Decision } from '../domain/decision.ts';
import { isShortable } from '../domain/instrument.ts';
import { directionOf, type Direction, type Position } from '../domain/position.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { isRefusedClosed } from './marketHours.ts';
import { isClosing, openingOrders } from './riskFacts.ts';
import type { Book } from './state.ts';

/** What a decision comes to, given what is held and what waits. */
export type Route =
	| { readonly type: 'refuse'; readonly reason: DenialReason }
	| { readonly type: 'wait' }
	| { readonly type: 'enter' }
	| { readonly type: 'exit'; readonly position: Position }
	| { readonly type: 'adjust' }
	| { readonly type: 'log' };

/**
 * Routes a decision. What stands against a position closes all of it, whatever its size: SELL what is long, BUY what is short; no
 * decision goes through zero. Else BUY enters, SELL opens a short where that is allowed and it says how much, HOLD adjusts
 * levels. The first reason that applies refuses it.
 */
export function routeDecision(book: Book, decision: Decision, now: Instant): Route {
	if (book.decisionIds.has(decision.id)) return refuse('duplicate_decision');
	if (decision.at > now) return routeLater(book, decision);
	if (decision.expiresAt !== null && decision.expiresAt <= now) return refuse('decision_expired');
	if (decision.action !== 'HOLD' && isRefusedClosed(book, decision.symbol, now))
		return refuse('market_closed');
	switch (decision.action) {
		case 'BUY':
			return routeTrade(book, decision, 'long');
		case 'SELL':
			return routeTrade(book, decision, 'short');
		case 'HOLD':
			return routeHold(book, decision);
	}
}

/** A decision of a later time waits; it is routed when its time comes. */
function routeLater(book: Book, decision: Decision): Route {
	return book.waiting.has(decision.id) ? refuse('duplicate_decision') : { type: 'wait' };
}

function routeTrade(book: Book, { symbol, size }: Decision, towards: Direction): Route {
	const position = book.positionBySymbol.get(symbol);
	const isAgainst = position !== undefined && directionOf(position) !== towards;
	if (isAgainst) return isClosing(book, symbol) ? refuse('exit_pending') : { type: 'exit', position };
	if (position !== undefined) {
		if (!book.config.allowAdding) return refuse('already_held');
		if (isClosing(book, symbol)) return refuse('exit_pending');
	}
	const fault = towards === 'short' ? shortFault(book, symbol, size) : null;
	if (fault !== null) return refuse(fault);
	return openingOrders(book, symbol).length > 0 ? refuse('entry_pending') : { type: 'enter' };
}

function shortFault(book: Book, symbol: string, size: Decision['size']): DenialReason | null {
	if (!book.config.allowShort) return book.positionBySymbol.has(symbol) ? 'short_not_allowed' : 'no_position';
	const priced = book.instruments.find(({ instrument }) => instrument.symbol === symbol);
	if (priced === undefined || !isShortable(priced.instrument)) return 'not_shortable';
	return size === null ? 'short_without_size' : null;
}

function routeHold(book: Book, decision: Decision): Route {
	const isGuarded = book.positionBySymbol.has(decision.symbol) && !isClosing(book, decision.symbol);
	return isGuarded && isGuarding(decision.levels) ? { type: 'adjust' } : { type: 'log' };
}

function refuse(reason: DenialReason): Route {
	return { type: 'refuse', reason };
}
