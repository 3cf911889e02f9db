import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import {
	decide,
	dropOnDesk,
	expectBook,
	expectWhole,
	journalOf,
	lastPrice,
	openDesk,
	panel,
	said,
	setSpeed,
	stateOfDesk,
	watched
} from './deskPage.ts';
import { test } from './diskProfile.ts';

const trouble = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title });

/** Buys the first symbol, so that something is held. */
async function buySomething(page: Page): Promise<string> {
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.05 });
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	return symbol;
}

test('a browser that keeps nothing for this site is told of, and what can be done', async ({ profile }) => {
	// The setting of a person who blocks all cookies, which is the way to be without IndexedDB.
	const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
	mkdirSync(join(profile.folder, 'profile', 'Default'), { recursive: true });
	writeFileSync(join(profile.folder, 'profile', 'Default', 'Preferences'), JSON.stringify(settings));
	const { page } = await profile.start();
	await page.goto(profile.address);
	const told = trouble(page, 'There is nowhere to keep the journal');
	await expect(told).toContainText('Allow storage for this site');
	await told.getByRole('button', { name: 'Try again' }).click();
	await expect(told).toBeVisible();
	expect(await page.evaluate(() => blotter.positions().catch(String))).toContain(
		'nowhere to keep the journal'
	);
});

test('files that cannot be read and a wrong word change nothing; a database deleted under the desk is told of', async ({
	page
}) => {
	await openDesk(page);
	const symbol = await buySomething(page);
	const decisions = [{ id: 'f1', at: '2030-01-02T15:00:00Z', symbol, action: 'BUY', sizePct: 'much' }];
	const text = JSON.stringify({ format: 'blotter-decisions', version: 1, decisions }, null, '\t');
	const before = (await journalOf(page)).head;
	await dropOnDesk(page, [{ name: 'mine.json', text }]);
	await expect(page.getByRole('alert')).toContainText(/mine\.json, line \d+, decisions\[0\]\.sizePct: /);
	await dropOnDesk(page, [{ name: 'broken.json', text: '{"startingCash": 1,\n"commission": {"rate": -1}}' }]);
	await expect(page.getByRole('alert')).toContainText('Nothing was taken; everything is as it was.');
	await expect(page.getByRole('alert')).toContainText(/broken\.json, line 2, commission\.rate: /);
	expect(await page.evaluate(() => blotter.import('no.json', new Blob(['{}'])).catch(String))).toContain(
		'Line 1'
	);

	const [first] = await page.evaluate(() => blotter.books.list());
	await page.evaluate(() => blotter.books.create('Another'));
	const remove = (word: string) =>
		page.evaluate(([of, typed]) => blotter.books.delete(of, typed).catch(String), [
			first?.id ?? '',
			word
		] as const);
	expect(await remove('Delete')).toContain('Type the word delete');
	await page.evaluate((of) => blotter.books.choose(of), first?.id ?? '');
	await expectBook(page, 'First book');
	const after = await journalOf(page);
	expect(after.entries[before.seq - 1]).toMatchObject({ hash: before.hash });
	expect(after.entries.slice(before.seq).filter(({ event }) => event.type !== 'SnapshotTaken')).toEqual([]);
	expect(await page.evaluate(async () => (await blotter.books.list()).length)).toBe(2);

	await page.evaluate(() => {
		indexedDB.deleteDatabase('blotter');
		// Counts the seconds of this tab's worker: what it says of itself once a second.
		const heard = new BroadcastChannel('blotter-desk');
		heard.onmessage = ({ data }: MessageEvent<{ readonly type: string }>) => {
			if (data.type === 'beat' || data.type === 'here')
				document.documentElement.dataset['heard'] = `${document.documentElement.dataset['heard'] ?? ''}.`;
		};
	});
	const gone = trouble(page, 'The storage was taken away');
	await expect(gone).toContainText('Try again to begin anew');
	// Longer than a tab waits before it replaces one that has fallen silent.
	await page.waitForFunction(() => (document.documentElement.dataset['heard'] ?? '').length >= 7);
	await expect(gone).toBeVisible();
	await gone.getByRole('button', { name: 'Try again' }).click();
	await expect(stateOfDesk(page)).toContainText('Nothing is held');
	expect(await page.evaluate(async () => (await blotter.books.list()).map(({ name }) => name))).toEqual([
		'First book'
	]);
	await buySomething(page);
	await expectWhole(page);
});

test('a newer version that takes the storage over is told of', async ({ page }) => {
	await openDesk(page);
	await page.evaluate(
		() =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('blotter', 999);
				opening.onsuccess = () => resolve();
				opening.onerror = () => reject(new Error('the database cannot be opened'));
			})
	);
	const told = trouble(page, 'Another version of Blotter is open');
	await expect(told).toContainText('Close the other tabs of Blotter and reload this page');
	await expect(told.getByRole('button')).toHaveCount(0);
	await page.reload();
	await expect(told).toBeVisible();
});

test('a full storage stops the desk with nothing lost, and with room again it comes back halted and right', async ({
	page,
	context,
	baseURL
}) => {
	const session = await context.newCDPSession(page);
	// From the start: the browser asks for the quota anew only when what it was told before is used up.
	await session.send('Storage.overrideQuotaForOrigin', { origin: baseURL ?? '', quotaSize: 200_000 });
	await openDesk(page);
	const symbol = await buySomething(page);
	await setSpeed(page, 1000);
	const full = trouble(page, 'The storage is full');
	await expect(full).toContainText('Export the journal, make room');
	await expect(page.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);
	const downloading = page.waitForEvent('download');
	await full.getByRole('button', { name: 'Export the journal' }).click();
	expect((await downloading).suggestedFilename()).toMatch(/^blotter-journal-.*\.json$/);
	const exported = await journalOf(page);
	const refusal = await decide(page, { symbol, action: 'SELL' }).catch(String);
	expect(refusal).toContain('Not carried out: the storage is full');
	const feed = panel(page, 'What just happened').getByRole('listitem');
	const shown = await feed.evaluateAll((items) =>
		items.map((item) => Number((item as HTMLElement).dataset['seq']))
	);
	expect(Math.max(...shown)).toBeLessThanOrEqual(exported.head.seq);

	await session.send('Storage.overrideQuotaForOrigin', { origin: baseURL ?? '' });
	await full.getByRole('button', { name: 'Try again' }).click();
	await expect(stateOfDesk(page)).toContainText('Halted');
	await expect(full).toHaveCount(0);
	await expect(stateOfDesk(page).getByRole('button', { name: 'Play' })).toBeVisible();
	await expectWhole(page);
	const { entries } = await journalOf(page);
	expect(entries.slice(0, exported.entries.length)).toEqual(exported.entries);
	await stateOfDesk(page).getByRole('button', { name: 'Resume trading' }).click();
	await page.getByRole('dialog').getByLabel('Type resume').fill('resume');
	await page.keyboard.press('Enter');
	await expect(stateOfDesk(page)).toContainText('Trading state:Active');
	await page.evaluate((of) => blotter.close(of), symbol);
	await stateOfDesk(page).getByRole('button', { name: 'Play' }).click();
	await expect(stateOfDesk(page)).toContainText('Nothing is held');
	await expect(said(page)).toBeAttached();
});
