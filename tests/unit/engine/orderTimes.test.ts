import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { isOpenStatus, leftOf } from '../../../src/lib/domain/order.ts';
import { price } from '../../support/deskBuilders.ts';
import { readOrder, type PlainOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

function order(desk: QuoteDesk, request: string, given: PlainOrder): readonly string[] {
	return desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
}

function open({ state }: QuoteDesk): readonly string[] {
	return [...state.book.orders.values()]
		.filter(({ status }) => isOpenStatus(status))
		.map((one) => `${one.intent.id} ${formatDecimal(leftOf(one))}`);
}

describe('given an order for the day', () => {
	it('when it is made after the close, then it works through the session that comes', () => {
		const desk = createQuoteDesk();
		desk.hold();
		const close = Date.UTC(2024, 2, 4, 21);
		const made = {
			type: 'SubmitOrder',
			request: 'x',
			order: readOrder({ side: 'sell', limit: '110' })
		} as const;
		const events = desk.askAt(made, close + 1);
		expect(events).not.toContain('refused');
		const sent = desk.state.book.orders.get('r.x' as ClientOrderId);
		expect(sent?.intent.ends).toEqual({ at: close + 24 * 60 * 60_000, reason: 'session_close' });
	});

	it('when it is an exit that is sent after the close, then it rests until the close of the next session and guards till then', () => {
		const desk = createQuoteDesk();
		desk.hold();
		const close = Date.UTC(2024, 2, 4, 21);
		const order = readOrder({ side: 'sell', stop: '95', timeInForce: 'day' });
		expect(desk.askAt({ type: 'SubmitOrder', request: 'x', order }, close + 60_000)).toEqual([
			'OrderRequested',
			'made r.x for 10',
			'OrderSubmitted',
			'OrderAccepted'
		]);
		const nextOpen = Date.UTC(2024, 2, 5, 14, 30);
		desk.askAt({ type: 'Resume', to: null, by: 'switch', reason: '' }, nextOpen);
		expect(open(desk)).toEqual(['r.x 10']);
		expect(desk.quote('94')).toContain('filled ordered_by_hand 10 at 94');
	});

	it.each([
		['day', {}, Date.UTC(2024, 2, 4, 21)],
		['day outside the session too', { extendedHours: true }, Date.UTC(2024, 2, 5, 1)],
		['the close', { timeInForce: 'cls' }, Date.UTC(2024, 2, 4, 21)],
		['a date', { timeInForce: 'gtd', expiresAt: Date.UTC(2024, 2, 6) }, Date.UTC(2024, 2, 6)],
		['good until canceled', { timeInForce: 'gtc' }, null]
	] as const)('when it is for %s, then it ends when that is over', (_, given, at) => {
		const desk = createQuoteDesk();
		desk.quote('100');
		const made = { ...readOrder({ limit: '90' }), ...given };
		desk.ask({ type: 'SubmitOrder', request: 'x', order: made });
		expect(desk.state.book.orders.get('r.x' as ClientOrderId)?.intent.ends?.at ?? null).toBe(at);
	});

	it.each(['ioc', 'fok'] as const)(
		'when %s comes while the market is closed, then it is refused by name',
		(timeInForce) => {
			const desk = createQuoteDesk();
			desk.quote('100');
			const made = { type: 'SubmitOrder', request: 'x', order: readOrder({ timeInForce }) } as const;
			expect(desk.askAt(made, Date.UTC(2024, 2, 4, 21))).toEqual([
				'refused SubmitOrder of XYZ: market_closed'
			]);
		}
	);
});

describe('given nothing of the symbol', () => {
	it.each([
		['a sale', { side: 'sell' }, 'short_not_allowed'],
		['a sale that only reduces', { side: 'sell', reduceOnly: true }, 'no_position'],
		['a purchase that only reduces', { reduceOnly: true }, 'no_position'],
		['an unknown symbol', { symbol: 'NOPE' }, 'unknown_symbol']
	] as const)('then %s is refused by name, and nothing changes', (_, given, reason) => {
		const desk = createQuoteDesk();
		desk.quote('100');
		expect(order(desk, 'x', given)).toEqual([
			`refused SubmitOrder of ${'symbol' in given ? 'NOPE' : 'XYZ'}: ${reason}`
		]);
		expect([desk.state.book.orders.size, desk.state.book.requests.size]).toEqual([0, 0]);
	});

	it('then an order by an amount of money buys what that pays for', () => {
		const desk = createQuoteDesk();
		desk.quote('99.9 100.1 100');
		order(desk, 'x', { notional: '1000' });
		expect(open(desk)).toEqual(['r.x 9']);
		expect(desk.state.book.orders.get('r.x' as ClientOrderId)?.intent.refPrice).toBe(price('100'));
	});
});
