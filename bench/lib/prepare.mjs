// What a run needs before the first contender starts: packages, our engine as a bundle, the bars.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../scripts/ensure.mjs';
import { ensureBars } from './bars.mjs';

/** The folder of the benchmark: every contender runs in it. */
export const folder = fileURLToPath(new URL('..', import.meta.url));

export async function prepare() {
	process.chdir(folder);
	ensureInstalled();
	installPeers();
	await bundle({
		ours: 'w1/ours.ts',
		levels: 'w2/ours.ts',
		openOrders: 'w2/openOrders.ts',
		orders: 'w3/ours.ts'
	});
	ensureBars();
}

/** Installs the packages of the benchmark when one is missing. */
export function installPeers() {
	const { dependencies } = readJson('package.json');
	if (Object.entries(dependencies).every(([name, version]) => installedVersion(name) === version)) return;
	console.error('Installing the peers (npm ci) …');
	const done = spawnSync('npm', ['ci'], {
		cwd: folder,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) throw new Error('npm ci failed: the peers are not installed');
}

function installedVersion(name) {
	const manifest = join('node_modules', name, 'package.json');
	return existsSync(join(folder, manifest)) ? readJson(manifest).version : null;
}

function readJson(path) {
	return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

/** Bundles entries for Node, not minified and with source maps, so that a profile of the bundle can be read. */
export async function bundle(input, outDir = '.build') {
	const { build } = await import('vite');
	await build({
		configFile: false,
		root: folder,
		logLevel: 'warn',
		publicDir: false,
		build: {
			ssr: true,
			outDir,
			emptyOutDir: true,
			target: 'node20',
			minify: false,
			sourcemap: true,
			rollupOptions: {
				input,
				output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' }
			}
		}
	});
}
