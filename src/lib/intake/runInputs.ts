import type { BarSeries } from '../domain/bar.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { InputFault } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { createBarsReader } from './barsCsv.ts';
import { readBarsManifest, type BarsEntry } from './barsManifest.ts';
import { defaultConfig, readConfig } from './config.ts';
import { readDecisions, type ReadDecisions } from './decisions.ts';
import type { GivenText } from './givenText.ts';
import { mergeBars, type FileBars } from './mergeBars.ts';
import { sortFiles, type SortedFiles, type SourceFile } from './sourceFiles.ts';

/** Everything a run needs, as far as it was given; `fileBySymbol` names the file that a symbol's bars came from. */
export interface RunInputs {
	readonly series: readonly BarSeries[];
	readonly fileBySymbol: ReadonlyMap<string, string>;
	/** The decisions as text, since they are read against the symbols of the bars, which may change. */
	readonly decisionsText: GivenText | null;
	readonly decisions: ReadDecisions | null;
	readonly configFile: string | null;
	readonly config: BookConfig;
}

/** Nothing given yet: default settings. */
export const noInputs: RunInputs = {
	series: [],
	fileBySymbol: new Map(),
	decisionsText: null,
	decisions: null,
	configFile: null,
	config: defaultConfig
};

/** Hears how many bytes were read; answers false to stop. */
export type ReadingListener = (bytes: number) => Promise<boolean>;

/** Why nothing was read: the faults of the files, or null when the listener stopped it. */
export type ReadingFault = readonly InputFault[] | null;

/** Reads given files over what was read before: each kind of file replaces its part, all of them or none. */
export async function readRunInputs(
	files: readonly SourceFile[],
	before: RunInputs,
	onBytes: ReadingListener
): Promise<Result<RunInputs, ReadingFault>> {
	const sorted = await sortFiles(files);
	if (!sorted.ok) return sorted;
	const bars = await readBars(sorted.value, onBytes);
	if (!bars.ok) return bars;
	const config = readGiven(sorted.value.config, readConfig, before.config);
	if (!config.ok) return config;
	const { series, fileBySymbol } = bars.value ?? before;
	const decisionsText = sorted.value.decisions ?? before.decisionsText;
	const assetClassBySymbol = new Map(series.map(({ symbol, assetClass }) => [symbol, assetClass]));
	const decisions = readGiven(decisionsText, (given) => readDecisions(given, { assetClassBySymbol }), null);
	if (!decisions.ok) return decisions;
	return ok({
		series,
		fileBySymbol,
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

type ReadBars = Pick<RunInputs, 'series' | 'fileBySymbol'>;

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
	const fileBySymbol = new Map<string, string>();
	for (const file of bars) {
		const entry = entries.value.find((one) => baseName(one.file) === baseName(file.name));
		const read = await readBarsFile(file, entry, onBytes);
		if (!read.ok) return read;
		for (const series of read.value) {
			fileBars.push({ file: file.name, series });
			fileBySymbol.set(series.symbol, file.name);
		}
	}
	const merged = mergeBars(fileBars);
	return merged.ok ? ok({ series: merged.value, fileBySymbol }) : merged;
}

function findMissing(
	entries: readonly BarsEntry[],
	bars: readonly SourceFile[],
	manifest: string
): InputFault[] {
	const given = new Set(bars.map(({ name }) => baseName(name)));
	return entries
		.map(({ file }, index) => ({ file, field: `bars[${String(index)}].file` }))
		.filter(({ file }) => !given.has(baseName(file)))
		.map(({ file, field }) => ({
			file: manifest,
			line: null,
			field,
			problem: { type: 'missing_file', name: baseName(file) }
		}));
}

async function readBarsFile(
	file: SourceFile,
	entry: BarsEntry | undefined,
	onBytes: ReadingListener
): Promise<Result<readonly BarSeries[], ReadingFault>> {
	// What the manifest says leads; without it the name of the file and its columns speak.
	const reader = createBarsReader({ ...entry, name: file.name });
	for await (const chunk of file.read()) {
		reader.push(chunk);
		if (!(await onBytes(chunk.length))) return failed(null);
	}
	return reader.finish();
}

function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
