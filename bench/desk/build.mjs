// What the desk's benchmark needs: the built app, the generator as a bundle, journals of a given length.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp, isBuildCurrent } from '../../scripts/buildApp.mjs';
import { ensureInstalled } from '../../scripts/ensure.mjs';

/** The folder of the benchmark. */
export const folder = fileURLToPath(new URL('..', import.meta.url));

/** Where journals and profiles are kept: they are large. */
export const dataFolder = join(folder, '.data', 'desk');

/** Builds the app when its sources changed. */
export async function prepareApp() {
	ensureInstalled();
	if (isBuildCurrent()) return;
	console.error('Building the app …');
	const { ok, output } = await buildApp();
	if (!ok) throw new Error(output);
}

/** The path of an exported journal of at least so many entries, and what its generator said of it. */
export async function ensureJournal(entries) {
	mkdirSync(dataFolder, { recursive: true });
	const path = join(dataFolder, `journal-${entries}.json`);
	const about = join(dataFolder, `journal-${entries}.about.json`);
	if (!existsSync(about)) {
		const bundle = await bundleGenerator();
		console.error(`Generating a journal of ${entries} entries …`);
		const done = spawnSync(process.execPath, [bundle, String(entries), path], { encoding: 'utf8' });
		if (done.status !== 0) throw new Error(done.stderr);
		writeFileSync(about, done.stdout);
	}
	return { path, ...JSON.parse(readFileSync(about, 'utf8')) };
}

async function bundleGenerator() {
	const { build } = await import('vite');
	const outDir = join(folder, '.build', 'desk');
	await build({
		configFile: false,
		root: folder,
		logLevel: 'warn',
		publicDir: false,
		ssr: { noExternal: true },
		build: {
			ssr: 'desk/journal.mjs',
			outDir,
			emptyOutDir: true,
			target: 'node20',
			minify: false,
			rollupOptions: { output: { entryFileNames: 'journal.mjs' } }
		}
	});
	return join(outDir, 'journal.mjs');
}
