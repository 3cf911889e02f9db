import { expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { createOrder as opened, type OrderStatus } from '../../../src/lib/domain/order.ts';
import type { EngineState } from '../../../src/lib/engine/state.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import { createBrokerRunner } from '../../../src/lib/runtime/brokerRunner.ts';
import type { RunnerSetup } from '../../../src/lib/runtime/runnerSetup.ts';
import { answerOf, unread, unseen } from '../../support/brokerAnswers.ts';
import { createOrder, sessionOpen as at } from '../../support/deskBuilders.ts';

const intent = createOrder();

it.each<[OrderStatus | 'gone', readonly string[]]>([
	['submitted', [intent.id]],
	['pending_cancel', [intent.id]],
	['canceled', []],
	['gone', []]
])('an order that is %s when its turn comes leaves as %j', (status, sent) => {
	const asked: ClientOrderId[] = [];
	const answered = () => Promise.resolve(answerOf());
	const broker: Broker = {
		submit: ({ id }) => {
			asked.push(id);
			return answered();
		},
		...{ read: unread, glance: unseen, replace: answered, cancel: answered }
	};
	const orders = new Map(status === 'gone' ? [] : [[intent.id, { ...opened(intent, at), status }]]);
	const state = { book: { orders } } as unknown as EngineState;
	const setup = { mayAct: () => true } as RunnerSetup;
	const runner = createBrokerRunner(setup, state, broker, () => undefined);
	runner.venue.submit(intent, at, null);
	runner.letOut(() => undefined, at);
	expect(asked).toEqual(sent);
});
