import { describe, expect, it } from 'vitest';
import type { BrokerSetup } from '../../../../src/lib/adapters/alpaca/broker.ts';
import type { Mishap, Mishaps } from '../../../support/alpaca/inProcess.ts';
import { openBroker } from '../../../support/alpaca/openBroker.ts';
import { quantity } from '../../../support/deskBuilders.ts';

/** Orders go wrong on their way in turn as listed, and then no more. */
function posts(...mishaps: readonly (Mishap | null)[]): Mishaps {
	let n = 0;
	return ({ method }) => (method === 'POST' ? (mishaps[n++] ?? null) : null);
}

/** A broker whose calls of a minute are made, but for so many. */
async function openUsedUp(mishaps: Mishaps = () => null, more: Partial<BrokerSetup> = {}, left = 0) {
	const opened = openBroker(mishaps, {}, more);
	const { ask, intent, transport, clock, budget } = opened;
	await ask.submit(intent('d.1'));
	for (let n = budget.state().used; n < budget.state().perMinute - left; n++) {
		void transport.send({ base: 'trading', method: 'GET', path: '/v2/clock', priority: 'cancel' });
	}
	await clock.advance(1_000);
	return opened;
}

describe('an order that waits for its call', () => {
	it('says why it was held back before it left, and is canceled without a call', async () => {
		const { ask, intent, made } = openBroker(() => null, {}, { whyHeldBack: () => 'reducing' });
		expect(await ask.submit(intent('d.1'))).toMatchObject({ reports: [], unknown: null, unsent: 'reducing' });
		expect(await ask.cancel('d.1')).toMatchObject({ reports: [], unknown: null, calls: [] });
		expect(made).toEqual([]);
	});

	it('is held back the moment that this is looked at, without any time passing', async () => {
		let isHeldBack = false;
		const whyHeldBack = () => (isHeldBack ? ('not_armed' as const) : null);
		const { broker, budget, clock, intent, standIn } = await openUsedUp(() => null, { whyHeldBack });
		const answer = broker.submit(intent('d.2'));
		await clock.advance(1_000);
		isHeldBack = true;
		budget.recheck();
		expect(await answer).toMatchObject({ reports: [], unknown: null, unsent: 'not_armed' });
		await clock.advance(120_000);
		expect(standIn.orders).toHaveLength(1);
	});

	it('that may have left is never said to be held back: it was lost on its way, or another desk may have sent it', async () => {
		let isHeldBack = false;
		const whyHeldBack = () => (isHeldBack ? ('halted' as const) : null);
		const lost = posts('lost_request', 'lost_answer');
		const { ask, intent, clock, openAgain, soon } = openBroker(lost, {}, { whyHeldBack });
		clock.after(100, () => (isHeldBack = true));
		for (const answer of [
			await ask.submit(intent('d.1')),
			await soon(openAgain({ whyHeldBack }).submit(intent('d.1')))
		]) {
			expect(answer).toMatchObject({ reports: [], unknown: 'submit' });
			expect(answer.unsent).toBeUndefined();
		}
	});
});

describe('new terms that wait for their call', () => {
	it('are held back as an order is, with the reason, and their order stays as it is', async () => {
		let isHeldBack = false;
		const whyHeldBack = () => (isHeldBack ? ('reducing' as const) : null);
		const { broker, budget, clock, intent, soon, standIn } = await openUsedUp(() => null, { whyHeldBack });
		const replace = broker.replace(intent('d.1', { quantity: quantity('20') }));
		await clock.advance(1_000);
		isHeldBack = true;
		budget.recheck();
		expect(await soon(replace)).toMatchObject({
			...{ reports: [{ type: 'RequestRefused', reason: 'not_possible' }], unknown: null },
			unsentTerms: 'reducing'
		});
		expect(standIn.orders.map(({ status, qty }) => [status, qty])).toEqual([['new', '10']]);
	});

	it('that have left are never said to be held back', async () => {
		let isHeldBack = false;
		const whyHeldBack = () => (isHeldBack ? ('reducing' as const) : null);
		const lost: Mishaps = ({ method }) => (method === 'PATCH' ? 'lost_request' : null);
		const { ask, clock, intent } = openBroker(lost, {}, { whyHeldBack });
		await ask.submit(intent('d.1'));
		clock.after(100, () => (isHeldBack = true));
		const answer = await ask.replace(intent('d.1', { quantity: quantity('20') }));
		expect(answer).toMatchObject({ reports: [], unknown: 'replace' });
		expect(answer.unsentTerms).toBeUndefined();
	});
});

