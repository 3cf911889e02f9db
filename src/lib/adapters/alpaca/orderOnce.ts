import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ApiFault } from './readAnswer.ts';
import { isUnclear, isUnsent, rejectionOf, type OrderRejection } from './rejections.ts';
import type { OrderBody, ReplaceBody, TradingApi } from './tradingApi.ts';
import type { WireOrder } from './wire/trading.ts';

/** What became of an order: it is there, it was refused, it never left for sure, or nobody knows and it is not sent again. */
export type SubmitOutcome =
	| { readonly type: 'placed'; readonly order: WireOrder }
	| { readonly type: 'rejected'; readonly reason: OrderRejection | 'id_collision'; readonly words: string }
	| { readonly type: 'unsent' }
	| { readonly type: 'unknown' };

/** What became of a cancel or a replace: done or on its way, not done with Alpaca's words, the order is not there, never asked, or unknown. */
export type RequestOutcome =
	| { readonly type: 'asked'; readonly order: WireOrder }
	| { readonly type: 'refused'; readonly order: WireOrder; readonly words: string }
	| { readonly type: 'not_there' }
	| { readonly type: 'unsent' }
	| { readonly type: 'unknown' };

/** What exactly-once works with. */
export interface OnceSetup {
	readonly api: Pick<TradingApi, 'submit' | 'orderByClientId' | 'order' | 'cancel' | 'replace' | 'clock'>;
	readonly clock: Clock;
	/** How long an unclear outcome is asked for, in milliseconds. */
	readonly patience: number;
	/** How long calls have waited for their turn by now, in milliseconds: nothing is unclear meanwhile, and none of the patience is spent. */
	readonly waitedFor: () => number;
	/** Whether this may still act: a desk that another tab has taken over sends nothing more, nor is sent what is to be canceled. */
	readonly mayAct: () => boolean;
	/** Whether what it comes to is not asked for any more, since a cancel waits behind it which looks for itself. */
	readonly isPassed: () => boolean;
}

const firstPause = 250;
const longestPause = 4_000;

/**
 * Sends an order so that there is one of it, whatever happens on the way. What is unclear is asked for by the order's own id; it is sent
 * again only when it is not there, and only under the same id, which Alpaca takes once.
 */
export async function submitOnce(setup: OnceSetup, body: OrderBody, madeAt: Instant): Promise<SubmitOutcome> {
	const { api, clock, patience } = setup;
	const spent = timeSpent(setup);
	let hasLeft = false;
	for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
		if (!setup.mayAct()) return { type: hasLeft ? 'unknown' : 'unsent' };
		const sent = await api.submit(body);
		hasLeft ||= sent.ok || !isUnsent(sent.error);
		if (sent.ok) return { type: 'placed', order: sent.value };
		const outcome = await outcomeOf(setup, body, madeAt, sent.error);
		if (outcome !== null) return outcome;
		if (!setup.mayAct()) continue;
		if (spent() + pause > patience) return { type: 'unknown' };
		await waited(clock, pause);
	}
}

/** What a fault comes to; null when the order is not there and may be sent again. */
async function outcomeOf(
	setup: OnceSetup,
	body: OrderBody,
	madeAt: Instant,
	fault: ApiFault
): Promise<SubmitOutcome | null> {
	if (isUnsent(fault)) return null;
	if (fault.type === 'refused' && !isUnclear(fault)) {
		const reason = rejectionOf(fault);
		if (reason !== 'id_taken') return { type: 'rejected', reason, words: fault.message };
	}
	return findOrder(setup, body, madeAt);
}

/** The order of an id, asked for until Alpaca says whether it has one. */
async function findOrder(setup: OnceSetup, body: OrderBody, madeAt: Instant): Promise<SubmitOutcome | null> {
	const { api, clock, patience } = setup;
	const spent = timeSpent(setup);
	for (let pause = firstPause; spent() <= patience; pause = Math.min(longestPause, pause * 2)) {
		const found = await api.orderByClientId(body.client_order_id);
		if (found.ok) {
			const isBefore = await isOlder(setup, found.value, madeAt);
			if (isBefore !== null) return adopted(body, found.value, isBefore);
		} else if (found.error.type === 'refused' && found.error.status === 404) return null;
		await waited(clock, pause);
	}
	return { type: 'unknown' };
}

