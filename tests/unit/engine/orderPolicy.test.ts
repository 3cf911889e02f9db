import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { SettingKey } from '../../../src/lib/domain/settings.ts';
import { createDecision, price, sessionClose } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

function set(desk: QuoteDesk, key: SettingKey, to: string): void {
	desk.ask({ type: 'ChangeSettings', request: `${key} ${to}`, changes: [{ key, to }], reason: '' });
}

const entryOf = ({ state }: QuoteDesk, id = 'd.one') => state.book.orders.get(id as ClientOrderId)?.intent;

describe('an entry without a price', () => {
	it('is a market order, or by setting a limit order for the day beyond the last price', () => {
		const desk = createQuoteDesk();
		desk.quote('182.345');
		set(desk, 'orders.entryLimitOffset', '0.001');
		desk.take(createDecision());
		const entry = entryOf(desk);
		expect([entry?.type, entry?.timeInForce, entry?.cause]).toEqual(['limit', 'day', 'entry_limit']);
		expect(entry?.limitPrice).toBe(price('182.53'));
		expect(entry?.ends).toEqual({ at: sessionClose, reason: 'session_close' });
		const other = createQuoteDesk();
		other.quote('182.345');
		other.take(createDecision());
		expect([entryOf(other)?.type, entryOf(other)?.ends]).toEqual(['market', null]);
	});

	it('keeps a price of its own', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		set(desk, 'orders.entryLimitOffset', '0.001');
		desk.take(createDecision({ entryPrice: price('99') }));
		expect(formatDecimal(entryOf(desk)?.limitPrice ?? price('0'))).toBe('99');
	});

	it('is never limited where it sells', () => {
		const desk = createQuoteDesk();
		desk.hold();
		set(desk, 'orders.entryLimitOffset', '0.001');
		desk.take(createDecision({ id: 'sell', action: 'SELL' }));
		expect(entryOf(desk, 'd.sell')?.type).toBe('market');
	});
});

/** A desk whose last price came just before the close. */
function nearClose(symbol = 'XYZ'): QuoteDesk {
	const desk = createQuoteDesk();
	desk.askAt({ type: 'Resume', to: null, by: 'switch', reason: '' }, sessionClose - 5000);
	desk.quote('100', symbol);
	return desk;
}

describe('while the market is closed', () => {
	const submit = { type: 'SubmitOrder', request: 'x', order: readOrder({ limit: '90' }) } as const;
	const close = { type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null } as const;
	const decide = { type: 'TakeDecision', decision: createDecision({ at: sessionClose }) } as const;

	it('orders wait for the session that comes', () => {
		const desk = nearClose();
		expect(desk.askAt(decide, sessionClose).at(-1)).toBe('OrderAccepted');
		desk.askAt(submit, sessionClose + 1);
		expect(desk.state.book.orders.size).toBe(2);
	});

	it('by setting they are refused by name, whoever asks', () => {
		const desk = createQuoteDesk();
		desk.hold();
		set(desk, 'orders.closedMarket', 'refuse');
		expect(desk.askAt(submit, sessionClose)).toEqual(['refused SubmitOrder of XYZ: market_closed']);
		expect(desk.askAt(close, sessionClose)).toEqual(['refused ClosePosition of XYZ: market_closed']);
		const sell = {
			type: 'TakeDecision',
			decision: createDecision({ id: 's', at: sessionClose, action: 'SELL' })
		} as const;
		expect(desk.askAt(sell, sessionClose)).toContain('refused s: market_closed');
	});

	it('by setting it is open again where it is: in a session, and always for crypto', () => {
		const desk = nearClose('BTC');
		set(desk, 'orders.closedMarket', 'refuse');
		const buy = { ...submit, order: readOrder({ symbol: 'BTC', limit: '90' }) } as const;
		expect(desk.askAt(buy, sessionClose)).toContain('OrderAccepted');
		const open = createQuoteDesk();
		set(open, 'orders.closedMarket', 'refuse');
		open.quote('100');
		expect(open.ask(submit)).toContain('OrderAccepted');
	});
});
