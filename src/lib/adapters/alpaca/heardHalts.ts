import type { Instant } from '../../domain/time.ts';

/** A trade that was made so much later than a halt tells that it is over, in milliseconds: those under way at the halt do not. */
const tradesAgainAfter = 10_000;

/** Which symbols are halted, as far as it was heard; a stream that was gone may have missed that trading goes on. */
export class HeardHalts {
	readonly #since = new Map<string, Instant>();
	readonly #tell: (symbol: string, isHalted: boolean) => void;

	constructor(tell: (symbol: string, isHalted: boolean) => void) {
		this.#tell = tell;
	}

	/** The stream says it; `at` is when it happened. */
	say(symbol: string, isHalted: boolean, at: Instant): void {
		if (isHalted === this.#since.has(symbol)) return;
		if (isHalted) this.#since.set(symbol, at);
		else this.#since.delete(symbol);
		this.#tell(symbol, isHalted);
	}

	/** A trade was made. */
	traded(symbol: string, at: Instant): void {
		const since = this.#since.get(symbol);
		if (since !== undefined && at - since > tradesAgainAfter) this.say(symbol, false, at);
	}

	/** Forgets all but these. */
	keep(symbols: ReadonlySet<string>): void {
		for (const symbol of this.#since.keys()) if (!symbols.has(symbol)) this.#since.delete(symbol);
	}
}
