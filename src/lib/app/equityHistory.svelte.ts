import type { EquityCurveView } from '../contract/deskView.ts';
import type { CurveRange } from '../domain/curveRange.ts';
import { millisecondsPerMinute, type Instant } from '../domain/time.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** Which curve is looked at; `bookId` because another book has another one. */
export interface CurveChoice {
	readonly bookId: string;
	readonly range: CurveRange;
}

/** A curve goes on being asked for this often at most, milliseconds. */
const refreshesEvery = 1000;

/** The equity curve for a page: asked for at once, and again when a minute of the book has passed. */
export class EquityHistory {
	#shown = $state.raw<EquityCurveView | null>(null);
	#fault = $state('');
	readonly #ask: DeskClient['ask'];
	#choice: CurveChoice | null = null;
	#isAsking = false;
	#askedAt = -Infinity;
	/** The book's clock when it was asked for last. */
	#askedOf = NaN;
	#now = NaN;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(ask: DeskClient['ask']) {
		this.#ask = ask;
	}

	/** The curve that was asked for last, the one before until it has come; null before the first. */
	get shown(): EquityCurveView | null {
		return this.#shown;
	}
	/** Why nothing is known. */
	get fault(): string {
		return this.#fault;
	}

	/** Goes on with a choice as the book's clock stands: another one is asked for at once, the same when it is time. */
	follow = (choice: CurveChoice, now: Instant): void => {
		const before = this.#choice;
		if (before?.bookId !== choice.bookId || before.range !== choice.range) {
			if (before?.bookId !== choice.bookId) this.#shown = null;
			this.#choice = choice;
			this.#isAsking = false;
			void this.#refresh(choice, now);
			return;
		}
		this.#now = now;
		if (minuteOf(now) === minuteOf(this.#askedOf) || this.#timer !== undefined) return;
		const wait = refreshesEvery - (performance.now() - this.#askedAt);
		if (!this.#isAsking && wait <= 0) void this.#refresh(before, now);
		// The clock may stand still from here on, and then nobody says so again.
		else this.#timer = setTimeout(this.#goOn, Math.max(wait, refreshesEvery / 10));
	};

	readonly #goOn = (): void => {
		this.#timer = undefined;
		if (this.#choice !== null) this.follow(this.#choice, this.#now);
	};

	async #refresh(choice: CurveChoice, now: Instant): Promise<void> {
		this.#isAsking = true;
		[this.#askedAt, this.#askedOf] = [performance.now(), now];
		const answer = await this.#ask('equityCurve', { range: choice.range });
		if (this.#choice !== choice) return;
		this.#isAsking = false;
		this.#fault = answer.ok ? '' : answer.error.message;
		if (answer.ok) this.#shown = answer.value;
	}
}

const minuteOf = (at: Instant): number => Math.floor(at / millisecondsPerMinute);
