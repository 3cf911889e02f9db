import type { DeskTrouble, RequestFault } from '../../lib/contract/deskApi.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { BookRecord, Books } from '../../lib/ports/books.ts';
import type { Broker } from '../../lib/ports/broker.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { StopReason } from '../../lib/runtime/runnerSetup.ts';
import { planGenerated, writeBook } from './bookRequests.ts';
import { runBook, type RunningBook, type RunningSetup } from './runningBook.ts';
import { brokenTrouble, openTrouble, storeTrouble } from './troubles.ts';

/** What the seat works with. */
export interface SeatSetup {
	readonly journal: Journal;
	readonly books: Books;
	readonly epoch: number;
	readonly wall: () => Instant;
	readonly breathe: () => Promise<void>;
	/** The name of a symbol of everybody's market. */
	readonly nameOf: RunningSetup['nameOf'];
	/** Replays the market of a book that is opened; whether it was not stopped. */
	readonly replay: RunningSetup['replay'];
	/** Whether this is still the leader: after a sleep another tab may be, and nothing goes on before that is known. */
	readonly mayAct: () => boolean;
	readonly newId: () => string;
	readonly newSeed: () => number;
	/** Told of a book that is open, before its market runs. */
	readonly onOpened: (running: RunningBook) => Promise<void>;
	/** Told before the book that runs is closed. */
	readonly onClosing: () => Promise<void>;
	/** The broker of a book that stands for an account. */
	readonly brokerFor: () => Broker;
	readonly onSettled: (hasAnswered: boolean) => void;
	readonly onStopped: (why: StopReason) => void;
}

const goneText = 'There is no such book any more.';

/** Whether a book was opened, or what stands in the way. */
export type Seated = Result<null, DeskTrouble>;

/**
 * The books of a profile and the one of them that runs. Opening, closing and changing it happen one after another, however
 * they were asked for: no book is ever run twice, or opened while it is still being closed.
 */
