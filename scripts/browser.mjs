// Finds Chromium for the browser tests, and installs the distribution's own where that is possible without asking.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const elsewhere = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** The path of a Chromium, or undefined. CHROMIUM in the environment leads. */
export function findChromium() {
	if (process.env.CHROMIUM) return process.env.CHROMIUM;
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(
		isExecutable
	);
}

/** Like findChromium, but installs it when missing; undefined, with the reason on stderr, when that cannot be done. */
export function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		console.error(
			'Chromium is missing. Install it (on Debian: apt-get install chromium), or set CHROMIUM to its path.'
		);
		return undefined;
	}
	console.error('Installing Chromium (apt-get) …');
	const packages = ['chromium', 'fonts-liberation'];
	const isInstalled = apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
	if (!isInstalled) console.error('apt-get could not install Chromium.');
	return findChromium();
}

function apt(...args) {
	const done = spawnSync('apt-get', ['-q', ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
	if (done.status !== 0) console.error(`${done.stdout ?? ''}${done.stderr ?? done.error?.message ?? ''}`);
	return done.status === 0;
}

function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const found = ensureChromium();
	if (found) console.log(found);
	process.exitCode = found ? 0 : 1;
}
