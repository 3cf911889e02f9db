import { expect, test, type Locator, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, panel, pauseClock, said, stateOfDesk, watched } from './deskPage.ts';
import { expectNoFindings } from './findings.ts';

/** A desk that stands still with a guarded position, an order that rests, and a ticket filled in. */
async function showMuch(page: Page): Promise<void> {
	await openDesk(page);
	const [symbol = '', second = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await decide(page, {
		symbol,
		action: 'BUY',
		sizePct: 0.05,
		stopLoss: (price * 0.9).toFixed(2),
		trailingStopPct: 0.05
	});
	const limit = ((await lastPrice(page, second)) * 0.8).toFixed(2);
	await decide(page, { symbol: second, action: 'BUY', sizePct: 0.05, entryPrice: limit });
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	await pauseClock(page);
	await page
		.locator('.positions')
		.getByRole('button', { name: `Details of ${symbol}` })
		.click();
	const isPhone = (page.viewportSize()?.width ?? 0) < 720;
	if (isPhone) await page.getByRole('button', { name: 'Trade', exact: true }).click();
	else await expect(panel(page, 'Triggers')).toContainText(symbol);
	await page.getByLabel('Symbol', { exact: true }).fill(symbol);
	await expect(page.locator('[data-figure=outlook]')).toBeVisible();
}

for (const [width, colorScheme] of [
	[1440, 'light'],
	[390, 'dark']
] as const) {
	test(`a desk with a position has no findings at ${String(width)} px, ${colorScheme}`, async ({ page }) => {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await showMuch(page);
		await expectNoFindings(page);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(overflow).toBeLessThanOrEqual(0);
	});
}

/** Presses Tab, or Shift and Tab, until the place is reached. */
async function tabTo(page: Page, place: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await expect(place).toBeVisible();
	const isThere = () => place.evaluate((element) => element === document.activeElement);
	for (let presses = 0; presses < 150 && !(await isThere()); presses++) await page.keyboard.press(key);
	await expect(place).toBeFocused();
}

test('a symbol is picked, bought, an order taken back and entries paused without a mouse', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await tabTo(page, page.locator(`tr[data-symbol="${symbol}"] button[aria-pressed]`));
	await page.keyboard.press('Enter');
	await page.keyboard.press('t');
	await tabTo(page, page.getByLabel('Size, % of equity'));
	await page.keyboard.press('Control+a');
	await page.keyboard.type('5');
	await tabTo(page, page.getByLabel('Entry price'));
	await page.keyboard.type((price * 0.8).toFixed(2));
	await tabTo(page, page.getByLabel('Stop', { exact: true }));
	await page.keyboard.type((price * 0.7).toFixed(2));
	await tabTo(page, page.getByRole('button', { name: new RegExp(`^Buy (\\d+ )?${symbol}$`) }));
	await page.keyboard.press('Enter');
	const cancel = panel(page, 'Open orders').getByRole('button', {
		name: new RegExp(`^Cancel Buy \\d+ ${symbol}$`)
	});
	await tabTo(page, cancel);
	await page.keyboard.press('Enter');
	await expect(cancel).toHaveCount(0);

	await page.keyboard.press('t');
	await tabTo(page, page.getByLabel('Entry price'));
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Delete');
	await page.keyboard.press('Enter');
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	// The preview says by now that the symbol is held, and that does not read as a refusal of what was just bought.
	await expect(page.getByRole('button', { name: `Buy ${symbol}`, exact: true })).toBeVisible();
	await expect(panel(page, 'Ticket')).toContainText(`Order: buy`);
	await expect(panel(page, 'Ticket')).not.toContainText('Refused');

	await tabTo(page, stateOfDesk(page).getByRole('button', { name: 'Stop trading' }), 'Shift+Tab');
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Pause entries' }));
	await page.keyboard.press('Enter');
	await expect(stateOfDesk(page)).toContainText('Reducing');
	await page.keyboard.press('Escape');
	await expect(stateOfDesk(page)).toContainText('Reducing');
	await expect(said(page)).toContainText(/paused|reducing/i);
	const refusal = await decide(page, { symbol, action: 'BUY', sizePct: 0.05 }).then(
		({ order }) => order?.status ?? 'none',
		String
	);
	expect(refusal).not.toMatch(/filled|accepted/);
});
