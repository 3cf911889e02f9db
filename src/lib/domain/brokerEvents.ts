import type { Money } from './decimal.ts';
import type { ClientOrderId } from './ids.ts';
import type { PricedInstrument } from './market.ts';
import type { Errand } from './latency.ts';
import type { OrderIntent } from './order.ts';
import type { Instant } from './time.ts';

/**
 * How far orders of an account's book go: nowhere, so that each says `dry run`; no further than what shrinks a position; or all of
 * them to the account.
 */
export const routings = ['dry_run', 'exits_only', 'paper'] as const;
/** How far orders of an account's book go. */
export type Routing = (typeof routings)[number];

/** How book and account stood when they were compared last; `unread` until they were. */
export const standings = ['unread', 'equal', 'different'] as const;
/** How book and account stood when they were compared last. */
export type Standing = (typeof standings)[number];

/** What moves cash of an account and is no fill. `opening` is what the account had that its positions do not tell. */
export const adjustmentKinds = [
	...(['opening', 'fee', 'dividend', 'interest', 'transfer', 'rounding', 'other'] as const)
] as const;
/** What moves cash of an account and is no fill. */
export type AdjustmentKind = (typeof adjustmentKinds)[number];

/** What was found unlike. */
export const differenceSubjects = ['order', 'fill', 'position', 'cash'] as const;
/** What the desk did about it; `waits` is looked at again, `none` is left to a person. */
export const differenceActs = ['adopted', 'ended', 'added', 'adjusted', 'waits', 'none'] as const;

/** One thing in which book and account differed: which, what each had in words of its own, and what was done about it. */
export interface Difference {
	readonly about: (typeof differenceSubjects)[number];
	/** The symbol or the order; empty for the cash. */
	readonly of: string;
	readonly ours: string;
	readonly theirs: string;
	readonly did: (typeof differenceActs)[number];
}

/** Whether nothing was done about a difference yet: it is looked at again, or left to a person. */
export function isLeftOver({ did }: Pick<Difference, 'did'>): boolean {
	return did === 'waits' || did === 'none';
}

/** What happens between a book and the account that it stands for. */
export type BrokerEvent =
	/** More instruments are followed from now on; their columns come after those there are. */
	| {
			readonly type: 'InstrumentsAdded';
			readonly at: Instant;
			readonly instruments: readonly PricedInstrument[];
	  }
	| {
			readonly type: 'RoutingChanged';
			readonly at: Instant;
			/** The id of a person's request; empty where the desk itself did it. */
			readonly request: string;
			readonly routing: Routing;
			readonly reason: string;
	  }
	| {
			/** A call about an order as it went out and what came back, without the headers. */
			readonly type: 'BrokerCalled';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			readonly errand: Errand;
			/** Method, path and body. */
			readonly request: string;
			/** Null where no answer came. */
			readonly status: number | null;
			readonly answer: string;
	  }
	| {
			/** The broker has an id of its own for an order, a further one each time it is replaced. */
			readonly type: 'BrokerIdGiven';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			readonly brokerId: string;
	  }
	/** Nobody could say in time what became of what was asked of an order; it is not asked again. */
	| {
			readonly type: 'OutcomeUnknown';
			readonly at: Instant;
			readonly orderId: ClientOrderId;
			readonly errand: Errand;
	  }
	| {
			/** An order of the account that this book did not send is followed from now on. */
			readonly type: 'OrderAdopted';
			readonly at: Instant;
			readonly intent: OrderIntent;
			/** Empty for what stands for a position and is no order at the broker. */
			readonly brokerId: string;
	  }
	| {
			readonly type: 'CashAdjusted';
			readonly at: Instant;
			/** The id of the activity at the broker, or one made of what it stands for. */
			readonly id: string;
			readonly kind: AdjustmentKind;
			readonly amount: Money;
			readonly symbol: string | null;
			/** What the broker says of it. */
			readonly words: string;
	  }
	/** Activities that are in the book already, or move nothing: they are not looked at again. */
	| { readonly type: 'ActivitiesPassed'; readonly at: Instant; readonly ids: readonly string[] }
	| {
			/** Book and account were compared, and this is new: how they stand, what was found, and what is left. */
			readonly type: 'Reconciled';
			readonly at: Instant;
			readonly standing: Standing;
			readonly differences: readonly Difference[];
	  };

const types: ReadonlySet<string> = new Set<BrokerEvent['type']>([
	...(['InstrumentsAdded', 'RoutingChanged', 'BrokerCalled', 'BrokerIdGiven', 'OutcomeUnknown'] as const),
	...(['OrderAdopted', 'CashAdjusted', 'ActivitiesPassed', 'Reconciled'] as const)
]);

/** Whether an event is one between a book and its account. */
export function isOfBroker(event: { readonly type: string }): event is BrokerEvent {
	return types.has(event.type);
}
