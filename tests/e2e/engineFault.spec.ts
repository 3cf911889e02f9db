import { expect, test } from '@playwright/test';
import {
	decide,
	expectBook,
	lastPrice,
	openDesk,
	panel,
	pauseClock,
	stateOfDesk,
	watched
} from './deskPage.ts';
import { spoilSavedState } from './spoiledState.ts';

test('a fault of the engine keeps the data on screen, gives a report to copy, and offers reload and flatten', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.05, stopLoss: 1 });
	const held = page.locator('.positions tr[data-key]');
	await expect(held).toHaveAttribute('data-key', symbol);
	await pauseClock(page);
	const first = await page.evaluate(async () => (await blotter.books.list()).find((book) => book.isChosen));
	// A book that is left keeps its state.
	await page.evaluate(() => blotter.books.create('Second'));
	await expectBook(page, 'Second');
	await spoilSavedState(page, first?.id ?? '');
	await page.evaluate((id) => blotter.books.choose(id), first?.id ?? '');
	await expectBook(page, first?.name ?? '');
	await expect(held).toHaveAttribute('data-key', symbol);

	expect(await page.evaluate((of) => blotter.close(of).catch(String), symbol)).toContain('Not carried out');
	const fault = page
		.getByRole('alert')
		.filter({ has: page.getByRole('button', { name: 'Copy the report' }) });
	await expect(fault).toBeVisible();
	await expect(held).toHaveAttribute('data-key', symbol);
	await expect(panel(page, 'What just happened').getByRole('listitem').first()).toBeVisible();
	const report = await fault.locator('pre').innerText();
	expect(report).toContain('Blotter');
	await fault.getByRole('button', { name: 'Copy the report' }).click();
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toContain(report.split('\n')[0] ?? 'a report');
	await expect(fault.getByRole('button', { name: 'Reload' })).toBeVisible();

	await fault.getByRole('button', { name: 'Try again and flatten' }).click();
	await expect(page.getByRole('dialog', { name: /^(Stop trading|Trading is stopped)$/ })).toBeVisible();
	await expect(stateOfDesk(page)).toContainText('Halted');
	await expect(fault).toHaveCount(0);
});
