import { describe, expect, it } from 'vitest';
import { createDecision, createLevels, price, quantity, ratio } from '../../support/deskBuilders.ts';
import { createOrderDesk, imbalance } from '../../support/orderDesk.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';
import { allowed, held, money, order, short, ten } from '../../support/shortDesk.ts';

describe('given nothing held', () => {
	it('when a SELL comes and shorts are not allowed, then nothing is done', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		expect(desk.take(createDecision({ id: 'sell', action: 'SELL', size: ten }))).toEqual([
			'DecisionTaken',
			'refused sell: no_position'
		]);
		expect(order(desk, 'x', { side: 'sell' })).toEqual(['refused SubmitOrder of XYZ: short_not_allowed']);
	});

	it('when a SELL with a size comes, then it opens a short whose proceeds are cash that it holds', () => {
		const desk = createQuoteDesk(allowed);
		expect(short(desk)).toEqual(['filled entry_market 10 at 100']);
		// 10 × 100 came in; 150 % of 1000 is held: 11000 − 1500.
		expect([held(desk), money(desk)]).toEqual(['-10 at 100, -10@100', ['11000', '10000', '0', '9500']]);
		desk.quote('110');
		// Worth −1100 now: equity 9900, held 1650.
		expect(money(desk)).toEqual(['11000', '9900', '0', '9350']);
	});

	it('when a SELL without a size comes, then it says so', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		expect(desk.take(createDecision({ id: 'sell', action: 'SELL', size: null }))).toContain(
			'refused sell: short_without_size'
		);
	});

	it('when a coin is sold, then it is not shortable', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100', 'BTC');
		expect(order(desk, 'x', { symbol: 'BTC', side: 'sell', quantity: '1' })).toEqual([
			'refused SubmitOrder of BTC: not_shortable'
		]);
		const sell = createDecision({ id: 'sell', symbol: 'BTC', action: 'SELL', size: ten });
		expect(desk.take(sell)).toContain('refused sell: not_shortable');
	});

	it('when a SELL is sized by a fraction, then the same caps cut it as a BUY', () => {
		const desk = createQuoteDesk({ ...allowed, maxPositionFraction: '0.05' });
		expect(short(desk, { size: { by: 'fraction', fraction: ratio('0.2') } })).toEqual([
			'filled entry_market 5 at 100'
		]);
	});

	it('when a short needs more margin than there is, then it is denied and nothing changes', () => {
		const desk = createQuoteDesk({ ...allowed, startingCash: '499.99' });
		desk.quote('100');
		const lines = order(desk, 'x', { side: 'sell' });
		expect(lines.at(-1)).toBe('OrderDenied');
		const denied = desk.events.findLast(({ type }) => type === 'OrderDenied');
		expect(denied).toMatchObject({ reasons: ['position_limit', 'exposure_limit', 'insufficient_cash'] });
		expect(money(desk)).toEqual(['499.99', '499.99', '0', '499.99']);
	});

	it('when orders of both sides would open, then the second is refused', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		order(desk, 'a', { side: 'sell', limit: '110' });
		expect(order(desk, 'b', { limit: '90' })).toEqual(['refused SubmitOrder of XYZ: other_side_pending']);
	});

	it('when an order may only shrink, then it opens no short', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		expect(order(desk, 'x', { side: 'sell', reduceOnly: true })).toEqual([
			'refused SubmitOrder of XYZ: no_position'
		]);
	});
});

