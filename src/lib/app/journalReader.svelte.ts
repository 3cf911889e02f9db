import type { JournalEntryView, JournalFound, JournalQuery } from '../contract/journalSearch.ts';
import type { JournalLine } from '../contract/deskView.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** What a person looks for; empty texts are not looked at. */
export interface JournalFilter {
	readonly text: string;
	readonly symbol: string;
	readonly kind: JournalQuery['kind'] | '';
	readonly day: string;
}

/** How the journal is read at first: a minute's sample of equity would hide what was done. */
export const firstFilter: JournalFilter = { text: '', symbol: '', kind: 'acts', day: '' };

const longestShown = 40;

/** The number of an entry as an address says it, or what it says instead. */
export function readSeq(text: string): number | string {
	const seq = /^\d+$/.test(text) ? Number(text) : NaN;
	return Number.isSafeInteger(seq) && seq > 0 ? seq : text.slice(0, longestShown);
}

/** How many lines are looked for at a time. */
const linesWanted = 100;

/** The journal of the book as it is read: newest first, slice by slice, as far back as was asked for. */
export class JournalReader {
	#lines = $state.raw<readonly JournalLine[]>([]);
	#reached = $state.raw<JournalFound['reached']>(null);
	#phase = $state<'searching' | 'resting' | 'stopped' | 'done'>('searching');
	#fault = $state<string | null>(null);
	readonly #desk: Pick<DeskClient, 'ask'>;
	#filter: JournalFilter = firstFilter;
	#newest = 0;
	/** The search under way; what comes back to an older one is not shown. */
	#run = 0;
	#isRefreshing = false;

	constructor(desk: Pick<DeskClient, 'ask'>) {
		this.#desk = desk;
	}

	/** What was found, the newest first. */
	get lines(): readonly JournalLine[] {
		return this.#lines;
	}
	/** How far back the search got. */
	get reached(): JournalFound['reached'] {
		return this.#reached;
	}
	/** `resting` goes on when more is wanted, `stopped` when a person says so. */
	get phase(): 'searching' | 'resting' | 'stopped' | 'done' {
		return this.#phase;
	}
	get fault(): string | null {
		return this.#fault;
	}

	/** Begins anew from the newest entry. */
	search = async (filter: JournalFilter): Promise<void> => {
		// A copy: the same words asked for again are another search.
		this.#filter = { ...filter };
		this.#lines = [];
		this.#reached = null;
		this.#fault = null;
		this.#newest = 0;
		await this.#goBack();
	};

	/** Goes further back, unless that is under way or there is nothing more. */
	more = async (): Promise<void> => {
		if (this.#phase === 'resting' || this.#phase === 'stopped') await this.#goBack();
	};

	stop = (): void => {
		if (this.#phase !== 'searching') return;
		this.#run++;
		this.#phase = 'stopped';
	};

	/** Puts what has been written since before the rest. */
	refresh = async (): Promise<void> => {
		if (this.#isRefreshing || this.#newest === 0) return;
		this.#isRefreshing = true;
		const filter = this.#filter;
		const found = await this.#slices(
			filter,
			{ after: this.#newest },
			Infinity,
			() => filter === this.#filter
		);
		this.#isRefreshing = false;
		if (found === null) return;
		this.#newest = Math.max(this.#newest, found.newest);
		if (found.lines.length > 0) this.#lines = [...found.lines, ...this.#lines];
	};

	/** An entry as it was written, or why there is none. */
	entry = async (seq: number): Promise<JournalEntryView | string> => {
		const answer = await this.#desk.ask('journalEntry', { seq });
		return answer.ok ? answer.value : answer.error.message;
	};

	async #goBack(): Promise<void> {
		const run = ++this.#run;
		this.#phase = 'searching';
		const before = this.#reached === null ? {} : { before: this.#reached.seq };
		const isCurrent = (): boolean => run === this.#run;
		const found = await this.#slices(this.#filter, before, linesWanted, isCurrent, (slice) => {
			this.#lines = [...this.#lines, ...slice.lines];
			this.#reached = slice.reached ?? this.#reached;
			this.#newest = Math.max(this.#newest, slice.newest);
		});
		if (isCurrent()) this.#phase = found?.isDone === false ? 'resting' : 'done';
	}

	/** Asks slice after slice until enough is found or nothing is left; null when it was given up or refused. */
	async #slices(
		{ text, symbol, kind, day }: JournalFilter,
		place: Pick<JournalQuery, 'before' | 'after'>,
		wanted: number,
		isCurrent: () => boolean,
		take: (slice: JournalFound) => void = () => undefined
	): Promise<{ lines: readonly JournalLine[]; newest: number; isDone: boolean } | null> {
		const filter = {
			...(text.trim() === '' ? {} : { text: text.trim() }),
			...(symbol === '' ? {} : { symbol }),
			...(kind === '' || kind === undefined ? {} : { kind }),
			...(day === '' ? {} : { day })
		};
		let lines: readonly JournalLine[] = [];
		let newest = 0;
		for (let from = place; ;) {
			const answer = await this.#desk.ask('journalSearch', { ...filter, ...from, limit: linesWanted });
			if (!isCurrent()) return null;
			if (!answer.ok) {
				this.#fault = answer.error.message;
				return null;
			}
			const slice = answer.value;
			take(slice);
			lines = [...lines, ...slice.lines];
			newest = Math.max(newest, slice.newest);
			if (slice.isDone || slice.reached === null) return { lines, newest, isDone: true };
			if (lines.length >= wanted) return { lines, newest, isDone: false };
			from = { ...from, before: slice.reached.seq };
		}
	}
}
