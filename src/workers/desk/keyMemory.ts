import type { BrokerKeys } from '../../lib/domain/brokerKey.ts';
import type { ConnectionView } from '../../lib/contract/connection.ts';
import type { Clock } from '../../lib/ports/clock.ts';

/** Keys that worked, and the address of the relay they went by. */
interface WorkingKeys {
	readonly keys: BrokerKeys;
	readonly relay: string | null;
}

/** What connects. */
interface Connecting {
	resume(keys: BrokerKeys, relay: string | null): Promise<unknown>;
	view(): Pick<ConnectionView, 'state' | 'probes'>;
}

/** First wait before keys are tried again that no answer came for, in milliseconds; each wait is twice the one before. */
const firstWait = 2_000;
const longestWait = 60_000;

/**
 * The keys that a worker has in its memory. A sleep ends a session of the desk, since another tab may have taken over meanwhile, but not its
 * worker: the next session takes them up where no other tab led between the two, in which they might have been forgotten.
 */
export class KeyMemory {
	#working: WorkingKeys | null = null;
	#epoch = -1;

	/** Holds keys for the session of an epoch. */
	hold(working: WorkingKeys, epoch: number): void {
		this.#working = working;
		this.#epoch = epoch;
	}

	forget(): void {
		this.#working = null;
	}

	/** The keys of the session before, which are from now on those of this one; null where there are none to take up, or they were. */
	takeUp(epoch: number): WorkingKeys | null {
		if (this.#epoch === epoch) return null;
		if (this.#epoch !== epoch - 1) this.forget();
		this.#epoch = epoch;
		return this.#working;
	}

	/** Whether these are the keys that are held for an epoch. */
	holds(working: WorkingKeys, epoch: number): boolean {
		return this.#working?.keys === working.keys && this.#epoch === epoch;
	}
}

/** Connects with the keys of the session before, again and again until Alpaca answers or other keys take their place. */
export async function resumeKeys(
	connection: Connecting,
	{ memory, epoch, clock }: { readonly memory: KeyMemory; readonly epoch: number; readonly clock: Clock }
): Promise<void> {
	const working = memory.takeUp(epoch);
	if (working === null) return;
	for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
		await connection.resume(working.keys, working.relay);
		const { state, probes } = connection.view();
		const isUnanswered = state === 'failed' && probes[0]?.result !== 'wrong_key';
		if (!isUnanswered || !memory.holds(working, epoch)) return;
		await new Promise<void>((resolve) => clock.after(wait, resolve));
		if (!memory.holds(working, epoch) || connection.view().state !== 'failed') return;
	}
}
