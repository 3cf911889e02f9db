import { add, isPositive, isZero, lower, subtract, zeroQuantity, type Quantity } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import { groupToOrderId, type ClientOrderId } from '../domain/ids.ts';
import { openedBy } from '../domain/opening.ts';
import { isPassive, leftOf, type Order, type OrderIntent } from '../domain/order.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import { typeOfTerms, type ExitLegs, type LegRole, type StopLeg } from '../domain/orderTerms.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels, askReplace } from './errands.ts';
import { groupsOf, isExitSide, restingPart, wantedOf } from './exitGroups.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { closableQuantity, restingAlone } from './riskFacts.ts';
import { isDryRun } from './routing.ts';
import { orderOf, type Book, type EngineState, type ExitGroup } from './state.ts';
import { yieldedExit } from './yieldedExits.ts';

/** What the resting exits of a symbol have to become, so that together they cover no more than is held. */
export type CoverageStep =
	| { readonly type: 'resize'; readonly order: Order; readonly left: Quantity }
	| { readonly type: 'endEntry'; readonly order: Order }
	| { readonly type: 'send'; readonly groupId: string; readonly role: LegRole; readonly quantity: Quantity };

/**
 * The coverage of a symbol: what is held, less what orders that trade at once take, is covered by its resting exits, the oldest
 * first. Both exits of a group cover the same part, which is what its entry has bought and they have not sold.
 */
export function coverageSteps(book: Book, symbol: string): readonly CoverageStep[] {
	let free = closableQuantity(book, symbol);
	const steps: CoverageStep[] = [];
	for (const [groupId, group] of groupsOf(book, symbol)) {
		const part = isExitSide(book, group) ? lower(restingPart(book, group), free) : zeroQuantity;
		free = subtract(free, part);
		steps.push(...endEntry(book, groupId, group), ...legSteps(book, groupId, group, part));
	}
	for (const order of restingAlone(book, symbol)) {
		const part = isExitSide(book, order.intent) ? lower(leftOf(order), free) : zeroQuantity;
		free = subtract(free, part);
		// What somebody else placed is theirs: its bracket would end with it.
		if (order.intent.cause === 'external') continue;
		if (part !== leftOf(order)) steps.push(...resize(order, part));
	}
	return steps;
}

/** An entry that was stopped out, or whose exits have sold all it has bought, buys no more. */
function endEntry(book: Book, groupId: string, group: ExitGroup): readonly CoverageStep[] {
	const order = book.orders.get(groupId as ClientOrderId);
	if (order === undefined || isZero(openedBy(order.intent)) || !canAsk(order)) return [];
	const isOut = isPositive(group.exited) && !isPositive(wantedOf(group));
	return group.isStopped || isOut ? [{ type: 'endEntry', order }] : [];
}

function legSteps(book: Book, groupId: string, group: ExitGroup, part: Quantity): readonly CoverageStep[] {
	const steps: CoverageStep[] = [];
	for (const role of ['stop', 'target'] as const) {
		const { open, isGivenUp } = group[role];
		if (open !== null) {
			const order = orderOf(book, open);
			// One that was let go at the market is not called back.
			if (isPassive(order.intent) && leftOf(order) !== part) steps.push(...resize(order, part));
		} else if (!isGivenUp && isPositive(part) && hasLeg(group.legs, role)) {
			steps.push({ type: 'send', groupId, role, quantity: part });
		}
	}
	return steps;
}

function hasLeg({ takeProfit, stopLoss }: ExitLegs, role: LegRole): boolean {
	return role === 'target' ? takeProfit !== null : stopLoss !== null;
}

/** One that the venue still has to answer about is looked at again when it has. */
function resize(order: Order, left: Quantity): readonly CoverageStep[] {
	return canAsk(order) ? [{ type: 'resize', order, left }] : [];
}

function canAsk({ status }: Order): boolean {
	return status === 'accepted' || status === 'partially_filled';
}

const noneDue: readonly CoverageDue[] = [];

/** What an event asks of the resting exits of its symbol, or of all; nothing when they stay as they are. */
export function coverageDue(book: Book, event: BookEvent): readonly CoverageDue[] {
	switch (event.type) {
		case 'OrderFilled':
			return [dueFor(event.fill.symbol, event.fill.at, event.fill.guardsFrom)];
		case 'RoutingChanged':
			return [...book.groupsBySymbol.keys(), ...book.restingExitsBySymbol.keys()].map((symbol) =>
				dueFor(symbol, event.at, event.at)
			);
		case 'OrderSubmitted':
		case 'OrderAccepted':
		case 'OrderRejected':
		case 'OrderCanceled':
		case 'OrderExpired':
		case 'OrderReplaced':
		case 'RequestRefused':
		case 'OrderDenied':
		case 'ReplaceRequested':
		case 'CancelRequested': {
			const symbol = book.orders.get(event.orderId)?.intent.symbol;
			return symbol === undefined ? noneDue : [dueFor(symbol, event.at, event.at)];
		}
		default:
			return noneDue;
	}
}

