import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import type { BrokerAnswer } from '../domain/brokerAnswer.ts';
import type { Bar } from '../domain/bar.ts';
import type { Command } from '../domain/commands.ts';
import type { BrokerEvent } from '../domain/brokerEvents.ts';
import type { BookEvent } from '../domain/events.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import type { FiredOn, VenueReport } from '../domain/venue.ts';

/** What a broker answered about an order, apart from its reports: the calls as they were, its id there, or that nobody knows. */
export interface AnswerInput {
	readonly type: 'BrokerAnswered';
	readonly at: Instant;
	readonly orderId: ClientOrderId;
	readonly answer: Omit<BrokerAnswer, 'reports'>;
}

/** What a comparison of book and account found, which is put on record as it is. */
export interface AccountTold {
	readonly type: 'AccountTold';
	readonly at: Instant;
	readonly event: BrokerEvent | Extract<BookEvent, { type: 'ProtectionCanceled' }>;
}

/** Everything that can reach the engine. */
export type Input =
	| Command
	| { readonly type: 'VenueReported'; readonly report: VenueReport }
	| AnswerInput
	| AccountTold
	/** Nothing is known any more of how the account stands, as at each start: entries wait until it was compared. */
	| { readonly type: 'AccountUnread'; readonly at: Instant }
	| { readonly type: 'BarCompleted'; readonly symbol: string; readonly bar: Bar }
	| { readonly type: 'QuoteReceived'; readonly symbol: string; readonly quote: Quote }
	| {
			/** What is held or sold of a symbol has changed: its resting exits follow. */
			readonly type: 'CoverageDue';
			readonly symbol: string;
			readonly at: Instant;
			/** From when on exits that are sent may trade. */
			readonly actsFrom: Instant;
	  }
	/** An order that acted for triggers may have ended without closing what they guard. */
	| { readonly type: 'GuardDue'; readonly at: Instant }
	/** The pause is over that the triggers of a symbol make after an exit that failed. */
	| { readonly type: 'RetryDue'; readonly symbol: string; readonly at: Instant }
	/** The end of orders may have come that their broker does not end by itself. */
	| { readonly type: 'EndsDue'; readonly at: Instant }
	/** A price that an exit, whose stop was reached, may have waited for too long. */
	| { readonly type: 'EscalationDue'; readonly symbol: string; readonly at: Instant }
	/** What the kill switch takes back and closes may be asked for again, or be gone. */
	| { readonly type: 'SweepDue'; readonly at: Instant }
	/** A source of prices or a venue says that trading in a symbol stops, or goes on. */
	| {
			readonly type: 'HaltReported';
			readonly symbol: string;
			readonly isHalted: boolean;
			readonly at: Instant;
	  }
	/** The market, which went on, is watched again after nobody did since `from`. */
	| { readonly type: 'WatchResumed'; readonly at: Instant; readonly from: Instant }
	/** An instant is reached that may be of a later day than the book's. */
	| { readonly type: 'DayDue'; readonly at: Instant }
	/** Decisions that wait for a person may have expired. */
	| { readonly type: 'ConfirmationsDue'; readonly at: Instant }
	/** The time is over after which trading stops itself. */
	| { readonly type: 'TimeOver'; readonly at: Instant }
	/** Breakers may have reached their limits; `isMarked` where all prices of the instant are known. */
	| { readonly type: 'BreakersDue'; readonly at: Instant; readonly isMarked: boolean }
	| { readonly type: 'SnapshotDue'; readonly at: Instant; readonly endsDay: boolean };

/** Everything the engine asks of the outside. */
export type Effect =
	| {
			readonly type: 'SubmitOrder';
			readonly intent: ApprovedIntent;
			readonly at: Instant;
			/** When it comes to its venue; null for at once. */
			readonly arrivesAt: Instant | null;
			readonly firedOn: FiredOn | null;
	  }
	| {
			readonly type: 'ReplaceOrder';
			readonly intent: ApprovedIntent;
			readonly at: Instant;
			readonly arrivesAt: Instant | null;
	  }
	| {
			readonly type: 'CancelOrder';
			readonly orderId: ClientOrderId;
			readonly at: Instant;
			readonly arrivesAt: Instant | null;
	  };

/** The order that an effect is about. */
export function orderIdOf(effect: Effect): ClientOrderId {
	return effect.type === 'CancelOrder' ? effect.orderId : effect.intent.id;
}

/** What the engine makes of one input: what happened, and what to do about it. */
export interface Decided {
	readonly events: readonly BookEvent[];
	readonly effects: readonly Effect[];
}

/** Nothing happened. */
export const nothing: Decided = { events: [], effects: [] };
