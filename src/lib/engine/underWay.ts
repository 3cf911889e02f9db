import { errands, type Errand } from '../domain/latency.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { orderIdOf, type Effect } from './inputs.ts';

const errandOf = {
	SubmitOrder: 'submit',
	ReplaceOrder: 'replace',
	CancelOrder: 'cancel'
} as const satisfies Record<Effect['type'], Errand>;

interface Sent {
	readonly effect: Effect;
	readonly arrivesAt: Instant;
}

/** What was asked of the venue and has not come to it yet, the soonest first. It can be made again from the book. */
export class UnderWay {
	#sent: readonly Sent[] = [];

	add(effect: Effect, arrivesAt: Instant): void {
		// Sorting is stable: of orders that arrive together, the one that was sent first comes first.
		this.#sent = [...this.#sent, { effect, arrivesAt }].sort(bySoonest);
	}

	/** The orders that have not come to their venue yet. */
	submitted(): ReadonlySet<ClientOrderId> {
		const orders = this.#sent.filter(({ effect }) => effect.type === 'SubmitOrder');
		return new Set(orders.map(({ effect }) => orderIdOf(effect)));
	}

	/** When the next thing arrives; Infinity when nothing is under way. */
	next(): Instant {
		return this.#sent[0]?.arrivesAt ?? Infinity;
	}

	/** Takes the next thing that has arrived by an instant, as it is when it arrives; null when there is none. */
	take(at: Instant): Effect | null {
		const [first, ...others] = this.#sent;
		if (first === undefined || first.arrivesAt > at) return null;
		this.#sent = others;
		const { effect, arrivesAt } = first;
		// It meets the market of this moment, not the price that it was sent on.
		return effect.type === 'SubmitOrder'
			? { ...effect, at: arrivesAt, firedOn: null }
			: { ...effect, at: arrivesAt };
	}
}

/** About one order a venue hears first what was sent first; the same after a restart, when all is sent anew. */
function bySoonest(a: Sent, b: Sent): number {
	const byTime = a.arrivesAt - b.arrivesAt;
	if (byTime !== 0) return byTime;
	const [first, second] = [errandOf[a.effect.type], errandOf[b.effect.type]];
	const byErrand = errands.indexOf(first) - errands.indexOf(second);
	if (byErrand !== 0 || first === 'submit') return byErrand;
	const [one, other] = [orderIdOf(a.effect), orderIdOf(b.effect)];
	return one < other ? -1 : one > other ? 1 : 0;
}
