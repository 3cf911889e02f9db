import type { BrokerAnswer } from '../domain/brokerAnswer.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { isOpenStatus } from '../domain/order.ts';
import { orderIdOf, type Effect } from '../engine/inputs.ts';
import { pendingEffects } from '../engine/recovery.ts';
import type { Book, EngineState } from '../engine/state.ts';
import { runTurn, takeReports } from '../engine/turn.ts';
import type { Broker } from '../ports/broker.ts';
import { askVenue, type EffectRunner, type Enqueue } from './askVenue.ts';
import { createHeldBack } from './heldBack.ts';
import { createOutbox } from './outbox.ts';
import type { RunnerSetup } from './runnerSetup.ts';

/**
 * Effects that go to a broker: cancels before all else, of each order one after another in the order in which they were decided,
 * of different orders side by side. An exit waits for the orders that still hold its quantity there.
 */
export function createBrokerRunner(
	setup: RunnerSetup,
	{ book }: EngineState,
	broker: Broker,
	enqueue: Enqueue
): EffectRunner {
	const outbox = createOutbox();
	const heldBack = createHeldBack();
	/** What is under way, by order: the last of what was asked of it. */
	const lanes = new Map<ClientOrderId, Promise<void>>();

	async function act(effect: Effect, orderId: ClientOrderId, standDown: () => void): Promise<void> {
		if (!setup.mayAct()) return standDown();
		// An order that has ended since it was asked for does not leave any more.
		if (effect.type === 'SubmitOrder' && !isOpenOrder(book, orderId)) return;
		// An answer that does not come leaves the order as it is: the next start asks for it by the same id.
		const answer = await ask(broker, effect).catch((): null => null);
		if (answer === null) return;
		setup.atPoint?.('after effect before report');
		enqueue((desk, at) => {
			runTurn(desk, { type: 'BrokerAnswered', at, orderId, answer });
			takeReports(desk, answer.reports);
		});
	}

	function follow(effect: Effect, standDown: () => void): void {
		const orderId = orderIdOf(effect);
		const before = lanes.get(orderId);
		const work = () => act(effect, orderId, standDown);
		const mine = (before === undefined ? work() : before.then(work)).finally(() => {
			if (lanes.get(orderId) === mine) lanes.delete(orderId);
		});
		lanes.set(orderId, mine);
	}

	return {
		venue: {
			...outbox.venue,
			nextEnd: () => heldBack.nextAt(),
			endOrders(at) {
				heldBack.passTo(at);
				return [];
			}
		},
		askAgain(asked, clockAt) {
			const pending = pendingEffects(asked, clockAt).filter((effect) => mayAskAgain(asked, effect));
			askVenue(
				outbox.venue,
				pending.filter((effect) => !lanes.has(orderIdOf(effect))),
				enqueue
			);
		},
		letOut(standDown, clockAt) {
			const effects = heldBack.take(outbox.drain(), book, clockAt);
			if (effects.length > 0) setup.atPoint?.('after commit before effect');
			for (const effect of cancelsFirst(effects)) follow(effect, standDown);
		}
	};
}

function isOpenOrder({ orders }: Book, orderId: ClientOrderId): boolean {
	const order = orders.get(orderId);
	return order !== undefined && isOpenStatus(order.status);
}

/** Cancels go ahead, but none ahead of what its own order was asked before. */
function cancelsFirst(effects: readonly Effect[]): readonly Effect[] {
	const asked = new Set<ClientOrderId>();
	const ahead: Effect[] = [];
	const behind: Effect[] = [];
	for (const effect of effects) {
		const orderId = orderIdOf(effect);
		const isAhead = effect.type === 'CancelOrder' && !asked.has(orderId);
		(isAhead ? ahead : behind).push(effect);
		asked.add(orderId);
	}
	return [...ahead, ...behind];
}

/**
 * A cancel can be repeated. What nobody could say the outcome of is asked of a reading of the account, and not of the broker again;
 * nor is an entry where entries are not armed any more: it is there already, or is given up.
 */
function mayAskAgain({ broker }: Book, effect: Effect): boolean {
	if (effect.type === 'CancelOrder' || broker === null) return true;
	if (broker.unknown.has(effect.intent.id)) return false;
	return effect.intent.purpose === 'exit' || broker.routing === 'paper';
}

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
