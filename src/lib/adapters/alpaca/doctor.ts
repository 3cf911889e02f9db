import type { Instant } from '../../domain/time.ts';
import type { BodyForm, CallAnswer, CallMethod, Transport } from './transport.ts';

/** What is tried: each method of the trading host, and the market data host. */
export const probeNames = ['clock', 'submit', 'cancel', 'replace', 'prices'] as const;
export type ProbeName = (typeof probeNames)[number];

/** How a probe ended: it works; no answer came, as when the browser is refused the call; the key is wrong; too many calls; or something else. */
export type ProbeOutcome = 'works' | 'no_answer' | 'wrong_key' | 'rate_limited' | 'unexpected';

/** What one probe found. */
export interface Probe {
	readonly name: ProbeName;
	readonly method: CallMethod;
	readonly outcome: ProbeOutcome;
	/** The status of the answer; null when there was none. */
	readonly status: number | null;
	/** How bodies are sent so that it works; null where none is sent, or no form works. */
	readonly form: BodyForm | null;
}

/** All that the doctor found. */
export interface Examination {
	readonly probes: readonly Probe[];
	/** How far the clock of this machine is ahead of Alpaca's, in milliseconds; null when Alpaca did not say. */
	readonly clockAhead: number | null;
}

/** What each probe asks. None of them can make, change or end an order: an empty order, and an order that cannot exist. */
const probes: Readonly<
	Record<
		ProbeName,
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
	readonly now: () => Instant;
	readonly randomId: () => string;
	/** Hears of each probe when it has ended. */
	readonly onProbe?: (probe: Probe) => void;
}

/** Tries every method with a call that does nothing, bodies as plain text first. */
export async function examine(setup: DoctorSetup): Promise<Examination> {
	const done: Probe[] = [];
	let clockAhead: number | null = null;
	for (const name of probeNames) {
		const { probe, answer } = await tryProbe(setup, name);
		if (name === 'clock') clockAhead = aheadOf(answer, setup.now());
		done.push(probe);
		setup.onProbe?.(probe);
		// Without the clock nothing else comes through, and further tries say nothing new.
		if (name === 'clock' && probe.outcome !== 'works') break;
	}
	return { probes: done, clockAhead };
}

async function tryProbe(setup: DoctorSetup, name: ProbeName) {
	const { method, hasBody } = probes[name];
	const forms: readonly (BodyForm | null)[] = hasBody ? ['plain', 'json'] : [null];
	let last: { probe: Probe; answer: CallAnswer } | null = null;
	for (const form of forms) {
		const answer = await sendProbe(setup, name, form);
		const outcome = outcomeOf(name, answer);
		const status = answer.type === 'answered' ? answer.status : null;
		last = { answer, probe: { name, method, outcome, status, form: outcome === 'works' ? form : null } };
		if (outcome === 'works' || outcome === 'wrong_key' || outcome === 'rate_limited') break;
	}
	if (last === null) throw new Error(`no form to probe ${name} with`);
	return last;
}

function sendProbe({ transport, randomId }: DoctorSetup, name: ProbeName, form: BodyForm | null) {
	const { base, method, path, query } = probes[name];
	return transport.send({
		...{ base, method, path: path(randomId()), priority: 'submit' },
		...(query === undefined ? {} : { query }),
		...(form === null ? {} : { body: {}, form })
	});
}

function outcomeOf(name: ProbeName, answer: CallAnswer): ProbeOutcome {
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
