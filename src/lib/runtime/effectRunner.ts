import type { InlineVenue, OrderMarks } from '../domain/venue.ts';
import { pendingEffects } from '../engine/recovery.ts';
import type { EngineState } from '../engine/state.ts';
import { askVenue, type EffectRunner, type Enqueue } from './askVenue.ts';
import { createBrokerRunner } from './brokerRunner.ts';
import type { RunnerSetup } from './runnerSetup.ts';

/** An effect runner for the venue of a book: a simulator answers in the turn, a broker after the commit. */
export function createEffectRunner(
	setup: RunnerSetup,
	state: EngineState,
	marks: OrderMarks,
	enqueue: Enqueue
): EffectRunner {
	if (setup.venue.type === 'inline') return createInlineRunner(setup.venue.open(state, marks), enqueue);
	return createBrokerRunner(setup, state, setup.venue.broker, enqueue);
}

function createInlineRunner(venue: InlineVenue, enqueue: Enqueue): EffectRunner {
	return {
		venue,
		askAgain: (book, clockAt) => askVenue(venue, pendingEffects(book, clockAt), enqueue),
		letOut: () => undefined
	};
}
