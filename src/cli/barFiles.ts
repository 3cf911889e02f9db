import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readBarsManifest } from '../lib/intake/barsManifest.ts';

/** The CSV files that lists of bars name, under the market folder or else beside the list; a list that is none gives nothing here. */
export async function listBarFiles(paths: readonly string[], market: string | null): Promise<string[]> {
	const found: string[] = [];
	for (const path of paths) {
		if (!path.toLowerCase().endsWith('.json')) continue;
		const manifest = readBarsManifest({ name: basename(path), text: await readFile(path, 'utf8') });
		if (!manifest.ok) continue;
		found.push(...manifest.value.map(({ file }) => join(market ?? dirname(path), file)));
	}
	return found;
}
