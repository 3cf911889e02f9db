import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { personNote } from '../lib/contract/personNote.ts';
import { faultToText } from '../lib/intake/faultText.ts';
import { noInputs, readRunInputs } from '../lib/intake/runInputs.ts';
import type { SourceFile } from '../lib/intake/sourceFiles.ts';
import { createReplay } from '../lib/replay/replay.ts';
import { toRunResult } from '../lib/replay/runResult.ts';
import { createSmaCross } from '../lib/strategy/smaCross.ts';
import { listBarFiles } from './barFiles.ts';
import { readOptions, usage, type ReplayOptions } from './options.ts';

const instantsPerSlice = 100_000;

/** Runs decisions over bars and writes the outcome; gives the exit code: 0 done, 1 refused, 2 wrong call. */
async function main(parameters: readonly string[]): Promise<number> {
	const options = readOptions(parameters);
	if (!options.ok) return complain([options.error, usage], 2);
	const files = await openFiles(options.value);
	const inputs = await readRunInputs(files, noInputs, () => Promise.resolve(true));
	if (!inputs.ok) return complain((inputs.error ?? []).map(faultToText), 1);
	const { series, decisions, config } = inputs.value;
	if (series.length === 0) return complain(['there are no bars: --bars names no file of bars.'], 1);
	for (const fault of decisions?.refused ?? []) console.error(faultToText(fault));
	const note = personNote(config);
	if (note !== null) console.error(note);
	const { smaCross } = options.value;
	const strategies = smaCross === null ? [] : [createSmaCross(smaCross)];
	const replay = createReplay({ config, series, decisions: decisions?.decisions ?? [], strategies });
	while (replay.advance(instantsPerSlice));
	const { recording, state } = replay.outcome();
	const result = toRunResult(recording, state, replay.progress().at);
	const text = `${JSON.stringify(result, null, 1)}\n`;
	if (options.value.out === null) process.stdout.write(text);
	else await writeFile(options.value.out, text);
	return 0;
}

function complain(sentences: readonly string[], code: number): number {
	for (const sentence of sentences) console.error(sentence);
	return code;
}

async function openFiles(options: ReplayOptions): Promise<SourceFile[]> {
	const paths = [options.config, options.decisions, ...options.bars].filter((path) => path !== null);
	const barFiles = await listBarFiles(options.bars, options.market);
	return Promise.all([...new Set([...paths, ...barFiles])].map(openFile));
}

async function openFile(path: string): Promise<SourceFile> {
	const { size } = await stat(path);
	return { name: basename(path), bytes: size, read: () => createReadStream(path, { encoding: 'utf8' }) };
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	process.exitCode = complain([error instanceof Error ? error.message : String(error)], 1);
}
