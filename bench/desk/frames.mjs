// Prices from their source to the screen: how many a second, and what becomes of the frames.
import { newProfile, openBrowser, openDesk, setSpeed } from './browser.mjs';

/**
 * A book of so many symbols at a speed for some seconds: intervals of animation frames, tasks over 50 ms, script and other work
 * of the page's main thread a frame, and quotes a second that the engine took. At speed 0 the page is blank: the yardstick.
 */
export async function measureFrames({ symbols, speed, seconds }) {
	const { profile, drop } = newProfile();
	const { context, page, close } = await openBrowser(profile);
	try {
		if (speed > 0) await openBook(page, symbols, speed);
		const tools = await context.newCDPSession(page);
		await tools.send('Performance.enable');
		const before = { work: await workOf(tools), mark: speed > 0 ? await page.evaluate(readMark) : null };
		const frames = await page.evaluate(watchFrames, seconds * 1000);
		const after = { work: await workOf(tools), mark: speed > 0 ? await page.evaluate(readMark) : null };
		const count = frames.intervals.length;
		const perFrame = (name) => ((after.work[name] - before.work[name]) * 1000) / count;
		return {
			...frames,
			scriptMs: perFrame('ScriptDuration'),
			taskMs: perFrame('TaskDuration'),
			quotesPerSecond: speed > 0 ? rateOf(before.mark, after.mark) : 0
		};
	} finally {
		await close();
		drop();
	}
}

async function openBook(page, symbols, speed) {
	await openDesk(page);
	await page.evaluate((count) => blotter.books.create('bench', { seed: 7, symbols: count }), symbols);
	await page.waitForFunction((count) => document.querySelectorAll('[data-symbol]').length === count, symbols);
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

/** Runs in the page. */
function watchFrames(ms) {
	const intervals = [];
	const longTasks = [];
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) longTasks.push(duration);
	});
	observer.observe({ type: 'longtask' });
	return new Promise((resolve) => {
		const began = performance.now();
		let last = began;
		const next = (now) => {
			if (last !== began) intervals.push(now - last);
			last = now;
			if (now - began < ms) requestAnimationFrame(next);
			else resolve({ intervals, longTasks });
		};
		requestAnimationFrame(next);
	});
}
