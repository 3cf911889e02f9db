// Frames and long tasks of a page while something is done with it.

/** Intervals of animation frames and durations of tasks over 50 ms, in ms, from before `work` until it is over. */
export async function watchPage(page, work) {
	await page.evaluate(startWatch);
	await work();
	return page.evaluate(() => globalThis.benchWatch());
}

/**
 * The longest task of the page's main thread during `work`, by its processor time in ms: how long it takes on a machine that has
 * nothing else to do.
 */
export async function longestTask(context, page, work) {
	const tools = await context.newCDPSession(page);
	const events = [];
	tools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
	const includedCategories = ['disabled-by-default-devtools.timeline'];
	await tools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
	await work();
	const complete = new Promise((resolve) => tools.once('Tracing.tracingComplete', resolve));
	await tools.send('Tracing.end');
	await complete;
	await tools.detach();
	const mains = new Set(events.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf));
	const tasks = events.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)));
	return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

function threadOf({ pid, tid }) {
	return `${pid} ${tid}`;
}

/** Runs in the page. */
function startWatch() {
	const intervals = [];
	const longTasks = [];
	const take = (entries) => {
		for (const { duration } of entries) longTasks.push(duration);
	};
	const observer = new PerformanceObserver((list) => take(list.getEntries()));
	observer.observe({ type: 'longtask' });
	let last = null;
	let isOver = false;
	const next = (now) => {
		if (last !== null) intervals.push(now - last);
		last = now;
		if (!isOver) requestAnimationFrame(next);
	};
	requestAnimationFrame(next);
	globalThis.benchWatch = () => {
		isOver = true;
		take(observer.takeRecords());
		observer.disconnect();
		return { intervals, longTasks };
	};
}
