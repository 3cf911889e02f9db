import { breakerNames, breakerTable, resetSources, type BreakerValue } from '../domain/breakers.ts';
import type { AccountSnapshot, BookEvent, PositionMark } from '../domain/events.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { haltSources, killLevels, type SweepRest } from '../domain/killSwitch.ts';
import type { PriceRange } from '../domain/trade.ts';
import { rejectionReasons, requestRefusals } from '../domain/venue.ts';
import {
	UnreadableEntry,
	flag,
	id,
	list,
	money,
	nullable,
	number,
	object,
	price,
	quantity,
	ratio,
	text,
	union,
	word,
	type Cases,
	type Codec
} from './codec.ts';
import { bookConfig, marketSource, pricedInstrument, settingChange } from './configCodec.ts';
import { brokerCases } from './brokerCodec.ts';
import { decision } from './decisionCodec.ts';
import type { Json } from './json.ts';
import { lock } from './lockCodec.ts';
import {
	cancelReason,
	fill,
	firingPrices,
	orderEndReason,
	orderIntent,
	orderRequest,
	orderTerms,
	trigger
} from './orderCodec.ts';
import { denialReason, denialWords, sizing, tradingState, verdict } from './riskCodec.ts';

const accountSnapshot = object<AccountSnapshot>({
	at: number,
	cash: money,
	positionsValue: money,
	equity: money,
	unrealised: money,
	realisedGross: money,
	fees: money
});

const positionMark = object<PositionMark>({ symbol: text, quantity, price });

const commandRefusal = word(
	'unknown_order',
	'order_ended',
	'cancel_pending',
	'unknown_decision',
	'not_waiting',
	'no_such_trigger',
	'no_price',
	'beyond_position',
	'level_passed',
	'already_done',
	'not_a_value',
	'replace_pending',
	'submit_pending',
	'below_filled',
	'nothing_changes',
	'no_such_price',
	'leg_quantity',
	'nothing_open',
	'no_such_lock',
	'ends_before',
	'not_tripped',
	'no_account',
	'own_market',
	'no_room',
	'exits_not_together',
	'exits_through_zero',
	'stop_limit_not_guarded',
	'trail_not_guarded',
	...denialWords
);

const rejectionReason = word(...rejectionReasons);

const haltSource = word(...haltSources);

const because = word(
	'not_asked',
	'cancel_pending',
	'cancel_refused',
	'close_pending',
	'close_failed',
	'market_closed',
	'dry_run'
);
const sweepRest = object<SweepRest>({
	orders: list(object<SweepRest['orders'][number]>({ orderId: id(), because })),
	positions: list(object<SweepRest['positions'][number]>({ symbol: text, quantity, because }))
});

const breakerName = word(...breakerNames);

/** A count as a number, money as its canonical text. */
const breakerValue: Codec<BreakerValue> = {
	write: (value) => (typeof value === 'number' ? value : money.write(value)),
	read: (json, path) => (typeof json === 'number' ? number : money).read(json, path)
};

const ofOrder = { at: number, orderId: id<ClientOrderId>() };
const ofSymbol = { at: number, symbol: text };

