import type { BookConfig } from './bookConfig.ts';
import type { BrokerEvent } from './brokerEvents.ts';
import type { Money, Price, Quantity, Ratio } from './decimal.ts';
import type { Decision } from './decision.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId, DecisionId, TriggerId } from './ids.ts';
import type { MarketSource, PricedInstrument } from './market.ts';
import type { FiringPrices } from './metPrices.ts';
import type { CancelReason, OrderIntent } from './order.ts';
import type { OrderRequest } from './orderRequest.ts';
import type { DenialReason, Verdict } from './risk.ts';
import type { SettingChange } from './settings.ts';
import type { Sizing } from './sizing.ts';
import type { StoppingEvent } from './stopping.ts';
import type { EpochDay, Instant } from './time.ts';
import type { PriceRange } from './trade.ts';
import type { Trigger } from './trigger.ts';
import type { VenueReport } from './venue.ts';

/** The account at one instant, positions at their last price. */
export interface AccountSnapshot {
	readonly at: Instant;
	readonly cash: Money;
	readonly positionsValue: Money;
	readonly equity: Money;
	readonly unrealised: Money;
	readonly realisedGross: Money;
	readonly fees: Money;
}

/** A position and the price that valued it. */
export interface PositionMark {
	readonly symbol: string;
	readonly quantity: Quantity;
	readonly price: Price;
}

/** A command that can be refused. */
export type RefusedCommand =
	| 'SubmitOrder'
	| 'ReplaceOrder'
	| 'CancelOrder'
	| 'CancelDecision'
	| 'ConfirmDecision'
	| 'DismissDecision'
	| 'CancelOrders'
	| 'ClosePosition'
	| 'ChangeProtection'
	| 'ChangeSettings'
	| 'SetLock'
	| 'LiftLock'
	| 'ResetBreaker'
	| 'SetRouting'
	| 'AddInstruments';

/** Why a command of a person changes nothing. */
export type CommandRefusal =
	| 'unknown_order'
	| 'order_ended'
	| 'cancel_pending'
	| 'unknown_decision'
	| 'not_waiting'
	| 'no_such_trigger'
	| 'no_price'
	| 'beyond_position'
	| 'level_passed'
	| 'already_done'
	| 'not_a_value'
	| 'replace_pending'
	| 'submit_pending'
	| 'below_filled'
	| 'nothing_changes'
	| 'no_such_price'
	| 'leg_quantity'
	| 'nothing_open'
	| 'no_such_lock'
	| 'ends_before'
	| 'not_tripped'
	| 'no_account'
	| 'own_market'
	| 'exits_not_together'
	| 'exits_through_zero'
	| 'stop_limit_not_guarded'
	| 'trail_not_guarded'
	| 'no_room'
	| DenialReason;

/** Why an order is replaced: a person asked, or exits follow what they cover. */
export type ReplaceReason = 'by_hand' | 'follows_position';

