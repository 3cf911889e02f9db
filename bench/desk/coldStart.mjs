// From the start of a navigation, in a browser that was just started, to a desk that can be used.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, importFile, openBrowser, openDesk } from './browser.mjs';
import { dataFolder } from './build.mjs';

/** A profile whose desk shows the book of a journal, imported when it is not there yet. */
export async function filledProfile(about) {
	const profile = join(dataFolder, `profile-${about.entries}`);
	const isFilled = join(dataFolder, `profile-${about.entries}.filled`);
	if (!existsSync(isFilled)) {
		console.error(`Importing ${about.entries} entries into a profile …`);
		rmSync(profile, { recursive: true, force: true });
		mkdirSync(profile, { recursive: true });
		const { page, close } = await openBrowser(profile);
		await openDesk(page);
		await importFile(page, about.path);
		// The place of the market is kept now and then; without it the next start would run the market up to here.
		await page.waitForTimeout(5000);
		await close();
		writeFileSync(isFilled, '');
	}
	return { profile, about };
}

/** One start on a profile: marks in ms since its navigation began, and what is kept. */
export async function startOnce(profile) {
	const { page, close } = await openBrowser(profile);
	try {
		await page.addInitScript(markStart);
		await page.goto(await address());
		await page.waitForFunction(() => benchMarks.priceMs > 0 && benchMarks.previewMs > 0);
		const marks = await page.evaluate(() => benchMarks);
		return { ...marks, ...(await page.evaluate(readSizes)) };
	} finally {
		await close();
	}
}

/** Runs in the page before anything else: the console is there, a price is shown, a preview is answered. */
function markStart() {
	const marks = (globalThis.benchMarks = {});
	const hasPrice = () =>
		[...document.querySelectorAll('[data-symbol] td')].some(({ textContent }) =>
			/\d/.test(textContent ?? '')
		);
	const observer = new MutationObserver(() => {
		if (!hasPrice()) return;
		marks.priceMs = performance.now();
		observer.disconnect();
	});
	observer.observe(document, { childList: true, subtree: true, characterData: true });
	const ask = async () => {
		if (!('blotter' in globalThis)) return void setTimeout(ask, 2);
		marks.readyMs = performance.now();
		await blotter.preview({ symbol: 'any', action: 'HOLD' });
		marks.previewMs = performance.now();
	};
	void ask();
}

/** Runs in the page: megabytes on disk, and of the newest checkpoint the ids of its decisions, by far its largest part. */
async function readSizes() {
	const db = await new Promise((resolve) => {
		const request = indexedDB.open('blotter');
		request.onsuccess = () => resolve(request.result);
	});
	const kept = await new Promise((resolve) => {
		const request = db.transaction('checkpoints').objectStore('checkpoints').getAll();
		request.onsuccess = () => resolve(request.result);
	});
	db.close();
	const { usage = 0 } = await navigator.storage.estimate();
	const { state } = kept.sort((a, b) => b.seq - a.seq)[0] ?? { state: null };
	const ids = state === null ? [] : [...state.book.decisionIds];
	return {
		databaseMb: usage / 1e6,
		idsMb: ids.join(' ').length / 1e6,
		decisions: ids.length
	};
}
