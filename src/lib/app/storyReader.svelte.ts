import type { CandlesView } from '../contract/candles.ts';
import type { DeskView } from '../contract/deskView.ts';
import type { StoryAnswer } from '../contract/storyView.ts';
import type { DeskClient } from './deskClient.svelte.ts';
import { spanOfPosition } from './format/storySpan.ts';

/** A story as the page has it: told, in another book, or not to be found, and why. */
type Told = StoryAnswer | { readonly type: 'unknown'; readonly message: string };

/** Candles around the position of a story. */
interface StoryCandles {
	readonly size: CandlesView['size'];
	readonly candles: CandlesView;
}

/** What an address names, and the book that is open. */
export interface StoryChoice {
	readonly openBook: string;
	readonly book: string | null;
	readonly order: string | null;
	readonly decision: string | null;
}

/** What of the desk says whether there is more to tell. */
type StoryDesk = Pick<DeskView, 'seq' | 'feed' | 'books'>;

/** The same story is asked for this often at most, milliseconds. */
const refreshesEvery = 1000;

/**
 * The story that an address names, with the candles around it: asked for one question at a time, and again as long as
 * there may be more to tell.
 */
export class StoryReader {
	#found = $state.raw<{ readonly told: Told; readonly charted: StoryCandles | null } | null>(null);
	readonly #ask: DeskClient['ask'];
	#choice: StoryChoice | null = null;
	#view: StoryDesk = { seq: 0, feed: [], books: [] };
	#isAsking = false;
	#askedAt = -Infinity;
	#askedSeq = 0;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(desk: Pick<DeskClient, 'ask'>) {
		this.#ask = desk.ask;
	}

	/** What is known; null while it is asked for. */
	get told(): Told | null {
		return this.#found?.told ?? null;
	}
	/** The prices around what is told; null where it traded in no position, or they cannot be had. */
	get charted(): StoryCandles | null {
		return this.#found?.charted ?? null;
	}

	/** Goes on with a choice as the desk moves: another one is asked for at once, the same when it is time. */
	follow = (choice: StoryChoice, view: StoryDesk): void => {
		this.#view = view;
		if (this.#choice === null || !isSame(this.#choice, choice)) {
			this.stop();
			this.#choice = choice;
			this.#found = null;
			void this.#read(choice);
			return;
		}
		this.#readSoon(this.#choice);
	};

	stop = (): void => {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	};

	#readSoon(choice: StoryChoice): void {
		if (this.#isAsking || this.#timer !== null || !this.#hasMore()) return;
		const wait = Math.max(0, this.#askedAt + refreshesEvery - performance.now());
		this.#timer = setTimeout(() => {
			this.#timer = null;
			void this.#read(choice);
		}, wait);
	}

	/** Whether something happened since the last question that the story may tell. */
	#hasMore(): boolean {
		const told = this.told;
		if (told === null) return false;
		const { seq, feed, books } = this.#view;
		// A book that was deleted meanwhile has it no more.
		if (told.type === 'elsewhere') return !books.some(({ id }) => id === told.book.id);
		// What could not be told may be told later.
		if (told.type === 'unknown' || !told.isEnded) return seq !== this.#askedSeq;
		// What was held lives on after its order.
		return (feed.find(({ symbol }) => symbol === told.symbol)?.seq ?? 0) > this.#askedSeq;
	}

	async #read(choice: StoryChoice): Promise<void> {
		this.#isAsking = true;
		this.#askedAt = performance.now();
		this.#askedSeq = this.#view.seq;
		const told = await this.#readStory(choice);
		if (this.#choice !== choice) return;
		const charted = await this.#readCandles(told);
		if (this.#choice !== choice) return;
		this.#found = { told, charted };
		this.#isAsking = false;
		this.#readSoon(choice);
	}

	async #readStory({ order, decision }: StoryChoice): Promise<Told> {
		if (order === null && decision === null) {
			return { type: 'unknown', message: 'The address names no order and no decision.' };
		}
		const answer = await this.#ask('story', order === null ? { decision: decision ?? '' } : { order });
		return answer.ok ? answer.value : { type: 'unknown', message: answer.error.message };
	}

	async #readCandles(told: Told): Promise<StoryCandles | null> {
		if (told.type !== 'story' || told.position === null) return null;
		const span = spanOfPosition(told.position);
		const answer = await this.#ask('candles', { symbol: told.symbol, ...span });
		return answer.ok ? { size: span.size, candles: answer.value } : null;
	}
}

function isSame(one: StoryChoice, other: StoryChoice): boolean {
	return (
		one.openBook === other.openBook &&
		one.book === other.book &&
		one.order === other.order &&
		one.decision === other.decision
	);
}
