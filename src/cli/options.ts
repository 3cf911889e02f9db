import { parseArgs } from 'node:util';
import { failed, ok, type Result } from '../lib/domain/result.ts';

/** What the command line was asked: paths as given; `bars` are lists of bars (JSON) and CSV files. */
export interface ReplayOptions {
	readonly config: string | null;
	readonly decisions: string;
	readonly bars: readonly string[];
	readonly market: string | null;
	readonly out: string | null;
}

/** How to call it. */
export const usage =
	'usage: npm run replay -- --decisions decisions.json --bars bars.json [more.csv ...] [--market DIR] [--config config.json] [--out result.json]';

/** Reads the parameters; fails with a sentence. */
export function readOptions(parameters: readonly string[]): Result<ReplayOptions, string> {
	try {
		const { values, positionals } = parseArgs({
			args: [...parameters],
			allowPositionals: true,
			options: {
				config: { type: 'string' },
				decisions: { type: 'string' },
				bars: { type: 'string', multiple: true },
				market: { type: 'string' },
				out: { type: 'string' }
			}
		});
		// Further files after --bars arrive as positionals.
		const bars = [...(values.bars ?? []), ...positionals];
		if (values.decisions === undefined) return failed('--decisions is missing');
		if (bars.length === 0) return failed('--bars is missing');
		const { config = null, market = null, out = null, decisions } = values;
		return ok({ config, decisions, bars, market, out });
	} catch (error) {
		return failed(error instanceof Error ? error.message : String(error));
	}
}
