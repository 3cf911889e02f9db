import { readAsk } from '../../lib/contract/askSchemas.ts';
import type {
	Answer,
	DeskRequests,
	DeskTrouble,
	RequestFault,
	RequestName
} from '../../lib/contract/deskApi.ts';
import type { DeskView } from '../../lib/contract/deskView.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { BookRecord, Books } from '../../lib/ports/books.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { StopReason } from '../../lib/runtime/runnerSetup.ts';
import type { AccountDesk } from './accountDesk.ts';
import { createAccountParts } from './accountParts.ts';
import type { AlpacaConnection } from './alpacaConnection.ts';
import { BookSeat, type Seated } from './bookSeat.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { choicesOf, pictureOf } from './deskPicture.ts';
import type { DeskAssets } from './deskAssets.ts';
import type { DeskPrices } from './deskPrices.ts';
import { createDeskTasks, type DeskTasks } from './deskTasks.ts';
import { haltBook } from './haltBook.ts';
import { HaltFile } from './haltFile.ts';
import { missedText } from './missedText.ts';
import type { SessionSetup } from './sessionSetup.ts';
import { createPacer, tickEvery, type Pacer } from './pacer.ts';
import { changesBook, worksStopped } from './requestKinds.ts';
import { requestHandlers } from './requestHandlers.ts';
import type { RunningBook } from './runningBook.ts';
import { brokenTrouble, stopTrouble } from './troubles.ts';

/** The least wall time between two pictures that nobody waits for, in milliseconds. */
const showEvery = 50;

/** The desk of a leader: what can be asked of it, and the pictures it shows. */
export class DeskSession implements DeskContext {
	readonly journal: Journal;
	readonly books: Books;
	readonly epoch: number;
	readonly wall: () => Instant;
	readonly newId: () => string;
	readonly newSeed: () => number;
	readonly #setup: SessionSetup;
	readonly #seat: BookSeat;
	readonly #pacer: Pacer;
	readonly haltFile: HaltFile;
	readonly connection: AlpacaConnection;
	readonly account: AccountDesk;
	readonly assets: DeskAssets;
	readonly prices: DeskPrices;
	readonly clock: Clock;
	readonly #tasks: DeskTasks;
	#listed: readonly string[] = [];
	#trouble: DeskTrouble | null = null;
	#stoppedBy: 'engine' | 'storage' = 'engine';
	#missed: string | null = null;
	#view: DeskView | null = null;
	#shownAt = -Infinity;
	#isChanged = false;
	#stopTicks: (() => void) | null = null;
	#isClosed = false;

