import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { isOpenStatus, leftOf } from '../../../src/lib/domain/order.ts';
import { createDecision, createLevels, price, quantity } from '../../support/deskBuilders.ts';
import { createOrderDesk, imbalance, readOrder, type PlainOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

function order(desk: QuoteDesk, request: string, given: PlainOrder): readonly string[] {
	return desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
}

function open({ state }: QuoteDesk): readonly string[] {
	return [...state.book.orders.values()]
		.filter(({ status }) => isOpenStatus(status))
		.map((one) => `${one.intent.id} ${formatDecimal(leftOf(one))}`);
}

const held = ({ state }: QuoteDesk, symbol = 'XYZ') =>
	formatDecimal(state.book.positionBySymbol.get(symbol)?.quantity ?? quantity('0'));

// Each of these has cost someone money on another desk.
describe('given a position of 10 with a stop', () => {
	it('when a target sells a part, then the stop is for the rest at once', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { target: '110', stopLeg: '95' });
		desk.fill('e');
		desk.fill('r.e.target', '6', '110');
		expect(desk.open()).toEqual(['r.e.stop accepted 4', 'r.e.target partially_filled 4']);
	});

	it('when more is bought with a stop of its own, then each stop is for its own part', () => {
		const desk = createOrderDesk({ allowAdding: true });
		desk.mark('100');
		desk.order('a', { stopLeg: '95' });
		desk.fill('a');
		desk.order('b', { quantity: '5', stopLeg: '97' });
		desk.fill('b');
		expect(desk.open()).toEqual(['r.a.stop accepted 10', 'r.b.stop accepted 5']);
		desk.fill('r.b.stop', undefined, '97');
		expect([desk.open(), desk.held()]).toEqual([['r.a.stop accepted 10'], '10']);
	});

	it('when the position grows by a decision, then its one trigger moves and there are not two', () => {
		const desk = createQuoteDesk({ allowAdding: true });
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		const size = { by: 'quantity', quantity: quantity('5') } as const;
		desk.take(createDecision({ id: 'more', size, levels: createLevels({ stopLoss: '97' }) }));
		desk.quote('100');
		expect(desk.quote('96').filter((line) => line.startsWith('fired'))).toEqual([
			'fired d.buy.stop_loss at 97'
		]);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given an entry that has filled in part', () => {
	it('when its exit is sent in the same moment, then it is no order that would increase', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		expect(desk.open()).toEqual(['r.e partially_filled 6', 'r.e.stop accepted 4']);
		expect(desk.events.some(({ type }) => type === 'OrderDenied')).toBe(false);
	});

	it('when its stop fires, then what it bought is sold, and it buys no more', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		desk.fill('r.e.stop', '2', '95');
		expect(desk.open()).toEqual(['r.e.stop partially_filled 2']);
		desk.fill('r.e.stop', undefined, '94');
		expect([desk.open(), desk.held(), imbalance(desk.state)]).toEqual([[], '0', 0n]);
	});

	it('when a late fill comes after its cancel, then that is guarded too', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		desk.cancel('e');
		desk.fill('e', '1');
		expect([desk.open(), desk.held()]).toEqual([['r.e.stop accepted 5'], '5']);
	});

	it('when a fill is told twice, then it is counted once', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		const fill = desk.events.find((event) => event.type === 'OrderFilled');
		if (fill?.type === 'OrderFilled') desk.report(fill);
		expect([desk.open(), desk.held()]).toEqual([['r.e partially_filled 6', 'r.e.stop accepted 4'], '4']);
	});

	it('when the venue fills more than was asked for, then all of it is counted and guarded', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '12');
		expect([desk.open(), desk.held(), imbalance(desk.state)]).toEqual([['r.e.stop accepted 12'], '12', 0n]);
	});

	it('when a fill arrives together with a replace, then both hold', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { limit: '99' });
		desk.hold();
		desk.replace('e', { quantity: '12' });
		desk.fill('e', '5', '99');
		desk.release();
		expect([desk.open(), desk.held()]).toEqual([['r.e partially_filled 7'], '5']);
	});
});

describe('given a stop beyond the price already', () => {
	it('when it is sent, then it trades once and is not sent again', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		order(desk, 'e', { stopLeg: '101' });
		const lines = [...desk.quote('100'), ...desk.quote('100'), ...desk.quote('100')];
		expect(lines.filter((line) => line.startsWith('filled'))).toEqual([
			'filled ordered_by_hand 10 at 100',
			'filled stop_leg 10 at 100'
		]);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given a stop-limit whose limit the market jumps', () => {
	const jumped = () => {
		const desk = createQuoteDesk();
		desk.hold();
		order(desk, 'x', { side: 'sell', stop: '95', limit: '94' });
		expect(desk.quote('90')).toEqual(['OrderElected']);
		return desk;
	};

	it('when it comes back in time, then it trades at its limit or better', () => {
		const desk = jumped();
		expect(desk.quote('94.5')).toEqual(['filled ordered_by_hand 10 at 94.5']);
	});

	it('when it stays away, then it is said so and what is left goes at the market', () => {
		const desk = jumped();
		const lines: string[] = [];
		for (let second = 0; second < 14; second++) lines.push(...desk.quote('89'));
		expect(lines).toEqual([
			'CancelRequested',
			'made r.x.market for 10',
			'OrderSubmitted',
			'OrderCanceled',
			'OrderAccepted',
			'filled ordered_by_hand 10 at 89'
		]);
		expect(desk.events).toContainEqual(
			expect.objectContaining({ type: 'CancelRequested', orderId: 'r.x', reason: 'escalated' })
		);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});

	it('when it is the leg of an entry, then its target goes with it', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		order(desk, 'e', { target: '120', stopLeg: '95', stopLimitLeg: '94' });
		desk.quote('100');
		for (let second = 0; second < 14; second++) desk.quote('89');
		expect([held(desk), open(desk), desk.state.book.groupsBySymbol.size]).toEqual(['0', [], 0]);
	});
});

describe('given a resting target for all that is held', () => {
	it('when the price falls to the trigger below, then that fires and the target is taken back', () => {
		const desk = createQuoteDesk();
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		order(desk, 'x', { side: 'sell', limit: '110' });
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given a holding to the ninth decimal', () => {
	it('when it is closed, then nothing is left of it', () => {
		const desk = createQuoteDesk();
		desk.quote('100', 'BTC');
		order(desk, 'e', { symbol: 'BTC', quantity: '0.123456789', stopLeg: '95' });
		desk.quote('100', 'BTC');
		expect(open(desk)).toEqual(['r.e.stop 0.123456789']);
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'BTC', quantity: quantity('0.123456788') });
		desk.quote('101', 'BTC');
		expect([held(desk, 'BTC'), open(desk)]).toEqual(['0.000000001', ['r.e.stop 0.000000001']]);
		desk.ask({ type: 'ClosePosition', request: 'd', symbol: 'BTC', quantity: null });
		desk.quote('101', 'BTC');
		expect([desk.state.book.positionBySymbol.size, open(desk)]).toEqual([0, []]);
	});
});

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
