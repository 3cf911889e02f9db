import { expect, test } from '@playwright/test';
import {
	decide,
	dropOnDesk,
	lastPrice,
	openDesk,
	panel,
	pauseClock,
	said,
	stateOfDesk,
	watched
} from './deskPage.ts';
import { readGiven } from './replayPage.ts';

test('the bar, the palette and the keys lead everywhere without a mouse', async ({ page }) => {
	await openDesk(page);
	await expect(page.locator('[data-figure=protected]')).toHaveText('Nothing is held');
	await page.keyboard.press('Control+Shift+K');
	await expect(stateOfDesk(page)).toContainText('Reducing');
	await expect(page.locator('[data-announces=alarms]')).toContainText(/reducing/i);
	const state = stateOfDesk(page).getByRole('note');
	await state.focus();
	await expect(state.getByRole('tooltip')).toHaveText(
		/^Stopped by the key since [\d:]+: pause entries\. No entry passes; exits and protection go on\.$/
	);

	await page.keyboard.press('Control+K');
	const palette = page.getByRole('dialog');
	const field = palette.getByRole('combobox');
	await expect(field).toBeFocused();
	await field.fill('resume');
	await page.keyboard.press('Enter');
	await page.getByRole('dialog', { name: 'Trading is stopped' }).getByLabel('Type resume').fill('resume');
	await page.keyboard.press('Enter');
	await expect(palette).toBeHidden();
	await expect(stateOfDesk(page)).toContainText('Active');

	await page.keyboard.press('Control+K');
	await field.fill('no such thing');
	await expect(palette).toContainText('Nothing is called “no such thing”.');
	await page.keyboard.press('Enter');
	await field.fill('replay');
	await expect(palette.getByRole('option')).toHaveCount(1);
	await page.evaluate(() => scrollTo(0, 400));
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/replay\/?$/);
	await page.goBack();
	// Whoever comes back stands where they were, although the blocks of the board come one after the other.
	await expect.poll(() => page.evaluate(() => scrollY)).toBe(400);
	await expect(panel(page, 'Ticket')).toBeVisible();
	await page.keyboard.press('t');
	await expect(page.getByRole('combobox', { name: 'Symbol', exact: true })).toBeFocused();
});

test('the symbol field offers what begins with the letters, and an order by the ticket says that it is filled', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const field = page.getByRole('combobox', { name: 'Symbol', exact: true });
	await page.keyboard.press('n');
	await expect(field).toBeFocused();
	await page.keyboard.type(symbol.slice(0, 2).toLowerCase());
	const offer = page.getByRole('listbox', { name: 'Symbols' }).getByRole('option', { name: symbol });
	await expect(offer).toBeVisible();
	await expect(panel(page, 'Ticket')).not.toContainText('Unknown');
	await page.keyboard.press('Escape');
	await expect(offer).toBeHidden();
	for (let step = 0; step < 8; step++) {
		await page.keyboard.press('ArrowDown');
		if ((await offer.getAttribute('aria-selected')) === 'true') break;
	}
	await page.keyboard.press('Enter');
	await expect(field).toHaveValue(symbol);
	await expect(offer).toBeHidden();

	await page.getByRole('textbox', { name: /^Quantity/ }).fill('4');
	await page.getByRole('button', { name: `Buy 4 ${symbol} at the market` }).click();
	await expect(page.locator('[data-figure=outcome]')).toContainText(
		new RegExp(`Bought 4 ${symbol} at [\\d.,]+`)
	);

	await page.goto(`/symbol/?symbol=${encodeURIComponent(symbol)}`);
	await expect(panel(page, 'Ticket')).toBeVisible();
	await page.keyboard.press('t');
	await expect(field).toBeFocused();
});

