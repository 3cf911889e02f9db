import type { Routing } from '../../lib/domain/brokerEvents.ts';
import type { OrderIntent } from '../../lib/domain/order.ts';
import { failed } from '../../lib/domain/result.ts';
import type { Broker } from '../../lib/ports/broker.ts';

const locked = 'The keys of this account are not in memory: nothing is sent there, and nothing is read.';

const noWay: Broker = {
	submit: () => Promise.reject(new Error(locked)),
	replace: () => Promise.reject(new Error(locked)),
	cancel: () => Promise.reject(new Error(locked)),
	read: () => Promise.resolve(failed({ message: locked })),
	glance: () => Promise.resolve(failed({ message: locked }))
};

/**
 * A broker whose way comes and goes with its keys, and lets through what the routing of its book does, as a second lock behind the review.
 * What does not go out is not answered: it stays to be asked again, or is given up when the account is read. An entry comes as far as its way,
 * which holds it back by the same routing and knows whether it has ever left.
 */
export class AccountBroker implements Broker {
	way: Broker | null = null;
	routing: () => Routing = () => 'dry_run';

	readonly submit: Broker['submit'] = (intent) =>
		(intent.purpose === 'entry' ? (this.way ?? noWay) : this.#outward('exit')).submit(intent);
	readonly replace: Broker['replace'] = (intent) => this.#outward(intent.purpose).replace(intent);
	readonly cancel: Broker['cancel'] = (orderId) => this.#outward('exit').cancel(orderId);
	readonly read: Broker['read'] = (since) => (this.way ?? noWay).read(since);
	readonly glance: Broker['glance'] = () => (this.way ?? noWay).glance();

	/** Whether the routing of the book lets out what opens or closes. */
	letsOut(purpose: OrderIntent['purpose']): boolean {
		const routing = this.routing();
		return routing === 'paper' || (routing === 'exits_only' && purpose === 'exit');
	}

	#outward(purpose: OrderIntent['purpose']): Broker {
		return this.letsOut(purpose) ? (this.way ?? noWay) : noWay;
	}
}
