import type { GivenFile, LoadedRun, Progress, ReplayApi, RunFault } from '../lib/contract/replayApi.ts';
import { personNote } from '../lib/contract/personNote.ts';
import { configToSettings } from '../lib/contract/settings.ts';
import type { BarSeries } from '../lib/domain/bar.ts';
import type { InputFault } from '../lib/domain/inputFault.ts';
import { failed, ok, type Result } from '../lib/domain/result.ts';
import type { RunReport } from '../lib/domain/runReport.ts';
import { faultToText } from '../lib/intake/faultText.ts';
import { noInputs, readRunInputs, type RunInputs } from '../lib/intake/runInputs.ts';
import { createReplay, type Replay } from '../lib/replay/replay.ts';
import { toRunReport } from '../lib/replay/runReport.ts';
import { blobToSource } from './blobSource.ts';
import { createBreather } from './breather.ts';

const instantsPerSlice = 500;
const faultsTold = 200;

/**
 * Keeps what was loaded and runs it: one load or run at a time, each reported on and cancelled whenever it held the
 * worker for `longestHold` ms.
 */
export function createReplaySession(longestHold = 40): ReplayApi {
	let inputs = noInputs;
	let isCancelled = false;

	async function load(files: readonly GivenFile[], onProgress: (progress: Progress) => void) {
		isCancelled = false;
		const total = files.reduce((bytes, { content }) => bytes + content.size, 0);
		const breathe = createBreather(longestHold);
		let done = 0;
		const read = await readRunInputs(files.map(blobToSource), inputs, async (bytes) => {
			done += bytes;
			if (await breathe()) onProgress({ stage: 'reading', done, total, at: null });
			return !isCancelled;
		});
		if (read.ok) {
			inputs = read.value;
			return ok(describeInputs(inputs));
		}
		if (read.error === null) return failed({ type: 'cancelled' } as const);
		return failed({ type: 'refused', messages: read.error.map(faultToText) } as const);
	}

	async function run(onProgress: (progress: Progress) => void): Promise<Result<RunReport, RunFault>> {
		isCancelled = false;
		const { series, decisions, config } = inputs;
		if (series.length === 0 || decisions === null) {
			return failed({
				type: 'not_ready',
				missing: [...missingPart(series), ...(decisions === null ? ['decisions' as const] : [])]
			});
		}
		try {
			const replay = createReplay({ config, series, decisions: decisions.decisions, strategies: [] });
			return await runToEnd(replay, createBreather(longestHold), onProgress, () => isCancelled);
		} catch (error) {
			return failed({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
		}
	}

	return {
		load,
		run,
		cancel: () => {
			isCancelled = true;
		}
	};
}

function missingPart(series: readonly BarSeries[]): readonly 'bars'[] {
	return series.length === 0 ? ['bars'] : [];
}

async function runToEnd(
	replay: Replay,
	breathe: () => Promise<boolean>,
	onProgress: (progress: Progress) => void,
	isCancelled: () => boolean
): Promise<Result<RunReport, RunFault>> {
	const startedAt = performance.now();
	while (replay.advance(instantsPerSlice)) {
		if (!(await breathe())) continue;
		const { done, total, at } = replay.progress();
		if (isCancelled()) return failed({ type: 'cancelled', at });
		onProgress({ stage: 'running', done, total, at });
	}
	return ok(toRunReport(replay, performance.now() - startedAt));
}

/** The first faults as sentences, and how many more there are. */
function tellFaults(faults: readonly InputFault[]): readonly string[] {
	const told = faults.slice(0, faultsTold).map(faultToText);
	const more = faults.length - told.length;
	return more === 0 ? told : [...told, `And ${String(more)} more.`];
}

function describeInputs({
	series,
	filesBySymbol,
	decisions,
	decisionsText,
	configFile,
	config
}: RunInputs): LoadedRun {
	return {
		bars: series.map((one) => ({
			files: filesBySymbol.get(one.symbol) ?? [],
			symbol: one.symbol,
			assetClass: one.assetClass,
			interval: one.interval,
			count: one.length,
			from: one.startsAt[0] ?? NaN,
			to: one.completesAt[one.length - 1] ?? NaN
		})),
		decisions:
			decisions === null || decisionsText === null
				? null
				: {
						file: decisionsText.name,
						count: decisions.decisions.length,
						refusedRows: decisions.refusedRows,
						faults: tellFaults(decisions.refused)
					},
		config: { file: configFile ?? 'defaults', settings: configToSettings(config), note: personNote(config) }
	};
}
