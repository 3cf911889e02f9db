import type { JournalLine, TicketPreview } from '../contract/deskView.ts';

/** A preview is asked for when typing rests for so long, and again this often while prices move; milliseconds. */
const restsFor = 120;
const refreshesEvery = 500;

/** What came of a ticket that was sent: in sentences, at an instant of the book's clock. */
export interface DraftAnswer {
	readonly text: string;
	/** It was neither refused nor denied. */
	readonly isTaken: boolean;
	readonly at: number;
	/** The order that came of it; null when none did. */
	readonly orderId: string | null;
	/** Its order goes on: what becomes of it is told later. */
	readonly waits: boolean;
}

/** What became of an order after the ticket was sent. */
export interface DraftOutcome {
	readonly text: string;
	readonly at: number;
}

const outcomes: ReadonlySet<JournalLine['type']> = new Set<JournalLine['type']>([
	...(['OrderFilled', 'OrderCanceled', 'OrderExpired', 'OrderRejected'] as const)
]);

/** What is typed into a ticket, what it would come to, and its sending; what a ticket carries, each kind says. */
export abstract class PreviewedDraft<Draft extends { readonly symbol: string }> {
	#draft: Draft;
	#preview = $state.raw<TicketPreview | null>(null);
	#isSending = $state(false);
	#answer = $state.raw<DraftAnswer | null>(null);
	#outcome = $state.raw<DraftOutcome | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The newest question; an answer to an older one is not shown. */
	#asked = 0;

	constructor(start: Draft) {
		this.#draft = $state.raw(start);
	}

	get draft(): Draft {
		return this.#draft;
	}
	get preview(): TicketPreview | null {
		return this.#preview;
	}
	get isSending(): boolean {
		return this.#isSending;
	}
	/** What came of the ticket sent last. */
	get answer(): DraftAnswer | null {
		return this.#answer;
	}
	/** What its order came to since; null while it waits. */
	get outcome(): DraftOutcome | null {
		return this.#outcome;
	}

	edit = (change: Partial<Draft>): void => {
		this.#draft = { ...this.#draft, ...change };
		this.#answer = null;
		this.#outcome = null;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#askWithin(restsFor);
	};

	/** Takes up a symbol; the prices of one say nothing of another. */
	pick = (symbol: string): void => {
		const isSame = this.#draft.symbol.trim().toUpperCase() === symbol;
		this.edit({ ...(isSame ? {} : this.emptied), symbol } as Partial<Draft>);
	};

	/** Prices moved: the preview is asked for again, but not for each price. */
	refresh = (): void => {
		if (this.#timer === undefined) this.#askWithin(refreshesEvery);
	};

	/** Sends the ticket; what was typed stays until it is taken. */
	send = async (): Promise<void> => {
		if (this.#isSending || this.#draft.symbol.trim() === '') return;
		this.#isSending = true;
		const sent = this.#draft;
		const answer = await this.carry(sent).finally(() => (this.#isSending = false));
		if (answer === null) return;
		// What was typed meanwhile is a ticket of its own.
		if (answer.isTaken && this.#draft === sent) this.edit(this.emptied);
		this.#answer = answer;
		this.#outcome = null;
	};

	/** Takes from the feed, the newest line first, what became of the order that was sent last. */
	follow = (feed: readonly JournalLine[]): void => {
		const { orderId = null, waits = false } = this.#answer ?? {};
		if (orderId === null || !waits) return;
		const line = feed.find((one) => one.orderId === orderId && outcomes.has(one.type));
		if (line !== undefined && line.text !== this.#outcome?.text)
			this.#outcome = { text: line.text, at: line.at };
	};

	/** Ends what waits. */
	stop = (): void => {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#asked++;
	};

	/** What belongs to one ticket alone, empty. */
	protected abstract readonly emptied: Partial<Draft>;
	/** What a draft would come to; null when that is not known. */
	protected abstract look(draft: Draft): Promise<TicketPreview | null>;
	/** Sends a draft; null when nothing was carried out. */
	protected abstract carry(draft: Draft): Promise<DraftAnswer | null>;

	#askWithin(milliseconds: number): void {
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.lookNow();
		}, milliseconds);
	}

	/**
	 * Asks what the draft would come to, without waiting for typing to rest, and resolves to the answer; one that a newer
	 * question has overtaken is not shown.
	 */
	protected async lookNow(): Promise<TicketPreview | null> {
		const asked = ++this.#asked;
		if (this.#draft.symbol.trim() === '') {
			this.#preview = null;
			return null;
		}
		const preview = await this.look(this.#draft);
		if (asked === this.#asked && preview !== null) this.#preview = preview;
		return preview;
	}
}