test('the curve of equity is drawn over the range that is chosen', async ({ page }) => {
	await openDesk(page);
	await page.evaluate(() => blotter.clock.set({ speed: 1000 }));
	const curve = page.getByRole('slider', { name: 'Equity of this book' });
	const points = async () => Number(await curve.getAttribute('aria-valuemax'));
	await expect.poll(points).toBeGreaterThan(20);
	for (const name of ['1D', '1Y', 'All'] as const) {
		await page.getByRole('radio', { name, exact: true }).check();
		const count = await page.evaluate((range) => blotter.equity({ range }).then(({ at }) => at.length), name);
		await expect.poll(points).toBeGreaterThanOrEqual(count - 1);
	}
	await curve.press('Home');
	await expect(curve).toHaveAttribute('aria-valuetext', /equity 10,000\.00, drawdown 0\.00 %/);
});

test('a hidden panel stays hidden, and what is held is spread over symbols, sectors and cash', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	// Without a stop all of it is at risk: more than 5 % needs one.
	const stopLoss = (Number(await lastPrice(page, symbol)) * 0.9).toFixed(2);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.08, stopLoss });
	const allocation = panel(page, 'Allocation');
	await expect(allocation.locator(`[data-slice="${symbol}"]`)).toContainText(/[78]\.\d %/);
	await expect(allocation.locator('[data-slice=Cash]')).toContainText(/9[12]\.\d %/);
	await allocation.getByRole('radio', { name: 'By sector' }).check();
	await expect(allocation.locator(`[data-slice="${symbol}"]`)).toHaveCount(0);
	await expect(allocation.locator('li')).toHaveCount(2);
	await expect(panel(page, 'Risk headroom').locator('[data-check=openTrades]')).toContainText('1 of 10');
	await expect(panel(page, 'Risk headroom').getByRole('link', { name: 'Help: Settings' })).toHaveAttribute(
		'href',
		/help\/settings\/?$/
	);
	await expect(page.locator('[data-announces=fills]')).toContainText(`Bought`);

	await page.getByRole('button', { name: 'Panels' }).click();
	await page.getByRole('checkbox', { name: 'Allocation' }).uncheck();
	await expect(allocation).toHaveCount(0);
	await page.reload();
	await expect(panel(page, 'Risk headroom')).toBeVisible();
	await expect(allocation).toHaveCount(0);
});

test('the watchlist holds what is seen of a long list, and shows the rest when it is scrolled to', async ({
	page
}) => {
	await openDesk(page);
	await page.evaluate(() => blotter.books.create('Many', { symbols: 100, seed: 7 }));
	const rows = page.locator('tr[data-symbol]');
	await expect(page.getByRole('table', { name: 'Watchlist' })).toHaveAttribute('aria-rowcount', '101');
	expect(await rows.count()).toBeLessThan(30);
	const box = page.getByRole('group', { name: 'Prices of the watchlist' });
	await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
	await expect(page.locator('tr[data-symbol][aria-rowindex="101"]')).toBeVisible();
	expect(await rows.count()).toBeLessThan(30);
});

