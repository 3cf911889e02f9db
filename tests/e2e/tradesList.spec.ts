import { expect, test } from '@playwright/test';
import { decide, lastPrice, openDesk, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

test('a position tells its strategies apart, and stands in the list of trades once it is closed', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	await page.evaluate(() =>
		blotter.settings.set({
			...{ allowAdding: true, 'risk.maxTradesPerSymbol': null, 'risk.maxPositionRisk': null }
		})
	);
	const row = page.locator(`.positions tr[data-key="${symbol}"]`);
	await decide(page, { symbol, action: 'BUY', quantity: 4, strategy: 'momentum' });
	await expect(row).toBeVisible();
	await decide(page, { symbol, action: 'BUY', quantity: 3 });
	await expect(row).toContainText('7');
	await row.getByRole('button').first().click();
	const holders = page.getByRole('table', { name: `Strategies that hold ${symbol}` });
	await expect(holders.getByRole('row')).toHaveCount(3);
	await expect(holders.getByRole('row', { name: /momentum/ })).toContainText('4');
	await expect(holders.getByRole('row', { name: /By hand/ })).toContainText('3');
	await expectNoFindingsHere(page);

	await page.evaluate((closed) => blotter.close(closed), symbol);
	await expect(row).toHaveCount(0);
	await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Orders' }).click();
	await page.getByRole('tab', { name: 'Trades' }).click();
	await expect(page).toHaveURL(/\/orders\/?\?list=trades$/);
	const trade = page.getByRole('region', { name: 'Trades' }).getByRole('row', { name: symbol });
	await expect(trade).toContainText('momentum');
	const [told] = await page.evaluate(() => blotter.trades({ limit: 1 }));
	expect(told).toMatchObject({ symbol, quantity: '7', strategy: 'momentum', cause: 'closed_by_hand' });
	expect(Number(told?.worst)).toBeLessThanOrEqual(Number(told?.best));
	await expectNoFindingsHere(page);

	await page.reload();
	await expect(page.getByRole('tab', { name: 'Trades' })).toHaveAttribute('aria-selected', 'true');
	await expect(page.getByRole('region', { name: 'Trades' }).getByRole('row', { name: symbol })).toBeVisible();
	const strategies = await page.evaluate(() => blotter.strategies());
	expect(strategies.map(({ strategy, quantity }) => [strategy, quantity])).toEqual([
		['', '0'],
		['momentum', '0']
	]);
});
