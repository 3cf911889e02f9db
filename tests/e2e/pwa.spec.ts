import { expect, type Page } from '@playwright/test';
import { startPlainHost, type PlainHost } from '../support/plainHost.ts';
import { decide, openDesk, readClock, said, waitForClock, watched } from './deskPage.ts';
import { test } from './diskProfile.ts';
import { openSample, run } from './replayPage.ts';

let host: PlainHost;
test.beforeEach(async () => {
	host = await startPlainHost('/x/');
});
test.afterEach(() => host.close());

/** The versions that are kept on the device. */
const cacheNames = (page: Page): Promise<string[]> =>
	page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('blotter /x/ ')));

/** Opens the desk and waits until everything it needs is kept on the device. */
async function openKept(page: Page): Promise<void> {
	await openDesk(page, host.address);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Opens a file with the app, as the file list of the system does. */
async function launch(page: Page, name: string, text: string): Promise<void> {
	await page.evaluate(
		([given, content]) => {
			const launched = globalThis as unknown as { launch: (launch: object) => void };
			launched.launch({
				files: [{ name: given, getFile: () => Promise.resolve(new File([content], given)) }]
			});
		},
		[name, text] as const
	);
}

test('it can be installed, takes files that were opened with it, and works without a network', async ({
	profile
}) => {
	const { page } = await profile.start();
	await page.addInitScript(() => {
		const setConsumer = (take: unknown): void => void Object.assign(globalThis, { launch: take });
		Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
		// How many prices stood on the desk when the app was copied to the device.
		const container = navigator.serviceWorker;
		const register = container.register.bind(container);
		container.register = (...given) => {
			Object.assign(globalThis, { pricesBefore: document.querySelectorAll('tr[data-symbol]').length });
			return register(...given);
		};
	});
	await openKept(page);
	expect(await page.evaluate(() => (globalThis as { pricesBefore?: number }).pricesBefore)).toBeGreaterThan(
		5
	);
	const [symbol = ''] = await watched(page);
	const session = await page.context().newCDPSession(page);
	expect(await session.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
	expect((await session.send('Page.getAppManifest')).errors).toEqual([]);

	await host.close();
	await page.goto(`${host.address}replay/`);
	await openSample(page, `${host.address}replay/?from=a-link`);
	await run(page);
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	// Twice at once, and from a page on which no desk runs.
	const row = (id: string): string => `id,at,symbol,action\n${id},2024-01-02T15:00:00Z,${symbol},HOLD\n`;
	await launch(page, 'first.csv', row('f1'));
	await launch(page, 'second.csv', row('f2'));
	await expect(page).toHaveURL(host.address);
	await expect(said(page).filter({ hasText: 'Decisions: 1 taken.' })).toBeAttached();
	await expect
		.poll(() =>
			page.evaluate(
				async () => (await blotter.journal()).filter(({ type }) => type === 'DecisionHeld').length
			)
		)
		.toBe(2);

	await page.goto(`${host.address}no-such-page`);
	const ways = page.getByRole('navigation', { name: 'Pages' });
	await expect(ways.getByRole('link', { name: /^Desk/ })).toHaveAttribute('href', '/x/');
	await expect(ways.getByRole('link', { name: /^Orders/ })).toHaveAttribute('href', '/x/orders/');
	const kept = await page.evaluate(async () => {
		const name = (await caches.keys()).find((one) => one.startsWith('blotter /x/ ')) ?? '';
		return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
	});
	expect(await cacheNames(page)).toHaveLength(1);
	expect(kept.filter((path) => /desk\.worker|replay\.worker/.test(path))).toHaveLength(2);
	expect(kept).toEqual(expect.arrayContaining(['/x/', '/x/replay/', '/x/sample/bars.json']));
	expect(kept.filter((path) => path.includes('from=') || path.includes('_headers'))).toEqual([]);
});

test('a new version waits for what is under way in any tab, and a book that runs goes on in it', async ({
	profile
}) => {
	const { page, kill } = await profile.start();
	await openKept(page);
	const [symbol = ''] = await watched(page);
	await decide(page, { symbol, action: 'BUY', quantity: 3 });
	const held = () => page.evaluate(async () => (await blotter.positions()).map(({ quantity }) => quantity));
	await expect.poll(held).toEqual(['3']);
	const other = await page.context().newPage();
	await other.goto(`${host.address}help/`);
	const [old = ''] = await cacheNames(page);
	host.replace('service-worker.js', (text) => text.replaceAll(old.split(' ').at(-1) ?? '', 'next'));
	for (const file of ['index.html', 'help/index.html'])
		host.replace(file, (text) => text.replace('<html', '<html data-version="next"'));
	await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());

	const note = page.getByRole('region', { name: 'New version' });
	await expect(note).toContainText('A new version is ready.');
	await other.getByRole('button', { name: 'Later' }).click();
	await expect(other.getByRole('region', { name: 'New version' })).toBeHidden();

	await other.evaluate(() => {
		const held = new Promise<void>((resolve) => Object.assign(globalThis, { done: resolve }));
		void navigator.locks.request('blotter-under-way', { mode: 'shared' }, () => held);
	});
	for (const tab of [page, other]) await tab.evaluate(() => Object.assign(globalThis, { isOld: true }));
	await page.bringToFront();
	await note.getByRole('button', { name: 'Reload' }).click();
	await expect(note).toContainText('waits for another tab');
	expect(await page.evaluate(() => 'isOld' in globalThis)).toBe(true);
	const before = await readClock(page);
	await other.evaluate(() => (globalThis as unknown as { done: () => void }).done());
	for (const tab of [page, other]) await tab.waitForFunction(() => !('isOld' in globalThis));

	await waitForClock(page, before + 1000);
	expect(await held()).toEqual(['3']);
	for (const tab of [page, other]) await expect(tab.locator('html')).toHaveAttribute('data-version', 'next');
	await expect(note).toBeHidden();
	// The old files go with the last page that could ask for them.
	await kill();
	const { page: again } = await profile.startDesk(host.address);
	await expect(again.locator('html')).toHaveAttribute('data-version', 'next');
	await expect.poll(() => cacheNames(again)).toEqual([old.replace(/\S+$/, 'next')]);
});
