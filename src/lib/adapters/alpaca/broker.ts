import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import type { BrokerAnswer, BrokerCall } from '../../domain/brokerAnswer.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { Errand } from '../../domain/latency.ts';
import type { Instant } from '../../domain/time.ts';
import type { OrderIntent } from '../../domain/order.ts';
import type { DenialReason } from '../../domain/risk.ts';
import type { RequestRefusal, VenueReport } from '../../domain/venue.ts';
import type { Broker } from '../../ports/broker.ts';
import type { Clock } from '../../ports/clock.ts';
import { createAccountReader, type BookOrders } from './accountReader.ts';
import type { CallPriority } from './callBudget.ts';
import { recordCalls } from './callRecord.ts';
import { intentToBody, intentToTerms } from './orderMapper.ts';
import { createOrderNames } from './orderNames.ts';
import {
	cancelOnce,
	replaceOnce,
	submitOnce,
	type OnceSetup,
	type OrderRef,
	type RequestOutcome
} from './orderOnce.ts';
import { createTradingApi, type BodyForms } from './tradingApi.ts';
import type { Transport } from './transport.ts';
import type { WireOrder } from './wire/trading.ts';

/** What a broker works with. */
export interface BrokerSetup {
	readonly transport: Transport;
	readonly clock: Clock;
	/** How bodies are sent, asked at each call. */
	readonly forms: () => BodyForms;
	/** Whether this browser may change orders; where it may not, an order is taken back and a new one made. */
	readonly canReplace: () => boolean;
	/** Whether this may still act for what opens or closes, asked before each call: a desk that another tab has taken over sends nothing more. */
	readonly mayAct: (purpose: OrderIntent['purpose']) => boolean;
	/** Why an order that was approved before is not sent any more, asked before its call; null where it may be. */
	readonly whyHeldBack: (intent: OrderIntent) => DenialReason | null;
	/** What the client order ids of the book begin with: letters, digits and `-`, at most 32, of no other book. */
	readonly prefix: string;
	readonly book: BookOrders;
}

/** How long an unclear outcome is asked for, in milliseconds. */
const patience = 30_000;
/** How long after it was sent last an order may still arrive of which nobody could say what became of it, in milliseconds. */
const comesFor = 20_000;

type Outcome = Pick<BrokerAnswer, 'reports' | 'brokerId' | 'unknown' | 'unsent' | 'unsentTerms'>;
type Work = (setup: OnceSetup) => Promise<Outcome>;

/** Why an order that waited for its call does not leave any more. */
type Unsent = DenialReason | 'taken_back';

/** What is done at the account, how soon its calls go, and whether it may still be done. */
interface Job {
	readonly errand: Errand;
	readonly priority: CallPriority;
	readonly isWanted: () => boolean;
	/** Whether not even what it comes to is looked up any more. */
	readonly isPassed?: () => boolean;
}

