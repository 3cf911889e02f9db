// Builds the page into build/ and remembers from which sources, so that an unchanged start need not build.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './runCommand.mjs';
import { appStamp, root } from './sourceStamp.mjs';

const stampFile = join(root, '.blotter', 'build.stamp');
const firstPage = join(root, 'build', 'index.html');

export function isBuildCurrent() {
	return existsSync(firstPage) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === appStamp();
}

/** Resolves to {ok, output}; the stamp is taken before, so that an edit during the build counts as a change. */
export async function buildApp() {
	const stamp = appStamp();
	rmSync(stampFile, { force: true });
	const result = await runCommand('vite', ['build', '--logLevel', 'warn']);
	if (result.ok) {
		mkdirSync(join(root, '.blotter'), { recursive: true });
		writeFileSync(stampFile, stamp);
	}
	return result;
}
