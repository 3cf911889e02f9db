import type { Errand } from './latency.ts';
import type { DenialReason } from './risk.ts';
import type { VenueReport } from './venue.ts';

/** A call as it went out and what came back; no header and no key is ever in it. */
export interface BrokerCall {
	readonly errand: Errand;
	/** Method, path and body. */
	readonly request: string;
	/** Null where no answer came. */
	readonly status: number | null;
	readonly answer: string;
}

/** What became of what was asked of an order at a broker. */
export interface BrokerAnswer {
	readonly reports: readonly VenueReport[];
	/** Every call that was made for it, in order. */
	readonly calls: readonly BrokerCall[];
	/** The broker's id of the order as it is now; null where it has none. */
	readonly brokerId: string | null;
	/** What was asked and nobody could say in time what became of it; null when it is known. */
	readonly unknown: Errand | null;
	/** Why an order that was never sent is not sent any more; absent for one that was, or may have been. */
	readonly unsent?: DenialReason;
	/** Why new terms that never left are not sent any more: their order stays as it is. */
	readonly unsentTerms?: DenialReason;
}
