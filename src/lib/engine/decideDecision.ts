import type { BookConfig } from '../domain/bookConfig.ts';
import { add, negate, oneRatio, scalePrice, zeroMoney, zeroQuantity, type Price } from '../domain/decimal.ts';
import type { Decision } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import { decisionToOrderId } from '../domain/ids.ts';
import { orderDecimals, type Instrument } from '../domain/instrument.ts';
import { nextDayOrderEnd } from '../domain/marketCalendar.ts';
import type { OrderIntent, OrderSide } from '../domain/order.ts';
import { directionOf, type Position } from '../domain/position.ts';
import type { Sizing } from '../domain/sizing.ts';
import type { Instant } from '../domain/time.ts';
import { askPerson, needsPerson } from './needsPerson.ts';
import { adjustProtection } from './protection.ts';
import type { Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { makeWay, withAlso } from './restOfEntry.ts';
import { gatherEntryFacts } from './riskFacts.ts';
import { reviewIntent } from './riskReview.ts';
import { gatherStrategyFacts } from './strategyFacts.ts';
import { routeDecision, type Route } from './router.ts';
import { sizeEntry } from './sizing.ts';
import { sizedInstrument } from './wholeShorts.ts';
import { instrumentOf, type EngineState } from './state.ts';

/**
 * Takes a decision, or lets one of a later time wait until then: routed, sized, reviewed, and on its way to the venue or refused with
 * its reasons. Where entries need a person, what it would open waits for one, unless a person gave or confirmed it.
 */
export function decideDecision(
	state: EngineState,
	decision: Decision,
	at: Instant,
	isByPerson: boolean
): Decided {
	const route = routeKnown(state, decision, at, isByPerson);
	// A decision that was taken before is not taken again, only answered.
	if (route.type === 'refuse' && route.reason === 'duplicate_decision') {
		const { id: decisionId, symbol } = decision;
		return only({ type: 'DecisionRefused', at, decisionId, symbol, reason: route.reason });
	}
	const taken: BookEvent = { type: 'DecisionTaken', at, decision };
	const about = { at, decisionId: decision.id, symbol: decision.symbol };
	switch (route.type) {
		case 'wait':
			return only({ type: 'DecisionQueued', at, decision });
		case 'refuse':
			return only(taken, { type: 'DecisionRefused', ...about, reason: route.reason });
		case 'log':
			return only(taken, { type: 'DecisionHeld', ...about, outcome: 'logged' });
		case 'adjust':
			return only(
				taken,
				{ type: 'DecisionHeld', ...about, outcome: 'levels_updated' },
				...adjustProtection(state, decision, at)
			);
		case 'exit':
			return exit(state, decision, route.position, at, taken);
		case 'enter':
			return enter(state, decision, at, taken, isByPerson);
	}
}

function routeKnown(
	{ book, market }: EngineState,
	decision: Decision,
	at: Instant,
	isByPerson: boolean
): Route {
	// One that waits for a person is known, and goes on by that person alone.
	if (!isByPerson && book.unconfirmed.has(decision.id))
		return { type: 'refuse', reason: 'duplicate_decision' };
	// One that was taken before is refused as that, whatever its symbol.
	const isKnown = market.indexBySymbol.has(decision.symbol) || book.decisionIds.has(decision.id);
	return isKnown ? routeDecision(book, decision, at) : { type: 'refuse', reason: 'unknown_symbol' };
}

function only(...events: readonly BookEvent[]): Decided {
	return { events, effects: [] };
}

/** Closes the whole position at the market; what guards it stands down while the order is out. */
function exit(
	state: EngineState,
	decision: Decision,
	position: Position,
	at: Instant,
	taken: BookEvent
): Decided {
	const id = decisionToOrderId(decision.id);
	const cause = directionOf(position) === 'long' ? 'sell_market' : 'buy_market';
	const intent = createExitIntent(id, decision.id, position, cause, at);
	const review = reviewExit(state, intent);
	const decided = reviewed(state.book, intent, review, null, null, at);
	const closing = { events: [taken, ...decided.events], effects: decided.effects };
	return withAlso(closing, makeWay(state.book, decision.symbol, at));
}

function enter(
	state: EngineState,
	given: Decision,
	at: Instant,
	taken: BookEvent,
	isByPerson: boolean
): Decided {
	const { config } = state.book;
	const { instrument } = instrumentOf(state, given.symbol);
	const side = given.action === 'SELL' ? 'sell' : 'buy';
	const gathered = gatherEntryFacts(state, given.symbol, side, at);
	const strategy = gatherStrategyFacts(state, given.strategy);
	const facts = { ...gathered, limits: { ...gathered.limits, strategy } };
	const decision = priceEntry(given, facts.refPrice, instrument, config);
	const sizing = sizeEntry(decision, facts, config, sizedInstrument(state.book, instrument, side), side);
	const intent = createEntryIntent(state, decision, side, sizing, at);
	const review = reviewIntent(intent, facts, config);
	// What would be denied is denied at once, with its numbers: there is nothing to confirm.
	if (!isByPerson && review.approved !== null && needsPerson(state.book)) {
		return askPerson(state.book, given, at, taken);
	}
	const decided = reviewed(state.book, intent, review, sizing, null, at);
	return { events: [taken, ...decided.events], effects: decided.effects };
}

/** An entry without a price gets the limit that the settings give it; without such a setting it is a market order. */
function priceEntry(
	decision: Decision,
	refPrice: Price | null,
	instrument: Instrument,
	{ orders: { entryLimitOffset } }: BookConfig
): Decision {
	if (decision.entryPrice !== null || entryLimitOffset === null || refPrice === null) return decision;
	const decimals = orderDecimals(instrument, refPrice);
	const offset = decision.action === 'SELL' ? negate(entryLimitOffset) : entryLimitOffset;
	return { ...decision, entryPrice: scalePrice(refPrice, add(oneRatio, offset), decimals) };
}

function createEntryIntent(
	state: EngineState,
	decision: Decision,
	side: OrderSide,
	sizing: Sizing,
	at: Instant
): OrderIntent {
	const isLimit = decision.entryPrice !== null;
	return {
		id: decisionToOrderId(decision.id),
		decisionId: decision.id,
		symbol: decision.symbol,
		side,
		type: isLimit ? 'limit' : 'market',
		timeInForce: isLimit ? 'day' : 'gtc',
		extendedHours: false,
		quantity: sizing.quantity,
		limitPrice: decision.entryPrice,
		stopPrice: null,
		trail: null,
		purpose: 'entry',
		cause: isLimit ? 'entry_limit' : 'entry_market',
		beyond: zeroQuantity,
		refPrice: sizing.refPrice,
		reserve: sizing.refPrice === null ? zeroMoney : sizing.reserve,
		levels: decision.levels,
		legs: null,
		group: null,
		madeAt: at,
		actsFrom: at,
		ends: entryEnd(state, decision, at)
	};
}

/** A limit entry lives for the session, a market entry until it meets a bar; either ends earlier when its decision expires. */
function entryEnd(state: EngineState, decision: Decision, at: Instant): OrderIntent['ends'] {
	const { expiresAt } = decision;
	const expiry = expiresAt === null ? null : ({ at: expiresAt, reason: 'expires_at' } as const);
	if (decision.entryPrice === null) return expiry;
	const close = nextDayOrderEnd(instrumentOf(state, decision.symbol).instrument.assetClass, at);
	return expiry !== null && expiry.at <= close ? expiry : { at: close, reason: 'session_close' };
}
