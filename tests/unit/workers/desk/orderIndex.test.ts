import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	orderColumns,
	orderStatuses,
	type OrderColumnKey,
	type OrderFilter,
	type OrderListRow
} from '../../../../src/lib/contract/orderHistory.ts';
import type { OrderRow } from '../../../../src/lib/domain/deskRows.ts';
import { parseInstant } from '../../../../src/lib/domain/time.ts';
import { OrderIndex } from '../../../../src/workers/desk/orderIndex.ts';
import { decisionRow, orderRow } from '../../../support/orderRows.ts';
import { holds } from '../../../support/propertyCheck.ts';

const newestFirst = { key: 'made', descending: true } as const;

function indexOf(orders: readonly OrderRow[]): OrderIndex {
	const index = new OrderIndex();
	index.take(orders);
	return index;
}

function ids(
	index: OrderIndex,
	filter: OrderFilter,
	key: OrderColumnKey = 'made',
	descending = true
): readonly string[] {
	return [...index.find(filter, { key, descending }).places].map((place) => index.row(place)?.id ?? '');
}

const instant = (text: string): number => parseInstant(text) ?? NaN;

describe('the index of orders', () => {
	it('finds by symbol, side, status and strategy, the newest first', () => {
		const index = new OrderIndex();
		index.learn([decisionRow('1', { strategy: 'cross' })]);
		index.take([
			orderRow({ seq: 1 }),
			orderRow({ seq: 2, symbol: 'EFGH', status: 'filled' }),
			orderRow({ seq: 3, side: 'sell', status: 'filled' })
		]);
		expect(ids(index, {})).toEqual(['d.3', 'd.2', 'd.1']);
		expect(ids(index, { symbol: 'ABCD' })).toEqual(['d.3', 'd.1']);
		expect(ids(index, { side: 'sell' })).toEqual(['d.3']);
		expect(ids(index, { statuses: ['filled', 'denied'] })).toEqual(['d.3', 'd.2']);
		expect(ids(index, { strategy: 'cross' })).toEqual(['d.1']);
		expect([index.symbols, index.strategies]).toEqual([['ABCD', 'EFGH'], ['cross']]);
	});

	it('counts the statuses of what the rest of the filter finds', () => {
		const index = indexOf([1, 2, 3].map((seq) => orderRow({ seq, status: seq === 2 ? 'denied' : 'filled' })));
		const { countByStatus, places } = index.find({ statuses: ['denied'] }, newestFirst);
		expect([countByStatus, places.length]).toEqual([{ filled: 2, denied: 1 }, 1]);
	});

	it.each([
		['stop_loss', 'Stop fired'],
		['trailing_stop', 'Trailing stop fired'],
		['take_profit', 'Target fired'],
		['closed_by_hand', 'Closed by hand'],
		['ordered_by_hand', 'Ordered by hand'],
		['stop_leg', 'Stop of its order'],
		['target_leg', 'Target of its order'],
		['sell_market', 'Earnings'],
		['entry_limit', 'Earnings']
	] as const)('says of an order that is there by %s: %s', (cause, reason) => {
		const index = new OrderIndex();
		index.learn([decisionRow('1', { reason: 'Earnings' }), decisionRow('2')]);
		const purpose = cause === 'entry_limit' ? 'entry' : 'exit';
		index.take([orderRow({ seq: 1, cause, purpose, filled: '1', realised: '-2.5' })]);
		expect(index.row(0)).toMatchObject({ reason, realised: purpose === 'exit' ? '-2.5' : null });
		index.take([orderRow({ seq: 2, cause: 'sell_market', purpose: 'exit' })]);
		expect(index.row(1)).toMatchObject({ reason: 'SELL decision', realised: null });
	});

	it('takes days as New York has them, the last one whole', () => {
		const madeAt = [
			'2025-03-07T04:59:59Z',
			'2025-03-07T05:00:00Z',
			'2025-03-08T04:59:59Z',
			'2025-03-08T05:00:00Z'
		];
		const index = indexOf(madeAt.map((text, at) => orderRow({ seq: at + 1, madeAt: instant(text) })));
		expect(ids(index, { from: '2025-03-07', to: '2025-03-07' })).toEqual(['d.3', 'd.2']);
		expect(ids(index, { from: '2025-03-08' })).toEqual(['d.4']);
		expect(ids(index, { to: '2025-03-06' })).toEqual(['d.1']);
	});

	it('finds words in id, decision, reason, tag, symbol and why it ended', () => {
		const index = new OrderIndex();
		index.learn([decisionRow('1', { reason: 'Momentum fades', tag: 'Night' }), decisionRow('x9')]);
		index.take([
			orderRow({ seq: 1 }),
			orderRow({ seq: 2, id: 'r.77', decisionId: 'x9', symbol: 'EFGH' }),
			orderRow({ seq: 3, status: 'denied', reasons: ['halted'] })
		]);
		expect(ids(index, { text: 'fades  NIGHT' })).toEqual(['d.1']);
		expect(ids(index, { text: 'r.77' })).toEqual(['d.2'].map(() => 'r.77'));
		expect(ids(index, { text: 'X9 efgh' })).toEqual(['r.77']);
		expect(ids(index, { text: 'trading is halted' })).toEqual(['d.3']);
		expect(ids(index, { text: 'momentum r.77' })).toEqual([]);
	});

	it('says why an order was denied, with measured value and limit', () => {
		const line = { check: 'positionSize', passed: false, unit: 'money', headroom: null } as const;
		const index = indexOf([
			orderRow({
				...{ seq: 1, status: 'denied', reasons: ['position_limit'] },
				verdict: [{ ...line, measured: '12345.6', limit: '1000' }]
			}),
			orderRow({ seq: 2, status: 'rejected', reasons: ['insufficient_cash'] }),
			orderRow({ seq: 3, status: 'expired', reasons: ['session_close'] }),
			orderRow({ seq: 4 })
		]);
		const endings = [0, 1, 2, 3].map((place) => index.row(place)?.ending);
		expect(endings).toEqual([
			'position 12,345.60, limit 1,000.00',
			'not enough cash when it would have filled',
			'at the session close',
			null
		]);
	});

	it('sorts decimals to the last digit, and puts what has none last either way', () => {
		const limits = ['9.5', '10', null, '100.000000000000000001', '100.000000000000000002'];
		const index = indexOf(limits.map((limitPrice, at) => orderRow({ seq: at + 1, limitPrice })));
		expect(ids(index, {}, 'limit', false)).toEqual(['d.1', 'd.2', 'd.4', 'd.5', 'd.3']);
		expect(ids(index, {}, 'limit', true)).toEqual(['d.5', 'd.4', 'd.2', 'd.1', 'd.3']);
	});

	it('tells where an order stands among those found', () => {
		const index = indexOf([1, 2, 3].map((seq) => orderRow({ seq })));
		const found = index.find({}, newestFirst);
		expect(['d.3', 'd.1', 'd.9'].map((id) => index.placeIn(found, id))).toEqual([0, 2, null]);
	});
});