/** The resting exits of a symbol have something to follow. */
export type CoverageDue = Extract<Input, { type: 'CoverageDue' }>;

function dueFor(symbol: string, at: Instant, actsFrom: Instant): CoverageDue {
	return { type: 'CoverageDue', symbol, at, actsFrom };
}

/**
 * Brings the resting exits of a symbol one step further in line with what is held: sends, resizes or takes back. Exits that are
 * sent trade on prices from `actsFrom` on: those of an entry that filled at a bar's open guard it on that bar. In a dry run they stay
 * as they are: one that was denied would never be sent.
 */
export function decideCoverage(state: EngineState, symbol: string, at: Instant, actsFrom: Instant): Decided {
	if (isDryRun(state.book)) return nothing;
	for (const step of coverageSteps(state.book, symbol)) {
		if (wasJustRefused(step, at) || isSweptAway(state.book, step)) continue;
		const decided = decideStep(state, symbol, step, at, actsFrom);
		if (decided.events.length > 0) return decided;
	}
	return nothing;
}

/** How long what the venue did not do is not asked for again, in milliseconds of the book's time. */
const refusalHolds = 1000;

/** Whether the venue has only now refused this very step: asked at once, it would be refused without end. */
function wasJustRefused(step: CoverageStep, at: Instant): boolean {
	if (step.type === 'send' || step.order.refused === null) return false;
	const { refused, filled } = step.order;
	const wanted = step.type === 'resize' ? add(filled, step.left) : filled;
	return refused.quantity === wanted && at < refused.at + refusalHolds;
}

/** While everything is taken back, nothing is sent to rest. */
function isSweptAway({ sweep }: Book, { type }: CoverageStep): boolean {
	return type === 'send' && sweep?.level === 'flatten' && sweep.outcome === 'going';
}

function decideStep(
	state: EngineState,
	symbol: string,
	step: CoverageStep,
	at: Instant,
	actsFrom: Instant
): Decided {
	switch (step.type) {
		case 'send':
			return sendLeg(state, symbol, step, at, actsFrom);
		case 'resize':
			return resizeExit(state, step, at);
		case 'endEntry':
			return askCancels(state.book, [step.order.intent.id], 'position_closed', at);
	}
}

function sendLeg(
	state: EngineState,
	symbol: string,
	{ groupId, role, quantity }: Extract<CoverageStep, { type: 'send' }>,
	at: Instant,
	actsFrom: Instant
): Decided {
	const group = groupsOf(state.book, symbol).get(groupId);
	const position = state.book.positionBySymbol.get(symbol);
	if (group === undefined || position === undefined) return nothing;
	const id = groupToOrderId(groupId, role, group[role].sent);
	const life = lifeOf(state.book, groupId);
	if (life.ends !== null && life.ends.at <= at) return nothing;
	const exit = createExitIntent(id, group.decisionId, position, legCauses[role], at, quantity);
	const terms = legTerms(group.legs, role);
	const type = typeOfTerms(terms);
	const intent = { ...exit, ...terms, ...life, type, group: { id: groupId, role }, actsFrom };
	const review = reviewExit(state, intent);
	// What others cover until the venue has taken them back is waited for: they may still trade.
	if (review.approved === null && review.broken === null && isAwaiting(state.book, symbol)) return nothing;
	return reviewed(state.book, intent, review, null, null, at);
}

/** How long an exit works: one that has yielded as long as it was given for, others until they are canceled. */
function lifeOf(book: Book, groupId: string): Pick<OrderIntent, 'timeInForce' | 'extendedHours' | 'ends'> {
	const yielded = yieldedExit(book, groupId);
	if (yielded === null) return { timeInForce: 'gtc', extendedHours: false, ends: null };
	const { timeInForce, extendedHours, ends } = yielded;
	return { timeInForce, extendedHours, ends };
}

/** Whether the venue still has to answer about a resting exit of a symbol. */
function isAwaiting(book: Book, symbol: string): boolean {
	const resting = book.restingExitsBySymbol.get(symbol) ?? [];
	return resting.some((id) => ['pending_cancel', 'pending_replace'].includes(orderOf(book, id).status));
}

const legCauses = { target: 'target_leg', stop: 'stop_leg' } as const satisfies Record<LegRole, OrderCause>;

function legTerms({ takeProfit, stopLoss }: ExitLegs, role: LegRole): StopLeg {
	const none: StopLeg = { limitPrice: null, stopPrice: null, trail: null };
	return role === 'target' ? { ...none, limitPrice: takeProfit } : (stopLoss ?? none);
}

function resizeExit(
	state: EngineState,
	{ order, left }: Extract<CoverageStep, { type: 'resize' }>,
	at: Instant
): Decided {
	if (isZero(left)) return askCancels(state.book, [order.intent.id], 'follows_position', at);
	const asked = { ...order.intent, quantity: add(order.filled, left) };
	const { approved } = reviewExit(state, asked, true);
	if (approved === null) return nothing;
	return askReplace(state.book, asked, approved, 'follows_position', at);
}
