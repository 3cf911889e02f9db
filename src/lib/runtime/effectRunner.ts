import type { Instant } from '../domain/time.ts';
import type { BrokerAnswer } from '../domain/brokerAnswer.ts';
import type { InlineVenue } from '../domain/venue.ts';
import type { Effect } from '../engine/inputs.ts';
import { pendingEffects } from '../engine/recovery.ts';
import type { Book, EngineState } from '../engine/state.ts';
import { perform, runTurn, takeReports, type Desk } from '../engine/turn.ts';
import type { Broker } from '../ports/broker.ts';
import { createOutbox } from './outbox.ts';
import type { OrderMarks } from '../domain/venue.ts';
import type { RunnerSetup } from './runnerSetup.ts';

/** Puts an input of the venue into the queue. */
type Enqueue = (run: (desk: Desk, at: Instant) => void) => void;

/** Brings what the engine asks to its venue, and what the venue says back into the queue. */
export interface EffectRunner {
	/** The venue as a turn sees it. */
	readonly venue: InlineVenue;
	/** Asks for what was decided and not answered before the last end. */
	askAgain(book: Book, clockAt: Instant): void;
	/** Lets out what waits, now that what led to it is written; `standDown` is called when this may not act any more. */
	letOut(standDown: () => void): void;
}

/** An effect runner for the venue of a book: a simulator answers in the turn, a broker after the commit. */
export function createEffectRunner(
	setup: RunnerSetup,
	state: EngineState,
	marks: OrderMarks,
	enqueue: Enqueue
): EffectRunner {
	if (setup.venue.type === 'inline') return createInlineRunner(setup.venue.open(state, marks), enqueue);
	return createBrokerRunner(setup, setup.venue.broker, enqueue);
}

function createInlineRunner(venue: InlineVenue, enqueue: Enqueue): EffectRunner {
	return {
		venue,
		askAgain: (book, clockAt) => askVenue(venue, pendingEffects(book, clockAt), enqueue),
		letOut: () => undefined
	};
}

function askVenue(venue: InlineVenue, effects: readonly Effect[], enqueue: Enqueue): void {
	for (const effect of effects) {
		// What is under way is not asked for before it arrives.
		if (effect.arrivesAt !== null) continue;
		enqueue((desk) => {
			takeReports(desk, perform(venue, effect));
		});
	}
}

function createBrokerRunner(setup: RunnerSetup, broker: Broker, enqueue: Enqueue): EffectRunner {
	const outbox = createOutbox();

	async function act(effect: Effect, standDown: () => void): Promise<void> {
		if (!setup.mayAct()) return standDown();
		// An answer that does not come leaves the order as it is: the next start asks for it by the same id.
		const answer = await ask(broker, effect).catch((): BrokerAnswer => noAnswer);
		if (answer === noAnswer) return;
		setup.atPoint?.('after effect before report');
		const orderId = effect.type === 'CancelOrder' ? effect.orderId : effect.intent.id;
		enqueue((desk, at) => {
			runTurn(desk, { type: 'BrokerAnswered', at, orderId, answer });
			takeReports(desk, answer.reports);
		});
	}

	return {
		venue: outbox.venue,
		askAgain: (book, clockAt) => askVenue(outbox.venue, pendingEffects(book, clockAt), enqueue),
		letOut(standDown) {
			const effects = outbox.drain();
			if (effects.length > 0) setup.atPoint?.('after commit before effect');
			for (const effect of effects) void act(effect, standDown);
		}
	};
}

const noAnswer: BrokerAnswer = { reports: [], calls: [], brokerId: null, unknown: null };

function ask(broker: Broker, effect: Effect): Promise<BrokerAnswer> {
	switch (effect.type) {
		case 'SubmitOrder':
			return broker.submit(effect.intent);
		case 'ReplaceOrder':
			return broker.replace(effect.intent);
		case 'CancelOrder':
			return broker.cancel(effect.orderId);
	}
}
