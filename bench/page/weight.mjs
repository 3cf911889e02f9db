// What a first visit fetches, as it is sent: compressed where the build has a compressed file.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/sourceStamp.mjs';

const kinds = [
	['page', (path) => path.endsWith('.html')],
	['styles', (path) => path.endsWith('.css')],
	['worker', (path) => path.includes('/workers/')],
	['script', (path) => path.endsWith('.js')],
	['other', () => true]
];

/** A table of the files that a run of Lighthouse fetched, by kind. */
export function weigh({ audits }, base) {
	const urls = new Set(audits['network-requests'].details.items.map(({ url }) => url));
	const files = [...urls].filter((url) => url.startsWith(base)).map(fileOf);
	const rows = kinds.map(([kind]) => {
		const own = files.filter(({ path }) => kindOf(path) === kind);
		return { kind, count: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) };
	});
	const sum = rows.reduce((total, { bytes }) => total + bytes, 0);
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [
		line(['first visit', 'files', 'kB']),
		...rows.map(({ kind, count, bytes }) => line([kind, count, (bytes / 1000).toFixed(1)])),
		line(['all', files.length, (sum / 1000).toFixed(1)])
	].join('\n');
}

function kindOf(path) {
	return kinds.find(([, isOfKind]) => isOfKind(path))[0];
}

function fileOf(url) {
	const { pathname } = new URL(url);
	const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
	const full = join(root, 'build', path);
	const compressed = statSync(`${full}.br`, { throwIfNoEntry: false });
	return { path, bytes: (compressed ?? statSync(full)).size };
}
