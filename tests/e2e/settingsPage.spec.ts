import { expect, test, type Page } from '@playwright/test';
import { decide, journalOf, lastPrice, openDesk, said, watched } from './deskPage.ts';
import { expectNoFindings, expectNoFindingsAtAnyWidth } from './findings.ts';

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const bar = (page: Page) => page.getByRole('region', { name: 'Changes that are not applied' });
const apply = (page: Page) => bar(page).getByRole('button', { name: 'Apply' });
const history = (page: Page) =>
	page.locator('section').filter({ has: page.getByRole('heading', { name: 'Changes', exact: true }) });

test('a limit that is changed denies what passed, stands after a reload, and is in the history', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = '', other = ''] = await watched(page);
	// Every symbol is priced sooner.
	await page.evaluate(() => blotter.clock.set({ speed: 20 }));
	await lastPrice(page, symbol);
	await lastPrice(page, other);
	const ticket = { action: 'BUY', sizePct: 0.05 } as const;
	expect((await decide(page, { ...ticket, symbol })).order?.status).not.toBe('denied');

	await page.getByRole('link', { name: 'Settings' }).first().click();
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
	const groups = page.getByRole('navigation', { name: 'Groups of settings' });
	await groups.getByRole('link', { name: 'Latency' }).click();
	await expect(page.getByRole('heading', { name: 'Latency' })).toBeInViewport();
	await expect(page.getByRole('heading', { name: 'Sizing' })).not.toBeInViewport();
	await page.keyboard.press('/');
	await page.keyboard.type('maxOpenTrades');
	await expect(page.locator('[data-setting]')).toHaveCount(1);
	await field(page, 'Max open trades').fill('0');
	await expect(page.getByText('0 is not between 1 and 100000, or off.')).toBeVisible();
	await expect(apply(page)).toBeDisabled();
	await field(page, 'Max open trades').fill('1');
	await expect(bar(page)).toContainText('1 setting changes: Max open trades changed from 10 to 1.');

	await page.getByRole('link', { name: 'Books' }).first().click();
	const marked = page.getByRole('link', { name: 'Settings (1 setting not applied)' });
	await expect(page.getByRole('heading', { name: 'Books', level: 1 })).toBeVisible();
	await expect(marked).toBeVisible();
	await page.keyboard.press('Control+K');
	await page.keyboard.type('max open tr');
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-setting]')).toHaveCount(1);
	await expect(field(page, 'Max open trades')).toHaveValue('1');
	await expect(field(page, 'Max open trades')).toBeFocused();
	await page.getByRole('searchbox').fill('');
	await field(page, 'Max position, % of equity').fill('8');
	await expect(bar(page)).toContainText('2 settings change:');
	await field(page, 'Max position, % of equity').press('Enter');
	await expect(said(page)).toContainText('Max position changed from 10 % to 8 % of equity.');
	await expect(bar(page)).toBeHidden();
	await expect(marked).toBeHidden();
	await expect(field(page, 'Max position, % of equity')).toBeFocused();
	expect((await decide(page, { ...ticket, symbol: other })).text).toContain(
		'open trades would be 2, limit 1'
	);

	await page.reload();
	await expect(field(page, 'Max open trades')).toHaveValue('1');
	await expect(history(page)).toContainText('Max open trades: 10 → 1');
	await page.getByRole('button', { name: 'Back to default of Max position' }).click();
	await expect(field(page, 'Max position, % of equity')).toHaveValue('10');
	await expectNoFindingsAtAnyWidth(page);
	await bar(page).getByRole('button', { name: 'Discard' }).click();
	// What was pressed is gone: the keyboard goes on from the page.
	await expect(page.locator('main')).toBeFocused();
	await expect(field(page, 'Max position, % of equity')).toHaveValue('8');
	const changes = (await journalOf(page)).entries.filter(({ event }) => event.type === 'SettingsChanged');
	expect(changes).toHaveLength(1);
});

test('a file of settings shows what it would change, and contrast and theme stand before the page is drawn', async ({
	page
}) => {
	await openDesk(page, '/settings');
	await expect(field(page, 'Slippage, bps')).toHaveValue('5');
	const give = (text: string) =>
		page
			.getByLabel('Import settings')
			.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
	await give('{"slippageBps": -1}');
	await expect(page.getByRole('alert')).toContainText(
		'mine.json, line 1, slippageBps: -1 is not between 0 and 1000.'
	);
	await give('{"slippageBps": 2.5, "risk": {"maxOpenTrades": null}}');
	const shown = page.getByRole('region', { name: 'What mine.json would change' });
	await expect(shown).toContainText('Slippage: 5 bps → 2.5 bps');
	await expect(shown).toContainText('Max open trades: 10 → off');
	await expect(field(page, 'Slippage, bps')).toHaveValue('5');
	await shown.getByRole('button', { name: 'Apply all of it' }).click();
	await expect(field(page, 'Slippage, bps')).toHaveValue('2.5');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Export settings' }).click()
	]);
	expect(download.suggestedFilename()).toBe('config.json');

	await page.getByRole('radio', { name: 'More' }).check();
	await page.getByRole('radio', { name: 'Dark', exact: true }).check();
	await page.reload();
	await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(field(page, 'Slippage, bps')).toHaveValue('2.5');
	await expectNoFindings(page, { rules: ['color-contrast-enhanced'] });

	await page.getByText('Delete everything on this device').click();
	await page.getByLabel('Type delete everything').fill('delete everything');
	await page.getByRole('button', { name: 'Delete everything' }).click();
	await expect(page.locator('html')).not.toHaveAttribute('data-contrast');
	await expect(field(page, 'Slippage, bps')).toHaveValue('5');
});