test('a symbol that is no longer watched comes back to its place, and prices of coins have room', async ({
	page
}) => {
	await page.setViewportSize({ width: 900, height: 800 });
	await openDesk(page);
	// The list draws what fits, and more once it knows its height: its head is there from the start.
	const head = async (): Promise<readonly string[]> => (await watched(page)).slice(0, 8);
	const before = await head();
	const [, second = '', third = ''] = before;
	await page.getByRole('button', { name: `Stop watching ${second}` }).click();
	await expect(said(page)).toContainText(`${second} is no longer watched.`);
	await expect.poll(head).not.toContain(second);
	// At the head of the page: what is used at its foot is not covered.
	const bottom = await said(page).evaluate((line) => line.getBoundingClientRect().bottom);
	expect(bottom).toBeLessThan(160);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(said(page)).toContainText(`${second} is watched again.`);
	await expect.poll(head).toEqual(before);
	await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();

	// What is done next cannot be taken back by the way of what was done before.
	await page.getByRole('button', { name: `Stop watching ${second}` }).click();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	await page.getByRole('button', { name: `Move ${third} up` }).click();
	await expect(said(page)).toContainText('symbols are watched.');
	await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('the long price of a coin stands in its column of the watchlist', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await openDesk(page);
	const coin = (await watched(page)).find((symbol) => symbol.includes('/')) ?? '';
	await page.evaluate((symbol) => blotter.watch([symbol]), coin);
	await lastPrice(page, coin);
	await pauseClock(page);
	const row = page.locator(`tr[data-symbol="${coin}"]`);
	await expect(row.locator('data')).toHaveCount(3);
	const sticksOut = await row.locator('td', { has: page.locator('data') }).evaluateAll((cells) =>
		cells.flatMap((cell) => {
			const { left } = cell.getBoundingClientRect();
			return [...cell.querySelectorAll('data')].map((data) => data.getBoundingClientRect().left < left);
		})
	);
	expect(sticksOut).toEqual([false, false, false]);
});

test('a ticket that would be denied says why, and the check that fails stands before those that pass', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const ticket = panel(page, 'Ticket');
	await ticket.getByRole('combobox', { name: 'Symbol' }).fill(symbol);
	await ticket.getByLabel('Size, % of equity').fill('9');
	await expect(ticket).toContainText('give a stop, or order less');
	await expect(ticket.getByRole('row').nth(1)).toContainText('failed');
	await ticket.getByLabel('Size, % of equity').fill('4');
	await expect(ticket).toContainText('Would buy');
	await expect(ticket.getByRole('row').nth(1)).toContainText('Trading state');
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

	test('a symbol is bought in the sheet, and everything else is a tab away', async ({ page }) => {
		await openDesk(page);
		const bar = stateOfDesk(page);
		await expect(bar.getByRole('button', { name: 'Stop trading' })).toBeInViewport();
		const [symbol = ''] = await watched(page);
		await page.locator(`tr[data-symbol="${symbol}"] button[aria-pressed]`).click();
		const sheet = page.getByRole('dialog', { name: 'Ticket' });
		await sheet.getByRole('button', { name: new RegExp(`^Buy \\d+ ${symbol}$`) }).click();
		await expect(sheet).toContainText('Order: buy');
		await sheet.getByRole('button', { name: 'Close', exact: true }).click();
		await expect(sheet).toBeHidden();
		await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
		// Who has traded is shown the first steps no more, not even while the page starts.
		await expect.poll(() => page.evaluate(() => localStorage.getItem('blotter.firstSteps'))).toBe('read');
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		await expect(bar.getByRole('button', { name: 'Stop trading' })).toBeInViewport();
		await page.getByRole('tab', { name: 'Risk' }).click();
		await expect(panel(page, 'Risk headroom')).toBeVisible();

		const tabs = page.getByRole('navigation', { name: 'Pages' });
		await tabs.getByRole('button', { name: 'More' }).click();
		await expect(
			page.getByRole('dialog', { name: 'More' }).getByRole('radio', { name: 'dark' })
		).toBeVisible();
		await page.keyboard.press('Escape');
		const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(sideways).toBeLessThanOrEqual(0);
	});

	test('a closed market is told whole, however small the phone', async ({ page }) => {
		await openDesk(page);
		await dropOnDesk(page, [readGiven('static/sample/ALFA_1m.csv')]);
		// The bars begin before the open.
		const next = stateOfDesk(page).getByRole('button', { name: 'Next open' });
		await expect(next).toBeVisible();
		await pauseClock(page);
		for (const width of [390, 360, 320]) {
			await page.setViewportSize({ width, height: 700 });
			const session = stateOfDesk(page).getByText('Closed', { exact: true });
			await expect(session).toBeVisible();
			const [told, button] = await Promise.all([session.boundingBox(), next.boundingBox()]);
			const cut = await session.evaluate((text) => {
				const line = text.closest('p')?.getBoundingClientRect();
				return line === undefined || text.getBoundingClientRect().right > line.right + 0.5;
			});
			expect({ width, cut, isShown: (told?.width ?? 0) > 30 }).toEqual({ width, cut: false, isShown: true });
			expect((button?.x ?? width) + (button?.width ?? width)).toBeLessThanOrEqual(width);
		}
	});
});
