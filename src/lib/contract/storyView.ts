import type { DecisionRow, FillRow, OrderRow, PositionRow, TriggerRow } from '../domain/deskRows.ts';
import type { OrderSide } from '../domain/order.ts';
import type { Errand } from '../domain/latency.ts';
import type { OrderCause } from '../domain/orderCause.ts';
import type { Instant } from '../domain/time.ts';
import type { JournalLine } from './deskView.ts';

/** An entry about an order, and how long after the one before it happened, by the book's own clock. */
export interface StoryLine extends JournalLine {
	readonly gap: number | null;
}

/** What was held of a symbol at a moment; without a quantity there is no average. */
export interface Holding {
	readonly quantity: string;
	readonly averageEntry: string | null;
}

/** What a fill was expected to cost, and what it cost; above zero is worse than the reference. */
export interface Slippage {
	readonly reference: string;
	readonly referenceIs: 'last_price' | 'fired_level';
	/** Of the reference, in hundredths of a percent. */
	readonly basisPoints: string;
	/** For the whole quantity. */
	readonly amount: string;
}

/** The price that a fired exit was reckoned from, before slippage, and which price of its quote or bar that was. */
export interface ReckonedFrom {
	readonly price: string;
	readonly is: 'bid' | 'last_price' | 'open' | 'level';
}

/** How a fill was reckoned, in words: the prices it met, how its price came of one of them, and what it cost. */
export interface FillReckoning {
	readonly met: string;
	readonly price: string;
	readonly costs: string;
}

/** A fill of the order, and the position before and after it. */
export interface StoryFill {
	readonly row: FillRow;
	/** Null where no reference price was kept. */
	readonly slippage: Slippage | null;
	/** Null where it was not written down: of any order that no trigger fired. */
	readonly reckonedFrom: ReckonedFrom | null;
	/** Null where it was not written down. */
	readonly reckoning: FillReckoning | null;
	readonly before: Holding;
	readonly after: Holding;
}

/** An order that traded in the same position. */
export interface StoryOrder {
	readonly orderId: string;
	readonly role: 'opened' | 'added' | 'reduced' | 'closed';
	readonly side: OrderSide;
	readonly cause: OrderCause;
	readonly quantity: string;
	readonly averagePrice: string;
	readonly realised: string;
	readonly fees: string;
	readonly at: Instant;
	readonly isThis: boolean;
}

/** The position that the order traded in, from its opening to its close or to now. */
export interface StoryPosition {
	readonly row: PositionRow;
	readonly orders: readonly StoryOrder[];
	/** What all of it cost: Σ quantity × price of what was bought. */
	readonly cost: string;
	readonly gross: string;
	readonly fees: string;
	readonly net: string;
	/** At the last price, while it is open; null when it is closed or has no price. */
	readonly unrealised: string | null;
	/** Net and unrealised ÷ cost; null while an open position has no price. */
	readonly fractionOfCost: string | null;
	/** Milliseconds by the book's own clock. */
	readonly heldFor: number;
}

/** A call to the broker about the order, as it went out and what came back; no header and no key is ever in it. */
export interface StoryCall {
	readonly seq: number;
	readonly at: Instant;
	readonly errand: Errand;
	/** Method, path and body. */
	readonly request: string;
	/** Null where no answer came. */
	readonly status: number | null;
	readonly answer: string;
}

/** Where an order or a decision came from; `account` is what this book did not order. */
export type StoryOrigin = 'ticket' | 'file' | 'trigger' | 'hand' | 'exit' | 'account';

/** Everything about one order or decision, as the journal has it. */
export interface StoryView {
	readonly type: 'story';
	readonly bookId: string;
	readonly bookName: string;
	/** The last entry of the journal, and the book's own clock, when this was told. */
	readonly seq: number;
	readonly at: Instant;
	/** What it is about in a few words: `Buy 41 ABQZ at the market`. */
	readonly title: string;
	readonly symbol: string;
	readonly origin: StoryOrigin;
	readonly decision: DecisionRow | null;
	/** Null for a decision that came to no order. */
	readonly order: OrderRow | null;
	/** Nothing more can happen to the order. */
	readonly isEnded: boolean;
	/** Why it was denied or refused, with the numbers and what would pass; null when it was not. */
	readonly refusal: string | null;
	/** The broker's own words for a rejection; null where it has none. */
	readonly brokerWords: string | null;
	/** What to do about a refusal of the account or for its sake; null where nothing is known. */
	readonly remedy: string | null;
	/** The broker's ids of the order, a further one for each replace. */
	readonly brokerIds: readonly string[];
	/** What the broker was asked and answered, the oldest first. */
	readonly calls: readonly StoryCall[];
	readonly lines: readonly StoryLine[];
	readonly fills: readonly StoryFill[];
	/** What guarded the position: every trigger that was armed for it. */
	readonly triggers: readonly TriggerRow[];
	readonly position: StoryPosition | null;
	/** What was not looked through, in a sentence; null when this is everything. */
	readonly leftOut: string | null;
}

/** The order or decision belongs to another book. */
export interface StoryElsewhere {
	readonly type: 'elsewhere';
	readonly book: { readonly id: string; readonly name: string };
}

/** What is known of an order or a decision. */
export type StoryAnswer = StoryView | StoryElsewhere;
