import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId, DecisionId } from '../../../src/lib/domain/ids.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { gatherExitFacts } from '../../../src/lib/engine/riskFacts.ts';
import {
	createDecision,
	createDesk,
	createOrder,
	minuteAt,
	quantity,
	type TestDesk
} from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const sell = createDecision({ id: 'sell', action: 'SELL', at: minuteAt(1) });

const exit = createOrder({ side: 'sell', purpose: 'exit' });

function closable({ state }: TestDesk): string {
	return formatDecimal(gatherExitFacts(state.book, exit).closable);
}

function holding(): TestDesk {
	const desk = createDesk();
	desk.hold('XYZ', '100 100 100 100');
	return desk;
}

describe('what an exit may close', () => {
	it('is nothing of what is not held, and all of what is', () => {
		expect([closable(createDesk()), closable(holding())]).toEqual(['0', '10']);
	});

	it('is nothing while an exit of all of it waits', () => {
		const desk = holding();
		desk.take(sell);
		expect(closable(desk)).toBe('0');
	});

	it('stays nothing while that exit fills in parts, and is all of the rest when it is cancelled', () => {
		const desk = holding();
		desk.take(sell);
		const orderId = 'd.sell' as ClientOrderId;
		const part = {
			orderId,
			decisionId: 'sell' as DecisionId,
			side: 'sell',
			quantity: quantity('4')
		} as const;
		evolve(desk.state, { type: 'OrderFilled', fill: createFill(part), seen: null });
		expect(closable(desk)).toBe('0');
		evolve(desk.state, { type: 'OrderCanceled', orderId, at: minuteAt(2), reason: 'by_hand' });
		expect(closable(desk)).toBe('6');
	});
});
