import { expect, it } from 'vitest';
import type { BookEvent } from '../../../../src/lib/domain/events.ts';
import { tellDenial, type ReviewedOrder } from '../../../../src/workers/desk/denial.ts';
import { createDecision, quantity } from '../../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../../support/quoteDesk.ts';

type Initialized = Extract<BookEvent, { type: 'OrderInitialized' }>;

function denied(desk: QuoteDesk): ReviewedOrder {
	desk.quote('100');
	desk.take(createDecision({ id: 'big', size: { by: 'quantity', quantity: quantity('42') } }));
	const order = desk.events.find((event): event is Initialized => event.type === 'OrderInitialized');
	if (order?.verdict.approved !== false) throw new Error('it was not denied');
	return order;
}

function change(
	desk: QuoteDesk,
	key: 'slippageBps' | 'commission.perShare' | 'sizing.maxPositionFraction',
	to: string,
	request: string
) {
	desk.ask({ type: 'ChangeSettings', request, changes: [{ key, to }], reason: 'by hand' });
}

it('says what would have passed only as long as fills cost what they did then', () => {
	const desk = createQuoteDesk({ maxPositionFraction: '0.2' });
	const order = denied(desk);
	const why = 'position would be 42 % of equity, limit 20 %.';
	expect(tellDenial(order, desk.state.book)).toBe(`${why} 20 shares would pass.`);
	change(desk, 'sizing.maxPositionFraction', '0.3', 's1');
	expect(tellDenial(order, desk.state.book)).toBe(`${why} 20 shares would pass.`);
	// What a share was expected to cost is written down with the order; its fee is not.
	change(desk, 'slippageBps', '20', 's2');
	expect(tellDenial(order, desk.state.book)).toBe(`${why} 20 shares would pass.`);
	// Entries of older versions do not say it.
	const older = { ...order, sizing: order.sizing === null ? null : { ...order.sizing, expected: null } };
	expect(tellDenial(older, desk.state.book)).toBe(why);
	change(desk, 'commission.perShare', '1', 's3');
	expect(tellDenial(order, desk.state.book)).toBe(why);
	change(desk, 'commission.perShare', '0', 's4');
	expect(tellDenial(order, desk.state.book)).toBe(`${why} 20 shares would pass.`);
});
