import type { OrderFields, TicketFields } from '../../lib/contract/askFields.ts';
import type { TicketPreview } from '../../lib/contract/deskView.ts';
import { guardedByDesk } from '../../lib/contract/deskGuardTexts.ts';
import { reasonText } from '../../lib/contract/denials.ts';
import { exitsText, intentText } from '../../lib/contract/orderTexts.ts';
import {
	absolute,
	formatDecimal,
	formatMoney,
	isPositive,
	multiply,
	subtract,
	type Price
} from '../../lib/domain/decimal.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { sessionAt } from '../../lib/domain/marketCalendar.ts';
import { openedBy } from '../../lib/domain/opening.ts';
import type { OrderRequest } from '../../lib/domain/orderRequest.ts';
import type { Result } from '../../lib/domain/result.ts';
import type { Sizing } from '../../lib/domain/sizing.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { tellCheck, tellSizing } from '../../lib/domain/verdictLines.ts';
import { decide } from '../../lib/engine/decide.ts';
import { instrumentOf, type EngineState } from '../../lib/engine/state.ts';
import { refusalsOf } from './commandAnswers.ts';
import { passingOf, tellDenial, type Rules } from './denial.ts';
import { readOrder } from './orderReading.ts';
import { levelFaults, readTicket, type TicketFaults } from './ticketReading.ts';

type Initialized = Extract<BookEvent, { type: 'OrderInitialized' }>;

const nothingYet: TicketPreview = {
	fields: {},
	route: null,
	summary: '',
	quantity: null,
	cost: null,
	riskToStop: null,
	sizing: null,
	checks: [],
	approved: false,
	passes: null
};

/** What the engine would make of a ticket now: it decides, and nothing is folded. */
export function previewTicket(state: EngineState, ticket: TicketFields, at: Instant): TicketPreview {
	const read = readTicket(state.book, ticket, 'ticket.preview', at);
	if (!read.ok) return { ...nothingYet, fields: read.error, summary: 'The ticket is not complete.' };
	const faults = levelFaults(state, read.value);
	if (Object.keys(faults).length > 0) {
		return { ...nothingYet, fields: faults, summary: 'A level is on the wrong side of the price.' };
	}
	return previewDecision(state, read.value, at);
}

/** What the engine would make of a decision that a person gives or confirms now. */
export function previewDecision(state: EngineState, decision: Decision, at: Instant): TicketPreview {
	const { events } = decide(state, { type: 'TakeDecision', at, decision, byPerson: true });
	const order = events.find((event) => event.type === 'OrderInitialized');
	return order === undefined
		? previewWithoutOrder(events)
		: previewOrder(order, state.book, decision.levels.stopLoss, waitText(state, order, at));
}

/** What the engine would make of an order that a person gives as it is. */
export function previewPlaced(
	state: EngineState,
	read: Result<OrderRequest, TicketFaults>,
	at: Instant
): TicketPreview {
	if (!read.ok)
		return { ...nothingYet, fields: read.error, summary: 'The order cannot be sent like this yet.' };
	const { events } = decide(state, { type: 'SubmitOrder', at, request: 'preview', order: read.value });
	const order = events.find((event) => event.type === 'OrderInitialized');
	if (order !== undefined) {
		const stop = read.value.legs?.stopLoss?.stopPrice ?? null;
		const guarded = read.value.legs !== null && order.intent.legs === null ? guardedByDesk : '';
		return previewOrder(order, state.book, stop, `${waitText(state, order, at)}${guarded}`);
	}
	const [refusal] = refusalsOf(events);
	return refusal === undefined ? nothingYet : { ...nothingYet, route: 'refuse', summary: refusal };
}

/** An order that would be made, and the stop that is given with it. */
export type Prospect = Pick<Initialized, 'intent' | 'sizing'> & { readonly stop: Price | null };

/** The order that a ticket would make now; null when it would make none. */
export function ticketOrder(state: EngineState, ticket: TicketFields, at: Instant): Prospect | null {
	const read = readTicket(state.book, ticket, 'ticket.preview', at);
	if (!read.ok) return null;
	const { events } = decide(state, { type: 'TakeDecision', at, decision: read.value, byPerson: true });
	const order = events.find((event) => event.type === 'OrderInitialized');
	const stop = read.value.levels.stopLoss;
	return order === undefined ? null : { intent: order.intent, sizing: order.sizing, stop };
}

/** The order that a person's order would make now; null when it would make none. */
export function placedOrder(state: EngineState, fields: OrderFields, at: Instant): Prospect | null {
	const read = readOrder(state, fields, at);
	if (!read.ok) return null;
	const { events } = decide(state, { type: 'SubmitOrder', at, request: 'preview', order: read.value });
	const order = events.find((event) => event.type === 'OrderInitialized');
	const stop = read.value.legs?.stopLoss?.stopPrice ?? null;
	return order === undefined ? null : { intent: order.intent, sizing: order.sizing, stop };
}

function previewWithoutOrder(events: readonly BookEvent[]): TicketPreview {
	for (const event of events) {
		if (event.type === 'DecisionRefused') {
			return { ...nothingYet, route: 'refuse', summary: `Refused: ${reasonText(event.reason)}.` };
		}
		if (event.type === 'DecisionQueued')
			return { ...nothingYet, route: 'wait', summary: 'Waits for its time.' };
		if (event.type === 'DecisionHeld') return previewHold(event.outcome);
	}
	return nothingYet;
}

function previewHold(outcome: 'levels_updated' | 'logged'): TicketPreview {
	return outcome === 'logged'
		? { ...nothingYet, route: 'log', summary: 'Notes the decision; nothing else changes.', approved: true }
		: {
				...nothingYet,
				route: 'adjust',
				summary: 'Moves the levels that guard the position.',
				approved: true
			};
}

/** A market order in a closed market waits for its open. */
function waitText(state: EngineState, { intent }: Initialized, at: Instant): string {
	const { assetClass } = instrumentOf(state, intent.symbol).instrument;
	return assetClass === 'crypto' || sessionAt(at) !== undefined ? '' : ', once the market opens';
}

/** What was asked for and what a limit left of it. */
function cutText(sizing: Sizing | null): string {
	if (sizing?.by !== 'fraction' || sizing.budget >= sizing.requested) return '';
	if (sizing.orderCap === sizing.budget) return ', cut to the largest order';
	return sizing.room < sizing.positionCap
		? ', cut to the room under the exposure limit'
		: ', cut to the largest position';
}

function previewOrder(order: Initialized, rules: Rules, stopLoss: Price | null, wait: string): TicketPreview {
	const { intent, sizing, verdict } = order;
	const passes = passingOf(order, rules);
	const { quantity, reserve, purpose } = intent;
	const opened = openedBy(intent);
	const price = sizing?.expected ?? null;
	const isEntry = price !== null && isPositive(opened);
	const risk = isEntry && stopLoss !== null ? multiply(opened, absolute(subtract(price, stopLoss))) : null;
	const what = `${intentText(intent)}${exitsText(intent)}`;
	return {
		...nothingYet,
		route: purpose === 'entry' ? 'enter' : 'exit',
		summary: verdict.approved
			? `Would ${what}${cutText(sizing)}${wait}.`
			: `Would be denied: ${tellDenial(order, rules)}`,
		quantity: formatDecimal(quantity),
		cost: isEntry ? formatMoney(reserve) : null,
		riskToStop: risk === null ? null : formatMoney(risk),
		sizing: sizing === null ? null : tellSizing(sizing),
		checks: verdict.checks.map(tellCheck),
		approved: verdict.approved,
		passes: passes === null ? null : formatDecimal(passes)
	};
}
