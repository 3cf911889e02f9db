import type { BrokerKeys } from '../../domain/brokerKey.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CallBudget, CallPriority } from './callBudget.ts';

/** Where Alpaca is reached: its own hosts, or a relay on the origin of the page. */
export interface AlpacaBases {
	readonly trading: string;
	readonly data: string;
	/** Streams of market data; that of orders is at `trading`. */
	readonly stream: string;
}

/** Alpaca's hosts for paper trading and for market data; there are no others. */
export const alpacaBases: AlpacaBases = {
	trading: 'https://paper-api.alpaca.markets',
	data: 'https://data.alpaca.markets',
	stream: 'https://stream.data.alpaca.markets'
};

/** The streams that there are, and where each is. */
const streamPlaces = {
	orders: ['trading', '/stream'],
	stocks: ['stream', '/v2/iex'],
	coins: ['stream', '/v1beta3/crypto/us'],
	news: ['stream', '/v1beta1/news']
} as const satisfies Readonly<Record<string, readonly [keyof AlpacaBases, string]>>;
export type StreamName = keyof typeof streamPlaces;

/** The address of a stream's WebSocket. */
export function streamUrl(bases: AlpacaBases, name: StreamName): string {
	const [base, path] = streamPlaces[name];
	return `${bases[base].replace(/^http/, 'ws')}${path}`;
}

/** The methods that Alpaca is called with. */
export type CallMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/**
 * How a body is sent. `plain` names no type, so that a browser sends text/plain, which needs no permission of its own; `json` says
 * application/json, which it may be refused.
 */
export type BodyForm = 'plain' | 'json';

/** One call of Alpaca. */
export interface Call {
	readonly base: 'trading' | 'data';
	readonly method: CallMethod;
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly form?: BodyForm;
	readonly priority: CallPriority;
	/** Asked when its turn has come: what is not wanted any more does not leave. */
	readonly isWanted?: () => boolean;
	/** Told when its turn has come and it leaves. */
	readonly onLeave?: () => void;
}

/** Why no answer came; a browser does not say whether it was refused the call, or the network broke, before or after it arrived. */
export type Silence = 'network' | 'timeout' | 'stopped';

/** What came back: a status and its body, as JSON where it is some; or nothing. `isSent` is false when the call never left. */
export type CallAnswer =
	| {
			readonly type: 'answered';
			readonly status: number;
			readonly text: string;
			/** The body as JSON; undefined when it is none, as the pages that some errors come with. */
			readonly json: unknown;
	  }
	| { readonly type: 'silent'; readonly because: Silence; readonly isSent: boolean };

/** Sends calls within the budget, with the keys and nothing else in their headers. */
export interface Transport {
	send(call: Call, signal?: AbortSignal): Promise<CallAnswer>;
}

/** What a transport works with; `fetch` is the one of the browser, or of a stand-in. */
export interface TransportSetup {
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	readonly clock: Clock;
	readonly budget: CallBudget;
	/** Asked at each call: a person may change the way. */
	readonly bases: () => AlpacaBases;
	readonly keys: BrokerKeys;
	/** How long an answer is waited for, in milliseconds. */
	readonly patience: number;
}

/** A transport for a pair of keys, which it shows to nobody. */
export function createTransport(setup: TransportSetup): Transport {
	const { clock, budget } = setup;
	return {
		async send(call, signal) {
			if (!(await budget.turn(call.priority, signal, call.isWanted))) return silent('stopped', false);
			call.onLeave?.();
			const stop = new AbortController();
			let because: Silence = 'network';
			const forget = clock.after(setup.patience, () => {
				because = 'timeout';
				stop.abort();
			});
			const onStop = (): void => {
				because = 'stopped';
				stop.abort();
			};
			signal?.addEventListener('abort', onStop);
			try {
				const response = await setup.fetch(urlOf(setup.bases(), call), initOf(setup, call, stop.signal));
				const text = withoutKeys(await response.text(), setup.keys);
				if (response.status === 429) budget.overrun();
				else budget.answered();
				return { type: 'answered', status: response.status, text, json: jsonOf(text) };
			} catch {
				// What the browser says of it is one word for a dozen causes.
				return silent(because, true);
			} finally {
				forget();
				signal?.removeEventListener('abort', onStop);
			}
		}
	};
}

/** An answer in which a key was sent back has none any more: answers are kept. */
function withoutKeys(text: string, { keyId, secret }: BrokerKeys): string {
	return text.replaceAll(secret, '…').replaceAll(keyId, '…');
}

function silent(because: Silence, isSent: boolean): CallAnswer {
	return { type: 'silent', because, isSent };
}

function urlOf(bases: AlpacaBases, { base, path, query = {} }: Call): string {
	const text = new URLSearchParams(query).toString();
	return `${bases[base]}${path}${text === '' ? '' : `?${text}`}`;
}

function initOf({ keys }: TransportSetup, call: Call, signal: AbortSignal): RequestInit {
	const { method, body, form = 'plain' } = call;
	const headers: Record<string, string> = {
		'APCA-API-KEY-ID': keys.keyId,
		'APCA-API-SECRET-KEY': keys.secret
	};
	if (body !== undefined && form === 'json') headers['Content-Type'] = 'application/json';
	return {
		method,
		headers,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		signal,
		mode: 'cors',
		credentials: 'omit',
		cache: 'no-store',
		redirect: 'error',
		referrerPolicy: 'no-referrer'
	};
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
