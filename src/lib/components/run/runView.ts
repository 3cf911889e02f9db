import { countOf, countText } from '#lib/app/format/estimateText.ts';
import { instantText, spanText } from '#lib/app/format/instantText.ts';

/** What the strip says of what is loaded. */
export interface RunInputs {
	readonly bars: readonly {
		readonly symbol: string;
		readonly count: number;
		readonly from: number;
		readonly to: number;
	}[];
	readonly decisions: { readonly count: number; readonly refusedRows: number } | null;
}

/** What the desk is busy with. */
export interface Busy {
	readonly kind: 'loading' | 'running';
	readonly isSlow: boolean;
	readonly progress: { readonly done: number; readonly total: number; readonly at: number | null } | null;
}

/** Whether there are bars and decisions to run; a file of which every row was left out is nothing to run. */
export function canRun(inputs: RunInputs | null): boolean {
	if (inputs === null || inputs.decisions === null) return false;
	return inputs.bars.length > 0 && !isAllLeftOut(inputs.decisions);
}

function isAllLeftOut({ count, refusedRows }: NonNullable<RunInputs['decisions']>): boolean {
	return count === 0 && refusedRows > 0;
}

const namedAtMost = 6;

/** What would be run, or what is missing for it. */
export function inputsSentence(inputs: RunInputs | null): string {
	if (inputs === null) return 'Nothing is loaded yet.';
	const { bars, decisions } = inputs;
	if (bars.length === 0) return 'Bars are missing: drop CSV files.';
	if (decisions === null) return 'Decisions are missing: drop decisions.json.';
	if (isAllLeftOut(decisions)) {
		return `None of the ${countOf(decisions.refusedRows, 'decision')} can be used with these bars: drop others, or see why below.`;
	}
	const count = bars.reduce((sum, line) => sum + line.count, 0);
	const names = bars.slice(0, namedAtMost).map(({ symbol }) => symbol);
	const more = bars.length > namedAtMost ? ` and ${String(bars.length - namedAtMost)} more` : '';
	return `${countOf(decisions.count, 'decision')} over ${countOf(count, 'bar')} of ${names.join(', ')}${more}`;
}

/** The New York dates from the first to the last bar. */
export function inputsSpan(inputs: RunInputs): string {
	return spanText(
		Math.min(...inputs.bars.map(({ from }) => from)),
		Math.max(...inputs.bars.map(({ to }) => to))
	);
}

/** How far a load or a run is. */
export function progressSentence({ kind, progress }: Busy): string {
	const name = kind === 'running' ? 'Running' : 'Reading';
	if (progress === null) return name;
	const { done, total, at } = progress;
	if (kind === 'loading') return `${name}: ${String(Math.round((100 * done) / Math.max(1, total)))} %`;
	return `${name}: bar ${countText(done)} of ${countText(total)}${at === null ? '' : `, ${instantText(at)}`}`;
}
