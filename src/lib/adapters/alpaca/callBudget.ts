import type { Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';

/** What a call is for, the most urgent first. */
const callPriorities = ['cancel', 'exit', 'entry', 'reconcile', 'prices'] as const;
/** What a call is for: it decides who goes first when calls are short. */
export type CallPriority = (typeof callPriorities)[number];

/** How many calls are let out. */
export interface BudgetLimits {
	/** The most calls in any minute. */
	readonly perMinute: number;
	/** How many of them calls of a kind leave to more urgent ones, so that what comes in great number holds up nothing of those. */
	readonly leaves: Readonly<Record<CallPriority, number>>;
}

/** The limit of Alpaca's accounts is 200 calls a minute, shared by all that use the key; some are left to others. */
export const paperLimits: BudgetLimits = {
	perMinute: 180,
	leaves: { cancel: 0, exit: 15, entry: 30, reconcile: 60, prices: 60 }
};

/** How the calls of the last minute stand. */
export interface BudgetState {
	readonly used: number;
	readonly perMinute: number;
	readonly waiting: number;
	/** Until when nothing is sent because the venue asked for a rest; null when it did not. */
	readonly restsUntil: Instant | null;
}

interface Waiting {
	readonly rank: number;
	readonly priority: CallPriority;
	readonly isWanted: () => boolean;
	readonly go: (may: boolean) => void;
}

const minute = 60_000;
const shortestRest = 2_000;

/**
 * Lets calls out one after another: the most urgent first, and never more in any minute than allowed. `chance` gives numbers from 0
 * to below 1 and spreads the ends of rests, so that tabs and tools do not all come back at once.
 */
export class CallBudget {
	readonly #sent: Instant[] = [];
	readonly #waiting: Waiting[] = [];
	#restsUntil = -Infinity;
	#overruns = 0;
	#stopTimer: (() => void) | null = null;

	readonly #clock: Clock;
	readonly #limits: BudgetLimits;
	readonly #chance: () => number;

	constructor(clock: Clock, limits: BudgetLimits, chance: () => number) {
		this.#clock = clock;
		this.#limits = limits;
		this.#chance = chance;
	}

	/** Waits for its turn; false when it was taken back before, or is not wanted any more by then. */
	turn(priority: CallPriority, signal?: AbortSignal, isWanted: () => boolean = () => true): Promise<boolean> {
		if (signal?.aborted === true) return Promise.resolve(false);
		return new Promise((resolve) => {
			const rank = callPriorities.indexOf(priority);
			const onAbort = (): void => {
				this.#takeBack(one);
			};
			const one: Waiting = {
				...{ rank, priority, isWanted },
				go(may) {
					signal?.removeEventListener('abort', onAbort);
					resolve(may);
				}
			};
			signal?.addEventListener('abort', onAbort);
			const place = this.#waiting.findIndex((other) => other.rank > rank);
			this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, one);
			this.#letOut();
		});
	}

	/** Takes back at once what waits and is not wanted any more; what waits behind it may go sooner. */
	recheck(): void {
		const over = this.#waiting.filter(({ isWanted }) => !isWanted());
		for (const one of over) this.#waiting.splice(this.#waiting.indexOf(one), 1);
		for (const one of over) one.go(false);
		if (over.length > 0) this.#letOut();
	}

	/** The venue has said that there were too many: nothing is sent for a while, longer each time. */
	overrun(): void {
		const rest = Math.min(minute, shortestRest * 2 ** this.#overruns);
		this.#overruns++;
		this.#restsUntil = Math.max(this.#restsUntil, this.#clock.now() + rest * (1 + this.#chance() / 2));
		this.#letOut();
	}

	/** A call was answered: the next overrun rests as short as the first. */
	answered(): void {
		this.#overruns = 0;
	}

	state(): BudgetState {
		const now = this.#clock.now();
		this.#forget(now);
		return {
			used: this.#sent.length,
			perMinute: this.#limits.perMinute,
			waiting: this.#waiting.length,
			restsUntil: this.#restsUntil > now ? this.#restsUntil : null
		};
	}

	#letOut(): void {
		this.#stopTimer?.();
		this.#stopTimer = null;
		const now = this.#clock.now();
		this.#forget(now);
		for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
			if (!next.isWanted()) {
				this.#waiting.shift();
				next.go(false);
				continue;
			}
			const at = this.#freeAt(next.priority, now);
			if (at > now) {
				this.#stopTimer = this.#clock.after(at - now, () => {
					this.#letOut();
				});
				return;
			}
			this.#waiting.shift();
			this.#sent.push(now);
			next.go(true);
		}
	}

	/** When the next call of this kind may go, as things stand. */
	#freeAt(priority: CallPriority, now: Instant): Instant {
		const most = this.#limits.perMinute - this.#limits.leaves[priority];
		const blocking = this.#sent[this.#sent.length - most];
		return Math.max(this.#restsUntil, blocking === undefined ? now : blocking + minute);
	}

	#takeBack(one: Waiting): void {
		const place = this.#waiting.indexOf(one);
		if (place === -1) return;
		this.#waiting.splice(place, 1);
		one.go(false);
		this.#letOut();
	}

	#forget(now: Instant): void {
		while (this.#sent.length > 0 && (this.#sent[0] ?? now) <= now - minute) this.#sent.shift();
	}
}