export class BookSeat {
	readonly #setup: SeatSetup;
	#records: readonly BookRecord[] = [];
	#chosen: BookId | null = null;
	#running: RunningBook | null = null;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(setup: SeatSetup) {
		this.#setup = setup;
	}

	get records(): readonly BookRecord[] {
		return this.#records;
	}
	/** The book that is shown, also when it cannot run. */
	get chosen(): BookId | null {
		return this.#chosen;
	}
	get running(): RunningBook | null {
		return this.#running;
	}

	/** Opens the chosen book, or a first one of the generated market; `isFresh` clears away what was left half made. */
	start(isFresh: boolean): Promise<Seated> {
		return this.#inTurn(async () => {
			await this.#close();
			const listed = await this.#list(isFresh);
			return listed.ok ? this.#openChosen() : listed;
		});
	}

	/** Runs another book; the one before is closed where it stands. */
	switchTo(id: BookId): Promise<Seated> {
		return this.#inTurn(async () => {
			await this.refresh();
			// One that was deleted meanwhile is no reason to leave the one that runs.
			if (this.#find(id) === undefined)
				return failed({ ...openTrouble({ type: 'empty' }), message: goneText });
			return this.#choose(id);
		});
	}

	/** Gives a book another name or archives it, as it stands now. */
	change(
		id: BookId,
		change: Partial<Pick<BookRecord, 'name' | 'status'>>
	): Promise<Result<null, RequestFault>> {
		return this.#inTurn(async () => {
			await this.refresh();
			const record = this.#find(id);
			if (record === undefined) return failed({ message: goneText });
			const put = await this.#setup.books.put({ ...record, ...change }, this.#setup.epoch);
			await this.refresh();
			return put.ok ? put : failed({ message: storeTrouble(put.error).message });
		});
	}

	/** Deletes a book with everything in it; when it is the one that is shown, the newest of the others is opened. */
	remove(id: BookId): Promise<{ readonly done: Result<null, RequestFault>; readonly seated: Seated }> {
		return this.#inTurn(async () => {
			await this.refresh();
			const isShown = this.#chosen === id;
			const others = this.#records.filter((one) => one.id !== id && one.status !== 'incomplete');
			const [newest] = others.sort((a, b) => b.createdAt - a.createdAt);
			const refuse = (message: string) => ({ done: failed({ message }), seated: ok(null) });
			if (this.#find(id) === undefined) return refuse(goneText);
			if (newest === undefined) return refuse('This is the only book: open another one first.');
			if (isShown) await this.#close();
			// Before another one is chosen, since a full disk takes nothing but a deletion.
			const removed = await this.#setup.books.remove(id, this.#setup.epoch);
			await this.refresh();
			const next = removed.ok ? newest.id : id;
			const seated = isShown ? await this.#choose(next) : ok(null);
			return {
				done: removed.ok ? ok(null) : failed({ message: storeTrouble(removed.error).message }),
				seated
			};
		});
	}

	/** Resolves when nothing is being opened or closed. */
	async settled(): Promise<void> {
		await this.#turn;
	}

	/** Closes the book that runs and opens none. */
	leave(): Promise<void> {
		return this.#inTurn(() => this.#close());
	}

	/** Does something with the stores of the book that runs while it does not. */
	suspended<Value>(work: () => Promise<Value>): Promise<Result<Value, DeskTrouble>> {
		return this.#inTurn(async () => {
			const before = this.#running;
			await this.#close();
			const value = await work();
			// A replay that a person has stopped is not begun again for this.
			const replay = before?.isThere === false ? () => Promise.resolve(false) : this.#setup.replay;
			const opened = before === null ? ok(null) : await this.#run(before.record.id, replay);
			return opened.ok ? ok(value) : opened;
		});
	}

	/** Reads the list of books anew. */
	async refresh(): Promise<void> {
		const listed = await this.#setup.books.list();
		if (listed.ok) this.#records = listed.value;
	}

	#find(id: BookId): BookRecord | undefined {
		return this.#records.find((book) => book.id === id);
	}

	async #choose(id: BookId): Promise<Seated> {
		await this.#close();
		const chosen = await this.#setup.books.choose(id, this.#setup.epoch);
		return chosen.ok ? this.#run(id) : failed(storeTrouble(chosen.error));
	}

	#inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
		const mine = this.#turn.then(work);
		this.#turn = mine.catch(() => undefined);
		return mine;
	}

	async #list(isFresh: boolean): Promise<Seated> {
		const { books, epoch } = this.#setup;
		const listed = await books.list();
		if (!listed.ok) return failed(storeTrouble(listed.error));
		const halfMade = listed.value.filter(({ status }) => status === 'incomplete');
		if (isFresh) for (const { id } of halfMade) await books.remove(id, epoch);
		this.#records = isFresh ? listed.value.filter(({ status }) => status !== 'incomplete') : listed.value;
		return ok(null);
	}

	async #openChosen(): Promise<Seated> {
		const { books, epoch } = this.#setup;
		const chosen = await books.chosen();
		if (!chosen.ok) return failed(storeTrouble(chosen.error));
		const isOpen = ({ status }: BookRecord): boolean => status === 'open';
		const known = this.#records.find(({ id }) => id === chosen.value) ?? this.#records.find(isOpen);
		if (known !== undefined) return this.#run(known.id);
		const written = await writeBook(this.#setup, planGenerated(this.#setup, 'First book'));
		if (!written.ok) return failed(storeTrouble(written.error));
		const kept = await books.choose(written.value.id, epoch);
		if (!kept.ok) return failed(storeTrouble(kept.error));
		await this.refresh();
		return this.#run(written.value.id);
	}

	/** Opens a book; whatever breaks on the way is a trouble of this book, and others can still be chosen. */
	async #run(id: BookId, replay = this.#setup.replay): Promise<Seated> {
		this.#chosen = id;
		const record = this.#find(id);
		if (record === undefined) return failed(openTrouble({ type: 'empty' }));
		try {
			const series = await this.#setup.books.bars(id);
			if (!series.ok) return failed(storeTrouble(series.error));
			const opened = await runBook({ ...this.#setup, replay, record, series: series.value });
			if (!opened.ok) return failed(openTrouble(opened.error));
			await this.#setup.onOpened(opened.value);
			this.#running = opened.value;
			return ok(null);
		} catch (error) {
			return failed(brokenTrouble(error));
		}
	}

	async #close(): Promise<void> {
		const running = this.#running;
		this.#running = null;
		if (running !== null) await this.#setup.onClosing();
		await running?.runner.close();
	}
}