describe('a cancel behind new terms of its order', () => {
	it('does not wait for those where they wait for their call, and they do not leave any more', async () => {
		const opened = await openUsedUp(() => null, {}, 20);
		const { broker, ask, book, budget, clock, intent, soon, standIn } = opened;
		const [one, from] = [intent('d.1', { quantity: quantity('20') }), clock.now()];
		const replace = broker.replace(one);
		await clock.advance(1_000);
		book.takenBack.add(one.id);
		budget.recheck();
		expect(await soon(replace)).toMatchObject({ reports: [], unknown: null });
		expect((await ask.cancel('d.1')).reports).toMatchObject([{ type: 'OrderCanceled' }]);
		expect(clock.now() - from).toBeLessThan(5_000);
		await clock.advance(120_000);
		expect(standIn.orders.map(({ status, qty }) => [status, qty])).toEqual([['canceled', '10']]);
	});

	it('finds the new order where their answer was lost', async () => {
		const { ask, broker, book, clock, intent, soon, standIn } = openBroker(({ method }) =>
			method === 'PATCH' ? 'lost_answer' : null
		);
		const one = intent('d.1', { quantity: quantity('20') });
		await ask.submit(intent('d.1'));
		const replace = broker.replace(one);
		while (standIn.orders.length < 2) await clock.advance(100);
		book.takenBack.add(one.id);
		expect(await soon(replace)).toMatchObject({ reports: [], unknown: null });
		expect((await ask.cancel('d.1')).reports).toMatchObject([{ type: 'OrderCanceled' }]);
		expect(standIn.orders.every(({ status }) => status === 'replaced' || status === 'canceled')).toBe(true);
	});
});

describe('a cancel of an order that is not there', () => {
	const lost: Mishaps = ({ method }) => (method === 'POST' ? 'lost_request' : null);

	it('ends one that was sent from here in vain: it never arrived', async () => {
		const { ask, intent } = openBroker(lost);
		expect(await ask.submit(intent('d.1'))).toMatchObject({ reports: [], unknown: 'submit' });
		expect(await ask.cancel('d.1')).toMatchObject({
			...{ reports: [{ type: 'OrderRejected', orderId: 'd.1', reason: 'never_arrived' }], unknown: null }
		});
	});

	it('is refused for one that another desk may still be sending', async () => {
		const { ask, intent, openAgain, soon } = openBroker(lost);
		const one = intent('d.1');
		await ask.submit(one);
		const again = openAgain();
		await soon(again.submit(one));
		expect(await soon(again.cancel(one.id))).toMatchObject({
			reports: [{ type: 'RequestRefused', reason: 'unknown_order' }]
		});
	});

	it('takes back one that arrives late: until it cannot any more, nothing is said of it', async () => {
		const { broker, ask, intent, clock, standIn, soon } = openBroker((request) => {
			if (request.method !== 'POST') return null;
			if (standIn.orders.length === 0) clock.after(40_000, () => void standIn.handle(request));
			return 'lost_request';
		});
		expect(await ask.submit(intent('d.1'))).toMatchObject({ unknown: 'submit' });
		const answer = await soon(broker.cancel(intent('d.1').id));
		expect(answer.reports).toMatchObject([{ type: 'OrderCanceled' }]);
		expect(standIn.orders.map(({ status }) => status)).toEqual(['canceled']);
	});

	it('is done at the account where the order arrived after all', async () => {
		let isLost = true;
		const { ask, intent, standIn } = openBroker(({ method }) =>
			isLost ? (method === 'POST' ? 'lost_answer' : 'lost_request') : null
		);
		expect(await ask.submit(intent('d.1'))).toMatchObject({ unknown: 'submit' });
		isLost = false;
		expect((await ask.cancel('d.1')).reports).toMatchObject([{ type: 'OrderCanceled' }]);
		expect(standIn.orders.map(({ status }) => status)).toEqual(['canceled']);
	});
});

describe('what waits longer for its call than its outcome is asked for', () => {
	it('is canceled, and nothing of it is unknown', async () => {
		const { ask, clock, standIn } = await openUsedUp();
		const from = clock.now();
		expect(await ask.cancel('d.1')).toMatchObject({
			...{ reports: [{ type: 'OrderCanceled', orderId: 'd.1' }], unknown: null }
		});
		expect(clock.now() - from).toBeGreaterThan(50_000);
		expect(standIn.orders.map(({ status }) => status)).toEqual(['canceled']);
	});

	it('is looked up and sent again when it was lost then', async () => {
		const { ask, clock, intent, standIn } = await openUsedUp(posts(null, 'lost_request'));
		const from = clock.now();
		expect((await ask.submit(intent('d.2'))).reports).toMatchObject([{ type: 'OrderAccepted' }]);
		expect(clock.now() - from).toBeGreaterThan(50_000);
		expect(standIn.orders).toHaveLength(2);
	});
});
