import { expect, test, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, pauseClock, playClock, said, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

const group = (page: Page, symbol: string) => page.locator(`[data-group="${symbol}"]`);

test('levels are added, moved and canceled on the ladder, and what fires is listed with its order', async ({
	page
}) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto('/triggers');
	await expect(page.getByText('No triggers', { exact: true })).toBeVisible();
	await openDesk(page);
	const [bare = '', guarded = ''] = await watched(page);
	await lastPrice(page, bare);
	await lastPrice(page, guarded);
	await decide(page, { symbol: guarded, action: 'BUY', sizePct: 0.05, trailingStopPct: 0.2 });
	await decide(page, { symbol: bare, action: 'BUY', sizePct: 0.05 });
	await expect(page.locator(`.positions tr[data-key="${bare}"]`)).toBeVisible();
	await pauseClock(page);
	const price = await lastPrice(page, bare);
	await page.goto('/triggers');

	// What nothing protects stands first; a stop is added by keyboard alone.
	await expect(page.locator('[data-group]').first()).toHaveAttribute('data-group', bare);
	await expect(group(page, bare)).toContainText('Unprotected');
	await page.getByLabel(`Stop of ${bare}`).fill((price * 2).toFixed(2));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('passed');
	await expect(group(page, bare)).toContainText('Unprotected');
	await page.getByLabel(`Stop of ${bare}`).fill((price * 0.9).toFixed(2));
	await page.keyboard.press('Enter');
	await expect(group(page, bare)).not.toContainText('Unprotected');
	await expect(group(page, bare).getByRole('img')).toHaveAccessibleName(/^Stop [\d.]+, .*Last [\d.]+/);
	await expect(group(page, bare)).toContainText(/−\d+\.\d\d % from/);
	await expect(group(page, guarded)).toContainText(/Trailing stop 20 %.*since .*high [\d.]+/);
	await expectNoFindingsHere(page);

	await group(page, guarded)
		.getByRole('button', { name: `Cancel Trailing stop of ${guarded}` })
		.click();
	await expect(group(page, guarded)).toContainText('Unprotected');
	await expect(page.getByRole('row', { name: new RegExp(`${guarded}.*Canceled`) })).toBeVisible();

	await group(page, bare)
		.getByRole('button', { name: `Edit Stop of ${bare}` })
		.click();
	await page.getByLabel(`Stop of ${bare}`).fill((price * 0.9999).toFixed(2));
	await page.keyboard.press('Enter');
	await expect(said(page)).toContainText('moved to');
	await page.evaluate(() => blotter.clock.set({ speed: 1000 }));
	await playClock(page);
	const fired = page.getByRole('row', { name: new RegExp(`${bare}.*Fired.*Filled`) });
	await expect(fired).toBeVisible({ timeout: 30_000 });
	await pauseClock(page);

	await page.setViewportSize({ width: 390, height: 844 });
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoFindingsHere(page);
	await fired.getByRole('link', { name: /^Story/ }).click();
	await expect(page).toHaveURL(/\/story\/?\?order=t\.d\.ticket/);
});
