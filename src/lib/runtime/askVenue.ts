import type { Instant } from '../domain/time.ts';
import type { InlineVenue } from '../domain/venue.ts';
import type { Effect } from '../engine/inputs.ts';
import type { Book } from '../engine/state.ts';
import { perform, takeReports, type Desk } from '../engine/turn.ts';

/** Puts an input of the venue into the queue. */
export type Enqueue = (run: (desk: Desk, at: Instant) => void) => void;

/** Brings what the engine asks to its venue, and what the venue says back into the queue. */
export interface EffectRunner {
	/** The venue as a turn sees it. */
	readonly venue: InlineVenue;
	/** Asks for what was decided and not answered before the last end. */
	askAgain(book: Book, clockAt: Instant): void;
	/** Lets out what waits, now that what led to it is written; `standDown` is called when this may not act any more. */
	letOut(standDown: () => void, clockAt: Instant): void;
}

/** Asks a venue for effects, each in its turn of the queue. */
export function askVenue(venue: InlineVenue, effects: readonly Effect[], enqueue: Enqueue): void {
	for (const effect of effects) {
		// What is under way is not asked for before it arrives.
		if (effect.arrivesAt !== null) continue;
		enqueue((desk) => {
			takeReports(desk, perform(venue, effect));
		});
	}
}
