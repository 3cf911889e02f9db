import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ApiFault, ApiResult } from './readAnswer.ts';

/** How the reading of a value stands. */
export interface Refresh {
	readonly isReading: boolean;
	/** Why it could not be read the last time. */
	readonly fault: ApiFault | null;
}

/** Reads a value as of an instant; what was read may be joined with what is kept by then. */
export type Reading<Value> = (at: Instant) => Promise<ApiResult<(kept: Value) => Value>>;

interface Kept<Value> {
	view: Value & Refresh;
	askedAt: Instant;
}

/** So many are kept, the ones that were looked at last. */
const mostKept = 12;
const triesAfter = 60_000;

/** The values that were looked at last by their keys, each read behind whoever looks: anew when it is old, and one reading at a time. */
export class RefreshedCache<Value extends object> {
	readonly #clock: Pick<Clock, 'now'>;
	readonly #nothing: Value;
	readonly #agesAfter: number;
	readonly #kept = new Map<string, Kept<Value>>();

	/** `nothing` is what is known before the first reading; a value is old after `agesAfter` milliseconds. */
	constructor(clock: Pick<Clock, 'now'>, nothing: Value, agesAfter: number) {
		this.#clock = clock;
		this.#nothing = nothing;
		this.#agesAfter = agesAfter;
	}

	/** What is known by now. */
	look(key: string, read: Reading<Value>): Value & Refresh {
		const fresh = { view: { ...this.#nothing, isReading: false, fault: null }, askedAt: -Infinity };
		const kept: Kept<Value> = this.#kept.get(key) ?? fresh;
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		const [first = key] = this.#kept.keys();
		if (this.#kept.size > mostKept) this.#kept.delete(first);
		const wait = kept.view.fault === null ? this.#agesAfter : triesAfter;
		const now = this.#clock.now();
		if (!kept.view.isReading && now - kept.askedAt >= wait) void this.#refresh(kept, now, read);
		return kept.view;
	}

	/** Changes what is kept by a key, if it is. */
	change(key: string, change: (kept: Value) => Value): void {
		const kept = this.#kept.get(key);
		if (kept !== undefined) kept.view = { ...kept.view, ...change(kept.view) };
	}

	/** What was looked at last, the latest at the end. */
	keys(): readonly string[] {
		return [...this.#kept.keys()];
	}

	async #refresh(kept: Kept<Value>, at: Instant, read: Reading<Value>): Promise<void> {
		kept.askedAt = at;
		kept.view = { ...kept.view, isReading: true };
		const done = await read(at);
		const { view } = kept;
		kept.view = done.ok
			? { ...done.value(view), isReading: false, fault: null }
			: { ...view, isReading: false, fault: done.error };
	}
}
