import type { BarSeries } from '../domain/bar.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { InputFault } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { baseName } from '../schema/fileName.ts';
import { createBarsReader } from './barsCsv.ts';
import { readBarsManifest, type ListedBars } from './barsManifest.ts';
import { defaultConfig, readConfig } from './config.ts';
import { readDecisions } from './decisions.ts';
import type { ReadDecisions } from './decisionsFile.ts';
import type { GivenText } from './givenText.ts';
import { mergeBars, type FileBars } from './mergeBars.ts';
import {
	readChunks,
	sortFiles,
	type ReadingFault,
	type ReadingListener,
	type SortedFiles,
	type SourceFile
} from './sourceFiles.ts';

/** Everything a run needs, as far as it was given; `filesBySymbol` names the files that a symbol's bars came from. */
export interface RunInputs {
	readonly series: readonly BarSeries[];
	readonly filesBySymbol: ReadonlyMap<string, readonly string[]>;
	/** The decisions as text, since they are read against the symbols of the bars, which may change. */
	readonly decisionsText: GivenText | null;
	readonly decisions: ReadDecisions | null;
	readonly configFile: string | null;
	readonly config: BookConfig;
}

/** Nothing given yet: default settings. */
export const noInputs: RunInputs = {
	series: [],
	filesBySymbol: new Map(),
	decisionsText: null,
	decisions: null,
	configFile: null,
	config: defaultConfig
};

/** Reads given files over what was read before: each kind of file replaces its part, all of them or none. */
export async function readRunInputs(
	files: readonly SourceFile[],
	before: RunInputs,
	onBytes: ReadingListener
): Promise<Result<RunInputs, ReadingFault>> {
	const sorted = await sortFiles(files, onBytes);
	if (!sorted.ok) return sorted;
	const bars = await readBars(sorted.value, onBytes);
	if (!bars.ok) return bars;
	const config = readGiven(sorted.value.config, readConfig, before.config);
	if (!config.ok) return config;
	const { series, filesBySymbol } = bars.value ?? before;
	const decisionsText = sorted.value.decisions ?? before.decisionsText;
	const assetClassBySymbol = new Map(series.map(({ symbol, assetClass }) => [symbol, assetClass]));
	const decisions = readGiven(decisionsText, (given) => readDecisions(given, { assetClassBySymbol }), null);
	if (!decisions.ok) return decisions;
	// Reading many decisions holds on for seconds: whoever asked to stop meanwhile is heard before anything is taken over.
	if (!(await onBytes(0))) return failed(null);
	return ok({
		series,
		filesBySymbol,
		decisionsText,
		decisions: decisions.value,
		configFile: sorted.value.config?.name ?? before.configFile,
		config: config.value
	});
}

function readGiven<Value, Otherwise>(
	given: GivenText | null,
	read: (given: GivenText) => Result<Value, readonly InputFault[]>,
	otherwise: Otherwise
): Result<Value | Otherwise, readonly InputFault[]> {
	return given === null ? ok(otherwise) : read(given);
}

type ReadBars = Pick<RunInputs, 'series' | 'filesBySymbol'>;

/** Reads the bars among the files by their manifest when there is one; null when no bars were given. */
async function readBars(
	{ manifest, bars }: SortedFiles,
	onBytes: ReadingListener
): Promise<Result<ReadBars | null, ReadingFault>> {
	const entries = readGiven(manifest, readBarsManifest, []);
	if (!entries.ok) return entries;
	const missing = findMissing(entries.value, bars, manifest?.name ?? '');
	if (missing.length > 0) return failed(missing);
	if (bars.length === 0) return ok(null);
	const fileBars: FileBars[] = [];
	const filesBySymbol = new Map<string, readonly string[]>();
	for (const file of bars) {
		const entry = entries.value.find((one) => baseName(one.file) === baseName(file.name));
		const read = await readBarsFile(file, entry, onBytes);
		if (!read.ok) return read;
		for (const series of read.value) {
			fileBars.push({ file: file.name, series });
			filesBySymbol.set(series.symbol, [...(filesBySymbol.get(series.symbol) ?? []), file.name]);
		}
	}
	const merged = mergeBars(fileBars);
	return merged.ok ? ok({ series: merged.value, filesBySymbol }) : merged;
}

function findMissing(
	entries: readonly ListedBars[],
	bars: readonly SourceFile[],
	manifest: string
): InputFault[] {
	const given = new Set(bars.map(({ name }) => baseName(name)));
	return entries.flatMap(({ file, line }, index): InputFault[] => {
		const name = baseName(file);
		if (given.has(name)) return [];
		return [
			{
				file: manifest,
				line,
				field: `bars[${String(index)}].file`,
				problem: { type: 'missing_file', name }
			}
		];
	});
}

async function readBarsFile(
	file: SourceFile,
	entry: ListedBars | undefined,
	onBytes: ReadingListener
): Promise<Result<readonly BarSeries[], ReadingFault>> {
	// What the manifest says leads; without it the name of the file and its columns speak.
	const reader = createBarsReader({ ...entry, name: file.name });
	const isRead = await readChunks(file, (chunk) => reader.push(chunk), onBytes);
	return isRead ? reader.finish() : failed(null);
}
