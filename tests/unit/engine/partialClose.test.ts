import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { closableQuantity } from '../../../src/lib/engine/riskFacts.ts';
import { createLevels, quantity } from '../../support/deskBuilders.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';

/** A desk that holds 10 XYZ with a stop at 95, a close of 4 of them waiting at the venue. */
function halfClosed() {
	let isHeldBack = false;
	const desk = createQuoteDesk({}, (venue) => ({
		...venue,
		matchQuote: (symbol, quote) => (isHeldBack ? [] : venue.matchQuote(symbol, quote))
	}));
	desk.hold({ levels: createLevels({ stopLoss: '95' }) });
	isHeldBack = true;
	desk.ask({ type: 'ClosePosition', request: 'part', symbol: 'XYZ', quantity: quantity('4') });
	return { desk, letGo: () => (isHeldBack = false) };
}

const fills = (desk: ReturnType<typeof createQuoteDesk>): readonly string[] =>
	desk.events.flatMap((event) =>
		event.type === 'OrderFilled' ? [`${event.fill.cause} ${formatDecimal(event.fill.quantity)}`] : []
	);

describe('a position of which a part is being closed', () => {
	it('is guarded in the rest: its stop fires for what no other exit closes', () => {
		const { desk, letGo } = halfClosed();
		desk.quote('94');
		expect(fills(desk)).toEqual(['entry_market 10', 'stop_loss 6']);
		expect(formatDecimal(closableQuantity(desk.state.book, 'XYZ'))).toBe('0');
		letGo();
		desk.quote('93');
		expect(fills(desk)).toEqual(['entry_market 10', 'stop_loss 6', 'closed_by_hand 4']);
		expect(desk.state.book.positionBySymbol.size).toBe(0);
		expect(desk.state.book.exitsBySymbol.size).toBe(0);
		expect(desk.state.book.protectionBySymbol.size).toBe(0);
	});

	it('is never sold beyond what is held, whatever is asked for meanwhile', () => {
		const { desk, letGo } = halfClosed();
		desk.quote('94');
		desk.ask({ type: 'ClosePosition', request: 'again', symbol: 'XYZ', quantity: null });
		letGo();
		desk.quote('93');
		desk.quote('92');
		expect(fills(desk)).toEqual(['entry_market 10', 'stop_loss 6', 'closed_by_hand 4']);
	});

	it('is guarded whole again when the close is canceled', () => {
		const { desk, letGo } = halfClosed();
		desk.ask({ type: 'CancelOrder', request: 'back', orderId: 'r.part' as ClientOrderId });
		letGo();
		desk.quote('94');
		expect(fills(desk)).toEqual(['entry_market 10', 'stop_loss 10']);
	});
});
