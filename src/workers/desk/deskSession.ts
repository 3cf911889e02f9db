import type {
	Answer,
	DeskRequests,
	DeskTrouble,
	RequestFault,
	RequestName
} from '../../lib/contract/deskApi.ts';
import { readAsk } from '../../lib/contract/askSchemas.ts';
import type { DeskView, TaskView } from '../../lib/contract/deskView.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { BookRecord, Books } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { StopReason } from '../../lib/runtime/runnerSetup.ts';
import { deskConfig } from './deskConfig.ts';
import { planGenerated, writeBook } from './bookRequests.ts';
import { refused, type DeskContext, type Progress } from './deskContext.ts';
import { choicesOf, pictureOf } from './deskPicture.ts';
import { createDeskTasks, type DeskTasks } from './deskTasks.ts';
import { createPacer, tickEvery, type Pacer } from './pacer.ts';
import { requestHandlers } from './requestHandlers.ts';
import { runBook, type RunningBook } from './runningBook.ts';
import { missedText } from './missed.ts';
import { openTrouble, stopTrouble, storeTrouble } from './troubles.ts';

/** What a session works with. */
export interface SessionSetup {
	readonly journal: Journal;
	readonly books: Books;
	readonly epoch: number;
	readonly wall: () => Instant;
	readonly breathe: () => Promise<void>;
	/** Whether this is still the leader, its last heartbeat fresh. */
	readonly mayAct: () => boolean;
	readonly newId: () => string;
	readonly newSeed: () => number;
	/** Told what to show, at most once in `showEvery`; `trouble` when the desk has stopped. */
	readonly onView: (view: DeskView | null, trouble: DeskTrouble | null) => void;
	/** Told when another leader has taken over. */
	readonly onStoodDown: () => void;
}

/** The least wall time between two pictures, in milliseconds. */
const showEvery = 50;

/** The desk of a leader: the books of a profile, one of which runs, and everything that can be asked of it. */
export class DeskSession implements DeskContext {
	readonly journal: Journal;
	readonly books: Books;
	readonly epoch: number;
	readonly #setup: SessionSetup;
	readonly #pacer: Pacer;
	readonly #tasks: DeskTasks;
	#records: readonly BookRecord[] = [];
	#chosen: BookId | null = null;
	#running: RunningBook | null = null;
	#listed: readonly string[] = [];
	#trouble: DeskTrouble | null = null;
	#missed: string | null = null;
	#view: DeskView | null = null;
	#shownAt = -Infinity;
	#isChanged = false;
	#timer: ReturnType<typeof setInterval> | null = null;
	#isClosed = false;

	constructor(setup: SessionSetup) {
		this.#setup = setup;
		({ journal: this.journal, books: this.books, epoch: this.epoch } = setup);
		this.#pacer = createPacer(setup.wall);
		this.#tasks = createDeskTasks(setup, () => this.show());
	}

	readonly wall = (): Instant => this.#setup.wall();
	readonly newId = (): string => this.#setup.newId();
	readonly newSeed = (): number => this.#setup.newSeed();
	readonly list = (): readonly BookRecord[] => this.#records;
	readonly chosen = (): BookId | null => this.#chosen;
	readonly listed = (): readonly string[] => this.#listed;
	readonly setListed = (symbols: readonly string[]): void => {
		this.#listed = symbols;
		this.show();
	};

	/** Opens the chosen book, or a first one of the generated market when there is none. */
	async start(): Promise<void> {
		const opened = await this.#openChosen();
		if (!opened.ok) this.#fail(opened.error);
		this.#timer ??= setInterval(() => this.#tick(), tickEvery);
	}

