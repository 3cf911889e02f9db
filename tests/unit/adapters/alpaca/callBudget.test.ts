import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CallBudget, type CallPriority } from '../../../../src/lib/adapters/alpaca/callBudget.ts';
import { settle, VirtualClock } from '../../../support/alpaca/virtualClock.ts';

const noChance = () => 0;

function opened(perMinute: number, kept: number, keptForCancels = 0) {
	const clock = new VirtualClock(0);
	const budget = new CallBudget(clock, { perMinute, kept, keptForCancels }, noChance);
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
		const { clock, gone, ask } = opened(10, 0);
		ask('submit', 35);
		await clock.advance(200_000);
		expect(gone).toHaveLength(35);
		for (const { at } of gone) {
			const inMinute = gone.filter((other) => other.at > at - 60_000 && other.at <= at);
			expect(inMinute.length).toBeLessThanOrEqual(10);
		}
	});

	it('lets a cancel go before what waited longer, and prices last', async () => {
		const { clock, gone, ask } = opened(2, 0);
		ask('prices', 3);
		ask('submit', 2);
		ask('reconcile', 1);
		ask('cancel', 2);
		await clock.advance(300_000);
		expect(gone.map(({ priority }) => priority)).toEqual([
			...['prices', 'prices', 'cancel', 'cancel', 'submit', 'submit', 'reconcile', 'prices']
		]);
	});

	it('keeps some calls for what cannot wait', async () => {
		const { clock, gone, ask } = opened(10, 4);
		ask('prices', 20);
		await clock.advance(1_000);
		expect(gone).toHaveLength(6);
		ask('cancel', 4);
		await settle();
		expect(gone.filter(({ priority }) => priority === 'cancel')).toHaveLength(4);
	});

	it('keeps some of those for cancels alone', async () => {
		const { clock, gone, ask } = opened(10, 4, 3);
		ask('submit', 20);
		await clock.advance(1_000);
		expect(gone).toHaveLength(7);
		ask('cancel', 3);
		await settle();
		expect(gone.filter(({ priority }) => priority === 'cancel')).toHaveLength(3);
		await clock.advance(60_000);
		expect(gone.slice(10).map(({ priority }) => priority)).toEqual(Array.from({ length: 7 }, () => 'submit'));
	});

	it('rests when the venue says that there were too many, longer each time, until an answer comes', async () => {
		const { clock, budget, gone, ask } = opened(100, 0);
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
		const budget = new CallBudget(clock, { perMinute: 10, kept: 0, keptForCancels: 0 }, () => 0.5);
		budget.overrun();
		expect(budget.state().restsUntil).toBe(2_500);
	});

	it('gives the turn of a call that is taken back to the next', async () => {
		const { clock, budget, gone, ask } = opened(1, 0);
		ask('submit');
		const stop = new AbortController();
		const turn = budget.turn('submit', stop.signal);
		ask('submit');
		stop.abort();
		expect(await turn).toBe(false);
		expect(await budget.turn('cancel', AbortSignal.abort())).toBe(false);
		await clock.advance(60_000);
		expect(gone).toHaveLength(2);
		expect(budget.state().waiting).toBe(0);
	});

	it('leaves nothing at a signal that outlives its turns', async () => {
		const { budget } = opened(10, 0);
		const stop = new AbortController();
		for (let n = 0; n < 5; n++) await budget.turn('prices', stop.signal);
		expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
	});
});
