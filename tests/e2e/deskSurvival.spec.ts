import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { makeLongJournal } from '../support/longJournal.ts';
import {
	decide,
	dropOnDesk,
	expectBook,
	expectWhole,
	exportOf,
	journalOf,
	lastPrice,
	openDesk,
	panel,
	pauseClock,
	playClock,
	readClock,
	said,
	setSpeed,
	stateOfDesk,
	waitForClock,
	watched,
	type ExportedEntry
} from './deskPage.ts';
import { test } from './diskProfile.ts';

const minute = 60_000;
const kills = Number(process.env['KILLS'] ?? 4);
/** A run that failed is made again with its own seed. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** Numbers in [0, 1) that follow from a seed. */
function createChance(from: number): () => number {
	let state = from;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** What the page shows of the book, once it stands still. */
async function readPicture(page: Page) {
	const { portfolio, triggers, orders, history } = await page.evaluate(async () => ({
		portfolio: await blotter.portfolio(),
		triggers: await blotter.triggers.list(),
		orders: await blotter.orders(),
		history: await blotter.history()
	}));
	const happened = panel(page, 'What just happened').getByRole('listitem');
	// The board is drawn block by block.
	await expect(happened.first()).toBeVisible();
	const feed = await happened.allInnerTexts();
	return { portfolio, triggers, orders, history, feed };
}

test('a first start shows a live market and an explained fill, and a reload brings everything back', async ({
	profile
}) => {
	const { page } = await profile.startDesk();
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await page.getByRole('button', { name: symbol, exact: false }).first().click();
	await page.getByLabel('Size, % of equity').fill('5');
	await page.getByLabel('Stop', { exact: true }).fill((price * 0.95).toFixed(2));
	await page.getByRole('button', { name: new RegExp(`^Buy \\d+ ${symbol}$`) }).click();
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	await expect(panel(page, 'What just happened')).toContainText(new RegExp(`Bought \\d+ ${symbol}`));
	await expect(stateOfDesk(page)).toContainText('1 of 1 position protected');
	const [order] = await page.evaluate(() => blotter.orders());
	expect(order).toMatchObject({ symbol, status: 'filled' });
	expect(order?.verdict.length).toBeGreaterThan(5);
	expect(order?.sizing).not.toBeNull();

	const [, second = ''] = await watched(page);
	const limit = ((await lastPrice(page, second)) * 0.8).toFixed(2);
	await decide(page, { symbol: second, action: 'BUY', sizePct: 0.05, entryPrice: limit });
	await setSpeed(page, 1000);
	await waitForClock(page, (await readClock(page)) + 3 * minute);
	await pauseClock(page);
	const before = await readPicture(page);
	const clock = await readClock(page);

	await page.reload();
	await expect(stateOfDesk(page)).toBeVisible();
	await expect(stateOfDesk(page).getByRole('button', { name: 'Play' })).toBeVisible();
	await expect(stateOfDesk(page).getByRole('combobox')).toHaveValue('1000');
	expect(await readPicture(page)).toEqual(before);
	expect(await readClock(page)).toBe(clock);
	await expectWhole(page);

	// While it runs and nothing happens, its place is kept every two seconds.
	await page.evaluate(() => blotter.clock.set({ speed: 1 }));
	await playClock(page);
	await waitForClock(page, clock + 1000);
	const running = await readClock(page);
	await page.reload();
	await expect(stateOfDesk(page)).toBeVisible();
	const after = await readClock(page);
	expect(after).toBeGreaterThanOrEqual(running - 3000);
	expect(after).toBeLessThan(running + 30_000);
	await expectWhole(page);
});

const span = 45 * minute;
const decisionCount = 60;

/** Decisions for the first while of a book, some of which find their limit, their stop or a refusal. */
function makeDecisions(startsAt: number, prices: ReadonlyMap<string, number>, chance: () => number) {
	const symbols = [...prices.keys()];
	return Array.from({ length: decisionCount }, (_, index) => {
		const symbol = symbols[Math.floor(chance() * symbols.length)] ?? '';
		const price = prices.get(symbol) ?? 0;
		const kind = chance();
		const action = kind < 0.5 ? 'BUY' : kind < 0.8 ? 'SELL' : 'HOLD';
		const at = startsAt + 2 * minute + index * 42_000;
		return {
			...{ id: `k${String(index)}`, at: new Date(at).toISOString().replace('.000Z', 'Z'), symbol, action },
			confidence: 0.9,
			...(action === 'BUY' ? { sizePct: 0.05 } : {}),
			...(action === 'BUY' && chance() < 0.4
				? { entryPrice: Number((price * (0.999 + chance() * 0.002)).toFixed(2)) }
				: {}),
			...(action === 'SELL' ? {} : { trailingStopPct: (2 + Math.floor(chance() * 8)) / 1000 })
		};
	});
}

/** Opens a book of the given market, its clock paused. */
async function openPaused(page: Page, name: string): Promise<string> {
	const { id } = await page.evaluate(
		(called) => blotter.books.create(called, { seed: 7, symbols: 12 }),
		name
	);
	await expectBook(page, name);
	for (const symbol of await watched(page)) await lastPrice(page, symbol);
	await pauseClock(page);
	return id;
}

/** Lets the chosen book run to the end of the decisions and stops it there. */
async function runToEnd(page: Page, until: number): Promise<void> {
	await playClock(page);
	await setSpeed(page, 1000);
	await waitForClock(page, until);
	await pauseClock(page);
}

function instantOf({ event }: ExportedEntry): number {
	const { at } = (event['snapshot'] ?? event['fill'] ?? event) as { readonly at: number };
	return at;
}

/** What must not depend on when a process was killed: all but epoch, hash, wall clock, and when the file was given. */
function withoutChance(entries: readonly ExportedEntry[], until: number) {
	return entries
		.filter((entry) => instantOf(entry) <= until)
		.map(({ seq, causedBy, event }) => ({
			seq,
			causedBy,
			event: event.type === 'DecisionQueued' ? { ...event, at: null } : event
		}));
}

test('a book that is killed again and again comes to the same as one that is not', async ({ profile }) => {
	test.setTimeout(60_000 + kills * 30_000);
	let { page, kill } = await profile.startDesk();
	const chance = createChance(seed);
	const killed = await openPaused(page, 'Killed');
	const { entries } = await journalOf(page);
	const startsAt = (entries[0]?.event['source'] as { readonly startsAt: number }).startsAt;
	const until = startsAt + span;
	const prices = new Map<string, number>();
	for (const symbol of await watched(page)) prices.set(symbol, await lastPrice(page, symbol));
	const decisions = makeDecisions(startsAt, prices, chance);
	const file = {
		name: 'decisions.json',
		text: JSON.stringify({ format: 'blotter-decisions', version: 1, decisions })
	};
	const take = async () => {
		await dropOnDesk(page, [file]);
		await expect(said(page)).toHaveText(`Decisions: ${String(decisionCount)} waiting for their time.`);
	};
	await take();
	await openPaused(page, 'Undisturbed');
	await take();
	await runToEnd(page, until);
	const undisturbed = withoutChance((await journalOf(page)).entries, until);

	await page.evaluate((id) => blotter.books.choose(id), killed);
	await playClock(page);
	await setSpeed(page, 1000);
	const acknowledged = new Map<number, string>();
	for (let time = 0; time < kills; time++) {
		await waitForClock(page, startsAt + (span * (time + chance())) / kills);
		const lines = await page.evaluate(() => blotter.journal({ limit: 50 }));
		for (const { seq, type } of lines) acknowledged.set(seq, type);
		await kill();
		({ page, kill } = await profile.start());
		if (time % 4 === 3) {
			// Once more while it starts.
			await page.goto(profile.address, { waitUntil: 'commit' });
			await kill();
			({ page, kill } = await profile.start());
		}
		await openDesk(page, profile.address);
	}
	await waitForClock(page, until);
	await pauseClock(page);
	const { entries: survived } = await journalOf(page);
	expect(withoutChance(survived, until), `killed as with SEED=${String(seed)}`).toEqual(undisturbed);
	const types = new Set(survived.map(({ event }) => event.type));
	for (const type of ['OrderFilled', 'TriggerFired', 'DecisionRefused']) expect(types).toContain(type);
	expect(new Set(survived.map(({ epoch }) => epoch)).size).toBeGreaterThan(2);
	for (const [seq, type] of acknowledged) expect(survived[seq - 1]?.event.type).toBe(type);
	await expectWhole(page);
});

const booksOnDisk = (page: Page) =>
	page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('blotter');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error('the database cannot be opened'));
		});
		const stores = ['books', 'heads'] as const;
		const counts = stores.map(
			(store) =>
				new Promise<number>((resolve) => {
					const counting = db.transaction(store).objectStore(store).count();
					counting.onsuccess = () => resolve(counting.result);
				})
		);
		const [books, journals] = await Promise.all(counts);
		db.close();
		return { books, journals };
	});

