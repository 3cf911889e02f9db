import { describe, expect, it } from 'vitest';
import { eventToSentence, intentText, verdictText } from '../../../src/lib/contract/sentences.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { ClientOrderId, TriggerId } from '../../../src/lib/domain/ids.ts';
import { createOrder, minuteAt, money, price, quantity } from '../../support/deskBuilders.ts';
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
		['entry_market', 'buy', 'Bought 2.5 XYZ at 100.25, fee 0.35. Simulated.'],
		['entry_limit', 'buy', 'Bought 2.5 XYZ at 100.25 by its limit, fee 0.35. Simulated.'],
		['stop_loss', 'sell', 'Sold 2.5 XYZ at 100.25 by its stop, fee 0.35. Simulated.'],
		['trailing_stop', 'sell', 'Sold 2.5 XYZ at 100.25 by its trailing stop, fee 0.35. Simulated.'],
		['take_profit', 'sell', 'Sold 2.5 XYZ at 100.25 at its target, fee 0.35. Simulated.'],
		['closed_by_hand', 'sell', 'Sold 2.5 XYZ at 100.25, closed by hand, fee 0.35. Simulated.']
	] as const)('a fill by %s', (cause, side, text) => {
		const fill: Fill = {
			...createFill({ side }),
			...{ cause, symbol: 'XYZ', quantity: quantity('2.5'), price: price('100.25'), fee: money('0.35') }
		};
		expect(eventToSentence({ type: 'OrderFilled', fill })).toEqual({ symbol: 'XYZ', tone: 'fill', text });
	});

	it('names orders by what they are', () => {
		expect(say({ type: 'OrderCanceled', at, orderId })).toBe('Canceled: buy 10 XYZ at the market.');
		expect(say({ type: 'OrderExpired', at, orderId, reason: 'session_close' })).toBe(
			'Expired at the session close: buy 10 XYZ at the market.'
		);
		expect(say({ type: 'OrderDenied', at, orderId, reasons: ['reducing', 'insufficient_cash'] })).toBe(
			'Denied, buy 10 XYZ at the market: entries are paused; only orders that shrink a position pass; there is not enough free cash.'
		);
		expect(intentText(createOrder({ limitPrice: price('99.5') }))).toBe('buy 10 XYZ at 99.5 or better');
	});

	it('stands out when a trigger fires or the desk halts', () => {
		const triggerId = 'd.one.trailing_stop' as TriggerId;
		const fired = { type: 'TriggerFired', at, triggerId, symbol: 'XYZ', level: price('97') } as const;
		expect(eventToSentence(fired)).toMatchObject({
			tone: 'alarm',
			text: 'Trailing stop of XYZ fired at 97.'
		});
		const halted = { type: 'TradingStateChanged', at, state: 'halted', reason: 'by hand' } as const;
		expect(eventToSentence(halted)).toMatchObject({ tone: 'alarm', text: 'Trading state halted: by hand.' });
	});

	it('says the numbers of each check that failed', () => {
		const checks = [
			{
				check: 'positionSize',
				passed: false,
				reason: 'position_limit',
				measured: money('1240'),
				limit: money('1000')
			},
			{ check: 'openTrades', passed: true, reason: 'open_trades_limit', measured: 1, limit: 10 },
			{ check: 'dataAge', passed: false, reason: 'risk_data_unavailable', measured: 75, limit: 60 }
		] as const;
		expect(verdictText({ approved: false, checks })).toBe(
			'the position would be larger than allowed (1,240.00, limit 1,000.00); its last price is missing or too old (75 s, limit 60 s)'
		);
	});
});
