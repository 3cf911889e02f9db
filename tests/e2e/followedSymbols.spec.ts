import { expect, type Page } from '@playwright/test';
import type { AlpacaStandIn } from '../support/alpaca/standIn.ts';
import { test } from './alpacaDesk.ts';
import { lastPrice, openDesk, panel, said, stateOfDesk, watched } from './deskPage.ts';
import { expectNoFindingsInAnyScheme } from './findings.ts';
import { buy, connect, goTo, openBook } from './paperPage.ts';

const field = (page: Page) =>
	panel(page, 'Watchlist').getByRole('combobox', { name: 'Symbol or name to watch' });
const offered = (page: Page) => page.getByRole('listbox', { name: 'What was found' }).getByRole('option');

/** Lists what no book follows at first. */
function list(standIn: AlpacaStandIn): void {
	standIn.list({ symbol: 'NFLX', name: 'Netflix, Inc. Common Stock' });
	standIn.list({ symbol: 'NTAP', name: 'NetApp, Inc. Common Stock', isShortable: false });
	standIn.list({
		symbol: 'NTLA',
		name: 'Netlist of a name that is much too long for the place it has',
		isFractionable: false
	});
	standIn.list({ symbol: 'NETX', name: 'Netsol that stands still', isTradable: false });
	standIn.list({ symbol: 'NET/USD', name: 'Net coin' });
	standIn.quote('NET/USD', '19.99', '20.01');
	standIn.quote('NFLX', '899.98', '900.02');
}

test('what Alpaca trades is found while one types, chosen by keys, priced, bought, and there after a reload', async ({
	alpaca: { page, standIn }
}) => {
	list(standIn);
	const timer = setInterval(() => standIn.quote('NET/USD', '19.99', '20.01'), 500);
	await connect(page);
	await openBook(page);
	await goTo(page, 'Desk');
	await field(page).pressSequentially('net');
	await expect(offered(page)).toHaveCount(5);
	await expect(offered(page).first()).toHaveText(/NET\/USD.*coin/);
	await expect(offered(page).first()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowUp');
	await expect(offered(page).last()).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Escape');
	await expect(offered(page)).toHaveCount(0);
	await expect(field(page)).toHaveValue('net');
	await page.keyboard.press('ArrowDown');
	await expect(offered(page)).toHaveCount(5);
	await page.keyboard.press('Enter');
	await expect(said(page)).toContainText('NET/USD is followed.');
	await expect(field(page)).toHaveValue('');
	expect(await lastPrice(page, 'NET/USD')).toBeCloseTo(20, 1);

	await expect(await buy(page, '3', 'NET/USD')).toContainText('Dry run');
	expect(standIn.orders).toEqual([]);
	await page.reload();
	await expect(stateOfDesk(page).getByText('Paper, dry run')).toBeVisible();
	const row = page.locator('tr[data-symbol="NET/USD"]');
	await expect(row.getByTitle('Net coin: on the ticket')).toHaveText('NET/USDNet coin');
	clearInterval(timer);
});

test('a book of the simulator follows what is clicked on, and what does not trade is refused', async ({
	alpaca: { page, standIn }
}) => {
	list(standIn);
	await openDesk(page);
	await page.evaluate(() => blotter.books.create('Market', { market: 'alpaca' }));
	await connect(page);
	await goTo(page, 'Desk');
	await field(page).fill('netsol');
	await offered(page).click();
	await expect(page.getByRole('alert')).toContainText('NETX does not trade at Alpaca now.');
	await field(page).fill('netflix');
	await offered(page).click();
	await expect(said(page)).toContainText('NFLX is followed.');
	expect(await lastPrice(page, 'NFLX')).toBeCloseTo(900, 0);
	// Whoever types faster than it is looked for gets what would have been offered first.
	await field(page).fill('netapp');
	await page.keyboard.press('Enter');
	await expect(said(page)).toContainText('NTAP is followed.');
	await field(page).fill('nosuchthing');
	await expect(panel(page, 'Watchlist')).toContainText(
		'Nothing is called “nosuchthing”. Alpaca’s list, read just now.'
	);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('Alpaca lists nothing called NOSUCHTHING.');
});

test('a book with a market of its own offers its own symbols', async ({ page }) => {
	await openDesk(page);
	const [, second = ''] = await watched(page);
	await page.getByRole('button', { name: `Stop watching ${second}` }).click();
	await expect(page.locator(`tr[data-symbol="${second}"]`)).toHaveCount(0);
	const own = panel(page, 'Watchlist').getByRole('combobox', { name: 'Symbol to watch' });
	await own.fill('qq?');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('This book does not trade QQ?.');
	await own.fill(second.slice(0, 2).toLowerCase());
	await expect(offered(page)).toHaveText([second]);
	await page.keyboard.press('Enter');
	await expect(said(page)).toContainText('symbols are watched.');
	await expect(own).toHaveValue('');
});

test('what is found stands in the page without findings at any width', async ({
	alpaca: { page, standIn }
}) => {
	list(standIn);
	await connect(page);
	await openBook(page);
	await goTo(page, 'Desk');
	for (const width of [390, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await field(page).fill('');
		await field(page).fill('net');
		await expect(offered(page)).toHaveCount(5);
		await offered(page).last().scrollIntoViewIfNeeded();
		for (const option of await offered(page).all()) {
			const box = await option.boundingBox();
			expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
			expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width);
		}
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		await expectNoFindingsInAnyScheme(page);
	}
});
