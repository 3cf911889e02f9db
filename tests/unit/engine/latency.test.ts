import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { Latency } from '../../../src/lib/domain/latency.ts';
import type { SettingChange } from '../../../src/lib/domain/settings.ts';
import { price, quantity, sessionClose } from '../../support/deskBuilders.ts';
import { readOrder, type PlainOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

/** Each thing that is done to the desk happens a second after the one before: what takes 1500 ms arrives before the second next. */
const slow = { base: 1500, jitter: 0 };

function createSlowDesk(latency: Partial<Latency>): QuoteDesk {
	return createQuoteDesk({ startingCash: '100000', maxPositionFraction: '0.9', latency });
}

const order = (desk: QuoteDesk, request: string, given: PlainOrder) =>
	desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
const cancel = (desk: QuoteDesk, id: string) =>
	desk.ask({ type: 'CancelOrder', request: `cancel ${id}`, orderId: id as ClientOrderId });
const replace = (desk: QuoteDesk, id: string, limit: string) =>
	desk.ask({
		...{ type: 'ReplaceOrder', request: `replace ${id} ${limit}`, orderId: id as ClientOrderId },
		change: { limitPrice: price(limit) }
	});
const change = (desk: QuoteDesk, ...changes: readonly Pick<SettingChange, 'key' | 'to'>[]) =>
	desk.ask({ type: 'ChangeSettings', request: `settings ${String(desk.now())}`, changes, reason: '' });
const statusOf = (desk: QuoteDesk, id: string) => desk.state.book.orders.get(id as ClientOrderId)?.status;
const held = (desk: QuoteDesk) =>
	formatDecimal(desk.state.book.positionBySymbol.get('XYZ')?.quantity ?? quantity('0'));

describe('an order that takes its time to the market', () => {
	it('meets the quote of its arrival, not that of its making', () => {
		const desk = createSlowDesk({ submit: slow });
		desk.quote('100');
		expect(order(desk, 'a', {})).toEqual(['OrderRequested', 'made r.a for 10', 'OrderSubmitted']);
		expect(desk.events.at(-1)).toMatchObject({ arrivesAt: desk.now() + 1500 });
		expect(desk.quote('101')).toEqual([]);
		expect(desk.quote('102')).toEqual(['OrderAccepted', 'filled ordered_by_hand 10 at 102']);
		const accepted = desk.events.find(({ type }) => type === 'OrderAccepted');
		expect(accepted).toMatchObject({ at: desk.now() - 500 });
	});

	it('is taken back only after it came, when its cancel follows it', () => {
		const desk = createSlowDesk({ submit: { base: 2500, jitter: 0 } });
		desk.quote('100');
		order(desk, 'a', {});
		expect(cancel(desk, 'r.a')).toEqual(['CancelRequested']);
		expect(statusOf(desk, 'r.a')).toBe('pending_cancel');
		expect(desk.quote('101')).toEqual([]);
		expect(desk.quote('102')).toEqual(['OrderCanceled']);
	});

	it('is over when it comes after its end', () => {
		const desk = createSlowDesk({ submit: slow });
		desk.askAt({ type: 'Resume', to: null, by: 'switch', reason: '' }, sessionClose - 3000);
		desk.quote('100');
		desk.askAt({ type: 'SubmitOrder', request: 'a', order: readOrder({ limit: '90' }) }, sessionClose - 1000);
		desk.quote('100');
		expect(desk.quote('100')).toEqual(['OrderExpired']);
		expect(statusOf(desk, 'r.a')).toBe('expired');
	});

	it('is not replaced before it came', () => {
		const desk = createSlowDesk({ submit: slow });
		desk.quote('100');
		order(desk, 'a', { limit: '90' });
		expect(replace(desk, 'r.a', '91')).toEqual(['refused ReplaceOrder of r.a: submit_pending']);
	});
});

describe('a cancel that takes its time', () => {
	it('leaves the order working: it may fill whole before the cancel comes', () => {
		const desk = createSlowDesk({ cancel: slow });
		desk.quote('100');
		order(desk, 'a', { limit: '99' });
		cancel(desk, 'r.a');
		expect(desk.quote('98')).toEqual(['filled ordered_by_hand 10 at 98']);
		expect(desk.quote('98')).toEqual([]);
		expect(held(desk)).toBe('10');
	});

	it('takes the order back at its arrival', () => {
		const desk = createSlowDesk({ cancel: slow });
		desk.quote('100');
		order(desk, 'a', { limit: '99' });
		cancel(desk, 'r.a');
		expect(desk.quote('100')).toEqual([]);
		expect(desk.quote('98')).toEqual(['OrderCanceled']);
		expect(held(desk)).toBe('0');
	});
});

describe('a replace that takes its time', () => {
	it('lets the order work as it was, and as it is asked from its arrival on', () => {
		const desk = createSlowDesk({ replace: slow });
		desk.quote('100');
		order(desk, 'a', { limit: '95' });
		replace(desk, 'r.a', '99');
		expect(desk.quote('98')).toEqual([]);
		expect(desk.quote('98.5')).toEqual(['OrderReplaced', 'filled ordered_by_hand 10 at 98.5']);
	});

	it('comes before the cancel that was sent after it', () => {
		const desk = createSlowDesk({ replace: { base: 4500, jitter: 0 }, cancel: slow });
		desk.quote('100');
		order(desk, 'a', { limit: '95' });
		replace(desk, 'r.a', '96');
		cancel(desk, 'r.a');
		desk.quote('100');
		desk.quote('100');
		expect(desk.quote('100')).toEqual([]);
		expect(desk.quote('100')).toEqual(['OrderReplaced', 'OrderCanceled']);
	});

	it('is refused when as much has filled meanwhile, and the cancel after it still counts', () => {
		const desk = createQuoteDesk({
			...{ startingCash: '100000', maxPositionFraction: '0.9', volumeShare: '1' },
			latency: { replace: { base: 2500, jitter: 0 }, cancel: { base: 3500, jitter: 0 } }
		});
		desk.quote('100');
		order(desk, 'a', { limit: '95', quantity: '500' });
		desk.ask({
			...{ type: 'ReplaceOrder', request: 'less', orderId: 'r.a' as ClientOrderId },
			change: { quantity: quantity('50') }
		});
		cancel(desk, 'r.a');
		expect(desk.quote('95 95 95 100 100')).toContain('filled ordered_by_hand 100 at 95');
		expect(statusOf(desk, 'r.a')).toBe('pending_cancel');
		desk.quote('100');
		expect(statusOf(desk, 'r.a')).toBe('pending_cancel');
		desk.quote('100');
		expect(desk.quote('100')).toContain('OrderCanceled');
		expect(statusOf(desk, 'r.a')).toBe('canceled');
	});
});

describe('what a trigger sells', () => {
	it('comes later, and fills at the price of that moment', () => {
		const desk = createSlowDesk({ submit: slow });
		desk.quote('100');
		order(desk, 'a', {});
		desk.quote('100');
		desk.quote('100');
		desk.ask({
			...{ type: 'ChangeProtection', request: 'guard', symbol: 'XYZ' },
			change: { stopLoss: price('95') }
		});
		expect(desk.quote('94')).toEqual([
			'fired r.a.stop_loss at 95',
			'made t.r.a.stop_loss for 10',
			'OrderSubmitted'
		]);
		// While it is under way nothing fires a second time.
		expect(desk.quote('93')).toEqual([]);
		expect(desk.quote('91')).toContain('filled stop_loss 10 at 91');
		expect(held(desk)).toBe('0');
	});

	it('is only what is left, when another exit has sold a part meanwhile', () => {
		const desk = createQuoteDesk({
			...{ startingCash: '100000', maxPositionFraction: '0.9' },
			latency: { submit: slow, cancel: { base: 5500, jitter: 0 }, replace: { base: 5500, jitter: 0 } }
		});
		desk.quote('100');
		order(desk, 'a', {});
		desk.quote('100');
		desk.quote('100');
		order(desk, 'part', { side: 'sell', limit: '105', quantity: '4', timeInForce: 'gtc' });
		desk.quote('100');
		desk.quote('100');
		desk.ask({ type: 'ClosePosition', request: 'all', symbol: 'XYZ', quantity: null });
		// The limit is on its way to be taken back, and sells before that and before the close has come.
		expect(desk.quote('106')).toContain('filled ordered_by_hand 4 at 106');
		const told = desk.quote('100');
		expect(told).toContain('filled closed_by_hand 6 at 100');
		expect(held(desk)).toBe('0');
		expect(statusOf(desk, 'r.all')).not.toBe('submitted');
	});

	it('is only what is left, also where the delays are taken away before it has come', () => {
		const slower = { base: 2500, jitter: 0 };
		const desk = createSlowDesk({ cancel: slower });
		desk.quote('100');
		order(desk, 'a', {});
		desk.quote('100');
		order(desk, 'part', { side: 'sell', limit: '105', quantity: '4', timeInForce: 'gtc' });
		change(desk, { key: 'latency.submit', to: '2500' });
		desk.ask({ type: 'ClosePosition', request: 'all', symbol: 'XYZ', quantity: null });
		expect(desk.quote('106')).toContain('filled ordered_by_hand 4 at 106');
		change(desk, { key: 'latency.submit', to: '0' }, { key: 'latency.cancel', to: '0' });
		expect(desk.quote('100')).toContain('filled closed_by_hand 6 at 100');
		expect(held(desk)).toBe('0');
	});
});

describe('exits that are still on their way back when their position is over', () => {
	const sides = [
		{ side: 'buy', first: { stopLeg: '95', target: '110' }, next: { stopLeg: '90', target: '120' } },
		{ side: 'sell', first: { stopLeg: '105', target: '90' }, next: { stopLeg: '110', target: '80' } }
	] as const;
	const restingAt = (desk: QuoteDesk) =>
		[...desk.state.book.orders.values()]
			.filter(({ status }) => status === 'accepted')
			.map(({ intent: { limitPrice, stopPrice } }) => formatDecimal(limitPrice ?? stopPrice ?? price('0')));

	it.each(sides)('leave the next one, a $side, to its own exits', ({ side, first, next }) => {
		const desk = createQuoteDesk({
			...{ startingCash: '100000', maxPositionFraction: '0.9', allowShort: true },
			latency: { cancel: { base: 5500, jitter: 0 } }
		});
		desk.quote('100');
		order(desk, 'a', { side, ...first });
		desk.quote('100');
		desk.ask({ type: 'ClosePosition', request: 'all', symbol: 'XYZ', quantity: null });
		desk.quote('100');
		expect(held(desk)).toBe('0');
		order(desk, 'b', { side, ...next });
		desk.quote('100');
		for (let second = 0; second < 6; second++) desk.quote('100');
		expect(restingAt(desk)).toEqual([next.stopLeg, next.target]);
	});

	it('do not keep those of the next one from being sent', () => {
		const desk = createSlowDesk({ cancel: { base: 5500, jitter: 0 } });
		desk.quote('100');
		order(desk, 'a', {});
		desk.quote('100');
		order(desk, 'alone', { side: 'sell', stop: '95', timeInForce: 'gtc' });
		desk.ask({ type: 'ClosePosition', request: 'all', symbol: 'XYZ', quantity: null });
		desk.quote('100');
		order(desk, 'b', { stopLeg: '90', target: '120' });
		desk.quote('100');
		for (let second = 0; second < 6; second++) desk.quote('100');
		expect(restingAt(desk)).toEqual(['90', '120']);
	});
});

it('everything comes at once where no time is set', () => {
	const desk = createSlowDesk({});
	desk.quote('100');
	order(desk, 'a', {});
	const sent = desk.events.filter(({ type }) => type === 'OrderSubmitted');
	expect(sent).toMatchObject([{ arrivesAt: null }]);
	expect(desk.state.underWay.next()).toBe(Infinity);
});
