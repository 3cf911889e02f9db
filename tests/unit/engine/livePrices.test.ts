import { describe, expect, it } from 'vitest';
import { lastPrice } from '../../../src/lib/engine/state.ts';
import { isTooOld } from '../../../src/lib/engine/priceStanding.ts';
import { ageOfPrice } from '../../../src/lib/engine/riskFacts.ts';
import { quoteFacts } from '../../../src/lib/engine/limitFacts.ts';
import { createLevels, price, sessionClose, sessionOpen } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';

const guarded = { levels: createLevels({ stopLoss: '95' }) };
const limit = 10_000;

function open(startsAt = sessionOpen + 60_000) {
	const desk = createQuoteDesk({ maxDataAgeSeconds: limit / 1000 });
	desk.goTo(startsAt);
	const { book } = desk.state;
	book.source = { type: 'alpaca', startsAt, account: null };
	book.config = { ...book.config, extendedHours: false };
	return desk;
}

const filledAt = (at: string): unknown => expect.stringMatching(new RegExp(`^filled \\w+ 10 at ${at}$`));

const sell = (terms: object, extendedHours = false) =>
	({
		type: 'SubmitOrder',
		request: 'r',
		order: { ...readOrder({ symbol: 'XYZ', side: 'sell', quantity: '10', ...terms }), extendedHours }
	}) as const;

describe('the age of a live price', () => {
	it('counts from when it was made, and not from when it came', () => {
		const desk = open();
		desk.live('100', { age: 4000 });
		expect(lastPrice(desk.state.market, 'XYZ')?.at).toBe(desk.now() - 4000);
		expect(ageOfPrice(desk.state, 'XYZ', desk.now())).toBe(4);
		expect(quoteFacts(desk.state, 'XYZ', desk.now()).quoteAgeSeconds).toBe(4);
	});
});

describe('a live price', () => {
	it('that is fresh fires what it reaches, and the record says when it was made and how it came', () => {
		const desk = open();
		desk.hold(guarded);
		expect(desk.live('94.9 95.1 95', { age: 300 })[0]).toBe('fired d.buy.stop_loss at 95');
		const fired = desk.events.find((event) => event.type === 'TriggerFired');
		expect(fired).toMatchObject({ on: { madeAt: desk.now() - 300, origin: 'quotes', bid: price('94.9') } });
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('that is older than the limit marks, and fires and fills nothing', () => {
		const desk = open();
		desk.hold(guarded);
		desk.ask(sell({ type: 'limit', limitPrice: '105' }));
		expect(desk.live('90', { age: limit + 1 })).toEqual([]);
		expect(lastPrice(desk.state.market, 'XYZ')?.price).toBe(price('90'));
		expect(isTooOld(desk.state, 'XYZ', desk.now())).toBe(true);
		expect(desk.live('110', { age: limit + 1 })).toEqual([]);
		desk.goTo(desk.now() + limit);
		expect(desk.live('105.2 105.4 105.3', { age: limit })).toContainEqual(filledAt('105.2'));
		expect(isTooOld(desk.state, 'XYZ', desk.now())).toBe(false);
	});

	it('that is older than an order does not fill it', () => {
		const desk = open();
		desk.hold();
		desk.ask(sell({ type: 'market' }));
		expect(desk.live('101', { age: 1500 })).toEqual([]);
		expect(desk.live('101.5', { age: 900 })).toContainEqual(filledAt('101.5'));
	});

	it('that is older than a level does not fire it', () => {
		const desk = open();
		desk.hold();
		desk.ask({ type: 'ChangeProtection', request: 'p', symbol: 'XYZ', change: { stopLoss: price('99') } });
		expect(desk.live('98', { age: 1500 })).toEqual([]);
		expect(desk.live('98', { age: 900 })[0]).toMatch(/^fired .* at 99$/);
	});

	it('without sides fires, is worth no spread, and fills nothing until both are known', () => {
		const desk = open();
		desk.hold(guarded);
		const told = desk.live('94', { isLastAlone: true });
		expect(told[0]).toBe('fired d.buy.stop_loss at 95');
		expect(told.some((line) => line.startsWith('filled'))).toBe(false);
		expect(quoteFacts(desk.state, 'XYZ', desk.now()).spread).toBeNull();
		expect(desk.live('93', { isLastAlone: true })).toEqual([]);
		expect(desk.live('92.5 92.7 92.6')).toContain('filled stop_loss 10 at 92.5');
	});

	it('outside the session fills orders for extended hours alone, and fires nothing', () => {
		const desk = open();
		desk.hold(guarded);
		desk.goTo(sessionClose + 60_000);
		expect(desk.live('90')).toEqual([]);
		desk.ask(sell({ type: 'limit', limitPrice: '91' }, true));
		expect(desk.live('91.5')).toContainEqual(filledAt('91.5'));
	});

	it('of before the open fires nothing, whenever it comes', () => {
		const desk = open(sessionOpen);
		desk.hold(guarded);
		const age = desk.now() + 1000 - sessionOpen + 1;
		expect(age).toBeLessThan(limit);
		expect(desk.live('90', { age })).toEqual([]);
		expect(desk.live('90')[0]).toBe('fired d.buy.stop_loss at 95');
	});
});
