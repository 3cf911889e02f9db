import { describe, expect, test } from 'vitest';
import {
	columnDecimals,
	toTableColumn,
	type LedgerColumn
} from '../../../src/lib/components/ledger/ledgerColumn.ts';
import { suggestionsFor } from '../../../src/lib/components/shared/suggestions.ts';
import { arrangeRows, nextSort } from '../../../src/lib/components/shared/tableModel.ts';

interface Row {
	readonly symbol: string;
	readonly price: string | null;
}

const rows: readonly Row[] = [
	{ symbol: 'ALFA', price: '9.5' },
	{ symbol: 'BRVO', price: '10' },
	{ symbol: 'CHRL', price: null },
	{ symbol: 'DLTA', price: '1000.125' }
];
const ledger: readonly LedgerColumn<Row>[] = [
	{ key: 'symbol', label: 'Symbol', kind: 'word', value: (row) => row.symbol },
	{ key: 'price', label: 'Price', kind: 'price', value: (row) => row.price }
];
const columns = ledger.map(toTableColumn);
const symbols = (arranged: readonly Row[]) => arranged.map(({ symbol }) => symbol);

describe('a table', () => {
	test('sorts numbers as numbers, and puts what is missing last either way', () => {
		const sorted = (descending: boolean) =>
			symbols(arrangeRows(rows, columns, { key: 'price', descending }, ''));
		expect(sorted(false)).toEqual(['ALFA', 'BRVO', 'DLTA', 'CHRL']);
		expect(sorted(true)).toEqual(['DLTA', 'BRVO', 'ALFA', 'CHRL']);
	});

	test('finds rows that hold every word, in any column, written either way', () => {
		expect(symbols(arrangeRows(rows, columns, null, 'dlta 1,000.125'))).toEqual(['DLTA']);
		expect(symbols(arrangeRows(rows, columns, null, ' 1000.1 '))).toEqual(['DLTA']);
		expect(symbols(arrangeRows(rows, columns, null, 'alfa brvo'))).toEqual([]);
		expect(arrangeRows(rows, columns, null, '')).toBe(rows);
	});

	test('a header sorts up, down, and then no more', () => {
		const up = nextSort(null, 'price');
		expect(up).toEqual({ key: 'price', descending: false });
		const down = nextSort(up, 'price');
		expect(down).toEqual({ key: 'price', descending: true });
		expect(nextSort(down, 'price')).toBeNull();
		expect(nextSort(down, 'symbol')).toEqual({ key: 'symbol', descending: false });
	});

	test('a column keeps room for its longest decimals', () => {
		const [, price] = ledger;
		if (price === undefined) throw new Error('there is a price column');
		expect(columnDecimals(price, rows)).toBe(3);
		expect(columnDecimals(price, [])).toBe(0);
	});
});

describe('what a field offers', () => {
	const names = ['BTC/USD', 'ABLE', 'TABLE', 'ABC', 'EFGH'];

	test.each([
		['ab', ['ABLE', 'ABC', 'TABLE']],
		[' e', ['EFGH', 'ABLE', 'TABLE']],
		['usd', ['BTC/USD']],
		['able', ['ABLE', 'TABLE']],
		['efgh', []],
		['zz', []]
	])('for %s is what begins with it, then what has it elsewhere', (typed, offered) => {
		expect(suggestionsFor(names, typed)).toEqual(offered);
	});

	test('is no more than is read at a glance', () => {
		const many = Array.from({ length: 100 }, (_, index) => `A${String(index)}`);
		expect(suggestionsFor(many, 'a')).toHaveLength(8);
	});
});