/** Takes an order of the same id for ours where it is the same order, and not older than what was asked. */
function adopted(body: OrderBody, order: WireOrder, isBefore: boolean): SubmitOutcome {
	const isSame =
		order.symbol.replace('/', '') === body.symbol.replace('/', '') &&
		order.side === body.side &&
		sameAmount(order.qty, body.qty) &&
		sameAmount(order.notional, body.notional);
	if (isSame && !isBefore) return { type: 'placed', order };
	return { type: 'rejected', reason: 'id_collision', words: 'another order has this id' };
}

/** How far Alpaca's clock may be behind this one's without its being asked, in milliseconds. */
const clocksApart = 60_000;

/** Whether an order is of before it was asked for, by Alpaca's own clock where this one is ahead of it; null when nobody says. */
async function isOlder(
	{ api, clock }: OnceSetup,
	{ created_at }: WireOrder,
	madeAt: Instant
): Promise<boolean | null> {
	const made = created_at === null ? NaN : Date.parse(created_at);
	const isLong = (ahead: number): boolean => made < madeAt - ahead - clocksApart;
	if (!isLong(0)) return false;
	const told = await api.clock();
	return told.ok ? isLong(clock.now() - Date.parse(told.value.timestamp)) : null;
}

function sameAmount(theirs: string | null, ours: string | undefined): boolean {
	return ours === undefined || (theirs !== null && Number(theirs) === Number(ours));
}

/** An order as it is asked for: under its client order id, or under Alpaca's own id of it, the first where it has had several. */
export interface OrderRef {
	readonly clientOrderId: string;
	readonly brokerId: string | null;
}

/**
 * Takes an order back; what is unclear is looked up, and asked again while it works. What was sent in vain may come late: until `comesUntil`
 * it is waited for.
 */
export async function cancelOnce(
	setup: OnceSetup,
	ref: OrderRef,
	comesUntil: Instant = -Infinity
): Promise<RequestOutcome> {
	return requestOnce(setup, ref, {
		ask: ({ order }) => setup.api.cancel(order.id),
		isDone: ({ order }) => isLeaving(order),
		// What is refused for the moment, as while a replace is under way, is asked again.
		...{ staysRefused: false, waitsOn: noStatuses, comesUntil }
	});
}

/**
 * Gives an order other terms, the quantity in all that it shall have traded at its end. Alpaca makes a new order of it, which the old
 * one names; `nextName` is its client order id by the id of the old one. Only what differs is asked.
 */
export async function replaceOnce(
	setup: OnceSetup,
	ref: OrderRef,
	terms: ReplaceBody,
	nextName: (brokerId: string) => string | undefined = () => undefined
): Promise<RequestOutcome> {
	return requestOnce(setup, ref, {
		ask: ({ order, before }) => {
			const name = nextName(order.id);
			const body = differing(order, termsFor(terms, before));
			return setup.api.replace(order.id, name === undefined ? body : { ...body, client_order_id: name });
		},
		isDone: ({ order, before }) => Object.keys(differing(order, termsFor(terms, before))).length === 0,
		...{ staysRefused: true, waitsOn: changingStatuses, comesUntil: -Infinity }
	});
}

/** An order as it is now, and what of it has filled in orders before it that it does not count itself. */
interface Latest {
	readonly order: WireOrder;
	readonly before: number;
}

/**
 * What is asked of an order, how it is known to be done, whether a refusal is the last word while it works, in which statuses it waits, and
 * until when one that is not there may still come.
 */
interface Request {
	readonly ask: (
		latest: Latest
	) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ApiFault }>;
	readonly isDone: (latest: Latest) => boolean;
	readonly staysRefused: boolean;
	readonly waitsOn: ReadonlySet<string>;
	readonly comesUntil: Instant;
}