	constructor(setup: SessionSetup) {
		this.#setup = setup;
		({ journal: this.journal, books: this.books, epoch: this.epoch } = setup);
		({ wall: this.wall, newId: this.newId, newSeed: this.newSeed } = setup);
		this.#pacer = createPacer(setup.wall);
		this.#tasks = createDeskTasks(setup, () => this.show());
		const { books, epoch, wall } = setup;
		this.haltFile = new HaltFile({
			...{ books, epoch, wall },
			onHalt: (reason) => haltBook(this.#seat.running, 'file', reason),
			onRead: () => this.show()
		});
		this.clock = setup.alpaca.clock;
		const parts = createAccountParts(setup, { running: () => this.#seat.running, show: () => this.show() });
		({ connection: this.connection, account: this.account } = parts);
		({ prices: this.prices, assets: this.assets } = parts);
		this.#seat = new BookSeat({
			...setup,
			nameOf: (symbol) => this.assets.nameOf(symbol),
			replay: (work) =>
				this.#tasks.within('replay', (progress) =>
					// A desk that is closed meanwhile does not finish it.
					work(async (done, total) => (await progress(done, total)) || this.#isClosed)
				),
			onOpened: (running) => this.#haltOpened(running).then(() => this.account.opened(running)),
			onClosing: () => this.account.closing(),
			brokerFor: () => this.account.brokerFor(),
			onSettled: (hasAnswered) => this.#settled(hasAnswered),
			onStopped: (why) => this.#stopped(why)
		});
	}

	readonly list = (): readonly BookRecord[] => this.#seat.records;
	readonly chosen = (): BookId | null => this.#seat.chosen;
	readonly listed = (): readonly string[] => this.#listed;
	readonly task: DeskContext['task'] = (what, work) => this.#tasks.run(what, work);
	readonly cancelTask = (): boolean => this.#tasks.cancel();
	readonly setListed = (symbols: readonly string[]): void => {
		this.#listed = symbols;
		this.show();
	};

	/** Opens the chosen book, or a first one of the generated market when there is none. */
	async start(): Promise<void> {
		await this.haltFile.open();
		await this.connection.open();
		await this.#seated(await this.#seat.start(this.#tasks.view() === null));
		this.#stopTicks ??= this.#setup.every(tickEvery, () => this.#tick());
	}

	/** Tries again after a trouble; a desk that had stopped by itself comes back halted, its clock paused. */
	async retry(): Promise<void> {
		const before = this.#trouble;
		const by = this.#stoppedBy;
		await this.start();
		const running = this.#seat.running;
		if (before === null || running === null || this.#trouble !== null) return;
		if (running.readOnlyBecause !== null) return;
		await running.runner.setPace(running.runner.live().speed, true);
		await haltBook(running, by, `${before.title.toLowerCase()} before`);
		this.show();
	}

	/** Answers a request; what breaks on the way is a refusal, never an exception. */
	async ask<Name extends RequestName>(name: Name, ask: DeskRequests[Name]['ask']): Promise<Answer<Name>> {
		const read = readAsk(name, ask);
		if (!read.ok) return read;
		// While a book is being opened or rebuilt, what is asked of it waits for it; all but a stop waits for the start.
		const waits = !worksStopped.has(name) || (this.#stopTicks === null && name !== 'cancelTask');
		if (waits) await this.#seat.settled();
		const running = this.#seat.running;
		if (running === null && !worksStopped.has(name)) return refused('No book is running.');
		const readOnlyBecause = running?.readOnlyBecause ?? null;
		if (readOnlyBecause !== null && changesBook.has(name)) return refused(readOnlyBecause);
		try {
			return await requestHandlers[name](this, read.value);
		} catch (error) {
			return refused(error instanceof Error ? error.message : String(error));
		}
	}

	/** Closes the book that runs where it stands. */
	async close(): Promise<void> {
		this.standDown();
		await this.#seat.leave();
	}

	/** Stops at once and shows nothing any more: another leader has taken over. */
	standDown(): void {
		this.#isClosed = true;
		this.#stopTicks?.();
		this.#stopTicks = null;
		void this.account.closing();
		this.prices.close();
		this.connection.close();
	}

	running(): RunningBook {
		const { running } = this.#seat;
		if (running === null) throw new Error('No book is running.');
		return running;
	}

	async refresh(): Promise<void> {
		await this.#seat.refresh();
		this.#showNow();
	}

	async switchTo(id: BookId): Promise<Result<null, RequestFault>> {
		const before = this.#seat.running;
		await this.account.holdBack('another book is shown');
		const seated = await this.#seat.switchTo(id);
		// A book that is gone leaves the one that runs alone.
		if (seated.ok || before === null || this.#seat.running !== before) await this.#seated(seated);
		return seated.ok ? ok(null) : refused(`${seated.error.title}: ${seated.error.message}`);
	}

	async changeBook(
		id: BookId,
		change: Partial<Pick<BookRecord, 'name' | 'status'>>
	): Promise<Result<null, RequestFault>> {
		const changed = await this.#seat.change(id, change);
		this.#showNow();
		return changed;
	}

	async removeBook(id: BookId): Promise<Result<null, RequestFault>> {
		const shown = this.#seat.running;
		const { done, seated } = await this.#seat.remove(id);
		if (this.#seat.running !== shown || !seated.ok) await this.#seated(seated);
		this.#showNow();
		return done;
	}

	async suspended<Value>(work: () => Promise<Value>): Promise<Result<Value, RequestFault>> {
		const done = await this.#seat.suspended(work);
		await this.#seated(done.ok ? ok(null) : done);
		return done.ok ? done : refused(done.error.message);
	}

	/** Shows what has changed as soon as a picture is due. */
	show(): void {
		this.#isChanged = true;
		this.#showWhenDue();
	}

	#showNow(isSettled?: boolean): void {
		this.#shownAt = -Infinity;
		this.#isChanged = true;
		this.#showWhenDue(isSettled);
	}

	/** Takes what came of opening a book. */
	async #seated(seated: Seated): Promise<void> {
		if (!seated.ok) return this.#fail(seated.error);
		this.#trouble = null;
		const running = this.#seat.running;
		if (running === null) return;
		const { instruments } = running.runner.live().state.book;
		const listed = await this.books.watchlist(running.record.id);
		this.#listed =
			(listed.ok ? listed.value : null) ?? instruments.map(({ instrument }) => instrument.symbol);
		this.#missed = missedText(running, this.wall());
		this.#showNow();
	}

	async #haltOpened(running: RunningBook): Promise<void> {
		if (this.#setup.isHalted) await haltBook(running, 'flag', 'the address says halt');
		if (this.haltFile.reason !== null) await haltBook(running, 'file', this.haltFile.reason);
	}

	#tick(): void {
		if (!this.#setup.mayAct()) return;
		this.prices.tick(this.#trouble === null ? this.#seat.running : null, this.#listed);
		if (this.#seat.running !== null && this.#trouble === null) this.#pacer.tick(this.#seat.running);
		void this.haltFile.tick();
		this.#showWhenDue();
	}

	/** What was asked for is seen before its answer. */
	#settled(hasAnswered: boolean): void {
		this.account.settled();
		if (hasAnswered) this.#showNow(true);
		else {
			this.#isChanged = true;
			this.#showWhenDue(true);
		}
	}

	/** A picture is made between two passes of the queue, when everything in it is in the journal. */
	#showWhenDue(isSettled = this.#seat.running?.runner.isIdle() ?? true): void {
		if (this.#isClosed || !this.#isChanged || !isSettled || this.wall() - this.#shownAt < showEvery) return;
		this.#shownAt = this.wall();
		this.#isChanged = false;
		try {
			this.#view = this.#makeView();
		} catch (error) {
			this.#trouble ??= brokenTrouble(error);
		}
		this.#setup.onView(this.#view, this.#trouble, this.#tasks.view());
	}

	/** With a trouble the last picture stays, and only what is beside the book goes on. */
	#makeView(): DeskView | null {
		const { running, records, chosen } = this.#seat;
		const task = this.#tasks.view();
		if (this.#trouble === null && running !== null) {
			const haltFile = this.haltFile.view;
			const missed = this.#pacer.unwatched(running) ?? this.#missed;
			return pictureOf(running, {
				...{ records, listed: this.#listed, task, missed, haltFile, readings: this.account.view() },
				priceFeed: this.prices.view(running, this.wall())
			});
		}
		return this.#view === null ? null : { ...this.#view, books: choicesOf(records, chosen), task };
	}

	#stopped(why: StopReason): void {
		this.#stoppedBy = why.type === 'store' ? 'storage' : 'engine';
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
		this.#showNow(true);
	}
}
