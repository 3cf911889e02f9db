import { afterEach, describe, expect, it } from 'vitest';
import { newestFirst } from '../../../../src/lib/contract/orderHistory.ts';
import type { RowChange } from '../../../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../../../src/lib/domain/ids.ts';
import { ok } from '../../../../src/lib/domain/result.ts';
import { OrderHistory } from '../../../../src/workers/desk/orderHistory.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { createMemoryJournal } from '../../../support/memoryJournal.ts';
import { decisionRow, orderRow } from '../../../support/orderRows.ts';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

const book = 'book' as BookId;
const everything = { filter: {}, sort: newestFirst, from: 0, count: 500 } as const;

/** A journal whose store has so many orders. */
async function storeOf(count: number) {
	const journal = createMemoryJournal();
	const rows: RowChange[] = [{ store: 'decisions', row: decisionRow('same', { strategy: 'cross' }) }];
	for (let seq = 1; seq <= count; seq++) {
		rows.push({ store: 'orders', row: orderRow({ seq, decisionId: 'same' }) });
	}
	const epoch = await journal.takeEpoch();
	await journal.repair(book, epoch.ok ? epoch.value : 0, rows, []);
	return journal;
}

afterEach(closeSessions);

describe('the history of orders', () => {
	it('reads all of the store, the newest orders first, with what their decision says', async () => {
		const history = new OrderHistory(await storeOf(1201), book);
		expect(await history.begun()).toEqual(ok(null));
		expect([history.index.size, history.isRead, history.index.row(0)?.id]).toEqual([500, false, 'd.1201']);
		await history.read();
		expect([history.index.size, history.isRead]).toEqual([1201, true]);
		expect(history.index.find({ strategy: 'cross' }, newestFirst).places).toHaveLength(1201);
	});

	it('lets a commit have the last word while the store is being read', async () => {
		const history = new OrderHistory(await storeOf(1201), book);
		await history.begun();
		history.take([
			{ store: 'orders', row: orderRow({ seq: 1, decisionId: 'same', status: 'filled' }) },
			{ store: 'decisions', row: decisionRow('new', { strategy: 'fade' }) },
			{ store: 'orders', row: orderRow({ seq: 1300, decisionId: 'new' }) }
		]);
		await history.read();
		const filled = history.index.find({ statuses: ['filled'] }, newestFirst).places;
		expect([...filled].map((place) => history.index.row(place)?.id)).toEqual(['d.1']);
		expect(history.index.size).toBe(1202);
		expect(history.index.strategies).toEqual(['cross', 'fade']);
	});

	it('reads nothing before somebody asks', async () => {
		const history = new OrderHistory(await storeOf(3), book);
		history.take([{ store: 'orders', row: orderRow({ seq: 9 }) }]);
		expect(history.index.size).toBe(0);
		await history.read();
		expect(history.index.size).toBe(3);
	});
});

describe('a desk that is asked for orders', () => {
	it('finds what just happened, holds the place of an order, and writes what it found as CSV', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		const [one = '', two = '', three = ''] = symbols;
		expect(await desk.get('findOrders', everything)).toMatchObject({ total: 0, all: 0, rows: [] });
		const first = await buy(desk, one, 'r1');
		const before = await desk.get('findOrders', everything);
		expect(before.rows.map(({ id, status }) => [id, status])).toEqual([[first.order?.id, 'filled']]);
		await buy(desk, two, 'r2');
		await desk.get('decide', { ticket: { symbol: three, action: 'BUY', quantity: '100000' }, request: 'r3' });
		const hold = { id: first.order?.id ?? '', at: 0 };
		const after = await desk.get('findOrders', { ...everything, count: 1, hold });
		expect(after).toMatchObject({ total: 3, from: 2, heldAt: 2, symbols: [one, two, three].sort() });
		expect(after.rows.map(({ id }) => id)).toEqual([hold.id]);
		const filter = { symbol: three, statuses: ['denied'] } as const;
		const columns = ['symbol', 'status', 'ending'] as const;
		const { content, rows } = await desk.get('exportOrders', { filter, sort: newestFirst, columns });
		const [head, line = ''] = (await content.text()).split('\r\n');
		expect([rows, head]).toEqual([1, 'Symbol,State,Why it ended']);
		expect(line).toMatch(new RegExp(`^${three},denied,"position [\\d,.]+, limit [\\d,.]+; exposure`));
	});

	it('refuses a day that is none, and a column that there is not', async () => {
		const desk = await startSession(openProfile());
		const filter = { from: '2025-02-30' };
		expect(await desk.refusal('findOrders', { ...everything, filter })).toBe(
			'2025-02-30 is not a day: write it as 2025-03-07.'
		);
		const columns = ['nothing'] as never;
		expect(await desk.refusal('exportOrders', { filter: {}, sort: newestFirst, columns })).toMatch(
			/^exportOrders\.columns\.0 is not as it should be/
		);
	});
});
