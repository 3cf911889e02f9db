import { formatDecimal, unitsToPrice } from '../domain/decimal.ts';
import type { InputProblem } from '../domain/inputFault.ts';
import { formatInstant } from '../domain/time.ts';
import { priceLimit } from '../schema/decimalField.ts';
import { shorten } from '../schema/problem.ts';
import type { BarColumns } from './barColumns.ts';
import { addRow } from './barColumns.ts';
import type { BarsHeader } from './barsHeader.ts';
import type { TimestampReader } from './barTimestamp.ts';
import type { FaultList } from './faultList.ts';
import { plainUnits, readUnits, unitsLimit } from './priceUnits.ts';

const volumePattern = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const volumeMaximum = 1e15;
const priceMinimum = '0.000000001';

/** A row of a file: where it stands, its cells as they are written, and its timestamp without the space around it. */
export interface BarRow {
	readonly line: number;
	readonly cells: readonly string[];
	readonly timestamp: string;
}

/** Reads a row into the columns of its symbol, or adds its faults to the list. */
export function readBarRow(
	{ line, cells, timestamp }: BarRow,
	header: BarsHeader,
	columns: BarColumns,
	readTimestamp: TimestampReader,
	faults: FaultList
): void {
	const refuse = (field: string, problem: InputProblem) => {
		faults.add(line, field, problem);
		return Number.NaN;
	};
	const price = (field: string, index: number) => readPrice(cells[index] ?? '', field, refuse);
	const label = readLabel(timestamp, columns, readTimestamp, refuse);
	const open = price('open', header.open);
	const high = price('high', header.high);
	const low = price('low', header.low);
	const close = price('close', header.close);
	const volume = header.volume === null ? 0 : readVolume(cells[header.volume] ?? '', refuse);
	// One sum instead of six questions: it is NaN when one of them is.
	if (Number.isNaN(label + open + high + low + close + volume)) return;
	if (!isConsistent(open, high, low, close, refuse)) return;
	const row = addRow(columns);
	columns.label[row] = label;
	columns.open[row] = open;
	columns.high[row] = high;
	columns.low[row] = low;
	columns.close[row] = close;
	columns.volume[row] = header.volume === null ? Number.NaN : volume;
	columns.line[row] = line;
}

type Refuse = (field: string, problem: InputProblem) => number;

function readLabel(
	text: string,
	columns: BarColumns,
	readTimestamp: TimestampReader,
	refuse: Refuse
): number {
	if (text === '') return refuse('timestamp', { type: 'missing' });
	const label = readTimestamp(text);
	if (label === undefined) return refuse('timestamp', { type: 'not_an_instant', found: shorten(text) });
	const last = columns.length - 1;
	const before = last < 0 ? -Infinity : (columns.label[last] ?? -Infinity);
	if (label > before) return label;
	if (label === before) {
		return refuse('timestamp', { type: 'duplicate', value: text, firstLine: columns.line[last] ?? null });
	}
	return refuse('timestamp', { type: 'out_of_order', found: text, before: formatInstant(before) });
}

function readPrice(cell: string, field: string, refuse: Refuse): number {
	const plain = plainUnits(cell);
	if (plain > 0 && plain < unitsLimit) return plain;
	const text = cell.trim();
	if (text === '') return refuse(field, { type: 'missing' });
	const found = shorten(text);
	const units = readUnits(text);
	if (!units.ok) return refuse(field, { type: 'decimal', found, fault: units.error });
	if (units.value > 0 && units.value < unitsLimit) return units.value;
	if (units.value >= unitsLimit) return refuse(field, { type: 'too_high', found, limit: priceLimit });
	return refuse(field, { type: 'too_low', found, minimum: priceMinimum });
}

function readVolume(cell: string, refuse: Refuse): number {
	const text = cell.trim();
	if (text === '') return refuse('volume', { type: 'missing' });
	const found = shorten(text);
	if (!volumePattern.test(text))
		return refuse('volume', { type: 'decimal', found, fault: { type: 'not_a_number' } });
	const volume = Number(text);
	if (volume >= 0 && volume <= volumeMaximum) return volume;
	return refuse('volume', { type: 'out_of_range', found, minimum: '0', maximum: String(volumeMaximum) });
}

function isConsistent(open: number, high: number, low: number, close: number, refuse: Refuse): boolean {
	if (low <= open && low <= close && high >= open && high >= close) return true;
	const text = (units: number) => formatDecimal(unitsToPrice(units));
	if (high < low) {
		refuse('high', { type: 'high_below_low', high: text(high), low: text(low) });
		return false;
	}
	for (const [field, price] of [
		['open', open],
		['close', close]
	] as const) {
		if (price >= low && price <= high) continue;
		refuse(field, { type: 'price_outside_range', price: text(price), high: text(high), low: text(low) });
	}
	return false;
}
