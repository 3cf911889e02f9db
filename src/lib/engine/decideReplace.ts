import type { Command } from '../domain/commands.ts';
import { isPositive, isZero } from '../domain/decimal.ts';
import type { CommandRefusal } from '../domain/events.ts';
import { goesThroughZero, openedBy } from '../domain/opening.ts';
import { isOpenStatus, type Order, type OrderIntent } from '../domain/order.ts';
import type { OrderTerms } from '../domain/orderTerms.ts';
import type { Instant } from '../domain/time.ts';
import { arrivalOf, askReplace } from './errands.ts';
import type { Decided } from './inputs.ts';
import { haltBrokenCheck } from './killSwitch.ts';
import { reviewExit } from './placement.ts';
import { refuseCommand } from './refusal.ts';
import { withAlso } from './restOfEntry.ts';
import { gatherEntryFacts } from './riskFacts.ts';
import { reviewIntent, type Review } from './riskReview.ts';
import { isDryRun } from './routing.ts';
import { expectedPrice, reserveFor } from './sizing.ts';
import { instrumentOf, type EngineState } from './state.ts';

type ReplaceOrder = Extract<Command, { type: 'ReplaceOrder' }>;

/** Asks the venue to give an order other terms; what they come to is reviewed as if the order were new. */
export function decideReplace(state: EngineState, command: ReplaceOrder): Decided {
	const { orderId, change, at } = command;
	const order = state.book.orders.get(orderId);
	const fault = order === undefined ? 'unknown_order' : replaceFault(order, change);
	if (order === undefined || fault !== null) {
		return refuseCommand(command, orderId, fault ?? 'unknown_order');
	}
	const asked = withTerms(state, order.intent, change, at);
	const { verdict, approved, broken } = reviewReplace(state, order, asked, at);
	if (approved === null) {
		const [failed] = verdict.checks.filter((check) => !check.passed);
		const refused = refuseCommand(command, orderId, failed?.reason ?? 'nothing_changes');
		return withAlso(refused, { events: haltBrokenCheck(state.book, broken, at), effects: [] });
	}
	if (isDryRun(state.book)) return refuseCommand(command, orderId, 'dry_run');
	return askReplace(state.book, asked, approved, 'by_hand', at);
}

function replaceFault({ intent, status, filled }: Order, change: Partial<OrderTerms>): CommandRefusal | null {
	if (!isOpenStatus(status) || status === 'initialized') return 'order_ended';
	if (status === 'submitted') return 'submit_pending';
	if (status === 'pending_cancel') return 'cancel_pending';
	if (status === 'pending_replace') return 'replace_pending';
	const { quantity } = change;
	// It trades at once: what is left of it has no other terms.
	if (goesThroughZero(intent)) return 'nothing_changes';
	// How much an exit of a group is for follows from what it covers.
	if (quantity !== undefined && intent.group !== null) return 'leg_quantity';
	if (quantity !== undefined && (!isPositive(quantity) || quantity <= filled)) return 'below_filled';
	const hasNew = (['limitPrice', 'stopPrice', 'trail'] as const).some(
		(name) => change[name] !== undefined && (change[name] === null) !== (intent[name] === null)
	);
	if (hasNew) return 'no_such_price';
	return changesNothing(intent, change) ? 'nothing_changes' : null;
}

function changesNothing(
	intent: OrderIntent,
	{ quantity, limitPrice, stopPrice, trail }: Partial<OrderTerms>
): boolean {
	return (
		(quantity ?? intent.quantity) === intent.quantity &&
		(limitPrice ?? intent.limitPrice) === intent.limitPrice &&
		(stopPrice ?? intent.stopPrice) === intent.stopPrice &&
		(trail === undefined || trail === null)
	);
}

function withTerms(
	state: EngineState,
	intent: OrderIntent,
	change: Partial<OrderTerms>,
	at: Instant
): OrderIntent {
	const { limitPrice, stopPrice, trail } = { ...intent, ...change };
	const isRepriced =
		limitPrice !== intent.limitPrice || stopPrice !== intent.stopPrice || trail !== intent.trail;
	// A bar that is in progress says nothing to new prices.
	const arrivesAt = arrivalOf(state.book, intent.id, 'replace', at) ?? at;
	const changed = { ...intent, ...change, actsFrom: isRepriced ? arrivesAt : intent.actsFrom };
	if (isZero(openedBy(intent)) || intent.refPrice === null) return changed;
	const { config } = state.book;
	const { side } = intent;
	const { instrument } = instrumentOf(state, intent.symbol);
	const price = expectedPrice(config, instrument, side, intent.refPrice, changed);
	const reserve = reserveFor(config, instrument, { side, quantity: openedBy(changed), price });
	return { ...changed, reserve };
}

function reviewReplace(state: EngineState, order: Order, asked: OrderIntent, at: number): Review {
	if (asked.purpose === 'exit') return reviewExit(state, asked, false, at);
	const facts = gatherEntryFacts(state, asked.symbol, asked.side, at, order);
	return reviewIntent(asked, facts, state.book.config);
}
