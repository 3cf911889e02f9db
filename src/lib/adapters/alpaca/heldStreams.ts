import type { Clock } from '../../ports/clock.ts';
import type { FeedStreamState } from '../../ports/priceFeed.ts';
import type { StreamFinding, StreamTrial } from './doctor.ts';
import type { StreamName } from './transport.ts';

const underWay: ReadonlySet<FeedStreamState> = new Set<FeedStreamState>(['connecting', 'waiting']);

/** How the streams stand that are kept open with a key: Alpaca takes one connection of each, so that a second one is turned away. */
export class HeldStreams {
	readonly #states = new Map<string, FeedStreamState>();
	readonly #listeners = new Set<() => void>();

	note(keyId: string, name: StreamName, state: FeedStreamState): void {
		this.#states.set(`${keyId} ${name}`, state);
		for (const tell of [...this.#listeners]) tell();
	}

	/** How a stream stands once it is decided, or after a time in milliseconds; `off` of one that is not kept. */
	settled(keyId: string, name: StreamName, clock: Clock, patience: number): Promise<FeedStreamState> {
		const state = (): FeedStreamState => this.#states.get(`${keyId} ${name}`) ?? 'off';
		if (!underWay.has(state())) return Promise.resolve(state());
		return new Promise((resolve) => {
			const end = (): void => {
				this.#listeners.delete(look);
				stopWaiting();
				resolve(state());
			};
			const look = (): void => {
				if (!underWay.has(state())) end();
			};
			const stopWaiting = clock.after(patience, end);
			this.#listeners.add(look);
		});
	}
}

/** What the streams are asked of instead of opening them a second time. */
export interface HeldTrialSetup {
	readonly held: HeldStreams;
	readonly keyId: string;
	readonly clock: Clock;
	/** How long a stream that is on its way is waited for, in milliseconds. */
	readonly patience: number;
	readonly urlOf: (name: StreamName) => string;
}

/** Says of a stream that is kept open how it stands, and tries any other. */
export function createHeldTrial(setup: HeldTrialSetup, tryStream: StreamTrial): StreamTrial {
	const { held, keyId, clock, patience, urlOf } = setup;
	return async (name): Promise<StreamFinding> => {
		const state = await held.settled(keyId, name, clock, patience);
		if (state !== 'live' && state !== 'limited') return tryStream(name);
		const outcome = state === 'live' ? 'works' : 'connection_limit';
		return { outcome, code: null, url: urlOf(name), isHeld: true };
	};
}
