import { describe, expect, it } from 'vitest';
import { createHeldTrial, HeldStreams } from '../../../../src/lib/adapters/alpaca/heldStreams.ts';
import type { StreamFinding } from '../../../../src/lib/adapters/alpaca/doctor.ts';
import { VirtualClock } from '../../../support/alpaca/virtualClock.ts';

const patience = 10_000;
const tried: StreamFinding = { outcome: 'no_answer', code: null, url: null };

function opened() {
	const clock = new VirtualClock();
	const held = new HeldStreams();
	const opens: string[] = [];
	const trial = createHeldTrial(
		{ held, keyId: 'PKONE', clock, patience, urlOf: (name) => `wss://${name}` },
		(name) => {
			opens.push(name);
			return Promise.resolve(tried);
		}
	);
	return { clock, held, opens, trial };
}

describe('a stream that is kept open', () => {
	it.each([
		['live', 'works'],
		['limited', 'connection_limit']
	] as const)('is not opened a second time while it is %s', async (state, outcome) => {
		const { held, opens, trial } = opened();
		held.note('PKONE', 'orders', state);
		expect(await trial('orders')).toEqual({ outcome, code: null, url: 'wss://orders', isHeld: true });
		expect(opens).toEqual([]);
	});

	it('is waited for while it is on its way', async () => {
		const { clock, held, opens, trial } = opened();
		held.note('PKONE', 'stocks', 'waiting');
		const finding = trial('stocks');
		await clock.advance(1_000);
		held.note('PKONE', 'stocks', 'connecting');
		await clock.advance(1_000);
		held.note('PKONE', 'stocks', 'live');
		expect(await finding).toMatchObject({ outcome: 'works', isHeld: true });
		expect([opens, clock.waiting]).toEqual([[], 0]);
	});

	it.each(['waiting', 'connecting'] as const)('is tried when it is %s for too long', async (state) => {
		const { clock, held, opens, trial } = opened();
		held.note('PKONE', 'coins', state);
		const finding = trial('coins');
		await clock.advance(patience);
		expect([await finding, opens]).toEqual([tried, ['coins']]);
	});

	it.each(['off', 'closed', 'refused'] as const)('is tried when it is %s', async (state) => {
		const { held, opens, trial } = opened();
		held.note('PKONE', 'coins', state);
		expect([await trial('coins'), opens]).toEqual([tried, ['coins']]);
	});

	it('says nothing of other keys, nor of other streams', async () => {
		const { held, opens, trial } = opened();
		held.note('PKTWO', 'orders', 'live');
		held.note('PKONE', 'stocks', 'live');
		await trial('orders');
		await trial('news');
		expect(opens).toEqual(['orders', 'news']);
	});
});
