import { expect, type Page } from '@playwright/test';
import { letEcho } from '../support/alpaca/echo.ts';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { findTraces } from '../support/keyTraces.ts';
import { coin, test } from './alpacaDesk.ts';
import { expectBook, exportOf, panel, stateOfDesk } from './deskPage.ts';
import { arm, buy, connect, giveKeys, goTo, openBook, unlock } from './paperPage.ts';
import { spoilSavedState } from './spoiledState.ts';
import { watch, type Witness } from './witness.ts';

const passphrase = 'correct horse battery';
const wrong = { keyId: testKeys.keyId, secret: 'the-secret-of-another-account-4711' };
const pages = [
	...['Orders', 'Triggers', 'Risk', 'Journal', 'Reconciliation', 'Books', 'Settings', 'Help', 'Alpaca']
];

/** Nothing that was noted has anything of the keys, and headers with them went to Alpaca alone. */
function expectNoTrace({ said, keyedHosts }: Witness): void {
	expect(findTraces(said, [testKeys, wrong], [passphrase])).toEqual([]);
	expect([...keyedHosts].sort()).toEqual(['data.alpaca.markets', 'paper-api.alpaca.markets']);
}

const textOf = ({ said }: Witness, place: string): string => (said.get(place) ?? []).join('\n');

/** Goes to every page from where the desk is, and reads it. */
async function readPages(page: Page, witness: Witness): Promise<void> {
	for (const name of pages) {
		await goTo(page, name);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await witness.look(name);
	}
}

async function noteExports(page: Page, witness: Witness): Promise<void> {
	for (const what of ['journal', 'trades', 'orders', 'ledger'] as const)
		witness.note(`export of ${what}`, await exportOf(page, what));
	witness.note('export of settings', await page.evaluate(() => blotter.settings.export()));
	witness.note('console calls', await page.evaluate(async () => JSON.stringify(await blotter.account())));
}

test('keys in memory leave no trace, though Alpaca sends them back with all that it says', async ({
	alpaca: { page, standIn }
}) => {
	const witness = watch(page);
	const alpaca = letEcho(standIn);
	await giveKeys(page, wrong.secret);
	await expect(page.getByRole('alert')).toContainText('Alpaca refuses the key');
	await witness.look('a wrong key');
	await connect(page);
	await witness.look('a right key');
	await openBook(page);
	await arm(page);
	alpaca.refusesOrders = true;
	const ticket = await buy(page, '0.01');
	await expect(ticket).toContainText('Rejected');
	await ticket.getByRole('link', { name: 'Story' }).click();
	await expect(page.getByRole('main')).toContainText('forbidden for key');
	await witness.look('a story');
	alpaca.refusesOrders = false;
	await expect(await buy(page, '0.03')).toContainText('Bought 0.03');
	await witness.look('the desk');
	await readPages(page, witness);
	await noteExports(page, witness);
	await page.evaluate(
		"console.info('the page is heard'); setTimeout(() => { throw Error('an error is heard') })"
	);
	for (const worker of page.workers()) await worker.evaluate("console.info('the worker is heard')");
	await page.reload();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	await witness.look('a reload');
	expectNoTrace(witness);
	// What shows that it was looked where traces would be.
	expect(alpaca.echoes).toBeGreaterThan(20);
	expect(textOf(witness, 'export of journal')).toContain('forbidden for key … with …');
	expect(textOf(witness, 'kept in blotter.segments')).toContain('forbidden for key … with …');
	expect(textOf(witness, 'requests')).toContain('POST https://paper-api.alpaca.markets/v2/orders');
	expect(textOf(witness, 'bodies')).toContain(coin);
	expect(textOf(witness, 'text of a story')).toContain('forbidden for key');
	expect(textOf(witness, 'errors')).toContain('an error is heard');
	for (const who of ['page', 'worker']) expect(textOf(witness, 'console')).toContain(`the ${who} is heard`);
});

test('keys in a vault leave no trace: locked, unlocked, in the report of a fault, and forgotten', async ({
	alpaca: { page, standIn }
}) => {
	const witness = watch(page);
	letEcho(standIn);
	await connect(page, passphrase);
	await openBook(page);
	await page.reload();
	await expect(panel(page, 'Unlock your keys')).toBeVisible();
	await witness.look('locked keys');
	await unlock(page, 'another horse battery');
	await expect(page.getByText('This is not the passphrase.')).toBeVisible();
	await witness.look('a wrong passphrase');
	await unlock(page, passphrase);
	await expect(panel(page, 'Paper account')).toBeVisible();
	await arm(page);
	await expect(await buy(page, '0.03')).toContainText('Bought 0.03');
	await noteExports(page, witness);
	await breakEngine(page, witness);
	await goTo(page, 'Alpaca');
	await witness.look('a fault');
	await page.getByRole('button', { name: 'Forget keys' }).click();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	const sealed = textOf(witness, 'kept in blotter.facts');
	await witness.look('forgotten keys');
	await page.reload();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	expectNoTrace(witness);
	expect(sealed).toContain('sealedKeys');
	expect(witness.said.get('kept in blotter.facts')?.at(-1)).not.toContain('sealedKeys');
	expect(textOf(witness, 'the report')).toContain('Blotter');
});

/** Lets the engine of the account's book break, and notes the report of it. */
async function breakEngine(page: Page, witness: Witness): Promise<void> {
	const books = await page.evaluate(() => blotter.books.list());
	const [mine, other] = [books.find(({ isChosen }) => isChosen), books.find(({ isChosen }) => !isChosen)];
	await page.evaluate((id) => blotter.books.choose(id), other?.id ?? '');
	await expectBook(page, other?.name ?? '');
	await spoilSavedState(page, mine?.id ?? '');
	await page.evaluate((id) => blotter.books.choose(id), mine?.id ?? '');
	await expectBook(page, mine?.name ?? '');
	await expect(stateOfDesk(page)).toContainText('Paper');
	const failed = await page.evaluate(
		(symbol) =>
			blotter.close(symbol).then(JSON.stringify, (error: Error) => `${error.message} ${error.stack ?? ''}`),
		coin
	);
	witness.note('a rejected call', failed);
	await goTo(page, 'Desk');
	const report = page.getByRole('alert').locator('pre');
	await expect(report).toBeVisible();
	witness.note('the report', await report.innerText());
}
