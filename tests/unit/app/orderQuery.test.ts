import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepColumns, readColumns, toggleColumn, usualColumns } from '../../../src/lib/app/columnChoice.ts';
import {
	everyOrder,
	filterOf,
	isNarrowed,
	readOrderQuery,
	sortedBy,
	writeOrderQuery
} from '../../../src/lib/app/orderQuery.ts';
import { orderWay, wayText } from '../../../src/lib/components/orders/orderTexts.ts';
import { rowForKey, rowWindow, scrollToSee } from '../../../src/lib/components/shared/rowWindow.ts';

const read = (text: string) => readOrderQuery(new URLSearchParams(text));

describe('the address of the orders', () => {
	test('says what is chosen, and is read back the same', () => {
		const text =
			'symbol=ABCD&side=sell&strategy=cross&from=2025-03-07&to=2025-03-10&text=low+tag&status=open%2Cdenied&sort=-limit';
		const query = read(text);
		expect(writeOrderQuery(query)).toBe(text);
		expect(query.sort).toEqual({ key: 'limit', descending: true });
		expect(filterOf(query)).toMatchObject({
			symbol: 'ABCD',
			side: 'sell',
			from: '2025-03-07',
			text: 'low tag'
		});
		expect(filterOf(query).statuses).toEqual(
			expect.arrayContaining(['accepted', 'partially_filled', 'pending_cancel', 'denied'])
		);
		expect(filterOf(query).statuses).not.toContain('filled');
	});

	test('says nothing of what is usual, and leaves out what is wrong', () => {
		expect(writeOrderQuery(everyOrder)).toBe('');
		expect(read('side=up&from=0001-01-01&to=2026-02-31&status=odd&sort=odd&symbol=abcd')).toEqual({
			...everyOrder,
			symbol: 'ABCD'
		});
		expect([isNarrowed(everyOrder), isNarrowed(read('status=open'))]).toEqual([false, true]);
	});

	test('leaves out what no request may hold', () => {
		expect(read('symbol=%00ab%07&text=x%0Ay%E2%80%AE&strategy=%01')).toEqual({
			...everyOrder,
			symbol: 'AB',
			text: 'xy'
		});
	});

	test('a header sorts up, down, and then the newest first again', () => {
		const up = sortedBy(everyOrder.sort, 'limit');
		const down = sortedBy(up, 'limit');
		expect([up.descending, down.descending, sortedBy(down, 'limit')]).toEqual([false, true, everyOrder.sort]);
		expect(sortedBy(everyOrder.sort, 'made')).toEqual({ key: 'made', descending: false });
	});
});

describe('the columns of the orders', () => {
	const kept = new Map<string, string>();
	beforeEach(() => {
		kept.clear();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value)
		});
	});
	afterEach(() => vi.unstubAllGlobals());

	test('stay on the device, in their own order', () => {
		keepColumns(toggleColumn(['status', 'symbol'], 'made'));
		expect(readColumns()).toEqual(['made', 'symbol', 'status']);
	});

	test.each(['no json', '{"made":1}', '[]', '["odd", 3]', 'null'])('are the usual ones after %s', (text) => {
		kept.set('blotter.orders.columns', text);
		expect(readColumns()).toEqual(usualColumns);
	});

	test('are never none', () => {
		expect(toggleColumn(['made'], 'made')).toEqual(['made']);
	});
});

test('the way of an order ends where it ended', () => {
	expect(wayText('filled', true)).toBe('made, sent, working, filled');
	expect(wayText('denied', false)).toBe('made; denied');
	expect(wayText('canceled', true)).toBe('made, sent, working; canceled');
	expect(orderWay('partially_filled', true)).toEqual({
		...{ reached: 3, isEnded: false, isCut: false, isPending: false }
	});
});

describe('a window on many rows', () => {
	test('holds the rows that are seen and a few beyond, each in one place', () => {
		const { first, count, places } = rowWindow(320_000, 640, 32, 100_000);
		expect([first, count, places.length]).toEqual([10_000, 21, 33]);
		expect(new Set(places).size).toBe(33);
		expect([Math.min(...places), Math.max(...places)]).toEqual([9_994, 10_026]);
	});

	test('keeps every row that stays in its place when it moves on', () => {
		const before = rowWindow(3200, 640, 32, 1000).places;
		const after = rowWindow(3232, 640, 32, 1000).places;
		expect(after.filter((row, place) => row !== before[place])).toHaveLength(1);
	});

	test('ends with the last row, and is empty without any', () => {
		expect(Math.max(...rowWindow(1e9, 640, 32, 1000).places)).toBe(999);
		expect(rowWindow(0, 640, 32, 0).places).toEqual([]);
		expect([...rowWindow(0, 640, 32, 3).places].sort()).toEqual([0, 1, 2]);
	});

	test('keys lead within the rows', () => {
		const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'x'];
		expect(keys.map((key) => rowForKey(key, 5, 20, 30))).toEqual([6, 4, 25, 0, 0, 29, null]);
		expect(rowForKey('End', 0, 20, 0)).toBeNull();
	});

	test('is scrolled no more than it takes to see a row whole', () => {
		const at = { scrollTop: 320, height: 640, rowHeight: 32 };
		expect([5, 10, 29, 30].map((row) => scrollToSee(row, at))).toEqual([160, 320, 320, 352]);
	});
});
