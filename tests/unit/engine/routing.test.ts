import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/lib/engine/decide.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createConfig, sessionOpen as at } from '../../support/deskBuilders.ts';

function createAccountState() {
	const state = createState(createConfig(), []);
	state.book.broker = createBrokerState();
	return { state, broker: state.book.broker };
}

describe('how an account stands', () => {
	it('is not known any more at a start, which is news once', () => {
		const { state, broker } = createAccountState();
		const left = { about: 'cash', of: '', ours: '1', theirs: '2', did: 'none' } as const;
		Object.assign(broker, { standing: 'different', differences: [left] });
		const { events } = decide(state, { type: 'AccountUnread', at });
		expect(events).toEqual([{ type: 'Reconciled', at, standing: 'unread', differences: [left] }]);
		for (const event of events) evolve(state, event);
		expect(broker.standing).toBe('unread');
		expect(decide(state, { type: 'AccountUnread', at }).events).toEqual([]);
	});

	it('is nothing to a book of no account', () => {
		const state = createState(createConfig(), []);
		expect(decide(state, { type: 'AccountUnread', at }).events).toEqual([]);
	});
});
