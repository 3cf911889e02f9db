// A journal of many entries taken in, held against its hashes, its stores made again, and written out.
import { importFile, newProfile, openBrowser, openDesk } from './browser.mjs';

/** Milliseconds of each on the desk, and of the same bytes written and read in bare strict rows, on a profile of its own. */
export async function measureFiles({ path, entries, bytesPerEntry }, profile = newProfile()) {
	const { page, close } = await openBrowser(profile.profile);
	try {
		await openDesk(page);
		const { ms: importMs } = await importFile(page, path);
		const other = await page.evaluate(async () => {
			const timed = async (work) => {
				const started = performance.now();
				await work();
				return performance.now() - started;
			};
			return {
				verifyMs: await timed(async () => {
					if (!(await blotter.verify()).intact) throw new Error('the journal is not intact');
				}),
				rebuildMs: await timed(async () => {
					const { corrected } = await blotter.rebuild();
					if (corrected > 0) throw new Error(`${corrected} rows were not as the journal says`);
				}),
				exportMs: await timed(() => blotter.export('journal'))
			};
		});
		const bare = await page.evaluate(runBare, {
			rows: Math.ceil(entries / 1000),
			size: 1000 * bytesPerEntry
		});
		return { importMs, ...other, ...bare };
	} finally {
		await close();
		profile.drop();
	}
}

/** Runs in the page: rows of a thousand entries, a strict transaction each, then all of them read. */
async function runBare({ rows, size }) {
	const done = (request, name) =>
		new Promise((resolve, reject) => {
			request[name] = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const open = indexedDB.open('bench', 1);
	open.onupgradeneeded = () => open.result.createObjectStore('rows');
	const db = await done(open, 'onsuccess');
	// Of digits that do not repeat, since the database packs what does.
	const text = Array.from({ length: size / 8 }, () => Math.random().toString(36).slice(2, 10)).join('');
	const began = performance.now();
	for (let key = 0; key < rows; key++) {
		const transaction = db.transaction('rows', 'readwrite', { durability: 'strict' });
		transaction.objectStore('rows').put({ text }, key);
		await done(transaction, 'oncomplete');
	}
	const written = performance.now();
	await done(db.transaction('rows').objectStore('rows').getAll(), 'onsuccess');
	return { bareWriteMs: written - began, bareReadMs: performance.now() - written };
}
