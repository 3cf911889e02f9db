import { expect, test } from '@playwright/test';
import { openSample } from './replayPage.ts';

test('a run is made, sorted, searched and read without a mouse', async ({ page }) => {
	await openSample(page);
	await page.keyboard.press('r');
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');

	// Up, down, and back to the order of happening.
	const header = page.getByRole('tabpanel').getByRole('columnheader', { name: 'Quantity' });
	const quantities = () =>
		page
			.getByRole('tabpanel')
			.locator('td[data-column=qty] data')
			.evaluateAll((all) => all.map((data) => Number((data as HTMLDataElement).value)));
	await header.getByRole('button').focus();
	const happened = await quantities();
	const ascending = happened.toSorted((a, b) => a - b);
	expect(happened).not.toEqual(ascending);
	await page.keyboard.press('Enter');
	await expect(header).toHaveAttribute('aria-sort', 'ascending');
	expect(await quantities()).toEqual(ascending);
	await page.keyboard.press('Enter');
	await expect(header).toHaveAttribute('aria-sort', 'descending');
	expect(await quantities()).toEqual(ascending.toReversed());
	await page.keyboard.press('Enter');
	await expect(header).toHaveAttribute('aria-sort', 'none');
	expect(await quantities()).toEqual(happened);

	await page.keyboard.press('/');
	const filter = page.getByRole('searchbox', { name: 'Filter fills' });
	await expect(filter).toBeFocused();
	await page.keyboard.type('stop alfa');
	const rows = page.getByRole('tabpanel').locator('tr[data-key]');
	await expect(rows.filter({ hasNotText: 'ALFA' })).toHaveCount(0);
	await expect(page.getByRole('tabpanel')).toContainText(/ of 81 rows/);
	await page.keyboard.press('Escape');
	await expect(filter).toHaveValue('');
	await expect(rows).toHaveCount(81);

	await page.getByRole('tab', { name: 'Fills' }).focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('tab', { name: 'Denied' })).toBeFocused();
	await expect(page.getByRole('tab', { name: 'Denied' })).toHaveAttribute('aria-selected', 'true');

	await rows.first().focus();
	await page.keyboard.press('ArrowDown');
	await expect(rows.nth(1)).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('tr.detail')).toContainText('settled before anything was sized');
	await page.keyboard.press('Enter');
	await expect(page.locator('tr.detail')).toHaveCount(0);
	await page.keyboard.press('End');
	await expect(rows.last()).toBeFocused();
});

test('the first stop of Tab leads past the bar, the keys are shown by ?, and the theme is kept', async ({
	page
}) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await openSample(page);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('#content')).toBeFocused();

	await page.keyboard.press('?');
	const sheet = page.getByRole('dialog', { name: 'Keys' });
	await expect(sheet).toContainText('Open files');
	await page.keyboard.press('Escape');
	// Gone from the page, not only from sight: until then it is still the one that is shown.
	await expect(page.locator('dialog')).toHaveCount(0);
	await page.keyboard.press('?');
	await expect(sheet).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(sheet).toBeHidden();

	const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await ground();
	await page.getByRole('radio', { name: 'dark' }).check();
	expect(await ground()).not.toBe(light);
	// Without its modules the page is never hydrated: the theme must be there all the same.
	await page.route('**/_app/**/*.js', (route) => route.abort());
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	expect(await ground()).not.toBe(light);
	await page.unroute('**/_app/**/*.js');
	await page.reload();
	await expect(page.getByRole('radio', { name: 'dark' })).toBeChecked();
	expect(await ground()).not.toBe(light);
	await page.getByRole('radio', { name: 'system' }).check();
	expect(await ground()).toBe(light);
});
