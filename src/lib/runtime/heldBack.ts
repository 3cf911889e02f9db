import type { ClientOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { orderIdOf, type Effect } from '../engine/inputs.ts';
import { ordersBefore } from '../engine/quantityHeld.ts';
import type { Book } from '../engine/state.ts';

/** So long does an exit wait for the orders before it, in milliseconds of the book's time; then it is sent whatever they do. */
export const longestHold = 5000;

/** Exits that wait until the orders which hold their quantity at the broker are known to be over. */
export interface HeldBack {
	/** Which of these and of those that wait may go now, in the order in which they were decided; the others wait. */
	take(effects: readonly Effect[], book: Book, at: Instant): readonly Effect[];
	/** When the next of them goes whatever happens; Infinity when none waits. */
	nextAt(): Instant;
	/** An instant is reached: what was to wait no longer than that goes with what is taken next. */
	passTo(at: Instant): void;
}

interface Held {
	readonly effect: Effect;
	/** Null for one that waits no more. */
	until: Instant | null;
}

/** Nothing waits. */
export function createHeldBack(): HeldBack {
	let held: Held[] = [];
	return {
		take(effects, book, at) {
			// A submit that is asked for again while it waits is the same.
			const fresh = effects.filter((effect) => !held.some((one) => isSameSubmit(one.effect, effect)));
			const all = [...held, ...fresh.map((effect): Held => ({ effect, until: at + longestHold }))];
			const waiting = new Set<ClientOrderId>();
			held = all.filter(({ effect, until }) => {
				// What is asked of an order that waits waits behind it.
				const waits = waiting.has(orderIdOf(effect)) || (mayWait(until, at) && mustWait(book, effect));
				if (waits) waiting.add(orderIdOf(effect));
				return waits;
			});
			return all.filter((one) => !held.includes(one)).map(({ effect }) => effect);
		},
		nextAt: () => held.reduce((least, { until }) => Math.min(least, until ?? Infinity), Infinity),
		passTo(at) {
			for (const one of held) if (!mayWait(one.until, at)) one.until = null;
		}
	};
}

function mayWait(until: Instant | null, at: Instant): boolean {
	return until !== null && until > at;
}

function mustWait(book: Book, effect: Effect): boolean {
	return effect.type === 'SubmitOrder' && ordersBefore(book, effect.intent).length > 0;
}

function isSameSubmit(a: Effect, b: Effect): boolean {
	return a.type === 'SubmitOrder' && b.type === 'SubmitOrder' && a.intent.id === b.intent.id;
}