async function requestOnce(setup: OnceSetup, ref: OrderRef, request: Request): Promise<RequestOutcome> {
	const { clock, patience } = setup;
	const spent = timeSpent(setup);
	let [words, hasLeft] = ['', false];
	for (let pause = firstPause; spent() <= patience; pause = Math.min(longestPause, pause * 2)) {
		if (setup.isPassed()) break;
		const latest = await latestOf(setup, ref);
		if (latest === 'not_there') {
			if (clock.now() >= request.comesUntil) return { type: 'not_there' };
		} else if (latest !== null) {
			const { order } = latest;
			if (request.isDone(latest)) return { type: 'asked', order };
			if (isOver(order) || (words !== '' && request.staysRefused)) return { type: 'refused', order, words };
			if (!request.waitsOn.has(order.status)) {
				if (!setup.mayAct()) return { type: hasLeft ? 'unknown' : 'unsent' };
				const asked = await request.ask(latest);
				hasLeft ||= asked.ok || !isUnsent(asked.error);
				const refusal = refusalOf(asked);
				// What it came to is read from the order, never from the answer.
				if (refusal !== null && words === '') {
					words = refusal;
					continue;
				}
			}
		}
		await waited(clock, pause);
	}
	return { type: 'unknown' };
}

/** The words of a refusal that is one; null where it was done, or nobody knows. */
function refusalOf(asked: Awaited<ReturnType<Request['ask']>>): string | null {
	if (asked.ok || asked.error.type !== 'refused') return null;
	if (isUnclear(asked.error) || isUnsent(asked.error)) return null;
	return asked.error.message || `status ${String(asked.error.status)}`;
}

/** The order of an id as it is now: what was replaced leads on to what took its place; null when nobody answers. */
async function latestOf({ api }: OnceSetup, ref: OrderRef): Promise<Latest | 'not_there' | null> {
	let found = await (ref.brokerId === null
		? api.orderByClientId(ref.clientOrderId)
		: api.order(ref.brokerId));
	let before = 0;
	for (let step = 0; step < mostReplaces; step++) {
		if (!found.ok) {
			return found.error.type === 'refused' && found.error.status === 404 ? 'not_there' : null;
		}
		const order = found.value;
		if (order.status !== 'replaced' || order.replaced_by === null) return { order, before };
		found = await api.order(order.replaced_by);
		if (found.ok && Number(found.value.filled_qty) < Number(order.filled_qty)) {
			before += Number(order.filled_qty);
		}
	}
	return null;
}

const mostReplaces = 100;

/** The terms for an order that does not count what has filled before it; those are whole shares, since others are not replaced. */
function termsFor(terms: ReplaceBody, before: number): ReplaceBody {
	return before === 0 || terms.qty === undefined
		? terms
		: { ...terms, qty: String(Number(terms.qty) - before) };
}

/** What of the terms an order does not have yet. */
function differing(order: WireOrder, terms: ReplaceBody): ReplaceBody {
	const { qty, limit_price, stop_price, trail } = terms;
	return {
		...(sameAmount(order.qty, qty) ? {} : { qty }),
		...(sameAmount(order.limit_price, limit_price) ? {} : { limit_price }),
		...(sameAmount(order.stop_price, stop_price) ? {} : { stop_price }),
		...(sameAmount(order.trail_percent ?? order.trail_price, trail) ? {} : { trail })
	};
}

const overStatuses = new Set(['filled', 'canceled', 'expired', 'rejected']);

/** Whether an order has come to its end at Alpaca; one that was replaced lives on in another. */
export function isOver({ status }: WireOrder): boolean {
	return overStatuses.has(status);
}

const noStatuses: ReadonlySet<string> = new Set();
/** While an order is in one of these, Alpaca changes nothing of it. */
const changingStatuses: ReadonlySet<string> = new Set(['pending_new', 'pending_replace', 'pending_cancel']);

function isLeaving({ status }: WireOrder): boolean {
	return status === 'pending_cancel' || status === 'canceled';
}

/** How long something goes on from now, without what its calls wait for their turn, in milliseconds. */
function timeSpent({ clock, waitedFor }: OnceSetup): () => number {
	const [from, before] = [clock.now(), waitedFor()];
	return () => clock.now() - from - (waitedFor() - before);
}

function waited(clock: Clock, milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		clock.after(milliseconds, resolve);
	});
}
