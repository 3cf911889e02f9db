import { describe, expect, it } from 'vitest';
import { createLevels, type PlainSettings } from '../../support/deskBuilders.ts';
import { createOrderDesk } from '../../support/orderDesk.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';
import { allowed, held, money, order, short } from '../../support/shortDesk.ts';

describe('given a long of 10 at 100 and an order to sell 15', () => {
	const sell = { side: 'sell', quantity: '15' } as const;
	const long = (settings: PlainSettings = allowed) => {
		const desk = createQuoteDesk(settings);
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		return desk;
	};

	it('when shorts are not allowed, then it is denied with what can be closed', () => {
		const desk = long({});
		order(desk, 'x', sell);
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['not_reducing'] });
		expect(held(desk)).toBe('10 at 100, 10@100');
	});

	it('when they are, then it closes 10 and opens a short of 5 anew in one fill', () => {
		const desk = long();
		desk.quote('110');
		order(desk, 'x', sell);
		expect(desk.quote('110')).toEqual(['filled ordered_by_hand 15 at 110', 'ProtectionCanceled']);
		// 10 × 10 earned; cash 9000 + 1650; the short is worth −550 and holds 825.
		expect([held(desk), money(desk)]).toEqual(['-5 at 110, -5@110', ['10650', '10100', '100', '9825']]);
		expect(desk.state.book.protectionBySymbol.size).toBe(0);
	});

	it('when it has exits of its own, then they guard the 5 alone', () => {
		const desk = createOrderDesk(allowed);
		desk.mark('100');
		desk.order('e', { stopLeg: '95', target: '110' });
		desk.fill('e');
		desk.order('x', { ...sell, stopLeg: '105' });
		expect(desk.open()).toEqual(['r.x accepted 15']);
		desk.fill('x', '12');
		expect([desk.held(), desk.open()]).toEqual(['-2', ['r.x partially_filled 3', 'r.x.stop accepted 2']]);
		desk.fill('x');
		expect([desk.held(), desk.open()]).toEqual(['-5', ['r.x.stop accepted 5']]);
	});

	it('when it waits for a price, then it is refused', () => {
		const desk = long();
		expect(order(desk, 'x', { ...sell, limit: '101' })).toEqual([
			'refused SubmitOrder of XYZ: through_zero_not_at_market'
		]);
	});

	it('when it may only shrink, then it is denied', () => {
		const desk = long();
		order(desk, 'x', { ...sell, reduceOnly: true });
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['not_reducing'] });
	});

	it('when trading is paused, then what it would open is denied with all of it', () => {
		const desk = long();
		desk.ask({ type: 'Halt', level: 'pause', by: 'switch', reason: 'test' });
		order(desk, 'x', sell);
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['reducing'] });
		expect(held(desk)).toBe('10 at 100, 10@100');
	});

	it('when more of it is being bought still, then it is refused', () => {
		const desk = long({ ...allowed, allowAdding: true });
		order(desk, 'more', { limit: '90' });
		expect(order(desk, 'x', sell)).toEqual(['refused SubmitOrder of XYZ: other_side_pending']);
	});

	it('when what it opens is too large, then it says how much would pass', () => {
		const desk = long({ ...allowed, maxPositionFraction: '0.1' });
		order(desk, 'x', { side: 'sell', quantity: '25' });
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['position_limit'] });
	});
});

it('given a stop that closes the long while an order to sell 15 is on its way, then that opens no more than the 5 it was approved for', () => {
	const slow = { base: 1500, jitter: 0 };
	const desk = createQuoteDesk({ ...allowed, latency: { submit: slow, cancel: slow } });
	desk.quote('100');
	order(desk, 'e', { stopLeg: '95' });
	for (let second = 0; second < 4; second++) desk.quote('100');
	expect(held(desk)).toBe('10 at 100, 10@100');
	order(desk, 'x', { side: 'sell', quantity: '15' });
	expect(desk.quote('95')).toContain('filled stop_leg 10 at 95');
	const lines = [...desk.quote('94'), ...desk.quote('94'), ...desk.quote('94')];
	expect(lines).toContain('filled ordered_by_hand 5 at 94');
	expect(desk.events).toContainEqual(
		expect.objectContaining({ type: 'OrderCanceled', reason: 'no_position' })
	);
	expect(held(desk)).toBe('-5 at 94, -5@94');
});

it('given a short of 10 at 100, when 25 are bought by hand, then it is long 15 at what they cost', () => {
	const desk = createQuoteDesk(allowed);
	short(desk);
	order(desk, 'x', { quantity: '25' });
	expect(desk.quote('104')).toEqual(['filled ordered_by_hand 25 at 104']);
	// 10 × 4 lost; 11000 − 2600 cash.
	expect([held(desk), money(desk)]).toEqual(['15 at 104, 15@104', ['8400', '9960', '-40', '8400']]);
});
