import { describe, expect, it } from 'vitest';
import { intentText } from '../../../src/lib/contract/orderTexts.ts';
import { armedText, eventToSentence } from '../../../src/lib/contract/sentences.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { ClientOrderId, TriggerId } from '../../../src/lib/domain/ids.ts';
import {
	createOrder,
	createProtection,
	minuteAt,
	money,
	price,
	quantity
} from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { eventSamples } from '../journal/eventSamples.ts';

const at = minuteAt(0);
const orderId = 'd.one' as ClientOrderId;
const say = (event: BookEvent): string => eventToSentence(event, () => 'buy 10 XYZ at the market').text;

describe('an event in a sentence', () => {
	it.each(eventSamples.map((event) => [event.type, event] as const))(
		'%s is one, with its numbers',
		(_, event) => {
			const { text } = eventToSentence(event);
			expect(text).toMatch(/^[A-Z].*\.$/s);
			expect(text).not.toMatch(/undefined|null|NaN|object|\?/);
		}
	);

	it.each([
		['entry_market', 'buy', 'Bought 2.5 XYZ at 100.25, fee 0.35.'],
		['entry_limit', 'buy', 'Bought 2.5 XYZ at 100.25 by its limit, fee 0.35.'],
		['stop_loss', 'sell', 'Sold 2.5 XYZ at 100.25 by its stop, fee 0.35.'],
		['trailing_stop', 'sell', 'Sold 2.5 XYZ at 100.25 by its trailing stop, fee 0.35.'],
		['take_profit', 'sell', 'Sold 2.5 XYZ at 100.25 at its target, fee 0.35.'],
		['closed_by_hand', 'sell', 'Sold 2.5 XYZ at 100.25, closed by hand, fee 0.35.']
	] as const)('a fill by %s', (cause, side, text) => {
		const fill: Fill = {
			...createFill({ side }),
			...{ cause, symbol: 'XYZ', quantity: quantity('2.5'), price: price('100.25'), fee: money('0.35') }
		};
		expect(eventToSentence({ type: 'OrderFilled', fill, seen: null })).toEqual({
			symbol: 'XYZ',
			tone: 'fill',
			text
		});
	});

	it.each([
		[120, '120 ms'],
		[20_883, '20,883 ms']
	])('says that what is under way for %i ms arrives so much later, thousands apart', (delay, told) => {
		expect(say({ type: 'CancelRequested', at, orderId, arrivesAt: at + delay, reason: 'by_hand' })).toContain(
			`, arrives ${told} later`
		);
	});

	it('says of a dry run that nothing was sent, and whether anything else would have kept it back', () => {
		expect(say({ type: 'OrderDenied', at, orderId, reasons: ['dry_run'] })).toBe(
			'Dry run, buy 10 XYZ at the market: sized and reviewed, not sent. Every check passed.'
		);
		expect(say({ type: 'OrderDenied', at, orderId, reasons: ['position_limit', 'dry_run'] })).toMatch(
			/not sent\. It would have been denied: .+\.$/
		);
	});

	it('says who rejects, and for an account why in words', () => {
		expect(say({ type: 'OrderRejected', at, orderId, reason: 'wash_trade' })).toBe(
			'Rejected by Alpaca, buy 10 XYZ at the market: an order on the other side of the symbol is open.'
		);
		expect(say({ type: 'OrderRejected', at, orderId, reason: 'insufficient_cash' })).toBe(
			'Rejected by the simulator, buy 10 XYZ at the market: insufficient cash.'
		);
	});

	it('names orders by what they are', () => {
		expect(say({ type: 'OrderCanceled', at, orderId, reason: 'by_hand' })).toBe(
			'Canceled: buy 10 XYZ at the market.'
		);
		expect(say({ type: 'OrderExpired', at, orderId, reason: 'session_close' })).toBe(
			'Expired at the session close: buy 10 XYZ at the market.'
		);
		expect(say({ type: 'OrderDenied', at, orderId, reasons: ['reducing', 'insufficient_cash'] })).toBe(
			'Denied, buy 10 XYZ at the market: entries are paused; only orders that shrink a position pass; there is not enough free cash.'
		);
		expect(intentText(createOrder({ limitPrice: price('99.5') }))).toBe('buy 10 XYZ at 99.50 or better');
	});

	it('stands out when a trigger fires or the desk halts', () => {
		const triggerId = 'd.one.trailing_stop' as TriggerId;
		const fired = {
			type: 'TriggerFired',
			at,
			triggerId,
			symbol: 'XYZ',
			level: price('97'),
			on: null
		} as const;
		expect(eventToSentence(fired)).toMatchObject({
			tone: 'alarm',
			text: 'Trailing stop of XYZ fired at 97.00.'
		});
		const state = { type: 'TradingStateChanged', at, state: 'halted' } as const;
		const halted = { ...state, level: null, by: null, reason: 'by hand' } as const;
		expect(eventToSentence(halted)).toMatchObject({ tone: 'alarm', text: 'Trading state halted: by hand.' });
	});

	it('says which quote or bar fired a trigger', () => {
		const triggerId = 'd.one.stop_loss' as TriggerId;
		const fired = { type: 'TriggerFired', at, triggerId, symbol: 'XYZ', level: price('97') } as const;
		const [bid, ask, last] = [price('96.97'), price('97.01'), price('96.98')];
		expect(say({ ...fired, on: { type: 'quote', bid, ask, last, from: bid } })).toBe(
			'Stop of XYZ fired at 97.00 on a last price of 96.98 (bid 96.97, ask 97.01).'
		);
		const [open, high, low] = [price('98'), price('98.2'), price('96.5')];
		expect(say({ ...fired, on: { type: 'bar', open, high, low, from: fired.level } })).toBe(
			'Stop of XYZ fired at 97.00 on a bar that opened at 98.00, high 98.20, low 96.50.'
		);
	});

	it('says the limit of an order, and why it was denied, where they are known', () => {
		const fill = { ...createFill(), cause: 'entry_limit', price: price('182.53') } as const;
		const limitOf = () => price('182.6');
		expect(eventToSentence({ type: 'OrderFilled', fill, seen: null }, undefined, { limitOf }).text).toBe(
			'Bought 10 XYZ at 182.53 (limit 182.60), fee 0.00.'
		);
		const denied = { type: 'OrderDenied', at, orderId, reasons: ['position_limit'] } as const;
		const denialOf = () => 'position would be 12.4 % of equity, limit 10 %. 33 shares would pass.';
		expect(eventToSentence(denied, () => 'buy 41 XYZ at the market', { denialOf }).text).toBe(
			'Denied, buy 41 XYZ at the market: position would be 12.4 % of equity, limit 10 %. 33 shares would pass.'
		);
	});

	it('says what a fill armed in few words', () => {
		const { stopLoss, takeProfit, trailing } = createProtection({
			...{ stopLoss: '173.4', takeProfit: '190', trailing: '0.05' }
		});
		const texts = [stopLoss, takeProfit, trailing].map((armed) => (armed === null ? '' : armedText(armed)));
		expect(texts).toEqual([
			'Stop 173.40 armed.',
			'Target 190.00 armed.',
			'Trailing stop 5 % below the high armed.'
		]);
	});
});