/** Everything that can have happened in a book; the book is the fold of these. */
export type BookEvent =
	| {
			readonly type: 'BookOpened';
			readonly at: Instant;
			readonly config: BookConfig;
			readonly source: MarketSource;
			readonly instruments: readonly PricedInstrument[];
			/** The account's day in which it opens; null where days are not on record until the first one begins. */
			readonly day: EpochDay | null;
	  }
	| {
			/** A decision of a later time: it waits until the book's clock reaches that time. */
			readonly type: 'DecisionQueued';
			readonly at: Instant;
			readonly decision: Decision;
	  }
	/** A person took back a decision that waited. */
	| { readonly type: 'DecisionCanceled'; readonly at: Instant; readonly decision: Decision }
	/** What a decision would open waits for a person; it was sized and reviewed, and would pass. */
	| { readonly type: 'ConfirmationAsked'; readonly at: Instant; readonly decision: Decision }
	| {
			/** A person confirmed a decision that waited: it is taken next, sized and reviewed anew. */
			readonly type: 'DecisionConfirmed';
			readonly at: Instant;
			readonly request: string;
			readonly decisionId: DecisionId;
			readonly symbol: string;
	  }
	| {
			/** A person let go of a decision that waited for confirmation. */
			readonly type: 'DecisionDismissed';
			readonly at: Instant;
			readonly request: string;
			readonly decision: Decision;
	  }
	| { readonly type: 'DecisionTaken'; readonly at: Instant; readonly decision: Decision }
	| {
			readonly type: 'DecisionRefused';
			readonly at: Instant;
			readonly decisionId: DecisionId;
			readonly symbol: string;
			readonly reason: DenialReason;
	  }
	| {
			readonly type: 'DecisionHeld';
			readonly at: Instant;
			readonly decisionId: DecisionId;
			readonly symbol: string;
			readonly outcome: 'levels_updated' | 'logged';
	  }
	| {
			readonly type: 'OrderInitialized';
			readonly at: Instant;
			readonly intent: OrderIntent;
			readonly sizing: Sizing | null;
			readonly verdict: Verdict;
	  }
	| {
			readonly type: 'OrderDenied';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			readonly reasons: readonly DenialReason[];
	  }
	| {
			readonly type: 'OrderSubmitted';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			/** When it comes to its venue; null for at once. */
			readonly arrivesAt: Instant | null;
	  }
	| {
			/** What a person orders, before it is sized and reviewed; `decisionId` is the decision that this is. */
			readonly type: 'OrderRequested';
			readonly at: Instant;
			readonly request: string;
			readonly decisionId: DecisionId;
			readonly order: OrderRequest;
	  }
	| {
			readonly type: 'CancelRequested';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			readonly arrivesAt: Instant | null;
			readonly reason: CancelReason;
	  }
	| {
			readonly type: 'ReplaceRequested';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			/** The order as it shall be. */
			readonly asked: OrderIntent;
			readonly arrivesAt: Instant | null;
			readonly reason: ReplaceReason;
	  }
	| {
			readonly type: 'CloseRequested';
			readonly at: Instant;
			readonly request: string;
			readonly symbol: string;
			readonly quantity: Quantity;
	  }
	| {
			readonly type: 'CommandRefused';
			readonly at: Instant;
			readonly request: string;
			readonly command: RefusedCommand;
			/** The symbol, the order or the settings it was about. */
			readonly subject: string;
			readonly reason: CommandRefusal;
	  }
	| Exclude<VenueReport, { readonly type: 'OrderFilled' }>
	| {
			readonly type: 'OrderFilled';
			readonly fill: Fill;
			/** Prices while the position before it was held, its own among them; null where that was not written down. */
			readonly seen: PriceRange | null;
	  }
	| { readonly type: 'TriggerArmed'; readonly at: Instant; readonly trigger: Trigger }
	| {
			readonly type: 'LevelMoved';
			readonly at: Instant;
			/** Bars that start before it are still judged by the level before. */
			readonly from: Instant;
			readonly symbol: string;
			readonly kind: 'stop_loss' | 'take_profit';
			readonly level: Price;
	  }
	| {
			readonly type: 'TrailMoved';
			readonly at: Instant;
			readonly from: Instant;
			readonly symbol: string;
			readonly fraction: Ratio;
	  }
	| { readonly type: 'HighWaterRaised'; readonly at: Instant; readonly symbol: string; readonly mark: Price }
	| {
			readonly type: 'TriggerFired';
			readonly at: Instant;
			readonly triggerId: TriggerId;
			readonly symbol: string;
			readonly level: Price;
			/** What fired it; null where that was not written down, as in the first version of entries. */
			readonly on: FiringPrices | null;
	  }
	| {
			readonly type: 'TriggerCanceled';
			readonly at: Instant;
			readonly triggerId: TriggerId;
			readonly symbol: string;
	  }
	| { readonly type: 'ProtectionCanceled'; readonly at: Instant; readonly symbol: string }
	| {
			readonly type: 'SnapshotTaken';
			readonly snapshot: AccountSnapshot;
			/** The positions it was valued with. */
			readonly marks: readonly PositionMark[];
			/** The last one of a session, of crypto alone of a UTC day: it is always kept. */
			readonly endsDay: boolean;
	  }
	| {
			/** An account's day begins: what counts by the day counts anew. */
			readonly type: 'DayBegan';
			/** The first instant of the day. */
			readonly at: Instant;
			readonly day: EpochDay;
			/** The last before it, and the positions with their last prices before it. */
			readonly equity: Money;
			readonly marks: readonly PositionMark[];
	  }
	| {
			readonly type: 'SettingsChanged';
			readonly at: Instant;
			readonly request: string;
			readonly changes: readonly SettingChange[];
			readonly reason: string;
	  }
	| {
			/** Nobody watched a market that went on, from then until this: nothing of it is made up for. */
			readonly type: 'MarketUnwatched';
			readonly at: Instant;
			readonly from: Instant;
			/** The symbols of positions that triggers guard, which did not act meanwhile. */
			readonly guarded: readonly string[];
	  }
	| StoppingEvent
	| BrokerEvent;

/** When an event happened, by the book's clock. */
export function instantOf(event: BookEvent): Instant {
	if (event.type === 'SnapshotTaken') return event.snapshot.at;
	return event.type === 'OrderFilled' ? event.fill.at : event.at;
}
