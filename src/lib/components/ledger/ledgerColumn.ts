import {
	cutDigits,
	decimalKey,
	decimalsOf,
	decimalText,
	glanceDecimals
} from '#lib/app/format/decimalText.ts';
import type { FigureName } from '../figures/explainContext.ts';
import type { TableColumn } from '../shared/tableModel.ts';

/** A column of exact numbers, changes, instants or words; how it is drawn, sorted and copied follows from its kind. */
export type LedgerColumn<Row> = {
	readonly key: string;
	readonly label: string;
	/** The canonical value of a row: a decimal, an ISO instant, or a code. */
	readonly value: (row: Row) => string | null;
	/** Which number of the desk it is, so that it opens to its arithmetic. */
	readonly explains?: (row: Row) => FigureName;
} & (
	| { readonly kind: 'money' | 'price' | 'quantity' | 'change' | 'instant' }
	| { readonly kind: 'word'; readonly text?: (row: Row) => string }
);

/** What a row shows in a column when it is read aloud, searched, or copied: exact numbers without separators. */
export function plainText<Row>(column: LedgerColumn<Row>, row: Row): string {
	if (column.kind === 'word' && column.text !== undefined) return column.text(row);
	return column.value(row) ?? '';
}

/** Decimals that always show: cents for money and prices, none for quantities. */
export function leadDecimals(kind: LedgerColumn<never>['kind']): number {
	return kind === 'quantity' ? 0 : 2;
}

/** Most decimals that a column shows, so that its points can stand under each other. */
export function columnDecimals<Row>(column: LedgerColumn<Row>, rows: readonly Row[]): number {
	if (column.kind === 'word' || column.kind === 'instant') return 0;
	let most = rows.length === 0 ? 0 : leadDecimals(column.kind);
	for (const row of rows) most = Math.max(most, shownDecimals(column.kind, column.value(row) ?? ''));
	return most;
}

function shownDecimals(kind: LedgerColumn<never>['kind'], value: string): number {
	if (kind === 'quantity') return decimalsOf(value);
	const { lead, small } = cutDigits(value, leadDecimals(kind), glanceDecimals);
	return lead.length + small.length;
}

/** The column as the table knows it. */
export function toTableColumn<Row>(column: LedgerColumn<Row>): TableColumn<Row> {
	const isNumber = column.kind !== 'word' && column.kind !== 'instant';
	return {
		key: column.key,
		label: column.label,
		align: isNumber ? 'end' : 'start',
		sortKey: (row) => {
			const value = column.value(row);
			if (value === null) return null;
			return isNumber ? decimalKey(value) : column.kind === 'word' ? plainText(column, row) : value;
		},
		text: (row) => {
			const plain = plainText(column, row);
			return isNumber && plain !== '' ? `${plain} ${decimalText(plain, leadDecimals(column.kind))}` : plain;
		}
	};
}
