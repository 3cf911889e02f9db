import { describe, expect, it } from 'vitest';
import {
	acceptLines,
	comparedText,
	comparisonText,
	isHeld,
	leaveLines,
	standingText,
	unguardedText,
	type Held
} from '../../../src/lib/app/format/accountText.ts';
import { callText } from '../../../src/lib/app/format/callText.ts';
import { shapeCurves } from '../../../src/lib/components/reconciliation/curves.ts';
import type { Difference } from '../../../src/lib/domain/brokerEvents.ts';
import type { OrderRow } from '../../../src/lib/domain/deskRows.ts';

const difference = (change: Partial<Difference> = {}): Difference => ({
	...{ about: 'position', of: 'AAPL', ours: '10', theirs: '12', did: 'none' },
	...change
});

describe('how book and account stand', () => {
	it('says when they were compared and will be, by the wall clock', () => {
		expect(comparedText({ comparedAt: 88_000, nextAt: 118_000 }, 100_000)).toBe(
			'Compared 12 s ago, next in 18 s.'
		);
		expect(comparedText({ comparedAt: 99_500, nextAt: null }, 100_000)).toBe('Compared just now.');
		expect(comparedText({ comparedAt: null, nextAt: 101_000 }, 100_000)).toBe('Compared in 1 s.');
		expect(comparedText({ comparedAt: null, nextAt: null }, 100_000)).toBe('');
	});

	it('counts what is left alone, not what was settled', () => {
		const differences = [difference(), difference({ did: 'adopted' }), difference({ did: 'waits' })];
		expect(standingText({ standing: 'different', differences })).toBe('Book and account differ in 2 things.');
		expect(standingText({ standing: 'equal', differences: [] })).toBe('Book and account are equal.');
		expect(standingText({ standing: 'unread', differences: [] })).toContain('not compared');
		expect(comparisonText('different', differences)).toBe('Different: 2 things left, 1 settled');
		expect(comparisonText('equal', [difference({ did: 'added' })])).toBe('Equal, 1 thing settled');
	});

	it('says what takes the account’s numbers books, for what is left alone', () => {
		expect(
			acceptLines([
				difference(),
				difference({ about: 'cash', of: '', ours: '99,000.00', theirs: '99,001.25' }),
				difference({ about: 'order', of: 'o.1', ours: 'buy 1 AAPL', theirs: '' }),
				difference({ did: 'adopted' })
			])
		).toEqual([
			'Position AAPL: 10 becomes 12, at the account’s own average.',
			'Cash: 99,000.00 becomes 99,001.25; the difference is booked as an adjustment.',
			'Order o.1: buy 1 AAPL is ended here.'
		]);
	});

	it('says how many positions nothing acts for', () => {
		expect(unguardedText(1)).toBe(
			'1 position unguarded: the keys are locked, so its triggers cannot act. Unlock the keys.'
		);
	});
});

describe('leaving the paper account', () => {
	const exit = {
		...{ id: 'o.1', symbol: 'SPY', side: 'sell', purpose: 'exit', quantity: '5', type: 'stop' },
		...{ limitPrice: null, stopPrice: '590', trail: null, timeInForce: 'gtc' }
	} as unknown as OrderRow;
	const held: Held = {
		positions: [
			{ symbol: 'AAPL', quantity: '10', guarded: '10' },
			{ symbol: 'SPY', quantity: '5', guarded: '5' },
			{ symbol: 'KO', quantity: '1', guarded: '0' }
		],
		triggers: [{ symbol: 'AAPL', kind: 'stop_loss', level: '95' }],
		orders: [exit]
	};
	const then = (way: Parameters<typeof leaveLines>[1]) => leaveLines(held, way).map((line) => line.then);

	it('names what guards each position and what becomes of that', () => {
		expect(then('guard')).toEqual([
			'stays, guarded here by stop 95.00',
			'stays, with its exit resting at Alpaca',
			'stays, and nothing guards it',
			'goes on at Alpaca'
		]);
		expect(then('unguarded')).toEqual([
			'stays at Alpaca: stop 95.00 acts no more',
			'stays at Alpaca: nothing guards it here; its exit there goes on',
			'stays at Alpaca: nothing guards it here',
			'goes on at Alpaca, and is not followed here'
		]);
		const plan = [{ symbol: 'AAPL', rests: true, text: 'A stop at 95.00 rests for 10.' }];
		expect(leaveLines(held, 'rest', plan).map((line) => line.then)).toEqual([
			...['A stop at 95.00 rests for 10.', 'is not asked for yet', 'is not asked for yet'],
			'goes on at Alpaca'
		]);
		expect(new Set(then('flatten'))).toEqual(new Set(['is closed at the market', 'is canceled']));
		expect(leaveLines(held, 'guard').at(-1)?.what).toBe('Sell 5 SPY, Stop 590.00 · GTC');
	});

	it('is asked about when something is open, and only then', () => {
		expect(isHeld(held)).toBe(true);
		expect(isHeld({ ...held, positions: [], orders: [] })).toBe(false);
	});
});

describe('two equity curves', () => {
	it('stand in one box over one span of time and money', () => {
		const shapes = shapeCurves(
			[
				[
					{ at: 0, equity: 100 },
					{ at: 10, equity: 110 }
				],
				[{ at: 5, equity: 105 }]
			],
			100,
			22
		);
		expect(shapes.lines).toEqual(['0.0,21.0 100.0,1.0', '50.0,11.0 100.0,11.0']);
		expect(shapes.range).toEqual({ low: 100, high: 110 });
		expect(shapeCurves([[], []], 100, 22)).toEqual({ lines: ['', ''], range: null });
	});
});

it.each([
	['submit', 'POST /v2/orders {}', 200, 'Send: 200'],
	['cancel', 'DELETE /v2/orders/b', null, 'Cancel: no answer'],
	['submit', 'GET /v2/orders:by_client_order_id?client_order_id=x', 404, 'Ask what became of it: 404']
] as const)('a call to %s by %s with %s is read as %s', (errand, request, status, text) => {
	expect(callText({ seq: 1, at: 0, errand, request, status, answer: '' })).toBe(text);
});
