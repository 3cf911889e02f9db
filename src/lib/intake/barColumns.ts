const firstCapacity = 1024;

/** Columns of the bars of one symbol that grow row by row; `line` is where a row stands in its file. */
export interface BarColumns {
	length: number;
	label: Float64Array;
	open: Float64Array;
	high: Float64Array;
	low: Float64Array;
	close: Float64Array;
	volume: Float64Array;
	line: Uint32Array;
}

/** Columns without a row. */
export function createBarColumns(): BarColumns {
	return {
		length: 0,
		label: new Float64Array(firstCapacity),
		open: new Float64Array(firstCapacity),
		high: new Float64Array(firstCapacity),
		low: new Float64Array(firstCapacity),
		close: new Float64Array(firstCapacity),
		volume: new Float64Array(firstCapacity),
		line: new Uint32Array(firstCapacity)
	};
}

function grown(column: Float64Array): Float64Array {
	const wider = new Float64Array(column.length * 2);
	wider.set(column);
	return wider;
}

/** Gives the index of a new row, which its maker fills; the columns are twice as long when they were full. */
export function addRow(columns: BarColumns): number {
	const index = columns.length++;
	if (index < columns.label.length) return index;
	columns.label = grown(columns.label);
	columns.open = grown(columns.open);
	columns.high = grown(columns.high);
	columns.low = grown(columns.low);
	columns.close = grown(columns.close);
	columns.volume = grown(columns.volume);
	const line = new Uint32Array(columns.line.length * 2);
	line.set(columns.line);
	columns.line = line;
	return index;
}
