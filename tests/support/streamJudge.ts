import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import type { CheckName } from '../../src/lib/domain/risk.ts';
import { fromMoney, fromNinth, fromText, times, type Exact } from './exactNumber.ts';
import type { PlainLimits } from './limitJudge.ts';
import { brokenLimits, type Asked, type Books, type Holding, type OpenOrder } from './streamLimits.ts';
import type { StreamStep } from './streamRun.ts';

/** What was asked and reviewed: what the engine said of it, and which limits it breaks by the judge's own reckoning. */
export interface JudgedStep {
	readonly what: string;
	readonly approved: boolean;
	readonly denied: readonly CheckName[];
	readonly broken: readonly CheckName[];
	/** Whether every check that failed is named; a refused replace names the first. */
	readonly namesAll: boolean;
}

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** Follows a stream by its prices and events, and judges each order that opens, and each replace of one, as it is reviewed. */
export function judgeStream(steps: readonly StreamStep[], limits: PlainLimits): readonly JudgedStep[] {
	const books: Books = {
		cash: fromText('10000'),
		...{ last: new Map(), held: new Map(), open: new Map(), strategyOf: new Map() },
		...{ days: new Map(), sent: [], replacedAt: [], filled: new Set() }
	};
	const judged: JudgedStep[] = [];
	for (const step of steps) {
		const { quote } = step;
		if (quote !== null) books.last.set(quote.symbol, fromText(String(quote.cents)) / 100n);
		for (const event of step.events) {
			const one = judge(books, event, step, limits);
			if (one !== null) judged.push(one);
			follow(books, event);
		}
		if (quote !== null) raiseTrail(books, quote.symbol);
	}
	return judged;
}

function judge(
	books: Books,
	event: BookEvent,
	{ change }: StreamStep,
	limits: PlainLimits
): JudgedStep | null {
	if (event.type === 'OrderInitialized') return judgeOrder(books, event, limits);
	if (event.type === 'ReplaceRequested' && event.reason === 'by_hand') {
		const { asked, orderId, at } = event;
		const replaced = books.open.get(orderId);
		if (replaced === undefined || asked.purpose === 'exit') return null;
		const broken = brokenLimits(books, toAsked(asked, at, replaced), limits);
		return { what: `replace ${orderId}`, approved: true, denied: [], broken, namesAll: true };
	}
	if (event.type !== 'CommandRefused' || event.command !== 'ReplaceOrder' || change === null) return null;
	const replaced = books.open.get(change.orderId);
	const check = checkByReason.get(event.reason);
	if (replaced === undefined || replaced.intent.purpose === 'exit' || check === undefined) return null;
	const intent = { ...replaced.intent, ...change.terms };
	const broken = brokenLimits(books, toAsked(intent, event.at, replaced), limits);
	return { what: `replace ${change.orderId}`, approved: false, denied: [check], broken, namesAll: false };
}

function judgeOrder(
	books: Books,
	{ intent, verdict, at }: EventOf<'OrderInitialized'>,
	limits: PlainLimits
): JudgedStep | null {
	const isThrough = intent.purpose === 'exit' && intent.beyond > 0n;
	if (intent.purpose === 'exit' && !isThrough) return judgeExit(books, intent, verdict.approved);
	const broken = brokenLimits(books, toAsked(intent, at, null), limits);
	const denied = verdict.checks.filter(({ passed }) => !passed).map(({ check }) => check);
	return { what: intent.id, approved: verdict.approved, denied, broken, namesAll: true };
}

/** Exits that trade at once never close more than is held, together. */
function judgeExit(books: Books, intent: OrderIntent, approved: boolean): JudgedStep | null {
	const isAtOnce = intent.limitPrice === null && intent.stopPrice === null && intent.trail === null;
	if (!isAtOnce) return null;
	const held = books.held.get(intent.symbol)?.quantity ?? 0n;
	const closing = [...books.open.values()].filter(
		({ intent: { symbol, purpose, limitPrice } }) =>
			symbol === intent.symbol && purpose === 'exit' && limitPrice === null
	);
	const asked = closing.reduce((sum, { left }) => sum + left, fromNinth(intent.quantity));
	const broken: CheckName[] = asked > (held < 0n ? -held : held) ? ['reducesPosition'] : [];
	return { what: intent.id, approved, denied: approved ? [] : ['reducesPosition'], broken, namesAll: true };
}

function toAsked(intent: OrderIntent, at: number, replaced: OpenOrder | null): Asked {
	const isThrough = intent.purpose === 'exit';
	const quantity = fromNinth(isThrough ? intent.beyond : intent.quantity);
	return { intent, quantity, at, replaced, isThrough };
}

const checkByReason: ReadonlyMap<string, CheckName> = new Map([
	['trade_notional_limit', 'tradeNotional'],
	['position_risk_limit', 'positionRisk'],
	['position_quantity_limit', 'positionQuantity'],
	['sector_limit', 'sectorExposure'],
	['gross_exposure_limit', 'grossExposure'],
	['net_exposure_limit', 'netExposure'],
	['leverage_limit', 'leverage'],
	['open_risk_limit', 'openRisk'],
	['price_too_far', 'priceDistance'],
	['replace_rate_limit', 'replaceRate'],
	['strategy_exposure_limit', 'strategyExposure'],
	['strategy_loss_limit', 'strategyDayLoss']
]);