/** Waits from frame to frame, so that what is under way has not ended by the time it is seen. */
const waitForText = (page: Page, pattern: string) =>
	page.waitForFunction((text) => new RegExp(text).test(document.body.textContent ?? ''), pattern);

async function importJournal(page: Page, path: string): Promise<void> {
	await page.getByRole('link', { name: 'Books' }).first().click();
	await page.getByLabel('Import a journal').setInputFiles(path);
}

test('what was answered, half imported or half rebuilt when the process was killed is whole afterwards', async ({
	profile
}) => {
	let { page, kill } = await profile.startDesk();
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	const { order } = await decide(page, { symbol, action: 'BUY', sizePct: 0.05 });
	await kill();

	({ page, kill } = await profile.startDesk());
	expect(await page.evaluate(async (id) => (await blotter.order(id)).id, order?.id ?? '')).toBe(order?.id);
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	await expectWhole(page);
	const long = join(profile.folder, 'long.json');
	writeFileSync(long, makeLongJournal(await exportOf(page), 20_000));
	await importJournal(page, long);
	await waitForText(page, 'Importing: [1-9]');
	await kill();

	({ page, kill } = await profile.startDesk());
	expect(await page.evaluate(async () => (await blotter.books.list()).map(({ name }) => name))).toEqual([
		'First book'
	]);
	expect(await booksOnDisk(page)).toEqual({ books: 1, journals: 1 });
	await expectWhole(page);
	await importJournal(page, long);
	await expectBook(page, 'First book, imported', 60_000);
	await page.getByRole('button', { name: 'Rebuild' }).click();
	await waitForText(page, 'Rebuilding from the journal: [1-9]');
	await kill();

	({ page } = await profile.startDesk());
	await expectBook(page, 'First book, imported');
	await expectWhole(page);
	expect(await booksOnDisk(page)).toEqual({ books: 2, journals: 2 });
});
