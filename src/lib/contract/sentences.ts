import { formatDecimal, type Price } from '../domain/decimal.ts';
import { isGuarding, type Decision } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { FiringPrices, PricePast } from '../domain/metPrices.ts';
import type { OrderRequest } from '../domain/orderRequest.ts';
import type { Direction } from '../domain/position.ts';
import { grouped } from '../domain/digits.ts';
import { formatDate, type Instant } from '../domain/time.ts';
import { latest, type Trigger } from '../domain/trigger.ts';
import { brokerText, dryRunText } from './accountTexts.ts';
import { moneyText, priceText } from './amounts.ts';
import { listReasons, reasonText } from './denials.ts';
import { isMissed, tellLost, type Guarding } from './exitEnding.ts';
import { cancelText, endingText, rejectionText } from './orderEnding.ts';
import { signalText } from './killTexts.ts';
import { exitsText, intentText, percentText, pricingText, requestRefusalText } from './orderTexts.ts';
import { originTexts } from './priceTexts.ts';
import { refusedCommandText } from './refusedCommands.ts';
import { plain, type Sentence } from './sentence.ts';
import { changeText } from './settingsCatalogue.ts';
import { stoppingTellers } from './stoppingSentences.ts';
import { triggerNames } from './triggerNames.ts';
import { unwatchedText } from './unwatchedText.ts';

type Teller<Type extends BookEvent['type']> = (
	event: Extract<BookEvent, { type: Type }>,
	nameOf: OrderNamer,
	known: OrderFacts
) => Sentence;

/** What an order is called: `buy 41 AAPL at the market`, or its id when nothing else is known of it. */
export type OrderNamer = (id: ClientOrderId) => string;

/** What else is known of an order by its id: its limit, how it guards, and why it was denied with the numbers. */
export interface OrderFacts {
	readonly limitOf?: (id: ClientOrderId) => Price | null;
	readonly guardingOf?: (id: ClientOrderId) => Guarding | null;
	readonly denialOf?: (id: ClientOrderId) => string | null;
}

