import { absolute, zeroMoney, zeroQuantity, type Quantity } from '../domain/decimal.ts';
import type { ClientOrderId, DecisionId } from '../domain/ids.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import { directionOf, exitSideOf, type Position } from '../domain/position.ts';
import { denialReasons, type DenialReason } from '../domain/risk.ts';
import type { Sizing } from '../domain/sizing.ts';
import type { Instant } from '../domain/time.ts';
import type { FiredOn } from '../domain/venue.ts';
import { livingAtBroker } from './brokerEnds.ts';
import { arrivalOf } from './errands.ts';
import { exitWarnings } from './exitWarnings.ts';
import type { Decided } from './inputs.ts';
import { haltBrokenCheck, staysSignal } from './killSwitch.ts';
import { gatherExitFacts } from './riskFacts.ts';
import { actingFrom, reviewIntent, type Review } from './riskReview.ts';
import { isDryRun } from './routing.ts';
import type { Book, EngineState } from './state.ts';

const noLevels = { stopLoss: null, takeProfit: null, trailing: null } as const;

/** A market order that closes a position, the whole of it unless `quantity` says how much. What it rests on is given by the caller. */
export function createExitIntent(
	id: ClientOrderId,
	decisionId: DecisionId,
	position: Position,
	cause: OrderCause,
	at: Instant,
	quantity: Quantity = absolute(position.quantity)
): OrderIntent {
	return {
		id,
		decisionId,
		symbol: position.symbol,
		side: exitSideOf(directionOf(position)),
		type: 'market',
		timeInForce: 'gtc',
		extendedHours: false,
		quantity,
		limitPrice: null,
		stopPrice: null,
		trail: null,
		purpose: 'exit',
		cause,
		beyond: zeroQuantity,
		refPrice: null,
		reserve: zeroMoney,
		levels: noLevels,
		legs: null,
		group: null,
		madeAt: at,
		actsFrom: at,
		ends: null
	};
}

/**
 * Reviews an exit against what is held and not already being closed; `follows` when it rests and only follows what is held. One
 * that was asked for at `at` carries what speaks against the prices it is asked on.
 */
export function reviewExit(
	state: EngineState,
	intent: OrderIntent,
	follows = false,
	at: Instant = intent.madeAt
): Review {
	const facts = gatherExitFacts(state.book, intent, follows);
	const warnings = follows ? [] : exitWarnings(state, intent, at);
	return reviewIntent(intent, { ...facts, warnings }, state.book.config);
}

/**
 * What a review comes to: the order is written down first, then denied, or submitted with the effect that sends it. One that takes its
 * time to its venue acts from its arrival on. A book that takes signals alone sends none of what decisions ask for, one in a dry run
 * nothing.
 */
export function reviewed(
	book: Book,
	intent: OrderIntent,
	{ verdict, approved, broken }: Review,
	sizing: Sizing | null,
	firedOn: FiredOn | null,
	at: Instant
): Decided {
	const unsent = whyUnsent(book, intent);
	if (approved === null || unsent.length > 0) {
		const initialized = { type: 'OrderInitialized', at, intent, sizing, verdict } as const;
		const reasons = [...denialReasons(verdict), ...unsent];
		const denied = { type: 'OrderDenied', at, orderId: intent.id, reasons } as const;
		return { events: [initialized, denied, ...haltBrokenCheck(book, broken, at)], effects: [] };
	}
	const arrivesAt = arrivalOf(book, intent.id, 'submit', at);
	const living = livingAtBroker(book, approved, at);
	const sent = arrivesAt === null ? living : actingFrom(living, arrivesAt);
	return {
		events: [
			{ type: 'OrderInitialized', at, intent: sent, sizing, verdict },
			{ type: 'OrderSubmitted', at, orderId: intent.id, arrivesAt }
		],
		effects: [{ type: 'SubmitOrder', intent: sent, at, arrivesAt, firedOn }]
	};
}

/** Why an order is not sent, whatever its review says. */
function whyUnsent(book: Book, intent: OrderIntent): readonly DenialReason[] {
	const reasons: DenialReason[] = staysSignal(book, intent) ? ['signal_only'] : [];
	return isDryRun(book) ? [...reasons, 'dry_run'] : reasons;
}
