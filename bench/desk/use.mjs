// What a person does all day: each act with its frames and long tasks.
import { newProfile, openBrowser } from './browser.mjs';
import { openBook } from './frames.mjs';
import { longestTask, watchPage } from './watch.mjs';

/** After an act: what it sets off is over. */
const settles = 1000;
const decisions = 200;

const openPage = (label) => [
	`open ${label}`,
	(page) => page.locator('.rail nav a', { hasText: label }).click()
];

const acts = [
	...['Orders', 'Triggers', 'Journal', 'Replay', 'Books', 'Settings', 'Help', 'Desk'].map(openPage),
	['open the palette', (page) => page.keyboard.press('Control+K')],
	['search in it', (page) => page.keyboard.type('settings', { delay: 60 })],
	['close it', (page) => page.keyboard.press('Escape')],
	['fill in a ticket', fillTicket],
	['send it', (page) => page.locator('.ticket button[type=submit]').click()],
	['scroll the desk', (page) => page.mouse.wheel(0, 900)],
	openPage('Orders'),
	['sort orders', (page) => page.getByRole('columnheader').getByRole('button').first().click()],
	['filter orders', filterOrders],
	['scroll orders', (page) => page.getByRole('grid').evaluate((box) => box.scrollTo(0, 3000))],
	openPage('Desk')
];

/** A book of so many symbols at a speed, with orders: the acts in turn, each with its name, intervals, long tasks, and its longest task. */
export async function measureUse({ symbols, speed }) {
	const { profile, drop } = newProfile();
	const { context, page, close } = await openBrowser(profile);
	try {
		page.setDefaultTimeout(30_000);
		await openBook(page, symbols, speed);
		await page.evaluate(giveDecisions, decisions);
		await page.waitForTimeout(2000);
		const done = [];
		for (const [name, act] of acts) {
			let longestMs = 0;
			const watched = await watchPage(page, async () => {
				longestMs = await longestTask(context, page, async () => {
					await act(page);
					await page.waitForTimeout(settles);
				});
			});
			done.push({ name, longestMs, ...watched });
		}
		return done;
	} finally {
		await close();
		drop();
	}
}

async function fillTicket(page) {
	const symbol = await page.locator('tr[data-symbol]').first().getAttribute('data-symbol');
	await page.getByLabel('Symbol', { exact: true }).fill(symbol);
	await page.locator('.ticket').getByLabel('Size', { exact: false }).first().fill('1');
}

async function filterOrders(page) {
	await page.locator('[data-filter]').click();
	await page.keyboard.type('order', { delay: 60 });
}

/** Runs in the page: orders for the lists, most of them denied by the limit of open trades. */
async function giveDecisions(count) {
	const symbols = [...document.querySelectorAll('[data-symbol]')].map(({ dataset }) => dataset.symbol);
	for (let i = 0; i < count; i++) {
		const symbol = symbols[i % symbols.length];
		await blotter.decide({
			symbol,
			action: 'BUY',
			quantity: 1,
			trailingStopPct: 0.3,
			reason: 'An order of the bench.'
		});
	}
}
