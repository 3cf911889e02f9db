// A short name for the exact content of the sources: what was built from them is current as long as the name holds.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const shared = [
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'tsconfig.strict.json',
	'scripts/sourceStamp.mjs'
];
const app = ['src', 'static', 'svelte.config.js', 'vite.config.ts'];
const cli = ['src/cli', 'src/lib', 'vite.cli.config.ts', 'scripts/cliBundle.mjs'];

/** The stamp of the page and its workers. */
export const appStamp = () => stampOf([...shared, ...app]);

/** The stamp of the command line bundle: a change to the page alone leaves it as it is. */
export const cliStamp = () =>
	stampOf([...shared, ...cli], (path) => !/^src\/lib\/(app|components)\//.test(path));

function stampOf(places, isSource = () => true) {
	const hash = createHash('sha256');
	for (const path of places.flatMap(filesUnder).filter(isSource).sort()) {
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(join(root, path)))
			.update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

function filesUnder(place) {
	const full = join(root, place);
	if (!existsSync(full)) return [];
	if (statSync(full).isFile()) return [place];
	return readdirSync(full, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
