import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import {
	createDecision,
	createLevels,
	price,
	quantity,
	type PlainLevels
} from '../../support/deskBuilders.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';

/** A desk of a tenth of the size, on which a BUY of 10 XYZ is under way. */
function buying(
	levels: PlainLevels = {},
	entryPrice: string | null = null,
	open?: Parameters<typeof createQuoteDesk>[1]
) {
	const desk = createQuoteDesk({ volumeShare: '0.1' }, open);
	desk.quote('100');
	const size = { by: 'quantity', quantity: quantity('10') } as const;
	const limit = entryPrice === null ? null : price(entryPrice);
	desk.take(createDecision({ id: 'buy', size, levels: createLevels(levels), entryPrice: limit }));
	return desk;
}

type Desk = ReturnType<typeof createQuoteDesk>;

const closing = (shares: string | null) =>
	({
		type: 'ClosePosition',
		...{ request: 'out', symbol: 'XYZ' },
		quantity: shares === null ? null : quantity(shares)
	}) as const;

const even = (last: string, bidSize: number, askSize: number) =>
	`${last} ${last} ${last} ${String(bidSize)} ${String(askSize)}`;

describe('an entry that fills in parts', () => {
	it('holds cash for what is left of it, and none once it has filled', () => {
		const desk = buying();
		const reserves = [even('100', 0, 30), even('100', 0, 40), even('100', 0, 90)].map((quote) => {
			desk.quote(quote);
			return formatMoney(desk.state.book.entryReserve);
		});
		expect(reserves).toEqual(['700', '300', '0']);
		expect(formatMoney(desk.state.book.account.cash)).toBe('9000');
	});

	it('arms what guards it with its first part, and moves nothing with the others', () => {
		const desk = buying({ stopLoss: '90', trailing: '0.2' });
		expect(desk.quote(even('100', 0, 30))).toEqual([
			'filled entry_market 3 at 100',
			'armed d.buy.stop_loss',
			'armed d.buy.trailing_stop'
		]);
		desk.ask({ type: 'ChangeProtection', request: 'up', symbol: 'XYZ', change: { stopLoss: price('95') } });
		expect(desk.quote(even('101', 0, 90))).toEqual(['filled entry_market 7 at 101']);
		expect(desk.state.book.protectionBySymbol.get('XYZ')).toMatchObject({
			stopLoss: { levels: [{ value: price('90') }, { value: price('95') }] },
			trailing: { highWater: price('100') }
		});
	});

	it('buys no more once its stop has fired', () => {
		const desk = buying({ stopLoss: '95' }, '100');
		desk.quote(even('100', 0, 30));
		expect(desk.quote(even('94', 30, 0))).toEqual([
			'fired d.buy.stop_loss at 95',
			'made t.d.buy.stop_loss for 3',
			'OrderSubmitted',
			'CancelRequested',
			'OrderAccepted',
			'filled stop_loss 3 at 94',
			'OrderCanceled'
		]);
		expect(desk.quote(even('99', 0, 500))).toEqual([]);
		expect(formatMoney(desk.state.book.entryReserve)).toBe('0');
	});

	it.each([
		['a SELL', (desk: Desk) => desk.take(createDecision({ id: 'out', action: 'SELL' })), []],
		['a close of all of it', (desk: Desk) => desk.ask(closing(null)), []],
		['a close of a part', (desk: Desk) => desk.ask(closing('1')), ['filled entry_limit 7 at 99']]
	] as const)('and what comes of %s', (_, ask, bought) => {
		const desk = buying({}, '100');
		desk.quote(even('100', 0, 30));
		ask(desk);
		expect(desk.quote(even('99', 90, 500)).filter((told) => told.includes('entry'))).toEqual(bought);
	});

	it('buys on when it has bought nothing yet, whatever is sold', () => {
		const desk = buying({}, '95');
		expect(desk.take(createDecision({ id: 'out', action: 'SELL' })).at(-1)).toBe('refused out: no_position');
		expect(desk.quote(even('94', 0, 500))).toEqual(['filled entry_limit 10 at 94']);
	});

	it('is guarded again by another name in a part that crossed its cancel', () => {
		const desk = buying({ stopLoss: '95' }, '100', (venue) => ({ ...venue, cancel: () => [] }));
		desk.quote(even('100', 0, 30));
		expect(desk.quote(even('94', 30, 0)).at(-1)).toBe('filled stop_loss 3 at 94');
		expect(desk.quote(even('99', 0, 500))).toEqual(['filled entry_limit 7 at 99', 'armed d.buy.stop_loss.2']);
		expect(desk.quote(even('95', 500, 0)).at(-1)).toBe('filled stop_loss 7 at 95');
	});

	it('keeps what has filled when the rest is canceled', () => {
		const desk = buying({ stopLoss: '95' });
		desk.quote(even('100', 0, 30));
		expect(desk.ask({ type: 'CancelOrder', request: 'back', orderId: 'd.buy' as ClientOrderId })).toEqual([
			'CancelRequested',
			'OrderCanceled'
		]);
		expect(desk.quote(even('100', 0, 900))).toEqual([]);
		const held = desk.state.book.positionBySymbol.get('XYZ')?.quantity;
		expect([held, formatMoney(desk.state.book.entryReserve)]).toEqual([quantity('3'), '0']);
	});
});

describe('an exit that fills in parts', () => {
	it('sells the rest on the quotes that come, whatever they are, and is alone at it', () => {
		const desk = buying({ stopLoss: '95', takeProfit: '110' });
		desk.quote(even('100', 0, 900));
		expect(desk.quote(even('94', 40, 0)).slice(-2)).toEqual(['OrderAccepted', 'filled stop_loss 4 at 94']);
		expect(desk.quote(even('111', 0, 0))).toEqual([]);
		expect(desk.quote(even('112', 50, 0))).toEqual(['filled stop_loss 5 at 112']);
		expect(desk.quote(even('80', 50, 0))).toEqual(['filled stop_loss 1 at 80', 'ProtectionCanceled']);
		expect(desk.state.book.positionBySymbol.size).toBe(0);
		expect(formatMoney(desk.state.book.account.cash)).toBe('10016');
	});

	it('is a market order at rest when the quote that fired it has nothing left', () => {
		const desk = buying({ stopLoss: '95' });
		desk.quote(even('100', 0, 900));
		expect(desk.quote(even('94', 9, 0)).at(-1)).toBe('OrderAccepted');
		const exit = [...desk.state.book.orders.values()].find(({ intent }) => intent.side === 'sell');
		expect([exit?.status, formatDecimal(exit?.filled ?? quantity('1'))]).toEqual(['accepted', '0']);
		expect(desk.quote(even('90', 100, 0))).toEqual(['filled stop_loss 10 at 90']);
	});
});