/** The paper account of a book as a broker: each order once, each answer with the calls behind it, and the account read as a whole. */
export function createAlpacaBroker(setup: BrokerSetup): Broker {
	const { transport, clock, forms, mayAct, book } = setup;
	const names = createOrderNames(setup.prefix, () => book.known());
	const reader = createAccountReader({ api: createTradingApi(transport, forms), clock, names, book });

	function refOf(orderId: ClientOrderId): OrderRef {
		const first = [...book.orderByBrokerId()].find(([, id]) => id === orderId);
		return { clientOrderId: names.nameOf(orderId), brokerId: first?.[0] ?? null };
	}

	/** Orders that may be at Alpaca: those of before, which another desk may have sent, and those that were to be sent since. */
	const maybeThere = new Set(book.known());
	/** Orders that were taken back or held back before they left: there is nothing to cancel at Alpaca. */
	const neverSent = new Set<ClientOrderId>();
	/** Orders that were sent here alone, as often as they will be, and whose end of it nobody knows: until when they may still arrive. */
	const sentInVain = new Map<ClientOrderId, Instant>();

	async function run(job: Job, work: Work): Promise<BrokerAnswer> {
		const { errand, isWanted: mayAct, isPassed = () => false } = job;
		const calls: BrokerCall[] = [];
		const way = createJobTransport(transport, clock, { ...job, isPassed });
		const api = createTradingApi(recordCalls(way, errand, calls), forms);
		const outcome = await work({ api, clock, patience, waitedFor: way.waitedFor, mayAct, isPassed });
		return { ...outcome, calls };
	}

	return {
		async submit(intent) {
			const { id, purpose } = intent;
			const isFirst = !maybeThere.has(id);
			maybeThere.add(id);
			const whyNot = (): Unsent | null => (book.isTakenBack(id) ? 'taken_back' : setup.whyHeldBack(intent));
			const isWanted = (): boolean => mayAct(purpose) && whyNot() === null;
			const whyOver = (): Unsent | null => (isFirst ? whyNot() : null);
			const answer = await run({ errand: 'submit', priority: purpose, isWanted }, (once) =>
				submitted(once, intent, names.nameOf(id), whyOver)
			);
			const isCanceled = answer.reports.some(({ type }) => type === 'OrderCanceled');
			if (isCanceled || answer.unsent !== undefined) neverSent.add(id);
			if (isFirst && answer.unknown !== null) sentInVain.set(id, clock.now() + comesFor);
			return answer;
		},
		replace: (intent) => {
			if (!setup.canReplace()) return Promise.resolve(notReplaced(intent, clock));
			const nextName = (brokerId: string): string => names.nameOfNext(intent.id, brokerId);
			const { purpose } = intent;
			// A cancel goes ahead of the new terms of its order, and finds those that have left already.
			const isPassed = (): boolean => book.isTakenBack(intent.id);
			const whyNot = (): DenialReason | null => setup.whyHeldBack(intent);
			const isWanted = (): boolean => mayAct(purpose) && !isPassed() && whyNot() === null;
			const job: Job = { errand: 'replace', priority: purpose, isWanted, isPassed };
			return run(job, (once) => replaced(once, intent, refOf(intent.id), { nextName, whyNot }));
		},
		cancel(orderId) {
			if (neverSent.delete(orderId)) return Promise.resolve({ ...known([], null), calls: [] });
			const job: Job = { errand: 'cancel', priority: 'cancel', isWanted: () => mayAct('exit') };
			return run(job, (once) => canceled(once, orderId, refOf(orderId), sentInVain.get(orderId) ?? null));
		},
		read: (since) => reader.read(since),
		glance: () => reader.glance()
	};
}

/**
 * All calls of a job are as urgent as it is; what changes something leaves only where it is still wanted at its turn. It knows how long
 * its calls have waited for theirs.
 */
function createJobTransport(
	transport: Transport,
	clock: Clock,
	{ priority, isWanted, isPassed }: Pick<Required<Job>, 'priority' | 'isWanted' | 'isPassed'>
): Transport & Pick<OnceSetup, 'waitedFor'> {
	let waited = 0;
	return {
		async send(call, signal) {
			const from = clock.now();
			const noteWait = (): void => {
				waited += clock.now() - from;
			};
			const isLook = call.method === 'GET';
			const given = { ...call, priority, onLeave: noteWait };
			const answer = await transport.send(
				{ ...given, isWanted: isLook ? () => !isPassed() : isWanted },
				signal
			);
			if (answer.type === 'silent' && !answer.isSent) noteWait();
			return answer;
		},
		waitedFor: () => waited
	};
}

/** Sends an order; `whyOver` says of one that has not left why that is its end, null where it is none. */
async function submitted(
	once: OnceSetup,
	intent: ApprovedIntent,
	name: string,
	whyOver: () => Unsent | null
): Promise<Outcome> {
	const { id: orderId, madeAt } = intent;
	const rejected = (reason: Extract<VenueReport, { type: 'OrderRejected' }>['reason']): Outcome =>
		known([{ type: 'OrderRejected', orderId, at: once.clock.now(), reason }], null);
	const body = intentToBody(intent, name);
	if (!body.ok) return rejected(body.error);
	const outcome = await submitOnce(once, body.value, madeAt);
	switch (outcome.type) {
		case 'placed':
			return known(placedReports(orderId, outcome.order, once.clock), outcome.order);
		case 'rejected':
			return rejected(outcome.reason === 'id_taken' ? 'id_collision' : outcome.reason);
		case 'unsent':
			return unsent(orderId, whyOver(), once.clock.now());
		case 'unknown':
			return { reports: [], brokerId: null, unknown: 'submit' };
	}
}

/** What is said of an order that has not left: why that is its end, or nothing where nobody says so. */
function unsent(orderId: ClientOrderId, why: Unsent | null, at: Instant): Outcome {
	if (why === null) return { reports: [], brokerId: null, unknown: 'submit' };
	if (why !== 'taken_back') return { ...known([], null), unsent: why };
	return known([{ type: 'OrderCanceled', orderId, at, reason: 'by_hand' }], null);
}

