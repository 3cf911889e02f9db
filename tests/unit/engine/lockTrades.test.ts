import { describe, expect, it } from 'vitest';
import { createDecision, createLevels, money, quantity, ratio } from '../../support/deskBuilders.ts';
import { askOrder, deskWith, guard, lastLock, second, set, stopOut } from '../../support/lockDesk.ts';

describe('a trade counts as stopped', () => {
	it('when its stop loss sold it with a loss', () => {
		const desk = deskWith(guard);
		stopOut(desk);
		expect(set(desk)).toEqual(['stopGuard all']);
		const { number, setAt, endsAt, measured, limit, windowSeconds, reason } = lastLock(desk);
		expect([number, measured, limit, windowSeconds, reason]).toEqual([1, 1, 1, 600, '']);
		expect([setAt, endsAt]).toEqual([desk.now(), desk.now() + 120 * second]);
	});

	it('when a trail sold it with a loss, and not with a profit', () => {
		const desk = deskWith(guard);
		desk.hold({ levels: createLevels({ trailing: '0.02' }) });
		for (const text of ['110', '105']) desk.quote(text);
		expect([desk.state.book.positionBySymbol.size, set(desk)]).toEqual([0, []]);
		desk.hold({ id: 'again', levels: createLevels({ trailing: '0.02' }) });
		desk.quote('97');
		expect(set(desk)).toEqual(['stopGuard all']);
	});

	it('when the stop order of its bracket sold it', () => {
		const desk = deskWith(guard);
		desk.quote('100');
		desk.ask(askOrder('b', { stopLeg: '95', target: '120' }));
		for (const text of ['100', '100', '94', '94']) desk.quote(text);
		expect([desk.state.book.positionBySymbol.size, set(desk)]).toEqual([0, ['stopGuard all']]);
	});

	it('when a stop order given by hand sold it, and not when an order at the market did', () => {
		const desk = deskWith(guard);
		desk.hold();
		desk.ask(askOrder('s1', { side: 'sell' }));
		desk.quote('90');
		expect([desk.state.book.positionBySymbol.size, set(desk)]).toEqual([0, []]);
		desk.hold({ id: 'again' });
		desk.ask(askOrder('s2', { side: 'sell', stop: '95' }));
		for (const text of ['94', '94']) desk.quote(text);
		expect([desk.state.book.positionBySymbol.size, set(desk)]).toEqual([0, ['stopGuard all']]);
	});

	it('never when a person closed it, the kill switch did, a decision or its target', () => {
		const desk = deskWith(guard);
		const closings: readonly (() => void)[] = [
			() => desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null }),
			() => desk.take(createDecision({ id: 'sell', action: 'SELL', size: null, at: desk.now() + second })),
			() => desk.ask({ type: 'Halt', level: 'flatten', by: 'switch', reason: '' })
		];
		for (const [index, close] of closings.entries()) {
			desk.hold({ id: `b${String(index)}` });
			desk.quote('90');
			close();
			desk.quote('90');
			expect(desk.state.book.positionBySymbol.size).toBe(0);
		}
		expect(set(desk)).toEqual([]);
	});

	it('by what ends it: sold in part by hand and then by its stop it is, the other way round it is not', () => {
		const desk = deskWith(guard);
		const sellPart = (request: string) =>
			desk.ask({ type: 'ClosePosition', request, symbol: 'XYZ', quantity: quantity('4') });
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		sellPart('c1');
		desk.quote('99');
		expect(set(desk)).toEqual([]);
		desk.quote('94');
		expect([desk.state.book.positionBySymbol.size, set(desk)]).toEqual([0, ['stopGuard all']]);

		const other = deskWith(guard);
		other.hold();
		other.ask(askOrder('s', { side: 'sell', quantity: '6', stop: '95' }));
		for (const text of ['94', '94']) other.quote(text);
		expect(other.state.book.positionBySymbol.get('XYZ')?.quantity).toBe(quantity('4'));
		other.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null });
		other.quote('94');
		expect([other.state.book.positionBySymbol.size, set(other)]).toEqual([0, []]);
	});
});

describe('a position that shrinks in part', () => {
	it('sets no lock before it is flat, and then counts as a whole', () => {
		const desk = deskWith({ cooldownSeconds: 60, lowProfitBelow: ratio('0') });
		desk.hold();
		desk.quote('90');
		desk.ask({ type: 'ClosePosition', request: 'c1', symbol: 'XYZ', quantity: quantity('9') });
		desk.quote('90');
		expect(set(desk)).toEqual([]);
		desk.ask({ type: 'ClosePosition', request: 'c2', symbol: 'XYZ', quantity: null });
		desk.quote('200');
		// -90 and +100 of 1000 that were entered.
		expect(set(desk)).toEqual(['cooldown XYZ']);
		expect(desk.state.book.tradeBySymbol.size).toBe(0);
	});

	it('through zero ends one trade, and the one that it opens is another', () => {
		const desk = deskWith({ cooldownSeconds: 1, lowProfitBelow: ratio('0') });
		desk.hold();
		desk.quote('90');
		desk.ask(askOrder('f', { side: 'sell', quantity: '15' }));
		desk.quote('90');
		expect(set(desk)).toEqual(['cooldown XYZ', 'lowProfit XYZ']);
		expect(lastLock(desk).measured).toBe(ratio('-0.1'));
		expect(desk.state.book.tradeBySymbol.get('XYZ')).toEqual({ net: money('0'), entered: money('450') });
	});
});
