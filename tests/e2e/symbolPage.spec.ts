import { expect, test, type Page } from '@playwright/test';
import { lastPrice, openDesk, panel, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

const candlesOf = (page: Page, symbol: string) =>
	page.evaluate(async (of) => {
		const { at, close } = await blotter.candles({ symbol: of, size: '1m' });
		return { at: [...at], close: [...close] };
	}, symbol);

/** How many dots of the chart are not clear. */
const inkOf = (page: Page) =>
	page.locator('.plot canvas').evaluate((canvas: HTMLCanvasElement) => {
		const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
		return (data ?? []).filter((value, index) => index % 4 === 3 && value > 0).length;
	});

test('a symbol shows its candles, an order by its ticket with fill and stop, and keeps them over a reload', async ({
	page
}) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await page.evaluate(() => blotter.clock.set({ speed: 300 }));
	await expect.poll(async () => (await candlesOf(page, symbol)).at.length).toBeGreaterThan(8);
	await page.evaluate(() => blotter.clock.set({ speed: 1 }));
	const stop = ((await lastPrice(page, symbol)) * 0.9).toFixed(2);

	await page.goto(`/symbol?symbol=${symbol.toLowerCase()}`);
	await expect(page.getByRole('heading', { level: 1, name: symbol })).toBeVisible();
	const chart = page.getByRole('slider', { name: `Candles of ${symbol}, 1m` });
	await expect(chart.locator('canvas')).toBeVisible();
	await expect.poll(() => inkOf(page)).toBeGreaterThan(2000);

	const ticket = panel(page, 'Ticket');
	await ticket.getByLabel('Stop', { exact: true }).fill(stop);
	await ticket.getByRole('button', { name: new RegExp(`^Buy .*${symbol}$`) }).click();
	const mark = page.getByRole('link', { name: new RegExp(`^Bought \\d+ ${symbol} at `) });
	await expect(mark).toHaveAttribute('href', /\/story\?order=/);
	await mark.focus();
	await expect(page.locator('.chart .tip')).toContainText(`Bought`);
	await expect(page.locator('.level.stop')).toContainText(/Stop [\d.]+ · −\d+\.\d\d % · −[\d.]+/);
	await expect(page.locator('.level.entry')).toContainText('Entry');
	await expect(panel(page, 'Position').locator('[data-figure=quantity]')).toHaveText(/^\d+$/);
	await expect(page.locator('td[data-column=price]')).toHaveCount(1);

	const told = await chart.getAttribute('aria-valuetext');
	await chart.press('ArrowLeft');
	await expect(chart).not.toHaveAttribute('aria-valuetext', told ?? '');
	await expect(page.locator('.chart [aria-live]')).toContainText(/open [\d.,]+, high/);
	await expectNoFindingsHere(page);

	const before = await candlesOf(page, symbol);
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.reload();
	await expect(mark).toBeAttached();
	const after = await candlesOf(page, symbol);
	const known = before.at.length - 1;
	expect(after.at.slice(0, known)).toEqual(before.at.slice(0, known));
	expect(after.close.slice(0, known)).toEqual(before.close.slice(0, known));
	await page.getByRole('radio', { name: '1d' }).check({ force: true });
	await expect(page.getByRole('slider', { name: `Candles of ${symbol}, 1d` })).toHaveAttribute(
		'aria-valuemax',
		'0'
	);
	await expectNoFindingsHere(page);

	await page.goto('/symbol?symbol=NONE');
	await expect(page.getByRole('heading', { name: 'NONE is not traded here' })).toBeVisible();
	await page.getByRole('link', { name: symbol, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: symbol })).toBeVisible();
});
