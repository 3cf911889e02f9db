import { parseArgs } from 'node:util';
import { isPositive, oneRatio, parseRatio } from '../lib/domain/decimal.ts';
import { failed, ok, type Result } from '../lib/domain/result.ts';
import type { SmaCrossSettings } from '../lib/strategy/smaCross.ts';

/** What the command line was asked: paths as given; `bars` are lists of bars (JSON) and CSV files; decisions, a strategy, or both. */
export interface ReplayOptions {
	readonly config: string | null;
	readonly decisions: string | null;
	readonly smaCross: SmaCrossSettings | null;
	readonly bars: readonly string[];
	readonly market: string | null;
	readonly out: string | null;
}

/** How to call it. */
export const usage =
	'usage: npm run replay -- [--decisions decisions.json] [--sma-cross FAST,SLOW,FRACTION] --bars bars.json [more.csv ...]' +
	' [--market DIR] [--config config.json] [--out result.json]; at least one of --decisions and --sma-cross is needed';

/** Reads the parameters; fails with a sentence. */
export function readOptions(parameters: readonly string[]): Result<ReplayOptions, string> {
	try {
		const { values, positionals } = parseArgs({
			args: [...parameters],
			allowPositionals: true,
			options: {
				config: { type: 'string' },
				decisions: { type: 'string' },
				'sma-cross': { type: 'string' },
				bars: { type: 'string', multiple: true },
				market: { type: 'string' },
				out: { type: 'string' }
			}
		});
		// Further files after --bars arrive as positionals.
		const bars = [...(values.bars ?? []), ...positionals];
		const { config = null, market = null, out = null, decisions = null, 'sma-cross': cross } = values;
		if (decisions === null && cross === undefined)
			return failed('--decisions is missing, and so is --sma-cross');
		if (bars.length === 0) return failed('--bars is missing');
		const smaCross = cross === undefined ? null : readSmaCross(cross);
		if (smaCross?.ok === false) return smaCross;
		return ok({ config, decisions, smaCross: smaCross?.value ?? null, bars, market, out });
	} catch (error) {
		return failed(error instanceof Error ? error.message : String(error));
	}
}

/** Reads `10,30,0.1`: lengths in bars, the fast one shorter, and the fraction of equity an entry asks for. */
function readSmaCross(text: string): Result<SmaCrossSettings, string> {
	const [fast, slow, size, ...more] = text.split(',');
	const fraction = parseRatio(size ?? '');
	const lengths = [Number(fast), Number(slow)] as const;
	const areLengths =
		lengths.every((length) => Number.isInteger(length) && length > 0) && lengths[0] < lengths[1];
	if (
		!areLengths ||
		!fraction.ok ||
		!isPositive(fraction.value) ||
		fraction.value >= oneRatio ||
		more.length > 0
	) {
		return failed(`--sma-cross ${text} is not FAST,SLOW,FRACTION such as 10,30,0.1`);
	}
	return ok({ fast: lengths[0], slow: lengths[1], size: { by: 'fraction', fraction: fraction.value } });
}
