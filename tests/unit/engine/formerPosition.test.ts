import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { price, quantity, type PlainSettings } from '../../support/deskBuilders.ts';
import { readOrder, type PlainOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

/** Each thing that is done to the desk happens a second after the one before. */
const seconds = (count: number) => ({ base: count * 1000 - 500, jitter: 0 });

const order = (desk: QuoteDesk, request: string, given: PlainOrder) =>
	desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
const setSubmit = (desk: QuoteDesk, milliseconds: string) =>
	desk.ask({
		...{ type: 'ChangeSettings', request: `settings ${String(desk.now())}`, reason: '' },
		changes: [{ key: 'latency.submit', to: milliseconds }]
	});
const close = (desk: QuoteDesk) =>
	desk.ask({ type: 'ClosePosition', request: 'all', symbol: 'XYZ', quantity: null });
const statusOf = (desk: QuoteDesk, id: string) => desk.state.book.orders.get(id as ClientOrderId)?.status;
const held = (desk: QuoteDesk) =>
	formatDecimal(desk.state.book.positionBySymbol.get('XYZ')?.quantity ?? quantity('0'));

/** A desk that holds 10, whose limit sells them at 105 while a close of all of them takes five seconds to the market. */
function openCrossed(
	side: 'buy' | 'sell',
	latency: NonNullable<PlainSettings['latency']>,
	settings: PlainSettings = {}
) {
	const desk = createQuoteDesk({
		...{ startingCash: '100000', maxPositionFraction: '0.9', allowShort: true, latency },
		...settings
	});
	const [against, target] = side === 'buy' ? (['sell', '105'] as const) : (['buy', '95'] as const);
	desk.quote('100');
	order(desk, 'a', { side });
	desk.quote('100');
	order(desk, 'limit', { side: against, limit: target, timeInForce: 'gtc', reduceOnly: true });
	setSubmit(desk, '4500');
	close(desk);
	const told = desk.quote(side === 'buy' ? '106' : '94');
	setSubmit(desk, '0');
	return { desk, told };
}

describe.each(['buy', 'sell'] as const)('a close under way, when the position of a %s is over', (side) => {
	const after = side === 'buy' ? '106' : '94';
	const signed = (size: string) => (side === 'buy' ? size : `-${size}`);

	it('is taken back, and sells nothing of the next one', () => {
		const { desk, told } = openCrossed(side, { cancel: seconds(3) });
		expect(told.slice(-2)).toEqual([`filled ordered_by_hand 10 at ${after}`, 'CancelRequested']);
		expect(statusOf(desk, 'r.all')).toBe('pending_cancel');
		order(desk, 'b', { side, quantity: '20' });
		desk.quote('100');
		expect(held(desk)).toBe(signed('20'));
		for (let second = 0; second < 6; second++) desk.quote('100');
		expect(held(desk)).toBe(signed('20'));
		expect(statusOf(desk, 'r.all')).toBe('canceled');
	});

	it('closes nothing of the next one also when it comes to the market before its cancel', () => {
		const { desk } = openCrossed(side, { cancel: seconds(9) });
		order(desk, 'b', { side, quantity: '20' });
		desk.quote('100');
		const told = Array.from({ length: 10 }, () => desk.quote('100')).flat();
		expect(told).toEqual(['OrderRejected']);
		expect(desk.events.at(-1)).toMatchObject({ orderId: 'r.all', reason: 'no_position' });
		expect(held(desk)).toBe(signed('20'));
	});

	it('leaves the next one to its own exits and to its own close', () => {
		const { desk } = openCrossed(side, { cancel: seconds(9) });
		const legs = side === 'buy' ? { stopLeg: '90', target: '120' } : { stopLeg: '110', target: '80' };
		order(desk, 'b', { side, quantity: '20', ...legs });
		desk.quote('100');
		const exits = [...desk.state.book.orders.values()].filter(
			({ intent, status }) => intent.group !== null && status === 'accepted'
		);
		expect(exits.map(({ intent }) => formatDecimal(intent.quantity))).toEqual(['20', '20']);
		desk.ask({ type: 'ClosePosition', request: 'next', symbol: 'XYZ', quantity: null });
		desk.quote('101');
		expect(held(desk)).toBe('0');
	});
});

describe('what a trigger sells', () => {
	it('is taken back when its position is over before it comes', () => {
		const desk = createQuoteDesk({
			...{ startingCash: '100000', maxPositionFraction: '0.9' },
			latency: { cancel: { base: 9500, jitter: 0 } }
		});
		desk.quote('100');
		order(desk, 'a', {});
		desk.quote('100');
		order(desk, 'limit', { side: 'sell', limit: '105', timeInForce: 'gtc' });
		desk.ask({
			...{ type: 'ChangeProtection', request: 'guard', symbol: 'XYZ' },
			change: { stopLoss: price('95') }
		});
		setSubmit(desk, '4500');
		expect(desk.quote('94')).toContain('fired r.a.stop_loss at 95');
		setSubmit(desk, '0');
		expect(desk.quote('106')).toContain('filled ordered_by_hand 10 at 106');
		expect(statusOf(desk, 't.r.a.stop_loss')).toBe('pending_cancel');
		order(desk, 'b', { quantity: '20' });
		for (let second = 0; second < 12; second++) desk.quote('100');
		expect(held(desk)).toBe('20');
	});
});