/** An order that is there was taken, unless it was rejected after all; how else it ended is read with what filled of it. */
function placedReports(orderId: ClientOrderId, order: WireOrder, clock: Clock): readonly VenueReport[] {
	const at = clock.now();
	if (order.status === 'rejected') return [{ type: 'OrderRejected', orderId, at, reason: 'ended_at_broker' }];
	return [{ type: 'OrderAccepted', orderId, at }];
}

async function replaced(
	once: OnceSetup,
	intent: ApprovedIntent,
	ref: OrderRef,
	{ nextName, whyNot }: { nextName: (brokerId: string) => string; whyNot: () => DenialReason | null }
): Promise<Outcome> {
	const { id: orderId, quantity, limitPrice, stopPrice, trail } = intent;
	const terms = intentToTerms(intent);
	if (!terms.ok) return notReplaced(intent, once.clock);
	const outcome = await replaceOnce(once, ref, terms.value, nextName);
	const at = once.clock.now();
	if ((outcome.type === 'unknown' || outcome.type === 'unsent') && once.isPassed()) return known([], null);
	const why = outcome.type === 'unsent' ? whyNot() : null;
	if (why !== null) return { ...known([refusal(orderId, at, 'not_possible')], null), unsentTerms: why };
	if (outcome.type !== 'asked') return notDone('replace', orderId, outcome, at);
	const asked = { quantity, limitPrice, stopPrice, trail };
	return known([{ type: 'OrderReplaced', orderId, at, terms: asked }], outcome.order);
}

/** Takes an order back; one that is not sent any more, and is not there when `comesUntil` is past either, never came there. */
async function canceled(
	once: OnceSetup,
	orderId: ClientOrderId,
	ref: OrderRef,
	comesUntil: Instant | null
): Promise<Outcome> {
	const outcome = await cancelOnce(once, ref, comesUntil ?? -Infinity);
	const at = once.clock.now();
	if (outcome.type === 'not_there' && comesUntil !== null)
		return known([{ type: 'OrderRejected', orderId, at, reason: 'never_arrived' }], null);
	if (outcome.type !== 'asked') return notDone('cancel', orderId, outcome, at);
	// What is only asked is no end yet: that is read from the account.
	const end = endOf(orderId, outcome.order, at);
	return known(end === null ? [] : [end], outcome.order);
}

/** What is said of an order whose cancel or replace was not done: that it has ended, is as it was, is not there, or that nobody knows. */
function notDone(
	errand: 'cancel' | 'replace',
	orderId: ClientOrderId,
	outcome: Exclude<RequestOutcome, { type: 'asked' }>,
	at: Instant
): Outcome {
	switch (outcome.type) {
		case 'refused':
			return known(
				[endOf(orderId, outcome.order, at) ?? refusal(orderId, at, 'terms_refused')],
				outcome.order
			);
		case 'not_there':
			return known([refusal(orderId, at, 'unknown_order')], null);
		case 'unsent':
		case 'unknown':
			return { reports: [], brokerId: null, unknown: errand };
	}
}

/** How an order ended, as its venue says it; null while it works. One that has filled is past all that is asked of it: fills are read. */
function endOf(orderId: ClientOrderId, { status }: WireOrder, at: number): VenueReport | null {
	switch (status) {
		case 'filled':
			return refusal(orderId, at, 'order_ended');
		case 'canceled':
			return { type: 'OrderCanceled', orderId, at, reason: 'by_hand' };
		case 'expired':
			return { type: 'OrderExpired', orderId, at, reason: 'session_close' };
		case 'rejected':
			return { type: 'OrderRejected', orderId, at, reason: 'ended_at_broker' };
		default:
			return null;
	}
}

function refusal(orderId: ClientOrderId, at: number, reason: RequestRefusal): VenueReport {
	return { type: 'RequestRefused', orderId, at, reason };
}

function notReplaced({ id }: ApprovedIntent, clock: Clock): BrokerAnswer {
	return { ...known([refusal(id, clock.now(), 'not_possible')], null), calls: [] };
}

function known(reports: readonly VenueReport[], order: WireOrder | null): Outcome {
	return { reports, brokerId: order?.id ?? null, unknown: null };
}
