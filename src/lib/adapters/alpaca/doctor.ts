import type { Instant } from '../../domain/time.ts';
import type { BodyForm, CallAnswer, CallMethod, StreamName, Transport } from './transport.ts';

/** What is tried by calls: each method of the trading host, and the market data host. */
const callNames = ['clock', 'submit', 'cancel', 'replace', 'prices'] as const;
type CallName = (typeof callNames)[number];

/** What is tried by opening a stream. */
const streamByName = {
	orderStream: 'orders',
	priceStream: 'stocks',
	coinStream: 'coins',
	newsStream: 'news'
} as const satisfies Readonly<Record<string, StreamName>>;
type StreamProbeName = keyof typeof streamByName;
const streamNames = Object.keys(streamByName) as StreamProbeName[];

/**
 * How a probe ended: it works; no answer came, as when the browser is refused the call; the key is wrong; too many calls; another
 * connection of the account is there; or something else.
 */
export type ProbeOutcome =
	'works' | 'no_answer' | 'wrong_key' | 'rate_limited' | 'connection_limit' | 'unexpected';

/** What became of a stream that was tried. */
export interface StreamFinding {
	readonly outcome: ProbeOutcome;
	/** Alpaca's number of what is wrong; null where it gave none. */
	readonly code: number | null;
	/** Where it answered; null where it did not. */
	readonly url: string | null;
	/** There where it was not tried, because it is kept open already. */
	readonly isHeld?: true;
}

/** Tries a stream, and says what became of it. */
export type StreamTrial = (name: StreamName) => Promise<StreamFinding>;

/** What one probe found. */
export interface Probe {
	readonly name: CallName | StreamProbeName;
	readonly outcome: ProbeOutcome;
	/** The status of the answer, or the code of a stream's error; null when there was none. */
	readonly status: number | null;
	/** How bodies are sent so that it works; null where none is sent, or no form works. */
	readonly form: BodyForm | null;
	/** Whether it is a stream that was not opened, because it is kept open already. */
	readonly isHeld: boolean;
}

/** All that the doctor found. */
export interface Examination {
	readonly probes: readonly Probe[];
	/** How far the clock of this machine is ahead of Alpaca's, in milliseconds; null when Alpaca did not say. */
	readonly clockAhead: number | null;
	/** Where each stream opens; absent of those that do not. */
	readonly streamUrls: Readonly<Partial<Record<StreamName, string>>>;
}

/** What each probe asks. None of them can make, change or end an order: an empty order, and an order that cannot exist. */
const probes: Readonly<
	Record<
		CallName,
		{
			readonly base: 'trading' | 'data';
			readonly method: CallMethod;
			readonly path: (id: string) => string;
			readonly query?: Readonly<Record<string, string>>;
			readonly hasBody: boolean;
			/** The statuses that say: it came through, and there was nothing to do. */
			readonly expects: readonly number[];
		}
	>
> = {
	clock: { base: 'trading', method: 'GET', path: () => '/v2/clock', hasBody: false, expects: [200] },
	submit: { base: 'trading', method: 'POST', path: () => '/v2/orders', hasBody: true, expects: [400, 422] },
	cancel: {
		...{ base: 'trading', method: 'DELETE', path: orderPath, hasBody: false, expects: [404, 422] }
	},
	replace: {
		...{ base: 'trading', method: 'PATCH', path: orderPath, hasBody: true, expects: [400, 404, 422] }
	},
	prices: {
		...{
			base: 'data',
			method: 'GET',
			path: () => '/v2/stocks/quotes/latest',
			hasBody: false,
			expects: [200]
		},
		query: { symbols: 'SPY', feed: 'iex' }
	}
};

function orderPath(id: string): string {
	return `/v2/orders/${id}`;
}

/** What an examination works with; `randomId` makes the id of an order that cannot exist. */
export interface DoctorSetup {
	readonly transport: Transport;
	readonly tryStream: StreamTrial;
	readonly now: () => Instant;
	readonly randomId: () => string;
	/** Hears of each probe when it has ended. */
	readonly onProbe?: (probe: Probe) => void;
}

/** Tries every method with a call that does nothing, bodies as plain text first, and opens every stream once. */
export async function examine(setup: DoctorSetup): Promise<Examination> {
	const done: Probe[] = [];
	const note = (probe: Probe): void => {
		done.push(probe);
		setup.onProbe?.(probe);
	};
	let clockAhead: number | null = null;
	for (const name of callNames) {
		const { probe, answer } = await tryProbe(setup, name);
		if (name === 'clock') clockAhead = aheadOf(answer, setup.now());
		note(probe);
		// Without the clock nothing else comes through, and further tries say nothing new.
		if (name === 'clock' && probe.outcome !== 'works') return { probes: done, clockAhead, streamUrls: {} };
	}
	const streamUrls: Partial<Record<StreamName, string>> = {};
	// At once, since what gives no answer takes its time.
	const trials = streamNames.map((name) => ({ name, trial: setup.tryStream(streamByName[name]) }));
	for (const { name, trial } of trials) {
		const { outcome, code, url, isHeld = false } = await trial;
		if (url !== null) streamUrls[streamByName[name]] = url;
		note({ name, outcome, status: code, form: null, isHeld });
	}
	return { probes: done, clockAhead, streamUrls };
}

async function tryProbe(setup: DoctorSetup, name: CallName) {
	const { hasBody } = probes[name];
	const forms: readonly (BodyForm | null)[] = hasBody ? ['plain', 'json'] : [null];
	let last: { probe: Probe; answer: CallAnswer } | null = null;
	for (const form of forms) {
		const answer = await sendProbe(setup, name, form);
		const outcome = outcomeOf(name, answer);
		const status = answer.type === 'answered' ? answer.status : null;
		const probe = { name, outcome, status, form: outcome === 'works' ? form : null, isHeld: false };
		last = { answer, probe };
		if (outcome === 'works' || outcome === 'wrong_key' || outcome === 'rate_limited') break;
	}
	if (last === null) throw new Error(`no form to probe ${name} with`);
	return last;
}

function sendProbe({ transport, randomId }: DoctorSetup, name: CallName, form: BodyForm | null) {
	const { base, method, path, query } = probes[name];
	return transport.send({
		...{ base, method, path: path(randomId()), priority: 'entry' },
		...(query === undefined ? {} : { query }),
		...(form === null ? {} : { body: {}, form })
	});
}

function outcomeOf(name: CallName, answer: CallAnswer): ProbeOutcome {
	if (answer.type === 'silent') return 'no_answer';
	const { status } = answer;
	if (probes[name].expects.includes(status)) return 'works';
	if (status === 401 || status === 403) return 'wrong_key';
	return status === 429 ? 'rate_limited' : 'unexpected';
}

function aheadOf(answer: CallAnswer, now: Instant): number | null {
	if (answer.type === 'silent' || typeof answer.json !== 'object' || answer.json === null) return null;
	const { timestamp } = answer.json as { timestamp?: unknown };
	const at = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
	return Number.isNaN(at) ? null : now - at;
}
