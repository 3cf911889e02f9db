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
import { expectNoFindingsAtAnyWidth } from './findings.ts';
import { expectedOfSample, readGiven } from './replayPage.ts';

const books = (page: Page) => panel(page, 'Books on this device').getByRole('listitem');
const book = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('books are created, renamed, chosen, started over, archived, deleted by a typed word, and opened by settings', async ({
	page
}) => {
	await openDesk(page, '/books');
	const opener = panel(page, 'New book on a generated market');
	await opener.getByLabel('Name').fill('Second');
	await opener.getByLabel('Seed').fill('11');
	await opener.getByLabel('Symbols').fill('5');
	await opener.getByLabel('Starting cash').fill('25,000');
	await opener.getByRole('button', { name: 'Open the book' }).click();
	await expect(book(page, 'Second')).toContainText('Shown');
	await expect(book(page, 'Second')).toContainText('25,000.00');
	await act(page, 'Rename Second').click();
	await book(page, 'Second').getByLabel('Name').fill('Renamed');
	await act(page, 'Rename it').click();
	await expect(books(page)).toHaveCount(2);
	await act(page, 'Open First book').click();
	await expect(book(page, 'First book')).toContainText('Shown');
	await act(page, 'Open Renamed').click();
	await expect(book(page, 'Renamed')).toContainText('Shown');

	await page.getByRole('link', { name: 'Desk' }).first().click();
	const [symbol = '', ...others] = await watched(page);
	expect(others).toHaveLength(4);
	await lastPrice(page, symbol);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.05 });
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	const before = await journalOf(page);
	await page.getByRole('link', { name: 'Books' }).first().click();
	await act(page, 'Start over').click();
	await act(page, 'Open Renamed, before reset').click();
	await expect(book(page, 'Renamed, before reset')).toContainText('Archived');
	await expect(book(page, 'Renamed, before reset')).toContainText('Shown');
	const clock = await readClock(page);
	expect(await page.evaluate(() => blotter.clock.set({ speed: 10 }).catch(String))).toContain(
		'clock stands still'
	);
	expect(await page.evaluate(() => blotter.close('X').catch(String))).toMatch(/archived|refused/);
	const after = await journalOf(page);
	expect(after.entries.slice(0, before.entries.length)).toEqual(before.entries);
	expect((await page.evaluate(() => blotter.verify())).intact).toBe(true);
	expect(await readClock(page)).toBe(clock);
	await page.getByRole('link', { name: 'Desk' }).first().click();
	await expect(page.getByText('This book is archived: it is read, not continued.')).toBeVisible();
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);

	await page.getByRole('link', { name: 'Books' }).first().click();
	await act(page, 'Archive First book').click();
	await act(page, 'Archive it').click();
	await expect(book(page, 'First book')).toContainText('Archived');
	await expectNoFindingsAtAnyWidth(page);
	await act(page, 'Delete Renamed, before reset').click();
	const word = page.getByLabel(/^Type delete to delete/);
	await word.fill('remove');
	await expect(act(page, 'Delete it')).toBeDisabled();
	await word.fill('delete');
	await act(page, 'Delete it').click();
	await expect(books(page)).toHaveCount(2);
	await expect(book(page, 'Renamed')).toContainText('Shown');

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
	// The clock of the bars, and no longer that of the market before.
	await expect.poll(() => readClock(page)).toBeLessThan(Date.UTC(2024, 11, 1));
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
		'symbol,direction,quantity,entryPrice,exitPrice,gross,fees,net,openedAt,closedAt,seconds,decisionId,exitCause,' +
			'strategy,entryFees,exitFees,return,worst,best'
	);
	expect(trades).toHaveLength(1 + countTrades(fills));
	const orders = (await exportOf(page, 'orders')).trimEnd().split(/\r?\n/);
	expect(orders[0]).toMatch(/^id,decisionId,symbol,side,type,purpose,cause,status,quantity,/);
	expect(orders).toHaveLength(1 + (await page.evaluate(() => blotter.orders({ limit: 10_000 }))).length);

	const imported = { name: 'journal.json', mimeType: 'application/json', buffer: Buffer.from(exported) };
	await page.getByRole('link', { name: 'Books' }).first().click();
	await page.getByLabel('Import a journal').setInputFiles(imported);
	await expect(said(page)).toContainText(/Imported [\d,]+ entries of journal\.json into a new book\.\s*$/, {
		timeout: 60_000
	});
	await expect(page.getByRole('listitem', { name: /, imported$/ })).toContainText('Archived');
	expect(await fillsOf(page)).toEqual(fills);
	await expectWhole(page);
	expect((await journalOf(page)).head).toEqual((JSON.parse(exported) as { readonly head: object }).head);
});