	/** Tries again after a trouble; a desk that had stopped by itself comes back halted, its clock paused. */
	async retry(): Promise<void> {
		const before = this.#trouble;
		this.#trouble = null;
		await this.#closeRunning();
		await this.start();
		if (before === null || this.#running === null || this.#trouble !== null) return;
		const { runner } = this.#running;
		await runner.setPace(runner.live().speed, true);
		await runner.command((at) => [
			{ type: 'SetTradingState', at, state: 'halted', reason: `${before.title.toLowerCase()} before` }
		]);
		this.show();
	}

	/** Answers a request. */
	async ask<Name extends RequestName>(name: Name, ask: DeskRequests[Name]['ask']): Promise<Answer<Name>> {
		const worksStopped: readonly RequestName[] = [
			'exportFile',
			'createBook',
			'chooseBook',
			'deleteBook',
			'cancelTask'
		];
		if (this.#running === null && !worksStopped.includes(name)) return refused('No book is running.');
		const read = readAsk(name, ask);
		return read.ok ? requestHandlers[name](this, read.value) : read;
	}

	/** Closes the book that runs where it stands. */
	async close(): Promise<void> {
		this.#isClosed = true;
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		await this.#closeRunning();
	}

	/** Stops at once and writes nothing any more: another leader has taken over. */
	standDown(): void {
		this.#isClosed = true;
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
	}

	running(): RunningBook {
		if (this.#running === null) throw new Error('no book is running');
		return this.#running;
	}

	async refresh(): Promise<void> {
		const listed = await this.books.list();
		if (listed.ok) this.#records = listed.value;
		this.#showNow();
	}

	async switchTo(id: BookId): Promise<Result<null, RequestFault>> {
		const chosen = await this.books.choose(id, this.epoch);
		if (!chosen.ok) return refused(storeTrouble(chosen.error).message);
		await this.#closeRunning();
		this.#chosen = id;
		this.#trouble = null;
		const opened = await this.#run(id);
		if (opened.ok) return ok(null);
		this.#fail(opened.error);
		return refused(opened.error.message);
	}

	/** Closes the book that runs, to open another or none. */
	async leave(): Promise<void> {
		await this.#closeRunning();
	}

	async suspended<Value>(work: () => Promise<Value>): Promise<Result<Value, RequestFault>> {
		const { record } = this.running();
		await this.#closeRunning();
		const value = await work();
		const opened = await this.#run(record.id);
		if (opened.ok) return ok(value);
		this.#fail(opened.error);
		return refused(opened.error.message);
	}

	task<Value>(
		what: TaskView['what'],
		work: (progress: Progress) => Promise<Result<Value, RequestFault>>
	): Promise<Result<Value, RequestFault>> {
		return this.#tasks.run(what, work);
	}

	readonly cancelTask = (): boolean => this.#tasks.cancel();

	/** Shows what has changed as soon as a picture is due. */
	show(): void {
		this.#isChanged = true;
		this.#showWhenDue();
	}

	#showNow(): void {
		this.#shownAt = -Infinity;
		this.show();
	}

	#tick(): void {
		if (this.#running !== null && this.#trouble === null) this.#pacer.tick(this.#running);
		this.#showWhenDue();
	}

	/** A picture is made between two passes of the queue, when everything in it is in the journal. */
	#showWhenDue(isSettled = this.#running?.runner.isIdle() ?? true): void {
		if (this.#isClosed || !this.#isChanged || !isSettled || this.wall() - this.#shownAt < showEvery) return;
		this.#shownAt = this.wall();
		this.#isChanged = false;
		if (this.#trouble === null && this.#running !== null) this.#view = this.#makeView(this.#running);
		else if (this.#view !== null)
			this.#view = { ...this.#view, books: choicesOf(this.#records, this.#chosen), task: this.#tasks.view() };
		this.#setup.onView(this.#view, this.#trouble);
	}

	#makeView(running: RunningBook): DeskView {
		return pictureOf(running, {
			records: this.#records,
			listed: this.#listed,
			task: this.#tasks.view(),
			missed: this.#missed
		});
	}

	async #openChosen(): Promise<Result<null, DeskTrouble>> {
		const cleared = await this.#clearIncomplete();
		if (!cleared.ok) return cleared;
		const chosen = await this.books.chosen();
		if (!chosen.ok) return failed(storeTrouble(chosen.error));
		const known = this.#records.find(({ id }) => id === chosen.value) ?? this.#records[0];
		if (known !== undefined) return this.#run(known.id);
		const written = await writeBook(this, planGenerated(this, 'First book', deskConfig));
		if (!written.ok) return failed(storeTrouble(written.error));
		const kept = await this.books.choose(written.value.id, this.epoch);
		if (!kept.ok) return failed(storeTrouble(kept.error));
		await this.refresh();
		return this.#run(written.value.id);
	}

	/** What was being created or imported when the last run ended is no book. */
	async #clearIncomplete(): Promise<Result<null, DeskTrouble>> {
		const listed = await this.books.list();
		if (!listed.ok) return failed(storeTrouble(listed.error));
		for (const { id, status } of listed.value) {
			if (status === 'incomplete') await this.books.remove(id, this.epoch);
		}
		this.#records = listed.value.filter(({ status }) => status !== 'incomplete');
		return ok(null);
	}

	async #run(id: BookId): Promise<Result<null, DeskTrouble>> {
		this.#chosen = id;
		const record = this.#records.find((book) => book.id === id);
		if (record === undefined) return failed(openTrouble({ type: 'empty' }));
		const series = await this.books.bars(id);
		if (!series.ok) return failed(storeTrouble(series.error));
		const { journal, epoch, wall, breathe, mayAct } = this.#setup;
		const opened = await runBook({
			...{ record, series: series.value, journal, epoch, wall, breathe, mayAct },
			onSettled: (hasAnswered) => {
				this.#isChanged = true;
				// What was asked for is seen before its answer.
				if (hasAnswered) this.#shownAt = -Infinity;
				this.#showWhenDue(true);
			},
			onStopped: (why) => this.#stopped(why)
		});
		if (!opened.ok) return failed(openTrouble(opened.error));
		await this.#begin(opened.value);
		return ok(null);
	}

	async #begin(running: RunningBook): Promise<void> {
		this.#running = running;
		const { id } = running.record;
		const symbols = running.runner.live().state.book.instruments.map(({ instrument }) => instrument.symbol);
		const listed = await this.books.watchlist(id);
		this.#listed = (listed.ok ? listed.value : null) ?? symbols;
		this.#missed = missedText(running, this.wall());
		this.#showNow();
	}

	#stopped(why: StopReason): void {
		const isStale = why.type === 'store' && why.fault.type === 'stale_epoch';
		if (why.type === 'stood_down' || isStale) {
			this.standDown();
			this.#setup.onStoodDown();
			return;
		}
		const trouble = stopTrouble(why);
		if (trouble !== null) this.#fail(trouble);
	}

	#fail(trouble: DeskTrouble): void {
		this.#trouble = trouble;
		this.#shownAt = -Infinity;
		this.#isChanged = true;
		this.#showWhenDue(true);
	}

	async #closeRunning(): Promise<void> {
		const running = this.#running;
		this.#running = null;
		await running?.runner.close();
	}
}
