import type { Clock } from '../../../src/lib/ports/clock.ts';

/**
 * What can go wrong with a stream. While it is opened: it is out of reach, or refused because of another connection. Before a message:
 * the connection drops; it goes silent, and both ends take it for open; Alpaca says that it has a fault, and ends it. With a message: it
 * comes twice, or after the next one.
 */
export type StreamMishap = 'unreachable' | 'limit' | 'drop' | 'silent' | 'fault' | 'duplicate' | 'late';

/** A moment at which something can go wrong: the opening of a connection, whose message is null, or a message on its way. */
export interface StreamMoment {
	readonly path: string;
	/** Which connection it is of all that were opened, from 1 on. */
	readonly connection: number;
	readonly message: unknown;
}

/** Says what goes wrong at a moment; null lets it pass. */
export type StreamMishaps = (moment: StreamMoment) => StreamMishap | null;

/** The way of a connection to its other end. */
export interface StreamOutlet {
	send(text: string, isBinary: boolean): void;
	close(): void;
}

/** How long the stand-in takes a connection that went silent for open, in milliseconds. */
export const ghostFor = 20_000;

/** What a line is made of. */
export interface LineSetup {
	readonly path: string;
	readonly connection: number;
	readonly clock: Clock;
	readonly mishaps: StreamMishaps;
	readonly outlet: StreamOutlet;
	/** A fault, as this kind of stream says it. */
	readonly fault: unknown;
	/** Told once it is over. */
	readonly onEnd: () => void;
}

/** One connection, seen from the stand-in: what it says goes through all that can go wrong. */
export class StandInLine {
	readonly #setup: LineSetup;
	/** What comes after the next message. */
	#late: unknown[] = [];
	#isSilent = false;
	#isOver = false;

	constructor(setup: LineSetup) {
		this.#setup = setup;
	}

	/** Whether what the other end says is heard. */
	get hears(): boolean {
		return !this.#isSilent && !this.#isOver;
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	say(message: unknown): void {
		if (!this.hears) return;
		const { path, connection, mishaps, fault } = this.#setup;
		const mishap = mishaps({ path, connection, message });
		if (mishap === 'silent') this.#isSilent = true;
		else if (mishap === 'late') this.#late.push(message);
		else if (mishap === 'drop') this.close();
		else if (mishap === 'fault') {
			this.#send(fault);
			this.close();
		} else {
			this.#send(message);
			if (mishap === 'duplicate') this.#send(message);
			for (const late of this.#late.splice(0)) this.#send(late);
		}
	}

	/** Ends it, so that the other end hears of it. */
	close(): void {
		if (this.#isOver) return;
		this.#over();
		this.#setup.outlet.close();
	}

	/** The other end has gone; of a silent line that is heard much later. */
	left(): void {
		if (this.#isSilent) this.#setup.clock.after(ghostFor, () => this.#over());
		else this.#over();
	}

	#over(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#setup.onEnd();
	}

	#send(message: unknown): void {
		this.#setup.outlet.send(JSON.stringify(message), this.#setup.path === '/stream');
	}
}
