import type { NewsView } from '../contract/news.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** News are asked for this often at most, and sooner while they are being read; milliseconds. */
const [refreshesEvery, looksAgainAfter] = [2_000, 1_000];

const nothing: NewsView = { articles: [], readAt: null, isReading: false, problem: '' };

/** What is written about a symbol, for a page. */
export class NewsReader {
	#shown = $state.raw<NewsView | null>(null);
	readonly #ask: DeskClient['ask'];
	#isAsking = false;
	#askedAt = -Infinity;

	constructor(ask: DeskClient['ask']) {
		this.#ask = ask;
	}

	/** What is known by now; null while it is asked for first. */
	get shown(): NewsView | null {
		return this.#shown;
	}

	/** Asks again when it is time. */
	follow = (symbol: string): void => {
		const wait = this.#shown?.isReading === false ? refreshesEvery : looksAgainAfter;
		if (!this.#isAsking && performance.now() - this.#askedAt >= wait) void this.#refresh(symbol);
	};

	async #refresh(symbol: string): Promise<void> {
		this.#isAsking = true;
		this.#askedAt = performance.now();
		const answer = await this.#ask('news', { symbol });
		this.#isAsking = false;
		this.#shown = answer.ok
			? answer.value
			: { ...(this.#shown ?? nothing), isReading: false, problem: answer.error.message };
	}
}