const tellers: { readonly [Type in BookEvent['type']]: Teller<Type> } = {
	BookOpened: ({ config }) => plain(null, `Book opened with ${moneyText(config.startingCash)}.`),
	DecisionQueued: ({ decision }) => plain(decision.symbol, `${decisionText(decision)} waits for its time.`),
	DecisionCanceled: ({ decision }) =>
		plain(decision.symbol, `Canceled before its time: ${decisionText(decision)}.`),
	ConfirmationAsked: ({ decision }) => ({
		symbol: decision.symbol,
		tone: 'alarm',
		text: `${decisionText(decision)} waits to be confirmed.`
	}),
	DecisionConfirmed: ({ symbol }) => plain(symbol, `The entry of ${symbol} was confirmed by hand.`),
	DecisionDismissed: ({ decision }) => plain(decision.symbol, `Dismissed: ${decisionText(decision)}.`),
	DecisionTaken: ({ decision }) => plain(decision.symbol, `${decisionText(decision)}.`),
	DecisionRefused: ({ symbol, reason }) => refusal(symbol, `Refused ${symbol}: ${reasonText(reason)}.`),
	DecisionHeld: ({ symbol, outcome }) => plain(symbol, heldText(symbol, outcome)),
	OrderInitialized: ({ intent }) => plain(intent.symbol, `Order: ${intentText(intent)}${exitsText(intent)}.`),
	OrderDenied: ({ orderId, reasons }, nameOf, { denialOf, guardingOf }) => {
		const failed = reasons.filter((reason) => reason !== 'signal_only' && reason !== 'dry_run');
		const why = failed.length === 0 ? null : (denialOf?.(orderId) ?? `${listReasons(failed)}.`);
		if (reasons.includes('signal_only')) return plain(null, signalText(nameOf(orderId), why));
		if (reasons.includes('dry_run')) return plain(null, dryRunText(nameOf(orderId), why));
		const text = `Denied, ${nameOf(orderId)}: ${why ?? ''}`;
		return tellLost(refusal(null, text), guardingOf?.(orderId));
	},
	OrderSubmitted: ({ orderId, at, arrivesAt }, nameOf) =>
		plain(null, `Submitted: ${nameOf(orderId)}${arrivalText(at, arrivesAt)}.`),
	OrderAccepted: ({ orderId }, nameOf) => plain(null, `Accepted: ${nameOf(orderId)}.`),
	OrderRejected: ({ orderId, reason }, nameOf, { guardingOf }) => {
		const told = refusal(null, rejectionText(reason, nameOf(orderId)));
		return isMissed(reason) ? tellLost(told, guardingOf?.(orderId)) : told;
	},
	OrderRequested: ({ order }) => plain(order.symbol, `Ordered by hand: ${requestText(order)}.`),
	CancelRequested: ({ orderId, reason, at, arrivesAt }, nameOf) => ({
		symbol: null,
		tone: reason === 'escalated' ? 'alarm' : 'plain',
		text: `Cancel requested: ${nameOf(orderId)}${cancelText(reason)}${arrivalText(at, arrivesAt)}.`
	}),
	OrderCanceled: ({ orderId, reason }, nameOf, { guardingOf }) => {
		const told = plain(null, `Canceled: ${nameOf(orderId)}${cancelText(reason)}.`);
		return isMissed(reason) ? tellLost(told, guardingOf?.(orderId)) : told;
	},
	OrderElected: ({ orderId, price }, nameOf) => ({
		symbol: null,
		tone: 'alarm',
		text: `Stop reached at ${priceText(price)}: ${nameOf(orderId)}.`
	}),
	ReplaceRequested: ({ asked, reason, at, arrivesAt }) =>
		plain(
			asked.symbol,
			`Replace requested: ${intentText(asked)}${reason === 'by_hand' ? '' : ', as much as is held for it'}${arrivalText(at, arrivesAt)}.`
		),
	OrderReplaced: ({ orderId, terms }, nameOf) =>
		plain(null, `Replaced, ${formatDecimal(terms.quantity)} in all: ${nameOf(orderId)}.`),
	RequestRefused: ({ orderId, reason }, nameOf) =>
		refusal(null, `The venue refused what was asked of ${nameOf(orderId)}: ${requestRefusalText(reason)}.`),
	OrderExpired: ({ orderId, reason }, nameOf, { guardingOf }) =>
		tellLost(plain(null, `Expired ${endingText(reason)}: ${nameOf(orderId)}.`), guardingOf?.(orderId)),
	OrderFilled: ({ fill }, _, { limitOf }) => ({
		symbol: fill.symbol,
		tone: 'fill',
		text: fillText(fill, limitOf?.(fill.orderId) ?? null)
	}),
	CloseRequested: ({ symbol, quantity }) =>
		plain(symbol, `Close of ${formatDecimal(quantity)} ${symbol} requested by hand.`),
	CommandRefused: ({ command, subject, reason }, nameOf) =>
		refusal(null, refusedCommandText(command, nameOf(subject as ClientOrderId), reason)),
	TriggerArmed: ({ trigger }) => plain(trigger.symbol, `${triggerText(trigger)} armed.`),
	LevelMoved: ({ symbol, kind, level }) =>
		plain(symbol, `${kindText(kind)} of ${symbol} moved to ${priceText(level)}.`),
	TrailMoved: ({ symbol, fraction }) =>
		plain(symbol, `Trailing stop of ${symbol} moved to ${percentText(fraction)} behind its best price.`),
	HighWaterRaised: ({ symbol, mark }) =>
		plain(symbol, `Best price of ${symbol} since its trail was armed: ${priceText(mark)}.`),
	// A target that is reached is good news.
	TriggerFired: ({ symbol, triggerId, level, on }) => ({
		symbol,
		tone: kindOfId(triggerId) === 'take_profit' ? 'fill' : 'alarm',
		text: `${kindText(kindOfId(triggerId))} of ${symbol} fired at ${priceText(level)}${firingText(on)}.`
	}),
	TriggerCanceled: ({ symbol, triggerId }) =>
		plain(symbol, `${kindText(kindOfId(triggerId))} of ${symbol} canceled.`),
	ProtectionCanceled: ({ symbol }) =>
		plain(symbol, `The position in ${symbol} is closed: its triggers are canceled.`),
	SnapshotTaken: ({ snapshot, endsDay }) =>
		plain(
			null,
			`${endsDay ? 'Session ended' : 'Equity'}: ${moneyText(snapshot.equity)}, cash ${moneyText(snapshot.cash)}.`
		),
	DayBegan: ({ day, equity }) => plain(null, `Day ${formatDate(day)} began at ${moneyText(equity)}.`),
	MarketUnwatched: (event) => ({
		symbol: null,
		tone: event.guarded.length === 0 ? 'plain' : 'alarm',
		text: unwatchedText(event)
	}),
	SettingsChanged: ({ changes }) => plain(null, changes.map(changeText).join(' ')),
	...stoppingTellers,
	InstrumentsAdded: (event) => plain(null, brokerText(event, '')),
	RoutingChanged: (event) => ({ symbol: null, tone: 'alarm', text: brokerText(event, '') }),
	BrokerCalled: (event, nameOf) => plain(null, brokerText(event, nameOf(event.orderId))),
	BrokerIdGiven: (event, nameOf) => plain(null, brokerText(event, nameOf(event.orderId))),
	OutcomeUnknown: (event, nameOf) => ({
		symbol: null,
		tone: 'alarm',
		text: brokerText(event, nameOf(event.orderId))
	}),
	OrderAdopted: (event) => plain(event.intent.symbol, brokerText(event, intentText(event.intent))),
	CashAdjusted: (event) => plain(event.symbol, brokerText(event, '')),
	ActivitiesPassed: (event) => plain(null, brokerText(event, '')),
	Reconciled: (event) => ({
		symbol: null,
		tone: event.standing === 'different' ? 'alarm' : 'plain',
		text: brokerText(event, '')
	})
};

