import { describe, expect, it } from 'vitest';
import type { AccountReading } from '../../../src/lib/domain/accountReading.ts';
import { zeroMoney } from '../../../src/lib/domain/decimal.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';
import type { Broker } from '../../../src/lib/ports/broker.ts';
import { AccountLoop } from '../../../src/lib/runtime/accountLoop.ts';
import { VirtualClock } from '../../support/alpaca/virtualClock.ts';

/** A loop over an account that a test moves; each reading takes `lasts` milliseconds. */
function open({ hasOrders = false, isHeard = false, lasts = 0 } = {}) {
	const clock = new VirtualClock(0);
	const told = { hasOrders, isHeard, isNew: false, fault: null as string | null };
	const reads: number[] = [];
	const glances: number[] = [];
	const sinces: number[] = [];
	let under = 0;
	let most = 0;
	let last = -1;
	const broker: Pick<Broker, 'read' | 'glance'> = {
		async read(since) {
			reads.push(clock.now());
			sinces.push(since);
			most = Math.max(most, ++under);
			if (lasts > 0) await new Promise<void>((resolve) => clock.after(lasts, resolve));
			under--;
			told.isNew = false;
			if (told.fault !== null) return failed({ message: told.fault });
			const reading: AccountReading = {
				...{ at: clock.now(), cash: zeroMoney, orders: [], fills: [], moves: [], positions: [], since }
			};
			return ok(reading);
		},
		glance() {
			glances.push(clock.now());
			return Promise.resolve(ok({ isNew: told.isNew }));
		}
	};
	const loop = new AccountLoop({
		...{ clock, broker, since: () => last, onChange: () => undefined },
		take: ({ at }) => {
			last = at;
			return Promise.resolve();
		},
		isHeard: () => told.isHeard,
		hasOpenOrders: () => told.hasOrders
	});
	return { clock, told, loop, reads, glances, sinces, most: () => most };
}

describe('an account', () => {
	it('is read at the start and every 30 s, each time from where the last reading ended', async () => {
		const { clock, loop, reads, glances, sinces } = open();
		loop.start();
		await clock.advance(65_000);
		expect([reads, glances, sinces]).toEqual([[0, 30_000, 60_000], [], [-1, 0, 30_000]]);
		expect(loop.view).toEqual({ comparedAt: 60_000, nextAt: 90_000, problem: null });
	});

	it('is looked at every 2 s while orders are open and nobody says when they move, and read when something is new', async () => {
		const { clock, loop, told, reads, glances } = open({ hasOrders: true });
		loop.start();
		await clock.advance(5_000);
		expect([reads, glances]).toEqual([[0], [2_000, 4_000]]);
		told.isNew = true;
		await clock.advance(2_000);
		expect([reads, glances]).toEqual([
			[0, 6_000],
			[2_000, 4_000, 6_000]
		]);
		told.isHeard = true;
		await clock.advance(10_000);
		expect(glances).toHaveLength(3);
	});

	it('is read soon after it rings, once for all that is said together', async () => {
		const { clock, loop, reads } = open({ lasts: 100 });
		loop.start();
		await clock.advance(5_000);
		loop.ring();
		await clock.advance(50);
		loop.ring();
		await clock.advance(1_000);
		expect(reads).toEqual([0, 5_200]);
		// What is said while it is read may be of what was read before.
		loop.ring();
		await clock.advance(250);
		loop.ring();
		await clock.advance(1_000);
		expect(reads).toEqual([0, 5_200, 6_250, 6_550]);
	});

	it('is never read twice at once, whoever asks', async () => {
		const { clock, loop, reads, most } = open({ lasts: 3_000, hasOrders: true });
		loop.start();
		const asked = [loop.readNow(), loop.readNow()];
		await clock.advance(12_000);
		expect(await Promise.all(asked)).toEqual([ok(null), ok(null)]);
		expect([reads.length, most()]).toEqual([3, 1]);
	});

	it('that cannot be read says why, is compared with nothing, and is tried again, later each time', async () => {
		const { clock, loop, told, reads, sinces } = open();
		told.fault = 'Alpaca did not tell positions.';
		loop.start();
		await clock.advance(20_000);
		expect([reads, loop.view.problem, loop.view.comparedAt]).toEqual([
			[0, 2_000, 6_000, 14_000],
			'Alpaca did not tell positions.',
			null
		]);
		loop.ring();
		told.fault = null;
		await clock.advance(10_000);
		expect([reads.at(-1), sinces.at(-1), loop.view.problem]).toEqual([30_000, -1, null]);
	});

	it('is read at once after a sleep', async () => {
		const clock = new VirtualClock(0);
		let late = 0;
		const reads: number[] = [];
		const now = () => clock.now() + late;
		const loop = new AccountLoop({
			clock: { now, after: (milliseconds, call) => clock.after(milliseconds, call) },
			broker: {
				read: () => {
					reads.push(now());
					return Promise.resolve(failed({ message: '' }));
				},
				glance: () => Promise.resolve(ok({ isNew: false }))
			},
			...{ since: () => 0, onChange: () => undefined, take: () => Promise.resolve() },
			...{ isHeard: () => true, hasOpenOrders: () => false }
		});
		loop.start();
		await clock.advance(14_500);
		late = 10_000;
		await clock.advance(500);
		expect(reads).toEqual([0, 2_000, 6_000, 14_000, 25_000]);
	});

	it('is left alone once it is closed', async () => {
		const { clock, loop, reads } = open({ lasts: 1_000 });
		loop.start();
		await clock.advance(500);
		const closed = loop.close();
		await clock.advance(60_000);
		await closed;
		expect([reads, loop.view.comparedAt]).toEqual([[0], null]);
	});
});
