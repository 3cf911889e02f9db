import { expect, type Page } from '@playwright/test';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { test } from './alpacaDesk.ts';
import { openDesk, panel } from './deskPage.ts';
import { expectNoFindingsInAnyScheme } from './findings.ts';

async function connect(page: Page): Promise<void> {
	await page.goto('/alpaca');
	await page.getByLabel('Key id').fill(testKeys.keyId);
	await page.getByLabel('Secret').fill(testKeys.secret);
	await page.getByRole('button', { name: 'Connect' }).click();
	await expect(panel(page, 'Paper account')).toContainText('100,000.00 USD');
}

test('the account’s book is offered once the account is connected, and what is missing is said before', async ({
	alpaca: { page }
}) => {
	await openDesk(page, '/books');
	const offer = panel(page, 'Paper account at Alpaca');
	await expect(offer).toContainText('It needs the keys of a paper account at Alpaca.');
	await expect(offer.getByRole('button', { name: 'Open the account’s book' })).toBeDisabled();
	await offer.getByRole('link', { name: 'Connect' }).click();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	await connect(page);
	const book = panel(page, 'The account’s book');
	await expect(book).toContainText('It opens in dry run');
	await expect(book.getByRole('button', { name: 'Open the account’s book' })).toBeEnabled();
});

for (const width of [390, 1440]) {
	test(`a book that stands for no account has nothing to reconcile, and no findings at ${String(width)} px`, async ({
		alpaca: { page }
	}) => {
		await page.setViewportSize({ width, height: 900 });
		await openDesk(page, '/reconciliation');
		await expect(page.getByRole('heading', { name: 'Reconciliation', level: 1 })).toBeVisible();
		await expect(panel(page, 'No account')).toContainText('stands for no account');
		await expectNoFindingsInAnyScheme(page);
		await panel(page, 'No account').getByRole('link', { name: 'To Alpaca' }).click();
		await expect(page.getByRole('heading', { name: 'Alpaca', level: 1 })).toBeVisible();
	});
}

test('a book of the simulator says that its fills are simulated', async ({ alpaca: { page } }) => {
	await openDesk(page, '/books');
	await expect(panel(page, 'Books on this device')).toContainText('Generated market, simulated fills');
	await expect(page.locator('[data-mode]')).toHaveAttribute('data-mode', 'simulator');
});
