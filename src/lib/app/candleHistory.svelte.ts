import type { CandlesView } from '../contract/candles.ts';
import type { CandleSize } from '../domain/candles.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** Which candles are looked at; `bookId` because a symbol of another book has other prices. */
export interface CandleChoice {
	readonly bookId: string;
	readonly symbol: string;
	readonly size: CandleSize;
}

/** Prices go on being asked for this often at most, milliseconds. */
const refreshesEvery = 1000;

/** The candles of a symbol for a page: those so far once, and then what is new. */
export class CandleHistory {
	#shown = $state.raw<CandlesView | null>(null);
	#fault = $state('');
	readonly #ask: DeskClient['ask'];
	#choice: CandleChoice | null = null;
	#isAsking = false;
	#askedAt = -Infinity;
	#isOutgrown = false;

	constructor(ask: DeskClient['ask']) {
		this.#ask = ask;
	}

	/** What is known of the choice; null while it is asked for. */
	get shown(): CandlesView | null {
		return this.#shown;
	}
	/** Why nothing is known. */
	get fault(): string {
		return this.#fault;
	}

	/** Goes on with a choice: another one is asked for at once, the same when it is time. */
	follow = (choice: CandleChoice): void => {
		const before = this.#choice;
		const isSame =
			before?.bookId === choice.bookId && before.symbol === choice.symbol && before.size === choice.size;
		if (!isSame) {
			this.#choice = choice;
			if (before?.bookId !== choice.bookId || before.symbol !== choice.symbol) this.#shown = null;
			this.#askedAt = -Infinity;
			this.#isAsking = false;
		}
		if (!this.#isAsking && performance.now() - this.#askedAt >= refreshesEvery) void this.#refresh(choice);
	};

	async #refresh(choice: CandleChoice): Promise<void> {
		this.#isAsking = true;
		this.#askedAt = performance.now();
		const { symbol, size } = choice;
		const known = this.#shown?.size === size && !this.#isOutgrown ? this.#shown : null;
		const from = known?.at.at(-1);
		const answer = await this.#ask('candles', from === undefined ? { symbol, size } : { symbol, size, from });
		if (this.#choice !== choice && !this.#isFollowed(choice)) return;
		this.#isAsking = false;
		this.#fault = answer.ok ? '' : answer.error.message;
		if (!answer.ok) return;
		this.#shown = from === undefined || known === null ? answer.value : join(known, answer.value);
		// Where more of the past was read, what is shown of it is asked for again.
		this.#isOutgrown = known !== null && known.past?.to !== answer.value.past?.to;
	}

	#isFollowed({ bookId, symbol, size }: CandleChoice): boolean {
		const now = this.#choice;
		return now?.bookId === bookId && now.symbol === symbol && now.size === size;
	}
}

/** The candles known, and in place of the last of them what came since. */
function join(known: CandlesView, news: CandlesView): CandlesView {
	if (news.at.length === 0) return { ...news, ...pick(known, known.at.length) };
	const kept = known.at.findIndex((at) => at >= (news.at[0] ?? NaN));
	const before = pick(known, kept < 0 ? known.at.length : kept);
	const both = (one: Float64Array, other: Float64Array): Float64Array =>
		Float64Array.from([...one, ...other]);
	return {
		...news,
		at: both(before.at, news.at),
		open: both(before.open, news.open),
		high: both(before.high, news.high),
		low: both(before.low, news.low),
		close: both(before.close, news.close)
	};
}

function pick({ at, open, high, low, close }: CandlesView, length: number) {
	const cut = (column: Float64Array): Float64Array => column.slice(0, length);
	return { at: cut(at), open: cut(open), high: cut(high), low: cut(low), close: cut(close) };
}