describe('given a short of 10 at 100', () => {
	it('when a BUY comes, then it buys all of it back, whatever its size, and opens nothing', () => {
		const desk = createQuoteDesk(allowed);
		short(desk);
		desk.quote('90');
		desk.take(createDecision({ id: 'buy', size: { by: 'quantity', quantity: quantity('25') } }));
		expect(desk.quote('90')).toEqual(['filled buy_market 10 at 90']);
		expect([held(desk), money(desk)]).toEqual(['', ['10100', '10100', '100', '10100']]);
	});

	it('when it is closed by hand in two parts, then its average stays and each part realises its own', () => {
		const desk = createQuoteDesk(allowed);
		short(desk);
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: quantity('4') });
		desk.quote('95');
		// 4 × 5 earned; 6 are left, which cost 600 and hold 855.
		expect([held(desk), money(desk)]).toEqual(['-6 at 100, -6@100', ['10620', '10050', '20', '9765']]);
		desk.ask({ type: 'ClosePosition', request: 'd', symbol: 'XYZ', quantity: null });
		desk.quote('103');
		expect([held(desk), money(desk)]).toEqual(['', ['10002', '10002', '2', '10002']]);
	});

	it('when more is sold, then the average moves, and the oldest lot is bought back first', () => {
		const desk = createQuoteDesk({ ...allowed, allowAdding: true });
		short(desk);
		desk.quote('110');
		order(desk, 'a', { side: 'sell', quantity: '5' });
		desk.quote('110');
		expect(held(desk)).toBe('-15 at 103.333333333, -10@100 -5@110');
		order(desk, 'b', { quantity: '12' });
		desk.quote('110');
		expect(held(desk)).toBe('-3 at 103.333333333, -3@110');
	});

	it('when its stop above is reached, then it is bought back at the ask', () => {
		const desk = createQuoteDesk(allowed);
		short(desk, { levels: createLevels({ stopLoss: '105', takeProfit: '90' }) });
		expect(desk.quote('104.9')).toEqual([]);
		const lines = desk.quote('105 105.2 105.1');
		expect(lines).toContain('fired d.sell.stop_loss at 105');
		expect(lines).toContain('filled stop_loss 10 at 105.2');
		expect([held(desk), desk.state.book.protectionBySymbol.size]).toEqual(['', 0]);
	});

	it('when its target below is reached, then it is bought back there', () => {
		const desk = createQuoteDesk(allowed);
		short(desk, { levels: createLevels({ stopLoss: '105', takeProfit: '90' }) });
		expect(desk.quote('90')).toContain('filled take_profit 10 at 90');
	});

	it('when the price falls and comes back, then its trail has followed the lowest price', () => {
		const desk = createQuoteDesk(allowed);
		short(desk, { levels: createLevels({ trailing: '0.05' }) });
		expect([desk.quote('104.9'), desk.quote('80'), desk.quote('83.9')]).toEqual([[], [], []]);
		// 80 × 1.05 is 84.
		expect(desk.quote('84')).toEqual(
			expect.arrayContaining([
				'raised to 80',
				'fired d.sell.trailing_stop at 84',
				'filled trailing_stop 10 at 84'
			])
		);
	});

	it('when it loses more than there is, then it is bought back all the same', () => {
		const desk = createQuoteDesk({ ...allowed, startingCash: '1000' });
		short(desk, { levels: createLevels({ stopLoss: '150' }) });
		expect(desk.quote('250')).toContain('filled stop_loss 10 at 250');
		expect(money(desk)).toEqual(['-500', '-500', '-1500', '-500']);
	});

	it('when a level is put on its wrong side, then it is refused', () => {
		const desk = createQuoteDesk(allowed);
		short(desk);
		const guard = (change: { readonly stopLoss?: string; readonly takeProfit?: string }) =>
			desk.ask({
				...{ type: 'ChangeProtection', request: JSON.stringify(change), symbol: 'XYZ' },
				change: Object.fromEntries(Object.entries(change).map(([name, text]) => [name, price(text)]))
			});
		expect(guard({ stopLoss: '99' })).toEqual(['refused ChangeProtection of XYZ: level_passed']);
		expect(guard({ takeProfit: '101' })).toEqual(['refused ChangeProtection of XYZ: level_passed']);
		expect(guard({ stopLoss: '101', takeProfit: '99' })).toEqual([
			'armed d.sell.stop_loss',
			'armed d.sell.take_profit'
		]);
	});

	it('when equity does not carry its maintenance margin, then no entry passes and a buy back does', () => {
		const desk = createQuoteDesk({ ...allowed, startingCash: '1000', maxPositionFraction: '1' });
		short(desk);
		desk.quote('165');
		// Equity 350, 30 % of 1650 is 495.
		order(desk, 'a', { symbol: 'ABC', quantity: '1' });
		desk.quote('10', 'ABC');
		order(desk, 'b', { symbol: 'ABC', quantity: '1' });
		const denied = desk.events.findLast(({ type }) => type === 'OrderDenied');
		expect(denied).toMatchObject({ reasons: expect.arrayContaining(['maintenance_margin']) as unknown });
		order(desk, 'c', { quantity: '10', reduceOnly: true });
		expect(desk.quote('165')).toEqual(['filled ordered_by_hand 10 at 165']);
	});
});

describe('given a short with a bracket', () => {
	const bracket = { side: 'sell', target: '90', stopLeg: '105' } as const;

	it('when it fills in parts, then both exits buy back what has filled', () => {
		const desk = createOrderDesk(allowed);
		desk.mark('100');
		desk.order('e', bracket);
		desk.fill('e', '4');
		expect(desk.open()).toEqual(['r.e partially_filled 6', 'r.e.stop accepted 4', 'r.e.target accepted 4']);
		expect(desk.state.book.orders.get('r.e.stop' as never)?.intent).toMatchObject({ side: 'buy' });
		desk.fill('e');
		desk.fill('r.e.target', '3', '90');
		expect([desk.held(), desk.open()]).toEqual([
			'-7',
			['r.e.stop accepted 7', 'r.e.target partially_filled 7']
		]);
		desk.fill('r.e.stop', undefined, '105');
		expect([desk.held(), desk.open(), imbalance(desk.state)]).toEqual(['0', [], 0n]);
	});

	it('when the market jumps over the limit of its stop, then it is bought back at the market', () => {
		const desk = createQuoteDesk(allowed);
		desk.quote('100');
		order(desk, 'e', { ...bracket, stopLimitLeg: '106' });
		desk.quote('100');
		for (let second = 0; second < 14; second++) desk.quote('111');
		expect([held(desk), desk.state.book.groupsBySymbol.size]).toEqual(['', 0]);
		expect(desk.events.at(-1)).not.toBeNull();
	});

	it('when two exits are given that end each other, then they buy', () => {
		const desk = createQuoteDesk(allowed);
		short(desk);
		order(desk, 'x', { limit: '90', otherStop: '105' });
		expect(desk.quote('105')).toContain('filled stop_leg 10 at 105');
		expect(held(desk)).toBe('');
	});
});

it('given a limit that the settings give to entries, when a SELL opens a short, then its limit is as far below the last price', () => {
	const desk = createQuoteDesk(allowed);
	desk.ask({
		...{ type: 'ChangeSettings', request: 's', reason: '' },
		changes: [{ key: 'orders.entryLimitOffset', to: '0.001' }]
	});
	desk.quote('100');
	desk.take(createDecision({ id: 'sell', action: 'SELL', size: ten }));
	const made = desk.events.findLast((event) => event.type === 'OrderInitialized');
	expect(made?.type === 'OrderInitialized' ? made.intent.limitPrice : null).toBe(price('99.9'));
});
