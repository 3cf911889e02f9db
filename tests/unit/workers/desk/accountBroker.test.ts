import { expect, it } from 'vitest';
import type { Broker } from '../../../../src/lib/ports/broker.ts';
import { AccountBroker } from '../../../../src/workers/desk/accountBroker.ts';
import { answerOf, unread, unseen } from '../../../support/brokerAnswers.ts';
import { createOrder } from '../../../support/deskBuilders.ts';

/** A broker whose way says of each order that it was held back. */
function opened() {
	const broker = new AccountBroker();
	const asked: string[] = [];
	const say = (what: string) => {
		asked.push(what);
		return Promise.resolve(answerOf());
	};
	const way: Broker = {
		submit: ({ purpose }) => say(purpose),
		replace: () => say('replace'),
		cancel: () => say('cancel'),
		...{ read: unread, glance: unseen }
	};
	broker.way = way;
	return { broker, asked };
}

it('an entry that orders go nowhere for comes as far as its way, which knows whether it has left; nothing else does', async () => {
	const { broker, asked } = opened();
	const order = createOrder({ purpose: 'entry' });
	await broker.submit(order);
	await expect(broker.submit(createOrder({ purpose: 'exit', side: 'sell' }))).rejects.toThrow();
	await expect(broker.replace(order)).rejects.toThrow();
	await expect(broker.cancel(order.id)).rejects.toThrow();
	expect(asked).toEqual(['entry']);
});

it('an entry without a way is not answered', async () => {
	const { broker } = opened();
	broker.way = null;
	await expect(broker.submit(createOrder({ purpose: 'entry' }))).rejects.toThrow();
});
