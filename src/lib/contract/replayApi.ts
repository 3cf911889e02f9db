import type { AssetClass } from '../domain/instrument.ts';
import type { BarInterval } from '../domain/bar.ts';
import type { Instant } from '../domain/time.ts';
import type { Result } from '../domain/result.ts';
import type { RunReport } from '../domain/runReport.ts';
import type { Setting } from './settings.ts';

/** A file a person gave: dropped, picked, or the sample. */
export interface GivenFile {
	readonly name: string;
	readonly content: Blob;
}

/** Bars of one symbol that are ready to run. */
export interface LoadedBars {
	readonly files: readonly string[];
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly interval: BarInterval;
	readonly count: number;
	readonly from: Instant;
	readonly to: Instant;
}

/**
 * What is ready to run. Of the decisions file `refusedRows` rows were left out; `faults` says why, a sentence a fault,
 * at most as many as a person would read.
 */
export interface LoadedRun {
	readonly bars: readonly LoadedBars[];
	readonly decisions: {
		readonly file: string;
		readonly count: number;
		readonly refusedRows: number;
		readonly faults: readonly string[];
	} | null;
	readonly config: {
		readonly file: string;
		readonly settings: readonly Setting[];
		/** What of them a replay leaves out, in a sentence; null when nothing. */
		readonly note: string | null;
	};
}

/** How far a load or a run is: `done` of `total` (bytes or bars), with the simulated instant reached. */
export interface Progress {
	readonly stage: 'reading' | 'running';
	readonly done: number;
	readonly total: number;
	readonly at: Instant | null;
}

/** Why nothing was loaded (one sentence a fault); what was loaded before is unchanged. */
export type LoadFault =
	{ readonly type: 'refused'; readonly messages: readonly string[] } | { readonly type: 'cancelled' };

/** Why there is no outcome. */
export type RunFault =
	| { readonly type: 'cancelled'; readonly at: Instant }
	| { readonly type: 'not_ready'; readonly missing: readonly ('bars' | 'decisions')[] }
	| { readonly type: 'fault'; readonly message: string };

/**
 * The replay worker's front door. Files replace the part they are of (bars, decisions, settings): all or nothing.
 * Decisions are read against the symbols of the bars given before or together with them.
 */
export interface ReplayApi {
	load(
		files: readonly GivenFile[],
		onProgress: (progress: Progress) => void
	): Promise<Result<LoadedRun, LoadFault>>;
	run(onProgress: (progress: Progress) => void): Promise<Result<RunReport, RunFault>>;
	cancel(): void;
}
