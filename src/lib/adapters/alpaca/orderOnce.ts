import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ApiFault } from './readAnswer.ts';
import { isUnclear, isUnsent, rejectionOf, type OrderRejection } from './rejections.ts';
import type { OrderBody, ReplaceBody, TradingApi } from './tradingApi.ts';
import type { WireOrder } from './wire/trading.ts';

/** What became of an order that was sent: it is there, it was refused, or nobody knows and it is not sent again. */
export type SubmitOutcome =
	| { readonly type: 'placed'; readonly order: WireOrder }
	| { readonly type: 'rejected'; readonly reason: OrderRejection | 'id_collision'; readonly words: string }
	| { readonly type: 'unknown' };

/** What became of a cancel or a replace: done or on its way, not done with Alpaca's words, the order is not there, or unknown. */
export type RequestOutcome =
	| { readonly type: 'asked'; readonly order: WireOrder }
	| { readonly type: 'refused'; readonly order: WireOrder; readonly words: string }
	| { readonly type: 'not_there' }
	| { readonly type: 'unknown' };

/** What exactly-once works with. */
export interface OnceSetup {
	readonly api: Pick<TradingApi, 'submit' | 'orderByClientId' | 'order' | 'cancel' | 'replace'>;
	readonly clock: Clock;
	/** How long an unclear outcome is asked for, in milliseconds. */
	readonly patience: number;
	/** Whether this may still act: a desk that another tab has taken over sends nothing more. */
	readonly mayAct: () => boolean;
}

const firstPause = 250;
const longestPause = 4_000;

/**
 * Sends an order so that there is one of it, whatever happens on the way. What is unclear is asked for by the order's own id; it is sent
 * again only when it is not there, and only under the same id, which Alpaca takes once.
 */
export async function submitOnce(setup: OnceSetup, body: OrderBody, madeAt: Instant): Promise<SubmitOutcome> {
	const { api, clock, patience } = setup;
	const until = clock.now() + patience;
	for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
		if (!setup.mayAct()) return { type: 'unknown' };
		const sent = await api.submit(body);
		if (sent.ok) return { type: 'placed', order: sent.value };
		const outcome = await outcomeOf(setup, body, madeAt, sent.error);
		if (outcome !== null) return outcome;
		if (clock.now() + pause > until) return { type: 'unknown' };
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
	const until = clock.now() + patience;
	for (let pause = firstPause; clock.now() <= until; pause = Math.min(longestPause, pause * 2)) {
		const found = await api.orderByClientId(body.client_order_id);
		if (found.ok) return adopted(body, found.value, madeAt);
		if (found.error.type === 'refused' && found.error.status === 404) return null;
		await waited(clock, pause);
	}
	return { type: 'unknown' };
}

/** Takes an order of the same id for ours where it is the same order, and not older than what was asked. */
function adopted(body: OrderBody, order: WireOrder, madeAt: Instant): SubmitOutcome {
	const made = order.created_at === null ? NaN : Date.parse(order.created_at);
	const isOlder = made < madeAt - clocksApart;
	const isSame =
		order.symbol.replace('/', '') === body.symbol.replace('/', '') &&
		order.side === body.side &&
		sameAmount(order.qty, body.qty) &&
		sameAmount(order.notional, body.notional);
	if (isSame && !isOlder) return { type: 'placed', order };
	return { type: 'rejected', reason: 'id_collision', words: 'another order has this id' };
}

/** How far Alpaca's clock may be behind this one's, in milliseconds. */
const clocksApart = 60_000;

function sameAmount(theirs: string | null, ours: string | undefined): boolean {
	return ours === undefined || (theirs !== null && Number(theirs) === Number(ours));
}

/** Takes an order back; what is unclear is looked up, and asked again while it works. */
export async function cancelOnce(setup: OnceSetup, clientOrderId: string): Promise<RequestOutcome> {
	return requestOnce(setup, clientOrderId, (order) => setup.api.cancel(order.id));
}

/** Gives an order other terms. Alpaca makes a new order of it, which the old one names. */
export async function replaceOnce(
	setup: OnceSetup,
	clientOrderId: string,
	body: ReplaceBody
): Promise<RequestOutcome> {
	return requestOnce(setup, clientOrderId, (order) => setup.api.replace(order.id, body), body);
}

type Ask = (
	order: WireOrder
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ApiFault }>;

async function requestOnce(
	setup: OnceSetup,
	clientOrderId: string,
	ask: Ask,
	terms: ReplaceBody | null = null
): Promise<RequestOutcome> {
	const { clock, patience } = setup;
	const until = clock.now() + patience;
	let words = '';
	for (let pause = firstPause; clock.now() <= until; pause = Math.min(longestPause, pause * 2)) {
		const found = await latestOf(setup, clientOrderId);
		if (found === 'not_there') return { type: 'not_there' };
		if (found !== null) {
			if (terms !== null && hasTerms(found, terms)) return { type: 'asked', order: found };
			if (terms === null && isLeaving(found)) return { type: 'asked', order: found };
			if (isOver(found) || words !== '') return { type: 'refused', order: found, words };
			if (!setup.mayAct()) return { type: 'unknown' };
			const asked = await ask(found);
			// What it came to is read from the order, never from the answer.
			if (!asked.ok && asked.error.type === 'refused' && !isUnclear(asked.error) && !isUnsent(asked.error)) {
				words = asked.error.message;
				continue;
			}
		}
		await waited(clock, pause);
	}
	return { type: 'unknown' };
}

/** The order of an id as it is now: what was replaced leads on to what took its place; null when nobody answers. */
async function latestOf({ api }: OnceSetup, clientOrderId: string): Promise<WireOrder | 'not_there' | null> {
	let found = await api.orderByClientId(clientOrderId);
	for (let step = 0; step < mostReplaces; step++) {
		if (!found.ok) {
			return found.error.type === 'refused' && found.error.status === 404 ? 'not_there' : null;
		}
		const { status, replaced_by: next } = found.value;
		if (status !== 'replaced' || next === null) return found.value;
		found = await api.order(next);
	}
	return null;
}

const mostReplaces = 100;

function hasTerms(order: WireOrder, terms: ReplaceBody): boolean {
	if (order.replaces === null) return false;
	return (
		sameAmount(order.qty, terms.qty) &&
		sameAmount(order.limit_price, terms.limit_price) &&
		sameAmount(order.stop_price, terms.stop_price)
	);
}

const overStatuses = new Set(['filled', 'canceled', 'expired', 'rejected']);

/** Whether an order has come to its end at Alpaca; one that was replaced lives on in another. */
export function isOver({ status }: WireOrder): boolean {
	return overStatuses.has(status);
}

function isLeaving({ status }: WireOrder): boolean {
	return status === 'pending_cancel' || status === 'canceled';
}

function waited(clock: Clock, milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		clock.after(milliseconds, resolve);
	});
}
