import { expect } from '@playwright/test';
import { placeElsewhere } from '../support/alpaca/placeElsewhere.ts';
import { quantityOf } from '../support/alpaca/standInBook.ts';
import { coin, test } from './alpacaDesk.ts';
import { openDesk, panel, stateOfDesk } from './deskPage.ts';
import { expectNoFindingsAtAnyWidth, expectNoFindingsInAnyScheme } from './findings.ts';
import { arm, buy, connect, goTo, openBook } from './paperPage.ts';

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

test('a book that stands for no account has nothing to reconcile, and no findings', async ({
	alpaca: { page }
}) => {
	await openDesk(page, '/reconciliation');
	await expect(page.getByRole('heading', { name: 'Reconciliation', level: 1 })).toBeVisible();
	await expect(panel(page, 'No account')).toContainText('stands for no account');
	await expectNoFindingsAtAnyWidth(page);
	await panel(page, 'No account').getByRole('link', { name: 'To Alpaca' }).click();
	await expect(page.getByRole('heading', { name: 'Alpaca', level: 1 })).toBeVisible();
});

test('a book of the simulator says that its fills are simulated', async ({ alpaca: { page } }) => {
	await openDesk(page, '/books');
	await expect(panel(page, 'Books on this device')).toContainText('Generated market, simulated fills');
	await expect(page.locator('[data-mode]')).toHaveAttribute('data-mode', 'simulator');
});

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
	placeElsewhere(standIn, {
		...{ symbol: 'AAPL', qty: '2', side: 'buy', type: 'market', time_in_force: 'day' }
	});
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
	await page.getByRole('button', { name: 'Forget keys' }).click();
	await expect(leave).toContainText('2 AAPL');
	await leave.getByRole('button', { name: 'Keep guarding' }).click();
	await expect(leave).toBeHidden();
	await expect(panel(page, 'Paper account')).toBeVisible();
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
	await page.goto('/reconciliation');
	await expect(panel(page, 'What comparisons found')).toContainText('Equal');
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
});

test('an order by the ticket is sent nowhere in a dry run, once armed to the account, and after a reload not until armed again', async ({
	alpaca: { page, standIn }
}) => {
	await connect(page);
	await openBook(page);
	await expect(await buy(page, '0.02')).toContainText('Dry run');
	expect(standIn.orders).toEqual([]);
	await arm(page);
	const ticket = await buy(page, '0.03');
	await expect(ticket.locator('[data-figure=outcome]')).toContainText(`Bought 0.03 ${coin} at 50,001`);
	await expect(panel(page, 'Positions')).toContainText(coin);
	expect(standIn.orders).toMatchObject([{ symbol: coin, qty: '0.03', status: 'filled' }]);
	await page.reload();
	await expect(stateOfDesk(page).getByText('Paper, exits only')).toBeVisible();
	await goTo(page, 'Alpaca');
	await connect(page);
	await expect(panel(page, 'The account’s book')).toContainText('Book and account are equal.');
	await expect(await buy(page, '0.01')).toContainText('not armed');
	expect(standIn.orders).toHaveLength(1);
});

test('what is ordered elsewhere is shown as external, and what nobody explains is left until a person takes the account’s word', async ({
	alpaca: { page, standIn }
}) => {
	await connect(page);
	await openBook(page);
	placeElsewhere(standIn, {
		...{ symbol: coin, qty: '0.01', side: 'buy', type: 'limit', limit_price: '40000', time_in_force: 'gtc' }
	});
	await goTo(page, 'Desk');
	await expect(panel(page, 'Open orders')).toContainText('External, ordered elsewhere');
	placeElsewhere(standIn, { symbol: coin, qty: '0.02', side: 'buy', type: 'market', time_in_force: 'gtc' });
	await expect(panel(page, 'Positions').getByText('external', { exact: true })).toBeVisible();
	standIn.book.position(coin).quantity = quantityOf('0.05');
	await goTo(page, 'Reconciliation');
	const [now, left] = [panel(page, 'Now'), panel(page, 'What is left')];
	await now.getByRole('button', { name: 'Compare now' }).click();
	await expect(left).toContainText('looked at again with the next reading');
	await now.getByRole('button', { name: 'Compare now' }).click();
	await expect(now).toContainText('differ');
	await expect(left).toContainText(`Position ${coin}: 0.02 becomes 0.05`);
	await expectNoFindingsInAnyScheme(page);
	await left.getByLabel('Reason, for the journal').fill('Transferred in by Alpaca');
	await left.getByLabel('Type accept').fill('accept');
	await left.getByRole('button', { name: 'Take the account’s numbers' }).click();
	await expect(now).toContainText('Book and account are equal.');
	await expect(left).toBeHidden();
	await expect(panel(page, 'What comparisons found')).toContainText('0.05 (Transferred in by Alpaca)');
	expect(standIn.orders).toHaveLength(2);
});

test('a book of the simulator follows Alpaca’s prices, and nothing of it is sent', async ({
	alpaca: { page, standIn }
}) => {
	await openDesk(page, '/books');
	const opener = panel(page, 'Simulator with Alpaca’s prices');
	await opener.getByLabel('Name').fill('By the market');
	await expect(opener).toContainText('It needs the keys of a paper account at Alpaca.');
	await expect(opener.getByRole('button', { name: 'Open the book' })).toBeDisabled();
	await opener.getByRole('link', { name: 'Connect' }).click();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	await connect(page);
	await goTo(page, 'Books');
	await opener.getByLabel('Name').fill('By the market');
	await opener.getByRole('button', { name: 'Open the book' }).click();
	await expect(page.locator('[data-mode]')).toContainText('Simulator, Alpaca prices');
	const ticket = await buy(page, '0.01');
	await expect(ticket.locator('[data-figure=outcome]')).toContainText(`Bought 0.01 ${coin} at 50,0`);
	expect(standIn.orders).toEqual([]);
});
