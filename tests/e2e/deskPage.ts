import { expect, type Locator, type Page } from '@playwright/test';
import type { BlotterConsole } from '../../src/lib/app/blotterConsole.ts';
import type { Given } from './replayPage.ts';

export const stateOfDesk = (page: Page): Locator => page.getByRole('region', { name: 'State of the desk' });

/** A panel of the desk by its heading. */
export const panel = (page: Page, title: string): Locator =>
	page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Opens the desk and waits until it runs. */
export async function openDesk(page: Page, address = '/'): Promise<void> {
	await page.goto(address);
	await expect(stateOfDesk(page).locator('time')).toBeVisible();
}

const instantOfClock = async (page: Page): Promise<number> =>
	Date.parse((await stateOfDesk(page).locator('time').getAttribute('datetime')) ?? '');

/** The book's own clock as the page shows it. */
export async function readClock(page: Page): Promise<number> {
	const at = await instantOfClock(page);
	expect(at).toBeGreaterThan(0);
	return at;
}

/** Waits until the book's own clock has reached an instant. */
export async function waitForClock(page: Page, at: number, timeout = 60_000): Promise<void> {
	await page.waitForFunction(
		(until) => {
			const time = document.querySelector<HTMLTimeElement>('[aria-label="State of the desk"] time');
			return time !== null && Date.parse(time.dateTime) >= until;
		},
		at,
		{ timeout }
	);
}

/** Stops the clock and waits until it says so. */
export async function pauseClock(page: Page): Promise<void> {
	await stateOfDesk(page).getByRole('button', { name: 'Pause', exact: true }).click();
	await expect(stateOfDesk(page).getByRole('button', { name: 'Play' })).toBeVisible();
}

export async function playClock(page: Page): Promise<void> {
	await stateOfDesk(page).getByRole('button', { name: 'Play' }).click();
	await expect(stateOfDesk(page).getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
}

export async function setSpeed(page: Page, speed: number): Promise<void> {
	await stateOfDesk(page).getByRole('combobox').selectOption(String(speed));
	await expect(page.getByText(`The clock goes at ${String(speed)} ×.`).first()).toBeAttached();
}

/** Waits until a book is the one that is shown. */
export async function expectBook(page: Page, name: string, timeout?: number): Promise<void> {
	const chip = page.getByRole('link', { name: new RegExp(`Book: ${name}$`) });
	await expect(chip).toBeVisible(timeout === undefined ? {} : { timeout });
}

/** Drops files on the desk, with the events a browser sends. */
export async function dropOnDesk(page: Page, files: readonly Given[]): Promise<void> {
	const dataTransfer = await page.evaluateHandle((given) => {
		const transfer = new DataTransfer();
		for (const { name, text } of given) transfer.items.add(new File([text], name));
		return transfer;
	}, files);
	const body = page.locator('body');
	await body.dispatchEvent('dragenter', { dataTransfer });
	await expect(page.getByText('Drop decisions, bars or settings', { exact: true })).toBeVisible();
	await body.dispatchEvent('drop', { dataTransfer });
}

/** What the desk said of the last thing that was done. */
export const said = (page: Page): Locator => page.getByRole('status');

/** The exported journal of the book that is shown, or of another. */
export function exportOf(
	page: Page,
	what: 'journal' | 'trades' | 'orders' | 'ledger' = 'journal',
	bookId?: string
): Promise<string> {
	return page.evaluate(async ([kind, id]) => (await blotter.export(kind, id)).content.text(), [
		what,
		bookId
	] as const);
}

/** An entry as it stands in an exported journal. */
export interface ExportedEntry {
	readonly seq: number;
	readonly epoch: number;
	readonly causedBy: number;
	readonly event: { readonly type: string; readonly at?: number } & Readonly<Record<string, unknown>>;
}

export interface ExportedJournal {
	readonly origin: string;
	readonly name: string;
	readonly entries: readonly ExportedEntry[];
	readonly head: { readonly seq: number; readonly hash: string };
}

export async function journalOf(page: Page, bookId?: string): Promise<ExportedJournal> {
	return JSON.parse(await exportOf(page, 'journal', bookId)) as ExportedJournal;
}

/** Holds the journal against its hashes and every store against the journal. */
export async function expectWhole(page: Page): Promise<void> {
	const { intact, broken, rebuilt } = await page.evaluate(async () => ({
		...(await blotter.verify()),
		rebuilt: await blotter.rebuild()
	}));
	expect({ intact, broken }).toEqual({ intact: true, broken: null });
	expect(rebuilt).toMatchObject({ differences: [], corrected: 0 });
}

type Fields = Parameters<BlotterConsole['decide']>[0];

/** Takes a decision on the console. */
export const decide = (page: Page, fields: Fields) => page.evaluate((given) => blotter.decide(given), fields);

/** The last price of a symbol in the watchlist, once there is one. */
export async function lastPrice(page: Page, symbol: string): Promise<number> {
	const value = page.locator(`tr[data-symbol="${symbol}"] td:nth-of-type(2) data`);
	await expect(value).toBeAttached();
	return Number(await value.getAttribute('value'));
}

/** The symbols of the watchlist in their order. */
export async function watched(page: Page): Promise<readonly string[]> {
	const rows = page.locator('tr[data-symbol]');
	await expect(rows.first()).toBeVisible();
	// The first has a price: it can be traded.
	await expect(rows.first().locator('td:nth-of-type(2) data')).toBeAttached();
	return rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset['symbol'] ?? ''));
}
