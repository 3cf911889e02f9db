import { expect, it } from 'vitest';
import type { Decision } from '../../../src/lib/domain/decision.ts';
import type { DecisionId } from '../../../src/lib/domain/ids.ts';
import type { Book } from '../../../src/lib/engine/state.ts';
import { createWaitingWatch } from '../../../src/lib/runtime/instants.ts';
import { createConfig, createDecision, sessionOpen } from '../../support/deskBuilders.ts';
import { createState } from '../../../src/lib/engine/state.ts';

const seconds = (count: number) => sessionOpen + count * 1000;
const put = ({ waiting }: Book, decision: Decision) => waiting.set(decision.id, decision);

it('the soonest time of what waits is seen after one has gone to wait for a person and another came', () => {
	const { book } = createState(createConfig(), []);
	const soonest = createWaitingWatch(book);
	expect(soonest()).toBe(Infinity);
	put(book, createDecision({ id: 'one', at: seconds(10) }));
	expect(soonest()).toBe(seconds(10));
	const decision = createDecision({ id: 'one', at: seconds(10) });
	book.waiting.delete('one' as DecisionId);
	book.unconfirmed.set(decision.id, { decision, askedAt: seconds(10) });
	put(book, createDecision({ id: 'two', at: seconds(60) }));
	expect(soonest()).toBe(seconds(60));
});
