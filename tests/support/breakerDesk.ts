import type { BreakerName } from '../../src/lib/domain/breakers.ts';
import { formatMoney } from '../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { RiskLimits } from '../../src/lib/domain/riskLimits.ts';
import type { CheckResult } from '../../src/lib/domain/risk.ts';
import type { InlineVenue } from '../../src/lib/domain/venue.ts';
import { readOrder, type PlainOrder } from './orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from './quoteDesk.ts';

export type Tripped = Extract<BookEvent, { type: 'BreakerTripped' }>;

/** A desk of 10,000 with these limits, shorts and adding allowed. */
export function createBreakerDesk(
	risk: Partial<RiskLimits>,
	open?: (venue: InlineVenue) => InlineVenue
): QuoteDesk {
	const desk = createQuoteDesk({ allowShort: true, allowAdding: true, risk }, open);
	desk.quote('50', 'ABC');
	return desk;
}

/** The trips so far. */
export function tripsOf(desk: QuoteDesk): readonly Tripped[] {
	return desk.events.filter((event) => event.type === 'BreakerTripped');
}

/** What a trip measured and its limit, in plain text. */
export function numbersOf({ measured, limit }: Tripped): readonly string[] {
	return [measured, limit].map((value) => (typeof value === 'number' ? String(value) : formatMoney(value)));
}

/** Goes to a price and judges the breakers there. */
export function moveTo(desk: QuoteDesk, prices: string, symbol = 'XYZ'): readonly string[] {
	return [...desk.quote(prices, symbol), ...desk.recheck()];
}

let orders = 0;
/** Gives an order by hand and lets the next quote at the same price fill it. */
export function trade(desk: QuoteDesk, order: PlainOrder, prices: string): readonly string[] {
	orders++;
	const request = `o${String(orders)}`;
	const symbol = order.symbol ?? 'XYZ';
	const before = desk.quote(prices, symbol);
	return [
		...before,
		...desk.ask({ type: 'SubmitOrder', request, order: readOrder(order) }),
		...desk.quote(prices, symbol)
	];
}

/** Buys and sells 10 XYZ, the second at another price. */
export function roundTrip(desk: QuoteDesk, from: string, to: string): readonly string[] {
	return [...trade(desk, { quantity: '10' }, from), ...trade(desk, { side: 'sell', quantity: '10' }, to)];
}

/** Resets a breaker by hand. */
export function reset(
	desk: QuoteDesk,
	breaker: BreakerName,
	request = `reset ${breaker}`
): readonly string[] {
	return desk.ask({ type: 'ResetBreaker', request, breaker, reason: 'looked at' });
}

/** What the checks of the breakers found of the last order that was reviewed as an entry. */
export function lastChecks(desk: QuoteDesk): readonly CheckResult[] {
	const made = desk.events.findLast(({ type }) => type === 'OrderInitialized');
	return made?.type === 'OrderInitialized' ? made.verdict.checks : [];
}

/** Why the last order that was denied was. */
export function lastReasons(desk: QuoteDesk): readonly string[] {
	const denied = desk.events.findLast(({ type }) => type === 'OrderDenied');
	return denied?.type === 'OrderDenied' ? denied.reasons : [];
}

/** A venue that rejects what opens. */
export function rejecting(venue: InlineVenue): InlineVenue {
	return {
		...venue,
		submit: (intent, at, firedOn) =>
			intent.purpose === 'exit'
				? venue.submit(intent, at, firedOn)
				: [{ type: 'OrderRejected', at, orderId: intent.id, reason: 'insufficient_cash' }]
	};
}
