import type { BarSeries } from '../domain/bar.ts';
import type { InputFault } from '../domain/inputFault.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { formatInstant } from '../domain/time.ts';

/** A series and the file it came from. */
export interface FileBars {
	readonly file: string;
	readonly series: BarSeries;
}

/**
 * Joins the series of each symbol by time, in alphabetical order of the symbols. Fails when two files of a symbol
 * differ in interval or class, or overlap.
 */
export function mergeBars(files: readonly FileBars[]): Result<BarSeries[], InputFault[]> {
	const filesBySymbol = new Map<string, FileBars[]>();
	for (const file of files) {
		const { symbol, length } = file.series;
		if (length > 0) filesBySymbol.set(symbol, [...(filesBySymbol.get(symbol) ?? []), file]);
	}
	const groups = [...filesBySymbol.values()].map((group) => group.toSorted(byFirstLabel));
	const faults = groups.flatMap(findConflicts);
	if (faults.length > 0) return failed(faults);
	return ok(groups.map(concatenate).sort((a, b) => (a.symbol < b.symbol ? -1 : 1)));
}

function firstLabel({ series }: FileBars): number {
	return series.label[0] ?? 0;
}

function lastLabel({ series }: FileBars): number {
	return series.label[series.length - 1] ?? 0;
}

function byFirstLabel(a: FileBars, b: FileBars): number {
	return firstLabel(a) - firstLabel(b);
}

/** What forbids to join a group, of which each member is compared with the one before. */
function findConflicts(group: readonly FileBars[]): InputFault[] {
	return group.slice(1).flatMap((file, index): InputFault[] => {
		const before = group[index] ?? file;
		const problem = findConflict(before, file);
		return problem === null ? [] : [{ file: file.file, line: null, field: null, problem }];
	});
}

function findConflict(before: FileBars, file: FileBars): InputFault['problem'] | null {
	const { symbol } = file.series;
	for (const kind of ['interval', 'assetClass'] as const) {
		const kinds = [before.series[kind], file.series[kind]] as const;
		if (kinds[0] !== kinds[1]) return { type: 'two_kinds', symbol, kinds };
	}
	if (lastLabel(before) < firstLabel(file)) return null;
	return {
		type: 'overlap',
		symbol,
		other: before.file,
		from: formatInstant(firstLabel(file)),
		to: formatInstant(Math.min(lastLabel(before), lastLabel(file)))
	};
}

function concatenate(group: readonly FileBars[]): BarSeries {
	const all = group.map(({ series }) => series);
	const [first] = all;
	if (first === undefined) throw new Error('a group of files is never empty');
	if (all.length === 1) return first;
	const length = all.reduce((sum, series) => sum + series.length, 0);
	const join = (columnOf: (series: BarSeries) => Float64Array): Float64Array => {
		const joined = new Float64Array(length);
		copyInto(joined, all.map(columnOf));
		return joined;
	};
	const regular = new Uint8Array(length);
	copyInto(
		regular,
		all.map((series) => series.regular)
	);
	return {
		symbol: first.symbol,
		assetClass: first.assetClass,
		interval: first.interval,
		length,
		label: join((series) => series.label),
		startsAt: join((series) => series.startsAt),
		completesAt: join((series) => series.completesAt),
		open: join((series) => series.open),
		high: join((series) => series.high),
		low: join((series) => series.low),
		close: join((series) => series.close),
		volume: join((series) => series.volume),
		regular
	};
}

function copyInto(joined: Float64Array | Uint8Array, columns: readonly (Float64Array | Uint8Array)[]): void {
	let offset = 0;
	for (const column of columns) {
		joined.set(column, offset);
		offset += column.length;
	}
}
