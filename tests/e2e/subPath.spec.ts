import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startPlainHost, type PlainHost } from '../support/plainHost.ts';
import { openSample, run } from './replayPage.ts';

let host: PlainHost;
test.beforeAll(async () => {
	host = await startPlainHost('/x/');
});
test.afterAll(() => host.close());

/** Every page there is, as its folder. */
const pages = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+page.svelte'))
	.map((file) => file.replaceAll('\\', '/').replace('+page.svelte', ''));

test('on a host that knows nothing of the app, under a sub-path, every page loads by its address', async ({
	page
}) => {
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(message.text());
	});
	expect(pages).toContain('replay/');
	for (const [index, folder] of pages.entries()) {
		await page.goto(`${host.address}${folder}`);
		await expect(page.locator('h1').first()).toBeAttached();
		// The page lives: its theme can be chosen.
		const theme = index % 2 === 0 ? 'dark' : 'light';
		await page.getByRole('radio', { name: theme, exact: true }).check();
		await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
	}
	expect(faults).toEqual([]);
	expect(host.missed).toEqual([]);
});

test('under a sub-path the sample loads and runs, and help is a click away', async ({ page }) => {
	await openSample(page, `${host.address}replay`);
	await run(page);
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	await page.getByRole('link', { name: 'Help' }).click();
	await expect(page).toHaveURL(`${host.address}help/`);
	await page.context().setOffline(true);
	await expect(page.getByText('Offline: the simulator goes on')).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByText('Offline: the simulator goes on')).toBeHidden();
	expect(host.missed.filter((path) => path !== '/favicon.ico')).toEqual([]);
});
