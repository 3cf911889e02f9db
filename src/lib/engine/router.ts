import { isGuarding, type Decision } from '../domain/decision.ts';
import type { Position } from '../domain/position.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import { isRefusedClosed } from './marketHours.ts';
import type { Book } from './state.ts';

/** What a decision comes to, given what is held and what waits. */
export type Route =
	| { readonly type: 'refuse'; readonly reason: DenialReason }
	| { readonly type: 'wait' }
	| { readonly type: 'enter' }
	| { readonly type: 'exit'; readonly position: Position }
	| { readonly type: 'adjust' }
	| { readonly type: 'log' };

/** Routes a decision: BUY enters, SELL closes what is held, HOLD adjusts levels. The first reason that applies refuses it. */
export function routeDecision(book: Book, decision: Decision, now: Instant): Route {
	if (book.decisionIds.has(decision.id)) return refuse('duplicate_decision');
	if (decision.at > now) return routeLater(book, decision);
	if (decision.expiresAt !== null && decision.expiresAt <= now) return refuse('decision_expired');
	if (decision.action !== 'HOLD' && isRefusedClosed(book, decision.symbol, now))
		return refuse('market_closed');
	switch (decision.action) {
		case 'BUY':
			return routeBuy(book, decision.symbol);
		case 'SELL':
			return routeSell(book, decision.symbol);
		case 'HOLD':
			return routeHold(book, decision);
	}
}

/** A decision of a later time waits; it is routed when its time comes. */
function routeLater(book: Book, decision: Decision): Route {
	return book.waiting.has(decision.id) ? refuse('duplicate_decision') : { type: 'wait' };
}

function routeBuy(book: Book, symbol: string): Route {
	if (book.positionBySymbol.has(symbol)) {
		if (!book.config.allowAdding) return refuse('already_held');
		if (book.exitsBySymbol.has(symbol)) return refuse('exit_pending');
	}
	return book.entriesBySymbol.has(symbol) ? refuse('entry_pending') : { type: 'enter' };
}

function routeSell(book: Book, symbol: string): Route {
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return refuse('no_position');
	return book.exitsBySymbol.has(symbol) ? refuse('exit_pending') : { type: 'exit', position };
}

function routeHold(book: Book, decision: Decision): Route {
	const isGuarded = book.positionBySymbol.has(decision.symbol) && !book.exitsBySymbol.has(decision.symbol);
	return isGuarded && isGuarding(decision.levels) ? { type: 'adjust' } : { type: 'log' };
}

function refuse(reason: DenialReason): Route {
	return { type: 'refuse', reason };
}
