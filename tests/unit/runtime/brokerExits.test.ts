import { expect, it, vi } from 'vitest';
import { zeroMoney, zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import { orderToFillId, type ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import { longestHold } from '../../../src/lib/runtime/heldBack.ts';
import { answerOf, unread, unseen } from '../../support/brokerAnswers.ts';
import { createDecision, minuteAt, price, sessionOpen } from '../../support/deskBuilders.ts';
import { startBook } from '../../support/deskHarness.ts';
import { createSmallBook, createStorage } from '../../support/mortalDesk.ts';
import { readOrder } from '../../support/orderDesk.ts';

const quiet = { ...createSmallBook(6), decisions: [] };
const { book } = quiet;
const manyTurns = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A broker that fills what trades at once, lets limits rest, and takes back only when it is told to. */
function createSlowBroker() {
	const asked: string[] = [];
	const cancels: (() => void)[] = [];
	const broker: Broker = {
		submit: async ({ id: orderId, decisionId, cause, symbol, side, quantity, limitPrice, madeAt: at }) => {
			await Promise.resolve();
			asked.push(`submit ${orderId}`);
			const accepted: VenueReport = { type: 'OrderAccepted', orderId, at };
			if (limitPrice !== null) return answerOf([accepted]);
			const fill = {
				id: orderToFillId(orderId, 1),
				...{ orderId, decisionId, cause, symbol, side, quantity, price: price('1') },
				...{ fee: zeroMoney, feeQuantity: zeroQuantity, at, bar: at, guardsFrom: at, reckoned: null }
			};
			return answerOf([accepted, { type: 'OrderFilled', fill }]);
		},
		replace: () => Promise.resolve(answerOf()),
		cancel: (orderId) => {
			asked.push(`cancel ${orderId}`);
			return new Promise((resolve) => {
				cancels.push(() => {
					resolve(
						answerOf([{ type: 'OrderCanceled', orderId, at: minuteAt(3), reason: 'follows_position' }])
					);
				});
			});
		},
		...{ read: unread, glance: unseen }
	};
	return { broker, asked, cancel: () => cancels.shift()?.() };
}

/** What is held of S0 rests with a limit above, and is being closed at the market. */
async function closing(broker: Broker) {
	const setup = { venue: { type: 'broker', broker } as const };
	const started = await startBook({ journal: await createStorage(quiet) }, book, setup);
	const { runner, runUntil } = started;
	await runUntil(minuteAt(3));
	const decision = createDecision({ at: sessionOpen, symbol: 'S0' });
	await runner.command((at) => [{ type: 'TakeDecision', at, decision }]);
	await manyTurns();
	const order = readOrder({ symbol: 'S0', side: 'sell', quantity: '1', limit: '9999' });
	await runner.command((at) => [{ type: 'SubmitOrder', at, request: 'rests', order }]);
	await manyTurns();
	await runner.command((at) => [
		{ type: 'ClosePosition', at, request: 'close', symbol: 'S0', quantity: null }
	]);
	await manyTurns();
	return started;
}

it('a close goes to the broker once the exit that held its quantity is known to be canceled', async () => {
	const { broker, asked, cancel } = createSlowBroker();
	const { runner, stopped } = await closing(broker);
	expect(asked).toEqual(['submit d.one', 'submit r.rests', 'cancel r.rests']);
	expect(runner.live().state.book.orders.get('r.close' as ClientOrderId)?.status).toBe('submitted');
	cancel();
	await vi.waitFor(() => expect(runner.live().state.book.positionBySymbol.size).toBe(0), 60_000);
	expect([asked.at(-1), stopped()]).toEqual(['submit r.close', null]);
});

it('a close goes after five seconds although the cancel was never answered', async () => {
	const { broker, asked } = createSlowBroker();
	const { runner, runUntil } = await closing(broker);
	const heldFrom = runner.live().clockAt;
	expect(asked).not.toContain('submit r.close');
	await runUntil(heldFrom + longestHold);
	await manyTurns();
	expect(asked.filter((one) => one === 'submit r.close')).toHaveLength(1);
});
