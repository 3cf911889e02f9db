// Prices from their source to the screen: how many a second, and what becomes of the frames.
import { newProfile, openBrowser, openDesk, setSpeed } from './browser.mjs';
import { longestTask, watchPage } from './watch.mjs';

/**
 * A book of so many symbols at a speed for some seconds: intervals of animation frames, tasks over 50 ms, processor time
 * of the page's main thread a frame for script and for all, and of its longest task, and quotes a second that the engine took. At speed 0 the page is blank: the yardstick.
 */
export async function measureFrames({ symbols, speed, seconds }) {
	const { profile, drop } = newProfile();
	const { context, page, close } = await openBrowser(profile);
	try {
		if (speed > 0) await openBook(page, symbols, speed);
		const tools = await context.newCDPSession(page);
		// Time of the thread itself: what other work of the machine keeps it waiting for is left out.
		await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
		const before = { work: await workOf(tools), mark: speed > 0 ? await page.evaluate(readMark) : null };
		let longestMs = 0;
		const frames = await watchPage(page, async () => {
			longestMs = await longestTask(context, page, () => page.waitForTimeout(seconds * 1000));
		});
		const after = { work: await workOf(tools), mark: speed > 0 ? await page.evaluate(readMark) : null };
		const count = frames.intervals.length;
		const perFrame = (name) => ((after.work[name] - before.work[name]) * 1000) / count;
		return {
			...frames,
			longestMs,
			scriptMs: perFrame('ScriptDuration'),
			taskMs: perFrame('TaskDuration'),
			quotesPerSecond: speed > 0 ? rateOf(before.mark, after.mark) : 0
		};
	} finally {
		await close();
		drop();
	}
}

/** A new book of so many symbols, whose clock goes at a speed, a while after its start. */
export async function openBook(page, symbols, speed) {
	await openDesk(page);
	await page.evaluate((count) => blotter.books.create('bench', { seed: 7, symbols: count }), symbols);
	// Of a long list only the rows that are seen are there; the table says how many there are, and its heading.
	await page.locator(`table[aria-rowcount="${symbols + 1}"]`).waitFor();
	await setSpeed(page, speed);
	await page.waitForTimeout(5000);
}

async function workOf(tools) {
	const { metrics } = await tools.send('Performance.getMetrics');
	return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function rateOf(before, after) {
	return ((after.quotes - before.quotes) * 1000) / (after.savedAt - before.savedAt);
}

/** Runs in the page: the place of the market that was kept last tells how many quotes there were. */
async function readMark() {
	const db = await new Promise((resolve) => {
		const request = indexedDB.open('blotter');
		request.onsuccess = () => resolve(request.result);
	});
	const marks = await new Promise((resolve) => {
		const request = db.transaction('marks').objectStore('marks').getAll();
		request.onsuccess = () => resolve(request.result);
	});
	db.close();
	const { source, savedAt } = marks.sort((a, b) => b.savedAt - a.savedAt)[0];
	return { quotes: source.count.reduce((sum, count) => sum + count, 0), savedAt };
}