const cents = fc.integer({ min: 1, max: 400 }).map((value) => String(value / 4));
const anyOrder = fc.record({
	place: fc.integer({ min: 1, max: 30 }),
	symbol: fc.constantFrom('ABCD', 'EFGH', 'XYZ'),
	side: fc.constantFrom('buy', 'sell'),
	status: fc.constantFrom(...orderStatuses),
	quantity: cents,
	limitPrice: fc.option(cents, { nil: null }),
	madeAt: fc.integer({ min: instant('2025-03-06T00:00:00Z'), max: instant('2025-03-12T00:00:00Z') }),
	decisionId: fc.constantFrom('one', 'two', 'three')
});
const days = fc.option(fc.constantFrom('2025-03-07', '2025-03-09', '2025-03-10'), { nil: undefined });
const anyFilter = fc.record({
	symbol: fc.option(fc.constantFrom('ABCD', 'XYZ'), { nil: undefined }),
	side: fc.option(fc.constantFrom('buy', 'sell'), { nil: undefined }),
	statuses: fc.option(fc.subarray([...orderStatuses]), { nil: undefined }),
	strategy: fc.option(fc.constantFrom('cross', 'fade'), { nil: undefined }),
	from: days,
	to: days,
	text: fc.constantFrom('', 'o', 'TW', 'one low')
});

