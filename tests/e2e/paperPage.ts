import { expect, type Locator, type Page } from '@playwright/test';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { coin } from './alpacaDesk.ts';
import { panel, stateOfDesk } from './deskPage.ts';

/** Gives the keys on the page of Alpaca, and under a passphrase where one is given; does not wait for what comes of them. */
export async function giveKeys(page: Page, secret = testKeys.secret, passphrase = ''): Promise<void> {
	if (!page.url().includes('/alpaca')) await page.goto('/alpaca');
	await page.getByLabel('Key id').fill(testKeys.keyId);
	await page.getByLabel('Secret').fill(secret);
	if (passphrase !== '') {
		await page.getByLabel('Keep them on this device').check();
		await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
	}
	await page.getByRole('button', { name: 'Connect' }).click();
}

/** Connects the paper account. */
export async function connect(page: Page, passphrase = ''): Promise<void> {
	await giveKeys(page, testKeys.secret, passphrase);
	await expect(panel(page, 'Paper account')).toContainText('USD');
}

/** Unlocks the keys that are kept on the device. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
	await page.getByRole('button', { name: 'Unlock' }).click();
}

/** Opens the book of the account that is connected, which is compared with it at once. */
export async function openBook(page: Page): Promise<void> {
	await panel(page, 'The account’s book').getByRole('button', { name: 'Open the account’s book' }).click();
	await expect(stateOfDesk(page).getByText('Paper, dry run')).toBeVisible();
	await expect(panel(page, 'The account’s book')).toContainText('Book and account are equal.');
}

/** Goes to another page of the desk without a reload: keys that are kept in memory stay there. */
export const goTo = (page: Page, name: string): Promise<void> =>
	page.getByRole('link', { name, exact: true }).first().click();

/** Buys at the market by the ticket of the desk, and gives what the ticket says of it. */
export async function buy(page: Page, quantity: string, symbol = coin): Promise<Locator> {
	await goTo(page, 'Desk');
	const ticket = panel(page, 'Ticket');
	await expect(ticket).toBeVisible();
	await page.keyboard.press('n');
	await ticket.getByRole('combobox', { name: 'Symbol', exact: true }).fill(symbol);
	await ticket.getByRole('textbox', { name: /^Quantity/ }).fill(quantity);
	await ticket.getByRole('button', { name: `Buy ${quantity} ${symbol} at the market` }).click();
	return ticket;
}

/** Arms entries by the word, once every condition of the gate holds. */
export async function arm(page: Page): Promise<void> {
	await goTo(page, 'Alpaca');
	const dialog = page.getByRole('dialog', { name: 'Arm the paper account' });
	await page.getByRole('list', { name: 'How far orders go' }).getByRole('button', { name: 'Arm…' }).click();
	await dialog.getByLabel('Type paper').fill('paper');
	await dialog.getByRole('button', { name: 'Arm paper' }).click();
	await expect(dialog).toBeHidden();
	await expect(stateOfDesk(page).getByText('Paper, armed')).toBeVisible();
}
