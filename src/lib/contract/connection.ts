import type { GateCondition } from '../domain/readyGate.ts';
import type { Instant } from '../domain/time.ts';

/** How the desk stands to Alpaca: no keys, keys that are kept and locked, being tried, connected, or refused. */
export type ConnectionState = 'none' | 'locked' | 'trying' | 'connected' | 'failed';

/** What is tried of Alpaca, each by a call that does nothing, and each stream by opening and closing it. */
export const probeKeys = [
	...(['clock', 'submit', 'cancel', 'replace', 'prices'] as const),
	...(['orderStream', 'priceStream', 'coinStream', 'newsStream'] as const)
] as const;
export type ProbeKey = (typeof probeKeys)[number];

/** How a trial ended. */
export type ProbeResult =
	'works' | 'no_answer' | 'wrong_key' | 'rate_limited' | 'connection_limit' | 'unexpected';

/** How calls go to Alpaca: from the browser itself, or through a relay on the origin of the page. */
export type ConnectionWay = 'browser' | 'relay';

/** One trial, in words. */
export interface ProbeView {
	readonly name: ProbeKey;
	readonly result: ProbeResult;
	readonly title: string;
	readonly says: string;
	/** What is lost without it and what takes its place; null when it works. */
	readonly without: string | null;
}

/** What Alpaca says of the account; amounts as it writes them. */
export interface AccountSummary {
	readonly id: string;
	readonly number: string | null;
	readonly status: string;
	readonly currency: string;
	readonly cash: string;
	readonly equity: string;
	readonly buyingPower: string;
	readonly multiplier: string | null;
	readonly canShort: boolean;
	/** Why it does not trade, in Alpaca's words; empty when it does. */
	readonly blocks: readonly string[];
}

/** How many calls of the last minute were used, and until when none is sent. */
export interface CallsView {
	readonly used: number;
	readonly perMinute: number;
	readonly waiting: number;
	readonly restsUntil: Instant | null;
}

/** A condition that has to hold before an order may go to Alpaca, in words. */
export interface GateLine extends GateCondition {
	readonly title: string;
	/** What was measured; empty where there is nothing to add. */
	readonly says: string;
}

/** The connection as a page shows it; no key is ever in it. */
export interface ConnectionView {
	readonly state: ConnectionState;
	readonly way: ConnectionWay;
	/** Whether keys are kept on this device, locked by a passphrase. */
	readonly isKept: boolean;
	/** The beginning and the end of the key's id. */
	readonly keyHint: string | null;
	/** What went wrong, in a sentence. */
	readonly problem: string | null;
	readonly probes: readonly ProbeView[];
	/** How far this machine's clock is ahead of Alpaca's, in milliseconds. */
	readonly clockAhead: number | null;
	readonly account: AccountSummary | null;
	/** When it was tried last, by the wall clock. */
	readonly triedAt: Instant | null;
	readonly calls: CallsView | null;
	/** What has to hold before an order may go there. */
	readonly gate: readonly GateLine[];
}

/** The relay to use, as an absolute address on the origin of the page that ends in `relay/`; left out, there is none between. */
type ThroughRelay = { readonly relay?: string };

/** Requests about the connection to Alpaca. Keys go in, and never come out. */
export interface ConnectionRequests {
	readonly connection: { readonly ask: Record<string, never>; readonly answer: ConnectionView };
	/** Tries a pair of keys; with a passphrase they are kept on this device, locked by it. */
	readonly connectAlpaca: {
		readonly ask: ThroughRelay & {
			readonly keyId: string;
			readonly secret: string;
			readonly passphrase?: string;
		};
		readonly answer: ConnectionView;
	};
	/** Unlocks the keys that are kept, and tries them. */
	readonly unlockAlpaca: {
		readonly ask: ThroughRelay & { readonly passphrase: string };
		readonly answer: ConnectionView;
	};
	/** Tries the keys anew, and the way with them. */
	readonly examineAlpaca: { readonly ask: ThroughRelay; readonly answer: ConnectionView };
	/** Forgets the keys, in memory and on this device. */
	readonly forgetAlpaca: { readonly ask: Record<string, never>; readonly answer: ConnectionView };
}