function follow(books: Books, event: BookEvent): void {
	switch (event.type) {
		case 'DecisionTaken':
			books.strategyOf.set(event.decision.id, event.decision.strategy);
			return;
		case 'OrderInitialized':
			if (event.verdict.approved) open(books, event.intent, event.at);
			return;
		case 'OrderReplaced': {
			const order = books.open.get(event.orderId);
			if (order === undefined) return;
			const before = fromNinth(order.intent.quantity);
			order.intent = { ...order.intent, ...event.terms };
			order.left += fromNinth(event.terms.quantity) - before;
			return;
		}
		case 'ReplaceRequested':
			if (event.reason === 'by_hand') books.replacedAt.push(event.at);
			return;
		case 'OrderFilled':
			settle(books, event.fill);
			return;
		case 'OrderExpired':
		case 'OrderRejected':
		case 'OrderCanceled':
			books.open.delete(event.orderId);
			return;
		case 'DayBegan':
			beginDay(books);
			return;
		default:
			guard(books, event);
	}
}

function open(books: Books, intent: OrderIntent, at: number): void {
	books.open.set(intent.id, { intent, left: fromNinth(intent.quantity) });
	const opened = intent.purpose === 'entry' ? intent.quantity : intent.beyond;
	const { symbol, side } = intent;
	if (opened > 0n) books.sent.push({ at, symbol, side, quantity: fromNinth(opened) });
}

function guard({ held }: Books, event: BookEvent): void {
	if (event.type === 'TriggerArmed') {
		const holding = held.get(event.trigger.symbol);
		if (holding === undefined) return;
		const { trigger } = event;
		if (trigger.kind === 'stop_loss') holding.stop = ninth(trigger.levels.at(-1)?.value);
		if (trigger.kind === 'trailing_stop') {
			holding.trail = {
				fraction: ninth(trigger.fractions.at(-1)?.value) ?? 0n,
				mark: fromNinth(trigger.highWater)
			};
		}
		return;
	}
	if (!('symbol' in event) || event.symbol === null) return;
	const holding = held.get(event.symbol);
	if (holding === undefined) return;
	if (event.type === 'LevelMoved' && event.kind === 'stop_loss') holding.stop = fromNinth(event.level);
	if (event.type === 'TrailMoved' && holding.trail !== null) {
		holding.trail = { ...holding.trail, fraction: fromNinth(event.fraction) };
	}
	if (event.type === 'ProtectionCanceled') [holding.stop, holding.trail] = [null, null];
	if (event.type === 'TriggerFired' || event.type === 'TriggerCanceled') {
		if (event.triggerId.includes('stop_loss')) holding.stop = null;
		if (event.triggerId.includes('trailing_stop')) holding.trail = null;
	}
}

const ninth = (value: bigint | undefined): Exact | null => (value === undefined ? null : fromNinth(value));

/** The best price since a trail was armed moves with the last price. */
function raiseTrail({ held, last }: Books, symbol: string): void {
	const [holding, now] = [held.get(symbol), last.get(symbol)];
	if (holding === undefined || holding.trail === null || now === undefined) return;
	const { mark } = holding.trail;
	if (holding.quantity > 0n ? now > mark : now < mark) holding.trail = { ...holding.trail, mark: now };
}

function settle(books: Books, fill: Fill): void {
	const { symbol, side, orderId } = fill;
	const quantity = fromNinth(fill.quantity);
	const [price, fee] = [fromNinth(fill.price), fromMoney(fill.fee)];
	const signed = side === 'buy' ? quantity : -quantity;
	const own = books.strategyOf.get(fill.decisionId) ?? '';
	const before = books.held.get(symbol);
	books.cash -= times(signed, price) + fee;
	if (!books.filled.has(orderId)) count(books, own).trades++;
	books.filled.add(orderId);
	const held = before?.quantity ?? 0n;
	const after = held + signed;
	const holder = before?.strategy ?? own;
	const isThrough = held !== 0n && after !== 0n && held > 0n !== after > 0n;
	// What closes is of the strategy that opened, what opens beyond of the order's own.
	count(books, holder).gained -= times(isThrough ? -held : signed, price) + fee;
	if (isThrough) count(books, own).gained -= times(after, price);
	if (after === 0n) books.held.delete(symbol);
	else if (before === undefined || isThrough) books.held.set(symbol, holdingOf(after, own));
	else before.quantity = after;
	const order = books.open.get(orderId);
	if (order !== undefined) order.left -= quantity;
	if (order !== undefined && order.left <= 0n) books.open.delete(orderId);
}

const holdingOf = (quantity: Exact, strategy: string): Holding => ({
	quantity,
	strategy,
	stop: null,
	trail: null
});

function count({ days }: Books, strategy: string) {
	const known = days.get(strategy);
	if (known !== undefined) return known;
	const begun = { trades: 0, gained: 0n };
	days.set(strategy, begun);
	return begun;
}

/** Of what is held now the day's gain begins at what it is worth. */
function beginDay(books: Books): void {
	books.days.clear();
	for (const [symbol, { quantity, strategy }] of books.held) {
		count(books, strategy).gained -= times(quantity, books.last.get(symbol) ?? 0n);
	}
}
