import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a call of the command line left: exit code, texts, and the file it was asked to write (null when it wrote none). */
export interface Called {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	readonly written: unknown;
}

const root = resolve(import.meta.dirname, '../..');

/** Calls `npm run replay` as its script does, with `--out` into a folder of its own. */
export function callReplay(parameters: readonly string[]): Called {
	const out = join(mkdtempSync(join(tmpdir(), 'blotter-replay-')), 'result.json');
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['scripts/replay.mjs', ...parameters, '--out', out],
		{ cwd: root, encoding: 'utf8' }
	);
	return { code: status, stdout, stderr, written: readIfWritten(out) };
}

function readIfWritten(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return null;
	}
}
