import { expect, test } from '@playwright/test';
import { decide, openDesk, pauseClock, watched } from './deskPage.ts';
import { expectNoFindings, expectNoFindingsHere } from './findings.ts';

test('the journal is searched, opened entry by entry, verified, and followed as it grows', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const { order } = await decide(page, { symbol, action: 'BUY', quantity: 3, stopLoss: 1 });
	await expect
		.poll(() => page.evaluate((id) => blotter.order(id).then(({ status }) => status), order?.id ?? ''))
		.toBe('filled');
	await pauseClock(page);
	await page.goto('/journal');
	const lines = page.getByRole('list', { name: 'Entries, the newest first' }).locator('button[data-seq]');
	await expect(page.getByText(/entries, searched back to the first\.$/)).toBeVisible();
	const types = await page.evaluate(async () =>
		(await blotter.journal({ limit: 1000 })).map(({ type }) => type)
	);
	const { length } = types;
	const acts = types.filter((type) => !['SnapshotTaken', 'HighWaterRaised'].includes(type)).length;
	await expect(lines).toHaveCount(acts);
	await page.getByLabel('Kind').selectOption('Every entry');
	await expect(lines).toHaveCount(length);
	await page.getByRole('button', { name: 'Clear' }).click();
	await expect(lines).toHaveCount(acts);

	await page.keyboard.press('/');
	await page.keyboard.type('bought 3');
	await expect(lines).toHaveCount(1);
	await expect(lines).toContainText(`Bought 3 ${symbol}`);
	await page.keyboard.press('Escape');
	await page.getByLabel('Kind').selectOption('settings');
	await expect(page.getByText('Nothing matches')).toBeVisible();
	// What is written while one looks comes by itself.
	await page.evaluate(() => blotter.pause());
	await expect(lines).toHaveCount(1);
	await expect(lines).toContainText('Trading state reducing');
	await page.getByRole('button', { name: 'Clear' }).click();
	await expect(lines).toHaveCount(acts + 1);

	await lines.first().focus();
	await page.keyboard.press('ArrowDown');
	await expect(lines.nth(1)).toBeFocused();
	await page.keyboard.press('Home');
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog', { name: `Entry #${String(length + 1)}` });
	await expect(sheet).toContainText('"type":"TradingStateChanged"');
	await expect(page).toHaveURL(`/journal/?entry=${String(length + 1)}`);
	await sheet.getByRole('link', { name: `Entry #${String(length)}` }).click();
	await expect(page.getByRole('dialog', { name: `Entry #${String(length)}` })).toContainText(
		'As it was written'
	);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await expectNoFindings(page);
	}
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL('/journal/');
	await page.keyboard.press('/');
	await page.keyboard.type('bought 3');
	await expect(lines).toHaveCount(1);
	await lines.first().click();
	await page.getByRole('dialog').getByRole('link', { name: 'Story of' }).click();
	await expect(page).toHaveURL(/\/story\/?\?order=/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(symbol);
	await page.goBack();
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.setViewportSize({ width: 390, height: 844 });
	await expectNoFindingsHere(page);

	await page.getByRole('button', { name: 'Verify' }).click();
	await expect(page.getByText(`The journal is whole: ${String(length + 1)} entries`).first()).toBeAttached();
	await page.goto('/journal/?entry=1');
	await expect(page.getByRole('dialog', { name: 'Entry #1' })).toContainText('"type":"BookOpened"');
});
