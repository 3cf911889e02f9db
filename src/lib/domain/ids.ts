declare const idOf: unique symbol;

/** The id a decision came with: unique in its book. */
export type DecisionId = string & { readonly [idOf]: 'decision' };
/** The id of an intent, and of the order made of it: what a broker calls the client order id. */
export type ClientOrderId = string & { readonly [idOf]: 'order' };
/** The id of a fill, given by its venue: a fill that is told twice is counted once. */
export type FillId = string & { readonly [idOf]: 'fill' };
/** The id of a book, given when it is opened; its hash chain begins with it. */
export type BookId = string & { readonly [idOf]: 'book' };
/** The id of a price trigger: unique in its book. */
export type TriggerId = string & { readonly [idOf]: 'trigger' };

/** The order that a decision makes: the same decision twice can make one order only. */
export function decisionToOrderId(id: DecisionId): ClientOrderId {
	return `d.${id}` as ClientOrderId;
}

/** The order that a trigger makes when it fires: a trigger fires once. */
export function triggerToOrderId(id: TriggerId): ClientOrderId {
	return `t.${id}` as ClientOrderId;
}

/** The order that a person's request makes: the same request twice makes one order. */
export function requestToOrderId(request: string): ClientOrderId {
	return `r.${request}` as ClientOrderId;
}

/** The decision that a person makes by ordering. */
export function requestToDecisionId(request: string): DecisionId {
	return `order.${request}` as DecisionId;
}

/** What an order that an account had, and not this book made, stands for in place of a decision. */
export function accountToDecisionId(orderId: string): DecisionId {
	return `account.${orderId}` as DecisionId;
}

/** Whether a decision stands for what an account had. */
export function isOfAccount(id: DecisionId): boolean {
	return id.startsWith('account.');
}

/** The order that closes a position in a round of a sweep of the kill switch. */
export function sweepToOrderId(sweep: number, round: number, symbol: string): ClientOrderId {
	return `k.${String(sweep)}.${String(round)}.${symbol}` as ClientOrderId;
}

/** An exit order of a group; the `n`th that was sent for its role, from 0. */
export function groupToOrderId(group: string, role: string, n = 0): ClientOrderId {
	return `${group}.${role}${n === 0 ? '' : `.${String(n + 1)}`}` as ClientOrderId;
}

/** The `n`th fill of an order at a venue that numbers them, from 1. */
export function orderToFillId(id: ClientOrderId, n: number): FillId {
	return `${id}.${String(n)}` as FillId;
}

/** The protection of the position that `entry` opened, one of each kind; the `n`th that was armed, from 0. */
export function entryToTriggerId(entry: ClientOrderId, kind: string, n = 0): TriggerId {
	return `${entry}.${kind}${n === 0 ? '' : `.${String(n + 1)}`}` as TriggerId;
}

/** The order that opened the position which a trigger guards, by the trigger's id. */
export function triggerToEntryId(id: TriggerId): ClientOrderId {
	return id.replace(/\.(?:stop_loss|take_profit|trailing_stop)(?:\.\d+)?$/, '') as ClientOrderId;
}
