import { expect, type Page } from '@playwright/test';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { test } from './alpacaDesk.ts';
import { openDesk, panel, stateOfDesk } from './deskPage.ts';
import { expectNoFindingsInAnyScheme } from './findings.ts';

async function connect(page: Page): Promise<void> {
	await page.goto('/alpaca');
	await page.getByLabel('Key id').fill(testKeys.keyId);
	await page.getByLabel('Secret').fill(testKeys.secret);
	await page.getByRole('button', { name: 'Connect' }).click();
	await expect(panel(page, 'Paper account')).toContainText('USD');
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

/** Opens the book of the account that is connected, which is compared with it at once. */
async function openBook(page: Page): Promise<void> {
	await panel(page, 'The account’s book').getByRole('button', { name: 'Open the account’s book' }).click();
	await expect(stateOfDesk(page).getByText('Paper, dry run')).toBeVisible();
	await expect(panel(page, 'The account’s book')).toContainText('Book and account are equal.');
}

test('the book of an account opens in dry run, is compared, and stands on the page of reconciliation', async ({
	alpaca: { page, standIn }
}) => {
	await connect(page);
	await openBook(page);
	const choices = page.getByRole('list', { name: 'How far orders go' });
	await expect(choices.locator('[aria-current]')).toContainText('Dry run');
	await expectNoFindingsInAnyScheme(page);
	await choices.getByRole('button', { name: 'Arm…' }).click();
	await expect(page.getByRole('dialog', { name: 'Arm the paper account' })).toContainText(
		'Book and account are equal'
	);
	await page.keyboard.press('Escape');
	await choices.getByRole('button', { name: 'Send exits' }).click();
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
	await choices.getByRole('button', { name: 'Back to dry run' }).click();
	await expect(stateOfDesk(page).getByText('Paper, dry run')).toBeVisible();
	await panel(page, 'The account’s book').getByRole('link', { name: 'Reconciliation' }).click();
	await expect(panel(page, 'Now')).toContainText('Book and account are equal.');
	await expectNoFindingsInAnyScheme(page);
	expect(standIn.orders).toEqual([]);
});

test('an account that holds something is not left without a question, and a reload leaves exits only', async ({
	alpaca: { page, standIn }
}) => {
	const order = { symbol: 'AAPL', qty: '2', side: 'buy', type: 'market', time_in_force: 'day' };
	const placed = standIn.handle({
		...{ method: 'POST', path: '/v2/orders', query: new URLSearchParams() },
		headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret },
		body: JSON.stringify(order)
	});
	expect(placed.status).toBe(200);
	standIn.step();
	await connect(page);
	await openBook(page);
	const choices = page.getByRole('list', { name: 'How far orders go' });
	await choices.getByRole('button', { name: 'Send exits' }).click();
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
	await choices.getByRole('button', { name: 'Back to dry run' }).click();
	const leave = page.getByRole('dialog', { name: 'Before you leave the paper account' });
	await expect(leave).toContainText('2 AAPL');
	await expectNoFindingsInAnyScheme(page, 'dialog');
	await leave.getByRole('button', { name: 'Keep guarding' }).click();
	await expect(leave).toBeHidden();
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
	await page.goto('/reconciliation');
	await expect(panel(page, 'What comparisons found')).toContainText('Equal');
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
});
