import { createAlpacaBroker, type BrokerSetup } from '../../../src/lib/adapters/alpaca/broker.ts';
import type { BookOrders } from '../../../src/lib/adapters/alpaca/accountReader.ts';
import type { Call, CallAnswer, Transport } from '../../../src/lib/adapters/alpaca/transport.ts';
import type { ApprovedIntent } from '../../../src/lib/domain/approvedIntent.ts';
import type { BrokerAnswer } from '../../../src/lib/domain/brokerAnswer.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import { createOrder, price, type Ask } from '../deskBuilders.ts';
import type { Mishaps } from './inProcess.ts';
import { openStandIn } from './openStandIn.ts';
import type { StandInSetup } from './standInAccount.ts';
import type { VirtualClock } from './virtualClock.ts';

/** What a promise comes to while the clock goes on. */
export async function settled<Value>(clock: VirtualClock, promise: Promise<Value>): Promise<Value> {
	let isDone = false;
	const done = (): void => {
		isDone = true;
	};
	promise.then(done, done);
	for (let n = 0; n < 4_000 && !isDone; n++) await clock.advance(100);
	return promise;
}

/** What a book would know of its orders: those it has open, and Alpaca's ids of them as they were answered. */
export class KnownOrders implements BookOrders {
	readonly ids = new Set<ClientOrderId>();
	readonly takenBack = new Set<ClientOrderId>();
	readonly byBrokerId = new Map<string, ClientOrderId>();

	known(): Iterable<ClientOrderId> {
		return this.ids;
	}

	open(): Iterable<ClientOrderId> {
		return this.ids;
	}

	orderByBrokerId(): ReadonlyMap<string, ClientOrderId> {
		return this.byBrokerId;
	}

	isTakenBack(id: ClientOrderId): boolean {
		return this.takenBack.has(id);
	}

	take(id: ClientOrderId, { brokerId }: BrokerAnswer): void {
		this.ids.add(id);
		if (brokerId !== null && !this.byBrokerId.has(brokerId)) this.byBrokerId.set(brokerId, id);
	}
}

/** A stand-in at which AAPL is 99.98 to 100.02, with a broker of a book on its account. */
export function openBroker(
	mishaps: Mishaps = () => null,
	setup: Partial<StandInSetup> = {},
	more: Partial<BrokerSetup> = {}
) {
	const desk = openStandIn(setup, mishaps);
	desk.standIn.quote('AAPL', '99.98', '100.02');
	desk.standIn.quote('BTC/USD', '60000', '60010');
	const made: { readonly call: Call; readonly answer: CallAnswer }[] = [];
	const transport: Transport = {
		async send(call, signal) {
			const answer = await desk.transport.send(call, signal);
			made.push({ call, answer });
			return answer;
		}
	};
	const book = new KnownOrders();
	/** A broker of the same book, as after a start. */
	const openAgain = (again: Partial<BrokerSetup> = {}): Broker =>
		createAlpacaBroker({
			...{ transport, clock: desk.clock, forms: () => ({ POST: 'plain', PATCH: 'plain' }), book },
			...{ canReplace: () => true, mayAct: () => true, whyHeldBack: () => null, prefix: 'bk7' },
			...again
		});
	const broker = openAgain(more);
	const soon = <Value>(promise: Promise<Value>): Promise<Value> => settled(desk.clock, promise);

	/** An order of 10 AAPL that rests, but for what is given. */
	const intent = (id: string, more: Ask = {}): ApprovedIntent =>
		createOrder({
			...{ id, symbol: 'AAPL', type: 'limit', limitPrice: price('90'), timeInForce: 'day' },
			...{ madeAt: desk.clock.now(), ...more }
		});
	const take = async (id: ClientOrderId, promise: Promise<BrokerAnswer>): Promise<BrokerAnswer> => {
		const answer = await soon(promise);
		book.take(id, answer);
		return answer;
	};
	const ask = {
		submit: (one: ApprovedIntent) => take(one.id, broker.submit(one)),
		replace: (one: ApprovedIntent) => take(one.id, broker.replace(one)),
		cancel: (id: string) => take(id as ClientOrderId, broker.cancel(id as ClientOrderId)),
		read: async (since = desk.clock.now()) => {
			const read = await soon(broker.read(since));
			if (!read.ok) throw new Error(read.error.message);
			return read.value;
		}
	};
	return { ...desk, broker, openAgain, book, made, soon, intent, ask };
}
