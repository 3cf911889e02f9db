import type { Command } from '../domain/commands.ts';
import { failed, ok } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { saveColumns, sendAnew } from '../engine/recovery.ts';
import { runTurn, type Desk } from '../engine/turn.ts';
import type { MarketMark } from '../ports/journal.ts';
import type { PriceSource } from '../ports/priceSource.ts';
import { createBatch, type OpenBatch } from './batch.ts';
import { toCheckpoint, type OpenedBook } from './bookState.ts';
import type { EffectRunner } from './askVenue.ts';
import { createEffectRunner } from './effectRunner.ts';
import { createMarketRun, type MarketRun } from './marketRun.ts';
import type { Job, TakenJob } from './jobs.ts';
import type { CommandResult, LiveBook, RunnerSetup, StopReason } from './runnerSetup.ts';

/** A batch takes inputs for at most this long, in milliseconds. */
const batchTime = 16;
/** How long a market in which nothing happens runs on before its place is kept, in milliseconds. */
const markEvery = 2000;
const checkpointEvery = 2000;
const chunkSize = 1000;

/**
 * A book that runs. One queue: inputs are decided and folded one after another for up to 16 ms, what they caused is written
 * in one commit, and only then are commands answered, the state shown, and outward effects let out.
 */
export class BookRunner {
	readonly #setup: RunnerSetup;
	readonly #opened: OpenedBook;
	readonly #source: PriceSource;
	readonly #desk: Desk;
	readonly #market: MarketRun;
	readonly #effects: EffectRunner;
	#batch: OpenBatch;
	#seq: number;
	#head: string;
	#clockAt: Instant;
	#speed: number;
	#isPaused: boolean;
	#isPaceKept = true;
	#target = -Infinity;
	#queue: Job[] = [];
	#pass: Promise<void> | null = null;
	#stopped: StopReason | null = null;
	#isClosing = false;
	#checkpointed: number;
	#markedAt: Instant;