const decisions = [
	decisionRow('one', { strategy: 'cross', reason: 'Low' }),
	decisionRow('two', { strategy: 'fade', tag: 'Low' })
];

const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' });

/** What is found by looking at every row in the plainest way. */
function naive(rows: readonly OrderRow[], filter: OrderFilter): readonly OrderRow[] {
	return rows.filter((row) => {
		const said = decisions.find(({ id }) => id === row.decisionId);
		const text = [row.id, row.decisionId, row.symbol, said?.strategy, said?.reason, said?.tag]
			.join(' ')
			.toLowerCase();
		const day = dayOf.format(row.madeAt);
		return (
			(filter.symbol ?? row.symbol) === row.symbol &&
			(filter.side ?? row.side) === row.side &&
			(filter.statuses ?? [row.status]).includes(row.status) &&
			(filter.strategy === undefined || said?.strategy === filter.strategy) &&
			(filter.from ?? day) <= day &&
			(filter.to ?? day) >= day &&
			(filter.text ?? '')
				.toLowerCase()
				.split(' ')
				.every((word) => text.includes(word))
		);
	});
}

/** Sorted in the plainest way; what has no value stands last, equal rows in the order of their making or against it. */
function naivelySorted(rows: readonly OrderRow[], key: 'quantity' | 'limit' | 'made', descending: boolean) {
	const valueOf = (row: OrderRow): number | null =>
		key === 'made'
			? row.seq
			: key === 'quantity'
				? Number(row.quantity)
				: row.limitPrice === null
					? null
					: Number(row.limitPrice);
	const sign = descending ? -1 : 1;
	return [...rows].sort((a, b) => {
		const [x, y] = [valueOf(a), valueOf(b)];
		if (x === y) return (a.seq - b.seq) * sign;
		if (x === null || y === null) return x === null ? 1 : -1;
		return (x - y) * sign;
	});
}

describe('any orders, changed again and again', () => {
	it('are found and sorted as by looking at every one of them', () => {
		const sorts = fc.record({
			key: fc.constantFrom('quantity', 'limit', 'made'),
			descending: fc.boolean()
		});
		const rounds = fc.array(fc.array(anyOrder, { maxLength: 12 }), { minLength: 1, maxLength: 5 });
		holds(
			fc.property(rounds, anyFilter, sorts, (batches, given, sort) => {
				const filter = Object.fromEntries(
					Object.entries(given).filter(([, value]) => value !== undefined)
				) as OrderFilter;
				const index = new OrderIndex();
				index.learn(decisions);
				const rows = new Map<number, OrderRow>();
				for (const batch of batches) {
					for (const { place, ...order } of batch) {
						const row = orderRow({ ...order, seq: place, id: `d.${String(place)}` });
						rows.set(place, row);
						index.take([row]);
					}
					const expected = naivelySorted(naive([...rows.values()], filter), sort.key, sort.descending);
					expect(ids(index, filter, sort.key, sort.descending)).toEqual(expected.map(({ id }) => id));
				}
			})
		);
	});

	it('are sorted by any column without losing one', () => {
		const orders = Array.from({ length: 200 }, (_, at) =>
			orderRow({ seq: at + 1, quantity: String(at % 7), symbol: `S${String(at % 5)}` })
		);
		const index = indexOf(orders);
		const row = (id: string): OrderListRow | undefined => index.row(Number(id.slice(2)) - 1);
		for (const { key, value } of orderColumns) {
			const found = ids(index, {}, key, false);
			expect([...found].sort()).toEqual(orders.map(({ id }) => id).sort());
			const first = row(found[0] ?? '');
			expect(first === undefined ? null : value(first)).toBe(value(row('d.1') as OrderListRow));
		}
	});
});
