import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { isWarning } from '../../../src/lib/domain/risk.ts';
import { createDecision, createLevels, price } from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

/** A desk that holds 10 XYZ from 100, its stop at 95, with a bid for ABC at 40 that rests. */
function holding(): QuoteDesk {
	const desk = createQuoteDesk();
	desk.quote('50', 'ABC');
	desk.hold({ levels: createLevels({ stopLoss: '95' }) });
	desk.ask({ type: 'SubmitOrder', request: 'rest', order: readOrder({ symbol: 'ABC', limit: '40' }) });
	return desk;
}

const close = { type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null } as const;

/** What the last review says of the halt. */
function lastCheck({ events }: QuoteDesk) {
	const made = events.findLast(({ type }) => type === 'OrderInitialized');
	if (made?.type !== 'OrderInitialized') throw new Error('an order was made');
	return made.verdict.checks.find(({ check }) => check === 'symbolHalted');
}

describe('a symbol that is halted', () => {
	it('is on record once, and once more when trading goes on', () => {
		const desk = createQuoteDesk();
		expect([desk.haltSymbol(true), desk.haltSymbol(true)]).toEqual([['SymbolHaltSet'], []]);
		expect([...desk.state.book.haltedSince.keys()]).toEqual(['XYZ']);
		expect([desk.haltSymbol(false), desk.haltSymbol(false)]).toEqual([['SymbolHaltSet'], []]);
		expect(desk.state.book.haltedSince.size).toBe(0);
		expect(desk.haltSymbol(true, 'NOPE')).toEqual([]);
	});

	it('takes no entry, by a decision or by hand, and names the halt', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.quote('50', 'ABC');
		desk.haltSymbol(true);
		expect(desk.take(createDecision({ id: 'buy' }))).toContain('OrderDenied');
		expect(lastCheck(desk)).toEqual({
			...{ check: 'symbolHalted', passed: false, reason: 'symbol_halted', measured: 1, limit: 0 }
		});
		expect(desk.ask({ type: 'SubmitOrder', request: 'b', order: readOrder({}) })).toContain('OrderDenied');
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['symbol_halted'] });
		// Another symbol trades on.
		expect(desk.take(createDecision({ id: 'other', symbol: 'ABC' }))).toContain('OrderSubmitted');
		expect(lastCheck(desk)).toBeUndefined();
		desk.haltSymbol(false);
		expect(desk.take(createDecision({ id: 'again' }))).toContain('OrderSubmitted');
	});

	it('takes no replace of an entry that rests', () => {
		const desk = holding();
		desk.haltSymbol(true, 'ABC');
		const orderId = 'r.rest' as ClientOrderId;
		expect(
			desk.ask({ type: 'ReplaceOrder', request: 'p', orderId, change: { limitPrice: price('41') } })
		).toEqual(['refused ReplaceOrder of r.rest: symbol_halted']);
	});

	it('fires no trigger and fills nothing until trading goes on, whatever its prices are', () => {
		const desk = holding();
		desk.haltSymbol(true);
		desk.haltSymbol(true, 'ABC');
		expect([desk.quote('90'), desk.quote('39', 'ABC')]).toEqual([[], []]);
		desk.haltSymbol(false);
		desk.haltSymbol(false, 'ABC');
		expect(desk.quote('92')).toEqual(expect.arrayContaining(['filled stop_loss 10 at 92']));
		expect(desk.quote('39', 'ABC')).toEqual(expect.arrayContaining(['filled ordered_by_hand 10 at 39']));
	});

	it('lets a close pass with a warning, which fills when trading goes on', () => {
		const desk = holding();
		desk.haltSymbol(true);
		expect(desk.ask(close)).toContain('OrderSubmitted');
		const warned = lastCheck(desk);
		expect(warned).toMatchObject({ passed: true, reason: 'symbol_halted' });
		expect(warned !== undefined && isWarning(warned)).toBe(true);
		expect(desk.quote('90')).toEqual([]);
		desk.haltSymbol(false);
		expect(desk.quote('91')).toContain('filled closed_by_hand 10 at 91');
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('is flattened when trading goes on', () => {
		const desk = holding();
		desk.haltSymbol(true);
		desk.ask({ type: 'Halt', level: 'flatten', by: 'switch', reason: '' });
		expect(lastCheck(desk)).toMatchObject({ passed: true, reason: 'symbol_halted' });
		desk.quote('100');
		expect(desk.state.book.sweep?.outcome).toBe('going');
		desk.haltSymbol(false);
		desk.quote('100');
		expect(desk.state.book.sweep?.outcome).toBe('clear');
	});

	it('lets orders be taken back, and end', () => {
		const desk = holding();
		desk.haltSymbol(true, 'ABC');
		const cancel = { type: 'CancelOrder', request: 'x', orderId: 'r.rest' as ClientOrderId } as const;
		expect(desk.ask(cancel)).toContain('OrderCanceled');
	});
});
