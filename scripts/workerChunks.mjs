// The service worker keeps the files that the manifest of the build names. The manifest names the workers, as assets of the page
// that starts them, and leaves out what a worker loads later: without it, a desk that lost its network could not read a file.

const manifestFile = '.vite/manifest.json';
const isOfWorker = (file) => file.includes('/workers/');

/** A plugin of Vite: what workers load stands in the manifest beside them. */
export function nameWorkerChunks() {
	return {
		name: 'name-worker-chunks',
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const manifest = bundle[manifestFile];
				if (manifest === undefined) return;
				const chunks = Object.keys(bundle).filter((file) => isOfWorker(file) && file.endsWith('.js'));
				manifest.source = JSON.stringify(withChunks(JSON.parse(manifest.source), chunks));
			}
		}
	};
}

/** A manifest in which every entry that starts a worker has the files of all workers among its assets. */
function withChunks(manifest, chunks) {
	const entries = Object.entries(manifest).map(([key, entry]) =>
		entry.assets?.some(isOfWorker)
			? [key, { ...entry, assets: [...new Set([...entry.assets, ...chunks])] }]
			: [key, entry]
	);
	return Object.fromEntries(entries);
}