	/** Runs a book that was opened; what its venue still owes is asked for first. */
	constructor(setup: RunnerSetup, opened: OpenedBook) {
		this.#setup = setup;
		this.#opened = opened;
		this.#seq = opened.seq;
		this.#head = opened.head;
		this.#checkpointed = opened.seq - opened.folded;
		this.#clockAt = opened.market?.at ?? setup.startsAt;
		this.#speed = opened.market?.speed ?? 1;
		this.#isPaused = opened.market?.isPaused ?? setup.startsPaused ?? false;
		this.#markedAt = setup.wall();
		this.#batch = this.#nextBatch();
		const { state, market } = opened;
		sendAnew(state, this.#clockAt);
		const enqueue = (run: Job['run']) => void this.#enqueue(run);
		this.#effects = createEffectRunner(setup, state, market?.orderMarks ?? {}, enqueue);
		this.#desk = {
			state,
			venue: this.#effects.venue,
			record: (event, after) => this.#batch.take(event, after.book)
		};
		this.#source = setup.openSource(market?.source ?? null);
		this.#market = createMarketRun({
			desk: this.#desk,
			source: this.#source,
			clockAt: this.#clockAt,
			beginInput: this.#begin,
			columns: market?.columns ?? {},
			bars: setup.bars
		});
		this.#effects.askAgain(state.book, this.#clockAt);
	}

	/** The book between two passes of the queue. */
	live(): LiveBook {
		return {
			state: this.#opened.state,
			open: this.#opened.open,
			market: this.#market,
			source: this.#source,
			seq: this.#seq,
			head: this.#head,
			clockAt: this.#clockAt,
			speed: this.#speed,
			isPaused: this.#isPaused
		};
	}

	/** Whether no pass of the queue goes on: then all of the state is in the journal. */
	isIdle(): boolean {
		return this.#pass === null;
	}

	/** Carries out commands one after another; resolves once what they caused is in the journal. */
	command(make: (at: Instant) => readonly Command[]): Promise<CommandResult> {
		return this.#enqueue((desk, at) => {
			for (const command of make(at)) {
				this.#begin();
				runTurn(desk, command);
			}
		});
	}

	/** Takes what came from outside in its turn; each input is told to `beginInput` first. Resolves once it is in the journal. */
	take(run: (desk: Desk, at: Instant, beginInput: () => void) => void): Promise<CommandResult> {
		return this.#enqueue((desk, at) => run(desk, at, this.#begin));
	}

	/** Asks the venue again for what it was asked and has not answered, as at a start. */
	askAgain(): void {
		this.#effects.askAgain(this.#opened.state.book, this.#clockAt);
	}

	/** Lets the market run up to an instant; what was due before it is due there with `isLate`, once no pass goes on. */
	runTo(until: Instant, isLate = false): void {
		if (this.#isClosing || (isLate && this.#pass !== null)) return;
		this.#target = Math.max(this.#target, until);
		if (isLate) this.#passTime();
		if (this.#isDue()) this.#wake();
		else if (this.#pass === null) this.#passTime();
	}

	/** Sets the pace; resolves once it is kept with the book. */
	setPace(speed: number, isPaused: boolean): Promise<CommandResult> {
		this.#speed = speed;
		this.#isPaused = isPaused;
		this.#isPaceKept = false;
		// What the pace before would still have run through is left to the new one.
		this.#target = -Infinity;
		return this.#enqueue(() => undefined);
	}

	/** Takes nothing new, finishes what is under way, keeps a checkpoint and the market's place, and stops. */
	async close(): Promise<void> {
		this.#isClosing = true;
		this.#target = -Infinity;
		while (this.#pass !== null) await this.#pass;
		await this.#keepMark();
		if (this.#seq > this.#checkpointed) await this.#keepCheckpoint();
		this.#stop({ type: 'closed' }, []);
	}

	readonly #begin = (): void => this.#batch.beginInput();

	#isDue(): boolean {
		const next = this.#market.nextAt();
		return next <= this.#target && next !== Infinity;
	}

	#enqueue(run: Job['run']): Promise<CommandResult> {
		const ended = this.#stopped ?? (this.#isClosing ? ({ type: 'closed' } as const) : null);
		if (ended !== null) return Promise.resolve(failed(ended));
		return new Promise((done) => {
			this.#queue.push({ run, done });
			this.#wake();
		});
	}

	#wake(): void {
		if (this.#pass !== null || this.#stopped !== null) return;
		this.#pass = this.#runPasses().finally(() => {
			this.#pass = null;
			// What came between the last look at the queue and here has woken nobody.
			if (this.#queue.length > 0) this.#wake();
		});
	}

	async #runPasses(): Promise<void> {
		// Whoever asked goes on first.
		await Promise.resolve();
		while (this.#stopped === null && (this.#queue.length > 0 || this.#isDue())) {
			this.#batch = this.#nextBatch();
			const taken: TakenJob[] = [];
			try {
				this.#takeInputs(taken);
				await this.#settle(taken);
			} catch (error) {
				const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
				this.#stop({ type: 'engine', message, stack }, taken);
				return;
			}
		}
	}

	#nextBatch(): OpenBatch {
		const { epoch, wall } = this.#setup;
		const { open } = this.#opened;
		return createBatch({ seq: this.#seq, head: this.#head, epoch, recordedAt: wall(), open });
	}

	#takeInputs(taken: TakenJob[]): void {
		const began = this.#setup.wall();
		do {
			const job = this.#queue.shift();
			const from = this.#batch.entries.length;
			if (job === undefined) {
				this.#clockAt = this.#market.takeInstant();
				continue;
			}
			// On the list before it runs, so that one that breaks the engine is answered too.
			const index = taken.push({ job, from, to: from }) - 1;
			this.#market.beginDay(this.#clockAt);
			this.#begin();
			job.run(this.#desk, this.#clockAt);
			taken[index] = { job, from, to: this.#batch.entries.length };
		} while ((this.#queue.length > 0 || this.#isDue()) && this.#setup.wall() - began < batchTime);
		if (!this.#isDue()) this.#passTime();
	}

	/** With nothing due before the target the clock stands there; when no prices are left it stops. */
	#passTime(): void {
		if (this.#stopped !== null || this.#market.nextAt() === Infinity) return;
		this.#clockAt = Math.max(this.#clockAt, this.#target);
		this.#market.passTo(this.#clockAt);
	}

	async #settle(taken: readonly TakenJob[]): Promise<void> {
		const { entries } = this.#batch;
		if (entries.length > 0 && !(await this.#commit(taken))) return;
		if (!this.#isPaceKept && !(await this.#keepMark(taken))) return;
		for (const { job, from, to } of taken) job.done(ok(entries.slice(from, to)));
		this.#setup.onSettled(entries, taken.length > 0, this.#batch.rows());
		this.#effects.letOut(() => this.#stop({ type: 'stood_down' }, []), this.#clockAt);
		if (this.#seq - this.#checkpointed >= (this.#setup.checkpointEvery ?? checkpointEvery)) {
			await this.#keepCheckpoint();
		} else if (this.#setup.wall() - this.#markedAt >= markEvery) await this.#keepMark();
		await this.#setup.breathe();
	}

	async #commit(taken: readonly TakenJob[]): Promise<boolean> {
		this.#setup.atPoint?.('before commit');
		const bars = this.#market.bars.toWrite();
		const written = this.#batch.toBatch(this.#setup.id, this.#mark(), bars);
		const result = await this.#setup.journal.append(written);
		if (!result.ok) {
			this.#stop({ type: 'store', fault: result.error }, taken);
			return false;
		}
		this.#seq += this.#batch.entries.length;
		this.#head = written.head;
		this.#market.bars.written(bars);
		this.#markedAt = this.#setup.wall();
		return true;
	}

	#mark(): MarketMark {
		this.#isPaceKept = true;
		return {
			at: this.#clockAt,
			speed: this.#speed,
			isPaused: this.#isPaused,
			source: this.#source.memory(),
			columns: { ...saveColumns(this.#opened.state.market), ...this.#market.columns() },
			orderMarks: this.#desk.venue.marks(),
			savedAt: this.#setup.wall()
		};
	}

	async #keepMark(taken: readonly TakenJob[] = []): Promise<boolean> {
		if (this.#stopped !== null) return false;
		this.#markedAt = this.#setup.wall();
		const { journal, id, epoch } = this.#setup;
		const bars = this.#market.bars.toWrite();
		const result = await journal.saveMarket(id, epoch, this.#mark(), bars);
		if (result.ok) this.#market.bars.written(bars);
		else this.#stop({ type: 'store', fault: result.error }, taken);
		return result.ok;
	}

	async #keepCheckpoint(): Promise<void> {
		if (this.#stopped !== null) return;
		const { journal, id, epoch, atPoint } = this.#setup;
		const { state, open } = this.#opened;
		atPoint?.('before checkpoint');
		const checkpoint = toCheckpoint({ state, open, seq: this.#seq, head: this.#head });
		const kept = await journal.saveCheckpoint(id, epoch, checkpoint);
		if (kept.ok) this.#checkpointed = this.#seq;
		atPoint?.('before sealing');
		const sealed = kept.ok ? await journal.seal(id, epoch, this.#seq, chunkSize) : kept;
		if (!sealed.ok) this.#stop({ type: 'store', fault: sealed.error }, []);
	}

	/** Ends it: whoever waits is told why. */
	#stop(why: StopReason, taken: readonly TakenJob[]): void {
		if (this.#stopped !== null) return;
		this.#stopped = why;
		const waiting = [...taken.map(({ job }) => job), ...this.#queue];
		this.#queue = [];
		for (const job of waiting) job.done(failed(why));
		if (why.type !== 'closed') this.#setup.onStopped(why);
	}
}
