import type { RequestFault } from '../../lib/contract/deskApi.ts';
import type { HaltFileView } from '../../lib/contract/killSwitch.ts';
import type { HaltFileHandle } from '../../lib/domain/killSwitch.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { Books } from '../../lib/ports/books.ts';
import { storeTrouble } from './troubles.ts';

/** The file is read this often, in milliseconds. */
const readEvery = 10_000;

/** What the watch works with. */
export interface HaltFileSetup {
	readonly books: Pick<Books, 'haltFile' | 'putHaltFile'>;
	readonly epoch: number;
	readonly wall: () => Instant;
	/** Told after each reading that does not allow trading. */
	readonly onHalt: (reason: string) => Promise<void>;
	readonly onRead: () => void;
}

/** Watches the file that a person has chosen: once it is chosen, what it does not allow is halted. */
export class HaltFile {
	readonly #setup: HaltFileSetup;
	#file: HaltFileHandle | null = null;
	#view: HaltFileView | null = null;
	#isReading = false;

	constructor(setup: HaltFileSetup) {
		this.#setup = setup;
	}

	/** What it said last; null when none is chosen. */
	get view(): HaltFileView | null {
		return this.#view;
	}

	/** Why trading may not go on; null when it may. */
	get reason(): string | null {
		if (this.#view === null || this.#view.says === 'allows') return null;
		const { name, says } = this.#view;
		return says === 'halts' ? `${name} says so` : `${name} cannot be read as 0 or 1`;
	}

	/** Takes the file that was chosen before, and reads it. */
	async open(): Promise<void> {
		const kept = await this.#setup.books.haltFile();
		if (!kept.ok || kept.value === null) return;
		this.#file = kept.value;
		await this.#read(kept.value);
	}

	/** Reads the file when its time has come. */
	async tick(): Promise<void> {
		const file = this.#file;
		if (file === null || this.#isReading) return;
		if (this.#view !== null && this.#setup.wall() - this.#view.readAt < readEvery) return;
		await this.#readAndHalt(file);
	}

	/** Watches another file, or none any more. */
	async choose(file: HaltFileHandle | null): Promise<Result<{ readonly text: string }, RequestFault>> {
		const kept = await this.#setup.books.putHaltFile(file, this.#setup.epoch);
		if (!kept.ok) return failed({ message: storeTrouble(kept.error).message });
		this.#file = file;
		this.#view = null;
		if (file !== null) await this.#readAndHalt(file);
		this.#setup.onRead();
		if (file === null) return ok({ text: 'No halt file is watched any more.' });
		const { reason } = this;
		return ok({
			text: reason === null ? `${file.name} allows trading.` : `Trading is halted: ${reason}.`
		});
	}

	async #readAndHalt(file: HaltFileHandle): Promise<void> {
		await this.#read(file);
		const { reason } = this;
		if (reason !== null) await this.#setup.onHalt(reason);
		this.#setup.onRead();
	}

	async #read(file: HaltFileHandle): Promise<void> {
		this.#isReading = true;
		const says = await readFile(file);
		this.#isReading = false;
		// Another one may have been chosen meanwhile.
		if (this.#file === file) this.#view = { name: file.name, says, readAt: this.#setup.wall() };
	}
}

async function readFile(file: HaltFileHandle): Promise<HaltFileView['says']> {
	try {
		const text = (await (await file.getFile()).text()).trim();
		if (text === '1') return 'halts';
		return text === '0' ? 'allows' : 'unreadable';
	} catch {
		return 'unreadable';
	}
}
