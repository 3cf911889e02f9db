import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CallBudget, type CallPriority } from '../../../../src/lib/adapters/alpaca/callBudget.ts';
import { settle, VirtualClock } from '../../../support/alpaca/virtualClock.ts';

const noChance = () => 0;

const none = { cancel: 0, exit: 0, entry: 0, reconcile: 0, prices: 0 };

function opened(perMinute: number, leaves: Partial<Record<CallPriority, number>> = {}) {
	const clock = new VirtualClock(0);
	const budget = new CallBudget(clock, { perMinute, leaves: { ...none, ...leaves } }, noChance);
	const gone: { readonly priority: CallPriority; readonly at: number }[] = [];
	const ask = (priority: CallPriority, times = 1): void => {
		for (let n = 0; n < times; n++) {
			void budget.turn(priority).then(() => gone.push({ priority, at: clock.now() }));
		}
	};
	return { clock, budget, gone, ask };
}

describe('a budget of calls', () => {
	it('lets out no more than its limit in any minute', async () => {
		const { clock, gone, ask } = opened(10);
		ask('entry', 35);
		await clock.advance(200_000);
		expect(gone).toHaveLength(35);
		for (const { at } of gone) {
			const inMinute = gone.filter((other) => other.at > at - 60_000 && other.at <= at);
			expect(inMinute.length).toBeLessThanOrEqual(10);
		}
	});

	it('lets cancels and exits go before what waited longer, and prices last', async () => {
		const { clock, gone, ask } = opened(2);
		ask('prices', 3);
		ask('entry', 2);
		ask('reconcile', 1);
		ask('exit', 1);
		ask('cancel', 2);
		await clock.advance(300_000);
		expect(gone.map(({ priority }) => priority)).toEqual([
			...['prices', 'prices', 'cancel', 'cancel', 'exit', 'entry', 'entry', 'reconcile', 'prices']
		]);
	});

	it('keeps some calls for what cannot wait', async () => {
		const { clock, gone, ask } = opened(10, { prices: 4 });
		ask('prices', 20);
		await clock.advance(1_000);
		expect(gone).toHaveLength(6);
		ask('cancel', 4);
		await settle();
		expect(gone.filter(({ priority }) => priority === 'cancel')).toHaveLength(4);
	});

	it('keeps some of those for exits and cancels, and some for cancels alone', async () => {
		const { clock, gone, ask } = opened(10, { entry: 5, exit: 2 });
		ask('entry', 20);
		await clock.advance(1_000);
		expect(gone).toHaveLength(5);
		ask('exit', 4);
		await settle();
		ask('cancel', 2);
		await settle();
		expect(gone.slice(5).map(({ priority }) => priority)).toEqual([
			...['exit', 'exit', 'exit', 'cancel', 'cancel']
		]);
		await clock.advance(60_000);
		expect(gone.slice(10).map(({ priority }) => priority)).toEqual([
			...['exit', 'entry', 'entry', 'entry', 'entry']
		]);
	});

	it('takes back what is not wanted any more when it is told to look, wherever it waits', async () => {
		const { clock, budget, gone, ask } = opened(1);
		ask('entry', 2);
		let isWanted = true;
		const turns = ['entry', 'entry', 'prices'] as const;
		const came = turns.map((priority, index) =>
			budget.turn(priority, undefined, () => isWanted || index === 2).then((may) => [may, clock.now()])
		);
		await clock.advance(1_000);
		isWanted = false;
		budget.recheck();
		expect(await Promise.all(came.slice(0, 2))).toEqual([
			[false, 1_000],
			[false, 1_000]
		]);
		expect(budget.state().waiting).toBe(2);
		await clock.advance(120_000);
		expect([gone.length, await came[2]]).toEqual([2, [true, 120_000]]);
	});

	it('does not let out what is not wanted any more at its turn, nor counts it', async () => {
		const { clock, budget, gone, ask } = opened(1);
		ask('entry');
		const turn = budget.turn('entry', undefined, () => clock.now() < 60_000);
		ask('entry');
		await clock.advance(60_000);
		expect(await turn).toBe(false);
		expect(gone).toHaveLength(2);
	});

	it('rests when the venue says that there were too many, longer each time, until an answer comes', async () => {
		const { clock, budget, gone, ask } = opened(100);
		budget.overrun();
		ask('cancel');
		await clock.advance(1_999);
		expect(gone).toHaveLength(0);
		expect(budget.state()).toMatchObject({ waiting: 1, restsUntil: 2_000 });
		await clock.advance(1);
		expect(gone).toHaveLength(1);
		budget.overrun();
		expect(budget.state().restsUntil).toBe(2_000 + 4_000);
		budget.answered();
		await clock.advance(10_000);
		budget.overrun();
		expect(budget.state().restsUntil).toBe(clock.now() + 2_000);
		for (let n = 0; n < 10; n++) budget.overrun();
		expect(budget.state().restsUntil).toBe(clock.now() + 60_000);
	});

	it('spreads the ends of rests by chance', () => {
		const clock = new VirtualClock(0);
		const budget = new CallBudget(clock, { perMinute: 10, leaves: none }, () => 0.5);
		budget.overrun();
		expect(budget.state().restsUntil).toBe(2_500);
	});

	it('gives the turn of a call that is taken back to the next', async () => {
		const { clock, budget, gone, ask } = opened(1);
		ask('entry');
		const stop = new AbortController();
		const turn = budget.turn('entry', stop.signal);
		ask('entry');
		stop.abort();
		expect(await turn).toBe(false);
		expect(await budget.turn('cancel', AbortSignal.abort())).toBe(false);
		await clock.advance(60_000);
		expect(gone).toHaveLength(2);
		expect(budget.state().waiting).toBe(0);
	});

	it('leaves nothing at a signal that outlives its turns', async () => {
		const { budget } = opened(10);
		const stop = new AbortController();
		for (let n = 0; n < 5; n++) await budget.turn('prices', stop.signal);
		expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
	});
});
