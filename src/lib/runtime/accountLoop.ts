import type { AccountReading } from '../domain/accountReading.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Broker, ReadingFault } from '../ports/broker.ts';
import type { Clock } from '../ports/clock.ts';

/** What an account is read with, again and again. */
export interface AccountLoopSetup {
	readonly clock: Clock;
	readonly broker: Pick<Broker, 'read' | 'glance'>;
	/** From when on the book has to be told what happened. */
	readonly since: () => Instant;
	/** Compares the book with a reading; resolves once what came of it is in the journal. */
	readonly take: (reading: AccountReading) => Promise<void>;
	/** Whether the account says by itself when something happens to an order. */
	readonly isHeard: () => boolean;
	readonly hasOpenOrders: () => boolean;
	/** Told when there is something new to show. */
	readonly onChange: () => void;
}

/** An account is read at least this often, in milliseconds. */
const readEvery = 30_000;
/** How often is looked whether something is new, while orders are open and nobody would say so. */
const glanceEvery = 2_000;
/** What is said of orders within this time is read once. */
const soon = 200;
/** After a failed reading the next one waits, longer each time. */
const firstPause = 2_000;
const tickEvery = 1_000;
/** A longer gap than this between two looks at the clock was a sleep. */
const asleep = 5_000;

/**
 * Reads an account whenever it may have moved: at the start, when it says so, after a sleep, at a glance while orders are open, and every
 * 30 s. One reading at a time; one that failed says nothing about what is held.
 */
export class AccountLoop {
	readonly #setup: AccountLoopSetup;
	#readAt: Instant;
	#glanceAt: Instant;
	#tickAt: Instant;
	#failures = 0;
	#comparedAt: Instant | null = null;
	#problem: string | null = null;
	#isReading = false;
	/** How much waits for its turn or has it. */
	#underWay = 0;
	#isRung = false;
	#isClosed = false;
	/** What goes on with the account: one thing after another. */
	#turn: Promise<unknown> = Promise.resolve();
	#stopTimer: () => void = () => undefined;

	constructor(setup: AccountLoopSetup) {
		this.#setup = setup;
		this.#readAt = this.#glanceAt = this.#tickAt = setup.clock.now();
	}

	/** When book and account were compared last, and will be next, and why the last reading failed. */
	get view() {
		return {
			comparedAt: this.#comparedAt,
			nextAt: this.#isClosed ? null : this.#readAt,
			problem: this.#problem
		};
	}

	start(): void {
		this.#tick();
	}

	/** Something has happened at the account: it is read soon. */
	ring(): void {
		if (this.#isReading) this.#isRung = true;
		// What fails is not asked sooner for it.
		else if (this.#failures === 0) this.#readAt = Math.min(this.#readAt, this.#setup.clock.now() + soon);
		this.#plan();
	}

	/** Reads the account now; resolves once the book was compared with it. */
	readNow(): Promise<Result<null, ReadingFault>> {
		return this.#inTurn(() => this.#read());
	}

	/** Resolves when nothing of it goes on any more. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#stopTimer();
		await this.#turn;
	}

	#inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
		this.#underWay++;
		const mine = this.#turn.then(work).finally(() => this.#underWay--);
		this.#turn = mine.catch(() => undefined);
		return mine;
	}

	#plan(): void {
		this.#stopTimer();
		if (this.#isClosed) return;
		const { clock } = this.#setup;
		const now = clock.now();
		const due = this.#watches() ? Math.min(this.#readAt, this.#glanceAt) : this.#readAt;
		const isBusy = this.#underWay > 0;
		this.#tickAt = isBusy ? now + tickEvery : Math.min(Math.max(due, now), now + tickEvery);
		this.#stopTimer = clock.after(this.#tickAt - now, () => this.#tick());
	}

	#tick(): void {
		const now = this.#setup.clock.now();
		if (now - this.#tickAt > asleep) this.#readAt = now;
		const isReadDue = this.#readAt <= now;
		if (this.#underWay > 0) return this.#plan();
		if (!isReadDue && !(this.#watches() && this.#glanceAt <= now)) return this.#plan();
		const work = (): Promise<unknown> => (isReadDue ? this.#read() : this.#glance());
		void this.#inTurn(work).finally(() => this.#plan());
	}

	#watches(): boolean {
		return this.#setup.hasOpenOrders() && !this.#setup.isHeard();
	}

	async #glance(): Promise<void> {
		const { broker, clock } = this.#setup;
		this.#glanceAt = clock.now() + glanceEvery;
		const seen = await broker.glance().catch(faultOf);
		if (this.#isClosed) return;
		// What cannot be seen may well be something.
		if (!seen.ok || seen.value.isNew) await this.#read();
	}

	async #read(): Promise<Result<null, ReadingFault>> {
		if (this.#isClosed) return failed({ message: 'The book was closed.' });
		const { broker, clock, since, onChange } = this.#setup;
		this.#isReading = true;
		this.#isRung = false;
		this.#glanceAt = clock.now() + glanceEvery;
		const read = await broker.read(since()).catch(faultOf);
		if (this.#isClosed) return failed({ message: 'The book was closed.' });
		if (read.ok) await this.#setup.take(read.value);
		this.#isReading = false;
		const now = clock.now();
		this.#failures = read.ok ? 0 : this.#failures + 1;
		this.#problem = read.ok ? null : read.error.message;
		if (read.ok) this.#comparedAt = now;
		this.#readAt = now + (read.ok ? (this.#isRung ? soon : readEvery) : pauseAfter(this.#failures));
		if (!read.ok) this.#glanceAt = this.#readAt;
		onChange();
		return read.ok ? ok(null) : read;
	}
}

function pauseAfter(failures: number): number {
	return Math.min(readEvery, firstPause * 2 ** (failures - 1));
}

function faultOf(error: unknown): { readonly ok: false; readonly error: ReadingFault } {
	return { ok: false, error: { message: error instanceof Error ? error.message : String(error) } };
}
