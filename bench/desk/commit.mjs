// From a command's request to its answer, beside a bare put of the same bytes.
import { newProfile, openBrowser, openDesk, pauseClock } from './browser.mjs';

/**
 * Milliseconds, in turn and one at a time, of `count` bare strict puts, bare transactions of the shape of a note, notes, and
 * previews. A note writes two entries, the row of its decision, the head and the place of the market; the bare put writes as
 * many bytes in one row; a preview goes to the worker and back and writes nothing.
 */
export async function measureCommits({ count, isBusy }) {
	const { profile, drop } = newProfile();
	const { page, close } = await openBrowser(profile);
	try {
		await openDesk(page);
		await page.waitForFunction(() => document.querySelectorAll('[data-symbol]').length > 0);
		if (!isBusy) await pauseClock(page);
		await page.evaluate(async () => {
			const { symbol } = document.querySelector('[data-symbol]').dataset;
			await blotter.decide({ symbol, action: 'HOLD', reason: 'A note.' });
		});
		const bytes = await page.evaluate(countBytes);
		return { bytes, ...(await page.evaluate(runCommits, { count, bytes })) };
	} finally {
		await close();
		drop();
	}
}

/** Runs in the page: the bytes of the rows that the last note wrote, as JSON. */
async function countBytes() {
	const db = await new Promise((resolve) => {
		const request = indexedDB.open('blotter');
		request.onsuccess = () => resolve(request.result);
	});
	let bytes = 0;
	for (const store of ['segments', 'decisions', 'heads', 'marks']) {
		const rows = await new Promise((resolve) => {
			const request = db.transaction(store).objectStore(store).getAll();
			request.onsuccess = () => resolve(request.result);
		});
		bytes += JSON.stringify(rows.at(-1)).length;
	}
	db.close();
	return bytes;
}

/** Runs in the page. */
async function runCommits({ count, bytes }) {
	const { symbol } = document.querySelector('[data-symbol]').dataset;
	const lists = { bare: [], shaped: [], commit: [], hop: [] };
	const db = await openBare();
	const text = 'x'.repeat(bytes);
	let key = 0;
	const works = {
		bare: () =>
			write(['segments'], (transaction) => {
				transaction.objectStore('segments').put({ key: ++key, text });
			}),
		shaped: () => write([...db.objectStoreNames], writeShaped),
		commit: () => blotter.decide({ symbol, action: 'HOLD', reason: 'A note.' }),
		hop: () => blotter.preview({ symbol, action: 'HOLD' })
	};
	const warmUp = 20;
	for (let round = -warmUp; round < count; round++) {
		for (const [name, work] of Object.entries(works)) {
			const started = performance.now();
			await work();
			if (round >= 0) lists[name].push(performance.now() - started);
		}
	}
	return lists;

	function write(stores, work) {
		return new Promise((resolve, reject) => {
			const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
			transaction.oncomplete = () => resolve();
			transaction.onerror = () => reject(transaction.error);
			work(transaction);
		});
	}

	/** As many reads, then rows and indexes, as a note has. */
	function writeShaped(transaction) {
		transaction.objectStore('facts').get(1);
		transaction.objectStore('heads').get(1).onsuccess = () => {
			const [small, large] = [text.slice(0, bytes / 6), text.slice(0, bytes / 2)];
			transaction.objectStore('segments').put({ key: ++key, text: small });
			transaction.objectStore('heads').put({ key: 1, text: 'head' });
			transaction.objectStore('decisions').put({ key, id: `id ${key}`, seq: key, text: small });
			transaction.objectStore('marks').put({ key: 1, text: large });
		};
	}

	function openBare() {
		return new Promise((resolve, reject) => {
			const request = indexedDB.open('bench', 1);
			request.onupgradeneeded = () => {
				for (const name of ['facts', 'heads', 'segments', 'marks', 'decisions', 'orders', 'fills']) {
					const store = request.result.createObjectStore(name, { keyPath: 'key' });
					if (name === 'decisions') store.createIndex('seq', 'seq');
				}
			};
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	}
}
