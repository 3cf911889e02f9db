import type { Bar } from '../../domain/bar.ts';
import { isPositive, priceToUnits, unitsToPrice, type Price } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { sessionClosingAfter } from '../../domain/marketCalendar.ts';
import type { CancelReason, OrderIntent } from '../../domain/order.ts';
import type { TimeInForce } from '../../domain/orderTerms.ts';
import { madeAtOf, type Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import { fillsOnTouch } from '../../domain/touchChance.ts';
import type { BarTurn, VenueReport } from '../../domain/venue.ts';
import {
	barPhases,
	farSide,
	matchBar,
	matchQuote,
	quoteRange,
	type BarPhase,
	type Match
} from './matching.ts';
import type { Market } from './market.ts';
import { isTouch } from './queue.ts';
import { leftToFill, type RestingOrder } from './restingOrder.ts';

/** What a bar or a quote does to an order at the venue. */
export type OrderAct =
	| { readonly type: 'trade'; readonly match: Match }
	/** Its limit is touched: those who stand before it have their part of the volume first. */
	| { readonly type: 'queue'; readonly phase: BarPhase }
	/** It does not get what it asks for at once, or in the auction. */
	| { readonly type: 'giveUp'; readonly reason: CancelReason }
	/** Its trail begins, at a price in 1e-9 units: at the open, or somewhere inside the bar. */
	| { readonly type: 'activate'; readonly mark: number; readonly isAtOpen: boolean };

/** An act and the order it is about. */
export interface OrderTurn {
	readonly order: RestingOrder;
	readonly act: OrderAct;
}

/** What a bar does next: of what it does at all, that which comes first in it, to the oldest order. Targets come last. */
export function nextOnBar(market: Market, bar: Bar, turn: BarTurn): OrderTurn | null {
	let next: OrderTurn | null = null;
	for (const order of market.shelf.reached(bar.low, bar.high)) {
		if (order.notBefore > bar.startsAt || (turn === 'extended' && !order.intent.extendedHours)) continue;
		const act = actOnBar(market, order, bar);
		if (act === null || (turn === 'first' && phaseOf(act) === 'target')) continue;
		if (next === null || isSooner({ order, act }, next)) next = { order, act };
	}
	return next;
}

/** What a quote does next: to the oldest order that it does anything to. */
export function nextOnQuote(market: Market, quote: Quote, isExtended: boolean): OrderTurn | null {
	let next: OrderTurn | null = null;
	const madeAt = madeAtOf(quote);
	const [low, high] = quoteRange(quote);
	for (const order of market.shelf.reached(low, high)) {
		// Data older than the order fills nothing.
		if (order.notBefore > madeAt || (isExtended && !order.intent.extendedHours)) continue;
		if (next !== null && next.order.age < order.age) continue;
		const act = actOnQuote(market, order, quote);
		if (act !== null) next = { order, act };
	}
	return next;
}

function phaseOf(act: OrderAct): Match['phase'] {
	if (act.type === 'queue') return act.phase;
	return act.type === 'trade' ? act.match.phase : 'open';
}

function isSooner(a: OrderTurn, b: OrderTurn): boolean {
	const byPhase = barPhases.indexOf(phaseOf(a.act)) - barPhases.indexOf(phaseOf(b.act));
	return byPhase === 0 ? a.order.age < b.order.age : byPhase < 0;
}

function actOnBar(market: Market, order: RestingOrder, bar: Bar): OrderAct | null {
	const { shelf, instrument } = market;
	const { intent } = order;
	const waits = waitsForAuction(intent, instrument, bar.startsAt);
	if (waits) return null;
	if (isUntouchedTrail(order)) return activation(intent, bar.open, bar.low, bar.high);
	const found = matchBar({ intent, stopLevel: shelf.stopLevel(order) }, bar);
	const reason = giveUpReason(intent);
	const best = unitsToPrice(intent.side === 'buy' ? bar.low : bar.high);
	if (reason === null) return actOfWaiting(market, order, found, best, bar.startsAt);
	const match = withinVolume(market, order, found);
	return atOnce(reason, match?.phase === 'open' ? match : null);
}

function actOnQuote(market: Market, order: RestingOrder, quote: Quote): OrderAct | null {
	const { shelf, instrument, model } = market;
	const { intent } = order;
	if (waitsForAuction(intent, instrument, quote.at)) return null;
	if (isUntouchedTrail(order)) return activation(intent, quote.last, quote.last, quote.last);
	const found = matchQuote({ intent, stopLevel: shelf.stopLevel(order) }, quote, model);
	const reason = giveUpReason(intent);
	const best = unitsToPrice(farSide(intent.side, quote));
	if (reason === null) return actOfWaiting(market, order, found, best, quote.at);
	return atOnce(reason, withinVolume(market, order, found));
}

/** What an order does that may wait: when its limit is no more than touched, those before it come first, or chance says. */
function actOfWaiting(
	market: Market,
	order: RestingOrder,
	match: Match | null,
	best: Price,
	startsAt: Instant
): OrderAct | null {
	if (match === null || !isTouch(order, match, best, startsAt)) {
		return tradeOf(withinVolume(market, order, match));
	}
	const { model, seed } = market;
	const { id, side } = order.intent;
	const { at, liquidity } = market.offerTo(side);
	if (model.queueAhead !== null && order.ahead !== null && liquidity.volume !== null) {
		if (order.servedAt !== at) return { type: 'queue', phase: match.phase };
		return isPositive(order.ahead) ? null : tradeOf(withinVolume(market, order, match));
	}
	const fills = fillsOnTouch(model.limitFillProbability, seed, id, at);
	return fills ? tradeOf(withinVolume(market, order, match)) : null;
}

/** What is left of a match where the volume is taken: nothing, or a stop that is reached and trades later. */
function withinVolume({ leftFor }: Market, order: RestingOrder, match: Match | null): Match | null {
	if (match === null || match.pricing === null) return match;
	const left = leftFor(order, match.pricing);
	if (left === null) return match;
	const isEnough = order.intent.timeInForce === 'fok' ? left >= leftToFill(order) : isPositive(left);
	if (isEnough) return match;
	return match.electedAt === null ? null : { ...match, pricing: null };
}

function tradeOf(match: Match | null): OrderAct | null {
	return match === null ? null : { type: 'trade', match };
}

function isOfNow(timeInForce: TimeInForce): timeInForce is keyof typeof reasonByTime {
	return Object.hasOwn(reasonByTime, timeInForce);
}

/** Why the rest of an order that trades now or not at all is taken back; null for one that waits. */
export function giveUpReason({ timeInForce }: OrderIntent): CancelReason | null {
	return isOfNow(timeInForce) ? reasonByTime[timeInForce] : null;
}

const reasonByTime = {
	ioc: 'immediate_or_cancel',
	fok: 'fill_or_kill',
	opg: 'auction_missed'
} as const;

/** An order that trades now or not at all. */
function atOnce(reason: CancelReason, match: Match | null): OrderAct {
	return match !== null && match.pricing !== null ? { type: 'trade', match } : { type: 'giveUp', reason };
}

/** An order for the opening waits for the first prices of a session, one for the close for its end. */
function waitsForAuction(
	{ timeInForce, actsFrom }: OrderIntent,
	{ assetClass }: Instrument,
	at: Instant
): boolean {
	if (timeInForce === 'cls') return true;
	if (timeInForce !== 'opg' || assetClass === 'crypto') return false;
	const running = sessionClosingAfter(actsFrom);
	const session = actsFrom <= running.open ? running : sessionClosingAfter(running.close);
	return at < session.open;
}

function isUntouchedTrail({ intent, isTrailing, isElected }: RestingOrder): boolean {
	return intent.trail !== null && !isTrailing && !isElected;
}

/** A trail begins where its activation price is reached, at the open when that is past it. */
function activation({ side, trail }: OrderIntent, open: number, low: number, high: number): OrderAct | null {
	if (trail === null || trail.activation === null) return null;
	const level = priceToUnits(trail.activation);
	const isSell = side === 'sell';
	if (isSell ? high < level : low > level) return null;
	const isAtOpen = isSell ? open >= level : open <= level;
	return { type: 'activate', mark: isAtOpen ? open : level, isAtOpen };
}

/** An order that comes after its end is over. */
export function endedOnTheWay(
	{ id: orderId, ends, timeInForce }: OrderIntent,
	at: Instant
): VenueReport | null {
	if (ends === null || ends.at > at) return null;
	if (timeInForce === 'cls') return { type: 'OrderCanceled', orderId, at, reason: 'auction_missed' };
	return { type: 'OrderExpired', orderId, at, reason: ends.reason };
}
