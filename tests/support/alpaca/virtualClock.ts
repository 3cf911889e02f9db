import type { Clock } from '../../../src/lib/ports/clock.ts';

/** A clock that a test moves; what waits is called in the order of its time. */
export class VirtualClock implements Clock {
	#now: number;
	#waiting: { at: number; readonly call: () => void }[] = [];

	constructor(now = Date.parse('2026-11-24T15:00:00Z')) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	after(milliseconds: number, call: () => void): () => void {
		const one = { at: this.#now + Math.max(0, milliseconds), call };
		this.#waiting.push(one);
		return () => {
			this.#waiting = this.#waiting.filter((other) => other !== one);
		};
	}

	/** How many calls wait. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/** Moves on, call by call; between them everything that was resolved gets its turn. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.#now + milliseconds;
		await settle();
		for (;;) {
			const next = this.#waiting.reduce<{ at: number; call: () => void } | null>(
				(first, one) => (one.at <= end && (first === null || one.at < first.at) ? one : first),
				null
			);
			if (next === null) break;
			this.#waiting = this.#waiting.filter((one) => one !== next);
			this.#now = Math.max(this.#now, next.at);
			next.call();
			await settle();
		}
		this.#now = end;
		await settle();
	}
}

/** Lets promises that are resolved run on. */
export async function settle(): Promise<void> {
	for (let n = 0; n < 20; n++) await Promise.resolve();
}