const cases: Cases<BookEvent, 'type'> = {
	BookOpened: {
		at: number,
		config: bookConfig,
		source: marketSource,
		instruments: list(pricedInstrument),
		day: nullable(number)
	},
	DecisionQueued: { at: number, decision },
	DecisionCanceled: { at: number, decision },
	ConfirmationAsked: { at: number, decision },
	DecisionConfirmed: { ...ofSymbol, request: text, decisionId: id() },
	DecisionDismissed: { at: number, request: text, decision },
	DecisionTaken: { at: number, decision },
	DecisionRefused: { ...ofSymbol, decisionId: id(), reason: denialReason },
	DecisionHeld: { ...ofSymbol, decisionId: id(), outcome: word('levels_updated', 'logged') },
	OrderInitialized: { at: number, intent: orderIntent, sizing: nullable(sizing), verdict },
	OrderDenied: { ...ofOrder, reasons: list(denialReason) },
	OrderSubmitted: { ...ofOrder, arrivesAt: nullable(number) },
	OrderRequested: { at: number, request: text, decisionId: id(), order: orderRequest },
	CancelRequested: { ...ofOrder, arrivesAt: nullable(number), reason: cancelReason },
	ReplaceRequested: {
		...ofOrder,
		asked: orderIntent,
		arrivesAt: nullable(number),
		reason: word('by_hand', 'follows_position')
	},
	CloseRequested: { ...ofSymbol, request: text, quantity },
	CommandRefused: {
		at: number,
		request: text,
		command: word(
			'SubmitOrder',
			'ReplaceOrder',
			'CancelOrder',
			'CancelOrders',
			'CancelDecision',
			'ConfirmDecision',
			'DismissDecision',
			'ClosePosition',
			'ChangeProtection',
			'ChangeSettings',
			'SetLock',
			'LiftLock',
			'ResetBreaker',
			'SetRouting',
			'AddInstruments'
		),
		subject: text,
		reason: commandRefusal
	},
	OrderAccepted: ofOrder,
	OrderRejected: { ...ofOrder, reason: rejectionReason },
	OrderFilled: { fill, seen: nullable(object<PriceRange>({ low: price, high: price })) },
	OrderCanceled: { ...ofOrder, reason: cancelReason },
	OrderElected: { ...ofOrder, price },
	OrderReplaced: { ...ofOrder, terms: orderTerms },
	RequestRefused: { ...ofOrder, reason: word(...requestRefusals) },
	OrderExpired: { ...ofOrder, reason: orderEndReason },
	TriggerArmed: { at: number, trigger },
	LevelMoved: { ...ofSymbol, from: number, kind: word('stop_loss', 'take_profit'), level: price },
	TrailMoved: { ...ofSymbol, from: number, fraction: ratio },
	HighWaterRaised: { ...ofSymbol, mark: price },
	TriggerFired: { ...ofSymbol, triggerId: id(), level: price, on: nullable(firingPrices) },
	TriggerCanceled: { ...ofSymbol, triggerId: id() },
	ProtectionCanceled: ofSymbol,
	SnapshotTaken: { snapshot: accountSnapshot, marks: list(positionMark), endsDay: flag },
	MarketUnwatched: { at: number, from: number, guarded: list(text) },
	DayBegan: { at: number, day: number, equity: money, marks: list(positionMark) },
	SettingsChanged: { at: number, request: text, changes: list(settingChange), reason: text },
	TradingStateChanged: {
		...{ at: number, state: tradingState, level: nullable(word(...killLevels)) },
		...{ by: nullable(haltSource), reason: text }
	},
	BreakerTripped: {
		...{ at: number, breaker: breakerName, measured: breakerValue, limit: breakerValue, of: text }
	},
	BreakerReset: {
		...{ at: number, request: text, breaker: breakerName, by: word(...resetSources), reason: text },
		equity: nullable(money)
	},
	SweepTried: { at: number, round: number, orders: number, positions: number },
	SweepEnded: {
		...{ at: number, level: word('cancel_entries', 'flatten'), outcome: word('clear', 'gave_up') },
		rest: sweepRest
	},
	SymbolHaltSet: { ...ofSymbol, isHalted: flag },
	SignalOnlySet: { at: number, isOn: flag, by: haltSource },
	LockSet: { at: number, lock },
	LockLifted: { at: number, lock, reason: text },
	...brokerCases
};

const anyEvent = union<BookEvent, 'type'>('type', cases);

/** Every event of a book. */
export const bookEvent: Codec<BookEvent> = {
	write: anyEvent.write,
	read: (json, path) => {
		const event = anyEvent.read(json, path);
		if (event.type === 'BreakerTripped') checkUnits(event, path);
		return event;
	}
};

/** A breaker of money measures money, one that counts counts. */
function checkUnits(
	{ breaker, measured, limit }: Extract<BookEvent, { type: 'BreakerTripped' }>,
	path: string
): void {
	const { unit } = breakerTable[breaker];
	for (const [name, value] of Object.entries({ measured, limit })) {
		if ((typeof value === 'number') !== (unit === 'count'))
			throw new UnreadableEntry(
				`${path}.${name}`,
				unit === 'count' ? 'a number' : 'the canonical text of a money'
			);
	}
}

/** An event as JSON: decimals are canonical texts. */
export function eventToJson(event: BookEvent): Json {
	return bookEvent.write(event);
}

/** The event of its JSON; throws `UnreadableEntry` with the path of what is wrong. */
export function jsonToEvent(json: Json): BookEvent {
	return bookEvent.read(json, 'event');
}
