// The command line as one file that Node 20 runs: .blotter/cli/<stamp of its sources>/replay.mjs.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './runCommand.mjs';
import { cliStamp, root } from './sourceStamp.mjs';

const folder = join(root, '.blotter', 'cli');

export const hasCli = () => existsSync(join(root, 'src', 'cli', 'replay.ts'));

/** Resolves to {ok, output, bundle}; builds when the sources changed, or always with `force`. */
export async function bundleCli({ force = false } = {}) {
	const place = join(folder, cliStamp());
	const bundle = join(place, 'replay.mjs');
	if (existsSync(bundle) && !force) return { ok: true, output: '', bundle };

	// Built aside and moved into place whole: two replays started together never see half a bundle.
	const aside = join(folder, `aside-${process.pid}`);
	mkdirSync(folder, { recursive: true });
	const result = await runCommand('vite', [
		'build',
		'--config',
		'vite.cli.config.ts',
		'--logLevel',
		'warn',
		'--emptyOutDir',
		'--outDir',
		aside
	]);
	if (result.ok) moveIntoPlace(aside, place, force);
	else rmSync(aside, { recursive: true, force: true });
	return { ...result, bundle };
}

function moveIntoPlace(aside, place, force) {
	if (force) rmSync(place, { recursive: true, force: true });
	try {
		renameSync(aside, place);
	} catch (error) {
		if (!existsSync(place)) throw error;
		rmSync(aside, { recursive: true, force: true });
	}
	for (const name of readdirSync(folder)) {
		const old = join(folder, name);
		if (old !== place && !name.startsWith('aside-')) rmSync(old, { recursive: true, force: true });
	}
}
