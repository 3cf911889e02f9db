import type { Instant } from './time.ts';

/** An article of the news, as plain text. */
export interface Article {
	readonly id: number;
	/** When it was written, by the clock of everybody. */
	readonly at: Instant;
	readonly headline: string;
	/** Often empty. */
	readonly summary: string;
	/** Who publishes it; empty where nobody says. */
	readonly source: string;
	/** Where it can be read, on the web; null where that is not said. */
	readonly url: string | null;
	/** As news call them: a coin without its stroke. */
	readonly symbols: readonly string[];
}
