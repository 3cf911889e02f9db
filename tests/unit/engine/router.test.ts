import { describe, expect, it } from 'vitest';
import { routeDecision } from '../../../src/lib/engine/router.ts';
import { createDecision, createDesk, createLevels, minuteAt, price } from '../../support/deskBuilders.ts';

type Stage = 'nothing' | 'entry waits' | 'held' | 'held, entry waits' | 'exit waits';

const now = minuteAt(2);
const sell = createDecision({ id: 'sell', action: 'SELL', at: minuteAt(1) });
const bid = createDecision({ id: 'bid', entryPrice: price('90'), at: minuteAt(1) });

/** A book in which XYZ is at a stage, and ABC is held all the while. */
function bookAt(stage: Stage, allowAdding = false) {
	const desk = createDesk({ allowAdding: allowAdding || stage === 'held, entry waits' });
	desk.hold('ABC', '50 50 50 50');
	if (stage !== 'nothing' && stage !== 'entry waits') desk.hold('XYZ', '100 100 100 100');
	else desk.mark('XYZ', '100', minuteAt(1));
	if (stage === 'entry waits' || stage === 'held, entry waits') desk.take(bid);
	if (stage === 'exit waits') desk.take(sell);
	return desk.state.book;
}

function told(book: ReturnType<typeof bookAt>, given: Parameters<typeof createDecision>[0]): string {
	const route = routeDecision(book, createDecision({ id: 'new', ...given }), now);
	return route.type === 'refuse' ? route.reason : route.type;
}

const levels = createLevels({ stopLoss: '95' });

describe('a decision', () => {
	it.each([
		['BUY', 'nothing', 'enter'],
		['BUY', 'entry waits', 'entry_pending'],
		['BUY', 'held', 'already_held'],
		['BUY', 'exit waits', 'already_held'],
		['SELL', 'nothing', 'no_position'],
		['SELL', 'entry waits', 'no_position'],
		['SELL', 'held', 'exit'],
		['SELL', 'held, entry waits', 'exit'],
		['SELL', 'exit waits', 'exit_pending'],
		['HOLD', 'nothing', 'log'],
		['HOLD', 'entry waits', 'log'],
		['HOLD', 'held', 'adjust'],
		['HOLD', 'exit waits', 'log']
	] as const)('%s when %s comes to %s', (action, stage, expected) => {
		expect(told(bookAt(stage), { action, levels })).toBe(expected);
	});

	it.each([
		['held', 'enter'],
		['held, entry waits', 'entry_pending'],
		['exit waits', 'exit_pending']
	] as const)('BUY where adding is allowed comes, when %s, to %s', (stage, expected) => {
		expect(told(bookAt(stage, true), {})).toBe(expected);
	});

	it('HOLD without a level is logged, any single level adjusts', () => {
		const book = bookAt('held');
		const hold = (given: Parameters<typeof createLevels>[0]) =>
			told(book, { action: 'HOLD', levels: createLevels(given) });
		expect(hold({})).toBe('log');
		for (const one of [{ stopLoss: '1' }, { takeProfit: '1' }, { trailing: '0.1' }]) {
			expect(hold(one)).toBe('adjust');
		}
	});

	it('SELL takes the whole position', () => {
		const book = bookAt('held');
		const route = routeDecision(book, sell, now);
		expect(route).toEqual({ type: 'exit', position: book.positionBySymbol.get('XYZ') });
	});

	it.each(['BUY', 'SELL', 'HOLD'] as const)('%s is refused at its expiry, not before', (action) => {
		const book = bookAt('held');
		const at = (expiresAt: number) => told(book, { action, expiresAt });
		expect([at(now - 1), at(now)]).toEqual(['decision_expired', 'decision_expired']);
		expect(at(now + 1)).toBe(told(book, { action }));
	});

	it('taken once before is refused as that, whatever else speaks against it', () => {
		const book = bookAt('exit waits');
		for (const action of ['BUY', 'SELL', 'HOLD'] as const) {
			expect(told(book, { id: sell.id, action, expiresAt: now })).toBe('duplicate_decision');
			expect(told(book, { action, expiresAt: now })).toBe('decision_expired');
		}
	});

	it('that was refused counts as taken', () => {
		const desk = createDesk();
		desk.take(sell);
		expect(told(desk.state.book, { id: sell.id })).toBe('duplicate_decision');
	});
});

describe('a decision about a symbol without bars', () => {
	it.each(['BUY', 'SELL', 'HOLD'] as const)('is refused by name: %s', (action) => {
		const desk = createDesk();
		desk.take(createDecision({ id: 'stranger', symbol: 'NOPE', action }));
		expect(desk.events.at(-1)).toMatchObject({ type: 'DecisionRefused', reason: 'unknown_symbol' });
	});
});
