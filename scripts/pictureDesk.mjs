// The desk as the pictures show it: a generated market of a fixed seed, some decisions, its clock stopped at an instant.
const minute = 60_000;
const clock = '[aria-label="State of the desk"] time';

/** How fast to go while so much is left: slower near the end, and the last of it step by step. */
const paces = [
	{ left: 12 * minute, speed: 1000 },
	{ left: 20_000, speed: 20 },
	{ left: 2000, speed: 1 }
];

/** A day of the calendar for the workers to begin on: a generated market opens at the last open before it. */
const wall = Date.UTC(2026, 2, 11, 15);

/** Sets the wall clock of the page's workers, which goes on from there. */
export async function setWallClock(page) {
	const shift = Math.round(wall - Date.now());
	await page.route('**/workers/*.js', async (route) => {
		const response = await route.fetch();
		const set = `Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ${shift} });`;
		await route.fulfill({ response, body: `${set}\n${await response.text()}` });
	});
}

/**
 * Opens a book and brings it to the afternoon of its first day. Everything but the ids of orders follows from the seed; resolves
 * to the id of an order with a story, its symbol, and another that is not held.
 */
export async function fillDesk(page, { seed = 11, symbols = 24 } = {}) {
	await page.evaluate((ask) => blotter.books.create('Morning book', ask), { seed, symbols });
	await page.evaluate(() => blotter.clock.set({ isPaused: true }));
	const opened = await readClock(page);
	const at = (minutes) => opened - (opened % minute) + minutes * minute;
	await runTo(page, at(3));
	const names = await readSymbols(page);
	const shares = names.filter((name) => !name.includes('/'));
	const price = (symbol) => page.evaluate(lastClose, symbol);
	const buy = async (symbol, fields) => {
		const last = await price(symbol);
		const levels = { stopLoss: (last * 0.97).toFixed(2), takeProfit: (last * 1.06).toFixed(2) };
		return decide(page, { symbol, action: 'BUY', ...levels, ...fields });
	};

	const first = await buy(shares[0], { sizePct: '0.09' });
	await buy(shares[3], { sizePct: '0.07' });
	await buy(shares[5], { sizePct: '0.08' });
	await runTo(page, at(55));
	await decide(page, { symbol: shares[8], action: 'BUY', sizePct: '0.06', trailingStopPct: '0.02' });
	await buy(shares[11], { sizePct: '0.05' });
	// Too large for the limits of the book: it shows a refusal.
	await buy(shares[0], { sizePct: '0.09' });
	await runTo(page, at(130));
	await page.evaluate((symbol) => blotter.close(symbol), shares[3]);
	for (const symbol of [shares[2], shares[6]]) {
		const entryPrice = ((await price(symbol)) * 0.985).toFixed(2);
		const stopLoss = ((await price(symbol)) * 0.95).toFixed(2);
		await decide(page, { symbol, action: 'BUY', sizePct: '0.05', entryPrice, stopLoss });
	}
	await runTo(page, at(247));
	return { orderId: first.order.id, symbol: shares[0], next: shares[9] };
}

const decide = (page, fields) => page.evaluate((given) => blotter.decide(given), fields);

/** Lets the paused clock run to an instant and stops it there. */
async function runTo(page, until) {
	for (const { left, speed } of paces) {
		if (until - (await readClock(page)) <= left) continue;
		await page.evaluate((pace) => blotter.clock.set({ speed: pace, isPaused: false }), speed);
		await page.waitForFunction(
			([place, instant]) => Date.parse(document.querySelector(place)?.dateTime ?? '') >= instant,
			[clock, until - left],
			{ polling: 'raf', timeout: 0 }
		);
		await page.evaluate(() => blotter.clock.set({ isPaused: true }));
	}
	while ((await readClock(page)) < until) await page.evaluate(() => blotter.clock.step());
}

/** The book's clock, once what was asked before is drawn. */
function readClock(page) {
	return page.evaluate(async (place) => {
		for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
		return Date.parse(document.querySelector(place)?.dateTime ?? '');
	}, clock);
}

const readSymbols = (page) =>
	page.evaluate(async () => {
		const { entries } = JSON.parse(await (await blotter.export('journal')).content.text());
		return entries[0].event.instruments.map(({ instrument }) => instrument.symbol);
	});

/** Runs in the page. */
async function lastClose(symbol) {
	const { close } = await blotter.candles({ symbol, size: '1m' });
	return close[close.length - 1];
}
