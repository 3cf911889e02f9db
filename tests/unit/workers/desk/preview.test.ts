import { describe, expect, it } from 'vitest';
import { formatMoney, subtract } from '../../../../src/lib/domain/decimal.ts';
import { explainFigure } from '../../../../src/workers/desk/explain.ts';
import { previewTicket } from '../../../../src/workers/desk/preview.ts';
import { createDecision, quantity } from '../../../support/deskBuilders.ts';
import { createQuoteDesk } from '../../../support/quoteDesk.ts';

describe('what an entry is expected to cost', () => {
	const ticket = { symbol: 'XYZ', action: 'BUY', quantity: '10', stopLoss: '95' } as const;

	it.each([
		[true, '1001.501', '51.501'],
		[false, '1000.5', '50.5']
	])('is what the fill takes, at the ask or at the last price: %s', (useBidAsk, cost, risk) => {
		const desk = createQuoteDesk({ slippage: '0.0005', useBidAsk });
		desk.quote('99.9 100.1 100');
		const preview = previewTicket(desk.state, ticket, desk.now());
		expect([preview.cost, preview.riskToStop]).toEqual([cost, risk]);
		const why = explainFigure(desk.state, { figure: 'ticketCost', ticket }, desk.now());
		expect(why.ok && [why.value.result, why.value.terms[1]?.label]).toEqual([
			cost,
			useBidAsk ? 'Ask with slippage' : 'Last price with slippage'
		]);
		const before = desk.state.book.account.cash;
		desk.take(createDecision({ size: { by: 'quantity', quantity: quantity('10') } }));
		desk.quote('99.9 100.1 100');
		expect(formatMoney(subtract(before, desk.state.book.account.cash))).toBe(cost);
	});

	it('is denied where the cash covers the last price and not the ask', () => {
		const desk = createQuoteDesk({ startingCash: '1000' });
		desk.quote('99.9 100.1 100');
		const before = desk.events.length;
		desk.take(createDecision({ size: { by: 'quantity', quantity: quantity('10') } }));
		const denied = desk.events.slice(before).find((event) => event.type === 'OrderDenied');
		expect(denied?.reasons).toEqual(['insufficient_cash']);
	});
});
