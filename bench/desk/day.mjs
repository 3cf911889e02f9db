// What a day of the generated market costs in memory, at the fastest pace there is.
import { newProfile, openBrowser, openDesk, setSpeed, workerTools } from './browser.mjs';

const day = 86_400_000;

/** Heap in use after a collection, in MB, of worker and page, at `points` instants of a calendar day with guarded positions. */
export async function measureDay({ points, held }) {
	const { profile, drop } = newProfile();
	const { context, page, close } = await openBrowser(profile);
	try {
		await openDesk(page);
		const worker = await workerTools(context, page);
		const tools = await context.newCDPSession(page);
		const own = (method) => tools.send(method);
		await page.waitForFunction(() => document.querySelectorAll('[data-symbol]').length >= 20);
		await page.waitForTimeout(3000);
		await page.evaluate(buyGuarded, held);
		const began = await clockOf(page);
		const heaps = [await heapOf(worker, own, 0)];
		await setSpeed(page, 1000);
		const started = performance.now();
		for (let point = 1; point < points; point++) {
			const until = began + (day * point) / (points - 1);
			while ((await clockOf(page)) < until) await page.waitForTimeout(100);
			heaps.push(await heapOf(worker, own, ((await clockOf(page)) - began) / 3_600_000));
		}
		const entries = await page.evaluate(async () => (await blotter.journal({ limit: 1 }))[0].seq);
		return { heaps, wallSeconds: (performance.now() - started) / 1000, entries };
	} finally {
		await close();
		drop();
	}
}

/** Runs in the page. */
async function buyGuarded(count) {
	const symbols = [...document.querySelectorAll('[data-symbol]')].map(({ dataset }) => dataset.symbol);
	for (const symbol of symbols.slice(0, count)) {
		await blotter.decide({ symbol, action: 'BUY', sizePct: 0.05, trailingStopPct: 0.3 });
	}
}

async function clockOf(page) {
	return Date.parse(await page.locator('.clock time').getAttribute('datetime'));
}

async function heapOf(worker, own, hours) {
	await worker('HeapProfiler.collectGarbage');
	await own('HeapProfiler.collectGarbage');
	const [{ usedSize: inWorker }, { usedSize: inPage }] = [
		await worker('Runtime.getHeapUsage'),
		await own('Runtime.getHeapUsage')
	];
	return { hours, workerMb: inWorker / 1e6, pageMb: inPage / 1e6 };
}
