import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import Ajv2020 from 'ajv/dist/2020.js';
import type { FillRow } from '../../src/lib/domain/deskRows.ts';
import {
	decide,
	dropOnDesk,
	expectWhole,
	exportOf,
	journalOf,
	lastPrice,
	openDesk,
	panel,
	readClock,
	said,
	setSpeed,
	stateOfDesk,
	waitForClock,
	watched
} from './deskPage.ts';
import { expectedOfSample, readGiven } from './replayPage.ts';

const thisBook = (page: Page) => page.getByRole('region', { name: 'This book' });
const bookNames = (page: Page) => thisBook(page).getByLabel('Book', { exact: true }).locator('option');

const choose = (page: Page, label: string) =>
	thisBook(page).getByLabel('Book', { exact: true }).selectOption({ label });

test('books are created, renamed, chosen, started over, deleted by a typed word, and opened by settings', async ({
	page
}) => {
	await openDesk(page);
	const opener = page.getByRole('region', { name: 'New book on a generated market' });
	await opener.getByLabel('Name').fill('Second');
	await opener.getByLabel('Seed').fill('11');
	await opener.getByLabel('Symbols').fill('5');
	await opener.getByRole('button', { name: 'Open the book' }).click();
	await expect(page.getByText('Settings of Second')).toBeVisible();
	expect(await watched(page)).toHaveLength(5);
	await thisBook(page).getByLabel('Name').fill('Renamed');
	await thisBook(page).getByRole('button', { name: 'Rename' }).click();
	await expect(bookNames(page)).toHaveText(['Renamed, generated market', 'First book, generated market']);
	await choose(page, 'First book, generated market');
	await expect(page.getByText('Settings of First book')).toBeVisible();
	await expect(page.locator('tr[data-symbol]')).toHaveCount(20);
	await choose(page, 'Renamed, generated market');
	await expect(page.locator('tr[data-symbol]')).toHaveCount(5);

	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.05 });
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	const before = await journalOf(page);
	await thisBook(page).getByRole('button', { name: 'Start over in a new book' }).click();
	await expect(stateOfDesk(page)).toContainText('Nothing is held');
	await choose(page, 'Renamed, before reset, generated market, archived');
	await expect(page.getByText('This book is archived: it is read, not continued.')).toBeVisible();
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	const clock = await readClock(page);
	expect(await page.evaluate(() => blotter.clock.set({ speed: 10 }).catch(String))).toContain(
		'clock stands still'
	);
	expect(await page.evaluate(() => blotter.close('X').catch(String))).toMatch(/archived|refused/);
	const after = await journalOf(page);
	expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
	expect((await page.evaluate(() => blotter.verify())).intact).toBe(true);
	expect(await readClock(page)).toBe(clock);

	await page.getByText('Delete this book').click();
	const remove = thisBook(page).getByRole('button', { name: 'Delete' });
	await thisBook(page)
		.getByLabel(/^Type delete to delete/)
		.fill('remove');
	await expect(remove).toBeDisabled();
	await thisBook(page)
		.getByLabel(/^Type delete to delete/)
		.fill('delete');
	await remove.click();
	await expect(bookNames(page)).toHaveText(['Renamed, generated market', 'First book, generated market']);

	await dropOnDesk(page, [{ name: 'config.json', text: '{"startingCash":77000,"slippageBps":3}' }]);
	await expect(said(page)).toHaveText('A new book was opened with these settings.');
	await expect.poll(async () => (await page.evaluate(() => blotter.portfolio())).account.cash).toBe('77000');
});

const sampleFiles = [
	'bars.json',
	'decisions.json',
	'config.json',
	'ALFA_1m.csv',
	'BRVO_1m.csv',
	'CHRL_1m.csv',
	'DLTA_1m.csv'
];

const fillsOf = async (page: Page) =>
	(await page.evaluate(() => blotter.fills({ limit: 10_000 }))).toReversed();

/** A fill as the expected outcome of the sample has it, but for the bar, which a desk does not keep. */
function toExpected({ decisionId, cause, symbol, side, quantity, price, fee, at, cashAfter }: FillRow) {
	const instant = new Date(at).toISOString().replace('.000Z', 'Z');
	return { ...{ decisionId, cause, symbol, side }, qty: quantity, price, fee, at: instant, cashAfter };
}

/** How often the fills of a symbol came back to nothing held. */
function countTrades(fills: readonly FillRow[]): number {
	const held = new Map<string, number>();
	let trades = 0;
	for (const { symbol, side, quantity } of fills) {
		const now = (held.get(symbol) ?? 0) + (side === 'buy' ? 1 : -1) * Number(quantity);
		held.set(symbol, now);
		if (now === 0) trades++;
	}
	return trades;
}

test('a week of bars plays as a feed to the fills of its replay, and its journal is exported, valid and imported', async ({
	page
}) => {
	await openDesk(page);
	await dropOnDesk(
		page,
		sampleFiles.map((name) => readGiven(`static/sample/${name}`))
	);
	await expect(said(page)).toContainText('A new book plays 4 symbols.');
	await setSpeed(page, 1000);
	// The rest of the week would take two minutes at this pace.
	await waitForClock(page, (await readClock(page)) + 3_600_000);
	await page.evaluate(async () => {
		await blotter.clock.set({ isPaused: true });
		for (let more = true; more;) {
			more = await blotter.clock.step().then(
				() => true,
				() => false
			);
		}
	});
	await expect(stateOfDesk(page)).toContainText('The bars have been played to the end');
	const fills = await fillsOf(page);
	expect(fills.map(toExpected)).toEqual(expectedOfSample.fills.map(({ bar: _, ...fill }) => fill));
	const { account } = await page.evaluate(() => blotter.portfolio());
	expect(account).toMatchObject({ cash: expectedOfSample.cash, equity: expectedOfSample.equity });
	await expectWhole(page);

	const exported = await exportOf(page);
	const schema = JSON.parse(readFileSync('static/schema/journal-1.schema.json', 'utf8')) as object;
	const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
	validate(JSON.parse(exported));
	expect(validate.errors).toBeNull();
	const trades = (await exportOf(page, 'trades')).trimEnd().split(/\r?\n/);
	expect(trades[0]).toBe(
		'symbol,direction,quantity,entryPrice,exitPrice,gross,fees,net,openedAt,closedAt,seconds,decisionId,exitCause'
	);
	expect(trades).toHaveLength(1 + countTrades(fills));
	const orders = (await exportOf(page, 'orders')).trimEnd().split(/\r?\n/);
	expect(orders[0]).toMatch(/^id,decisionId,symbol,side,type,purpose,cause,status,quantity,/);
	expect(orders).toHaveLength(1 + (await page.evaluate(() => blotter.orders({ limit: 10_000 }))).length);

	const imported = { name: 'journal.json', mimeType: 'application/json', buffer: Buffer.from(exported) };
	await page.getByLabel('Import a journal').setInputFiles(imported);
	await expect(said(page)).toContainText(/Imported \d+ entries of journal\.json\./, { timeout: 60_000 });
	await expect(page.getByText(/^Settings of .*, imported$/)).toBeVisible();
	expect(await fillsOf(page)).toEqual(fills);
	await expectWhole(page);
	expect((await journalOf(page)).head).toEqual((JSON.parse(exported) as { readonly head: object }).head);
	await expect(panel(page, 'Books')).toContainText('archived');
});