/** Says an event; `nameOf` names the orders that it is about, `known` says more of them. */
export function eventToSentence(
	event: BookEvent,
	nameOf: OrderNamer = (id) => id,
	known: OrderFacts = {}
): Sentence {
	const tell = tellers[event.type] as Teller<BookEvent['type']>;
	return tell(event, nameOf, known);
}

/** When what was sent arrives, in words that follow: `, arrives 120 ms later`. */
function arrivalText(at: Instant, arrivesAt: Instant | null): string {
	return arrivesAt === null ? '' : `, arrives ${grouped(String(arrivesAt - at))} ms later`;
}

function refusal(symbol: string | null, text: string): Sentence {
	return { symbol, tone: 'refusal', text };
}

function decisionText({ action, symbol, levels, strategy, reason }: Decision): string {
	const from = strategy === '' ? '' : ` by ${strategy}`;
	const why = reason === '' ? '' : `: ${reason.replace(/[.\s]+$/, '')}`;
	return `Decision ${action} ${symbol}${from}${isGuarding(levels) && action !== 'SELL' ? ' with levels' : ''}${why}`;
}

function heldText(symbol: string, outcome: 'levels_updated' | 'logged'): string {
	return outcome === 'logged' ? `Hold of ${symbol} noted; nothing changed.` : `Levels of ${symbol} updated.`;
}

function requestText(order: OrderRequest): string {
	const { side, size, symbol, legs, otherStop } = order;
	const much = size.by === 'quantity' ? formatDecimal(size.quantity) : `${moneyText(size.notional)} worth of`;
	const exits = legs === null && otherStop === null ? '' : ' with exit orders';
	return `${side} ${much} ${symbol} ${pricingText(order)}${exits}`;
}

const causeTexts: Readonly<Record<Fill['cause'], string>> = {
	entry_market: '',
	entry_limit: ' by its limit',
	sell_market: '',
	buy_market: ', bought back',
	closed_by_hand: ', closed by hand',
	flattened: ', closed by the kill switch',
	ordered_by_hand: '',
	stop_loss: ' by its stop',
	trailing_stop: ' by its trailing stop',
	take_profit: ' at its target',
	stop_leg: ' by its stop order',
	target_leg: ' by its target order',
	external: ', ordered elsewhere',
	adopted: ', as the account held it',
	fee_in_kind: ', taken as a fee',
	split: ', by a split'
};

function fillText({ side, quantity, symbol, price, fee, cause }: Fill, limit: Price | null): string {
	const did = side === 'buy' ? 'Bought' : 'Sold';
	const how = limit === null ? causeTexts[cause] : ` (limit ${priceText(limit)})`;
	return `${did} ${formatDecimal(quantity)} ${symbol} at ${priceText(price)}${how}, fee ${moneyText(fee)}.`;
}

type Kind = Trigger['kind'];

function kindText(kind: Kind): string {
	return triggerNames[kind];
}

function kindOfId(id: string): Kind {
	if (id.includes('.trailing_stop')) return 'trailing_stop';
	return id.includes('.take_profit') ? 'take_profit' : 'stop_loss';
}

/** What fired, in words that follow: ` on a last price of 96.98 (bid 96.97, ask 97.01)`. */
function firingText(on: FiringPrices | null): string {
	if (on === null) return '';
	return on.type === 'quote'
		? ` on a last price of ${priceText(on.last)} (${besideText(on, priceText(on.bid), priceText(on.ask))})`
		: ` on a bar that opened at ${priceText(on.open)}, high ${priceText(on.high)}, low ${priceText(on.low)}`;
}

/** What stood beside a last price, and how it came. */
function besideText({ origin, isLastAlone = false }: Partial<PricePast>, bid: string, ask: string): string {
	const sides = isLastAlone ? 'bid and ask not known' : `bid ${bid}, ask ${ask}`;
	return origin === undefined ? sides : `${sides}, ${originTexts[origin]}`;
}

function triggerText(trigger: Trigger): string {
	const { symbol, kind } = trigger;
	if (trigger.kind === 'trailing_stop') {
		const fraction = latest(trigger.fractions);
		return `${kindText(kind)} of ${symbol}, ${fraction === null ? '?' : percentText(fraction)} ${behindText(trigger.guards)} of ${priceText(trigger.highWater)},`;
	}
	const level = latest(trigger.levels);
	return `${kindText(kind)} ${level === null ? '?' : priceText(level)} of ${symbol}`;
}

/** Which price a trail follows. */
function behindText(guards: Direction): string {
	return guards === 'long' ? 'below its high' : 'above its low';
}

/** What a fill armed, short enough to stand behind its sentence: `Stop 173.40 armed.` */
export function armedText(trigger: Trigger): string {
	const { kind } = trigger;
	if (trigger.kind === 'trailing_stop') {
		const fraction = latest(trigger.fractions);
		return `${kindText(kind)} ${fraction === null ? '?' : percentText(fraction)} ${trigger.guards === 'long' ? 'below the high' : 'above the low'} armed.`;
	}
	const level = latest(trigger.levels);
	return `${kindText(kind)} ${level === null ? '?' : priceText(level)} armed.`;
}
