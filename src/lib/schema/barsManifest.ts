import type { BarInterval } from '../domain/bar.ts';
import type { AssetClass } from '../domain/instrument.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { baseName } from './fileName.ts';
import type { FieldProblem } from './problem.ts';
import { innerObjectOf, objectOf, readBySchema } from './problem.ts';
import { symbolField, textUpTo } from './textField.ts';
import { z } from './zod.ts';

/** What a file of bars holds; `file` is its path as the manifest writes it. */
export interface BarsEntry {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly interval: BarInterval;
	readonly file: string;
}

const manifestSchema = objectOf({
	bars: z.array(
		innerObjectOf({
			symbol: symbolField(null),
			assetClass: z.enum(['us_equity', 'crypto']),
			interval: z.enum(['1m', '1d']),
			file: textUpTo(260)
		})
	)
});

/** Reads the list of the files of bars of a run; fails with every problem of it. */
export function readBarsManifestValue(input: unknown): Result<readonly BarsEntry[], FieldProblem[]> {
	const read = readBySchema(manifestSchema, input);
	if (!read.ok) return read;
	if (read.value.bars.length === 0) return failed([{ path: ['bars'], problem: { type: 'empty' } }]);
	const taken = findTakenFiles(read.value.bars);
	return taken.length === 0 ? ok(read.value.bars) : failed(taken);
}

/** Files are known by their base names, since whoever gives them gives them without their folders. */
function findTakenFiles(entries: readonly BarsEntry[]): FieldProblem[] {
	const taken = new Set<string>();
	return entries.flatMap(({ file }, index) => {
		const name = baseName(file);
		const isTaken = taken.has(name);
		taken.add(name);
		const problem = { type: 'duplicate' as const, value: name, firstLine: null };
		return isTaken ? [{ path: ['bars', index, 'file'], problem }] : [];
	});
}
