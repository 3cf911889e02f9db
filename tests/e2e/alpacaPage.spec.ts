import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { createRelay } from '../../scripts/relay.mjs';
import { createHost } from '../../scripts/serve.mjs';
import { testKeys } from '../support/alpaca/fixtures.ts';
import { strictCors, type StandInServer } from '../support/alpaca/server.ts';
import type { StreamMishap, StreamMishaps } from '../support/alpaca/standInLine.ts';
import { startPlainHost } from '../support/plainHost.ts';
import { test } from './alpacaDesk.ts';
import { panel } from './deskPage.ts';
import { expectNoFindingsAtAnyWidth } from './findings.ts';

async function openPage(page: Page, site = ''): Promise<void> {
	await page.goto(`${site}/alpaca`);
	await expect(page.getByRole('heading', { name: 'Alpaca', level: 1 })).toBeVisible();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
}

async function giveKeys(page: Page, keys: { keyId: string; secret: string } = testKeys): Promise<void> {
	await page.getByLabel('Key id').fill(keys.keyId);
	await page.getByLabel('Secret').fill(keys.secret);
}

const connect = (page: Page): Promise<void> => page.getByRole('button', { name: 'Connect' }).click();
const chooseRelay = (page: Page): Promise<void> =>
	page.getByRole('radio', { name: 'Through this site’s relay' }).check();
const trials = (page: Page) => page.getByRole('list', { name: 'What this browser is allowed' });

test('a paper account is connected from the browser itself, and every method works as plain text', async ({
	alpaca: { page, server }
}) => {
	await openPage(page);
	await expectNoFindingsAtAnyWidth(page);
	await giveKeys(page);
	await connect(page);
	await expect(panel(page, 'Paper account')).toContainText('100,000.00 USD');
	await expect(trials(page).getByText('works', { exact: true })).toHaveCount(9);
	await expect(panel(page, 'Before orders may go there')).toContainText('Not ready');
	await expectNoFindingsAtAnyWidth(page);
	expect(server.requests).toContain('POST /v2/orders');
	expect([...server.opened].sort()).toEqual([
		...['/stream', '/v1beta1/news', '/v1beta3/crypto/us', '/v2/iex']
	]);
	expect(server.requests.join()).not.toContain(testKeys.keyId);
});

test.describe('where the browser may not change orders', () => {
	test.use({ cors: { ...strictCors, methods: ['GET', 'POST', 'DELETE'] } });
	test('the page says so, and what takes its place', async ({ alpaca: { page } }) => {
		await openPage(page);
		await giveKeys(page);
		await connect(page);
		await expect(trials(page).getByText('does not work')).toHaveCount(1);
		await expect(trials(page)).toContainText('canceling the order and sending a new one');
		await expect(panel(page, 'Paper account')).toBeVisible();
	});
});

test.describe('where another program has the stream of prices, and that of orders is out of reach', () => {
	test.use({
		trouble: {
			streams: ({ path, message }) => {
				if (message !== null) return null;
				return path === '/v2/iex' ? 'limit' : path === '/stream' ? 'unreachable' : null;
			}
		}
	});
	test('the page says so of each, and what takes its place', async ({ alpaca: { page } }) => {
		await openPage(page);
		await giveKeys(page);
		await connect(page);
		await expect(trials(page).getByText('works', { exact: true })).toHaveCount(7);
		await expect(trials(page)).toContainText('another program or tab of yours has it');
		await expect(trials(page)).toContainText('Prices of stocks are asked for every few seconds.');
		await expect(trials(page)).toContainText('no connection came about');
		await expect(panel(page, 'Paper account')).toBeVisible();
	});
});

/** The built app on a host with a relay that leads to the stand-in. */
async function withRelay({ plainPort }: StandInServer, use: (site: string) => Promise<void>): Promise<void> {
	const host = createHost(createRelay({ standIn: `http://127.0.0.1:${String(plainPort)}` }));
	await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
	await use(`http://127.0.0.1:${String((host.address() as AddressInfo).port)}`);
	host.closeAllConnections();
	await new Promise((resolve) => host.close(resolve));
}

test.describe('where the browser may neither cancel nor change', () => {
	test.use({ cors: { ...strictCors, methods: ['GET'] } });
	test('the same app works through the relay of its site, and remembers the way', async ({
		alpaca: { page, server }
	}) => {
		await withRelay(server, async (site) => {
			await openPage(page, site);
			await giveKeys(page);
			await connect(page);
			await expect(trials(page).getByText('does not work')).toHaveCount(2);
			await expect(page.getByText('Through a relay on this site')).toBeVisible();
			await expect(panel(page, 'Paper account')).toContainText('from this browser');
			const before = server.requests.length;
			await chooseRelay(page);
			await expect(panel(page, 'Paper account')).toContainText('through this site’s relay');
			await expect(trials(page).getByText('works', { exact: true })).toHaveCount(9);
			const relayed = () =>
				server.requests.slice(before).map((call) => call.split(/[/ ?](?=[^/ ?]*-|symbols)/)[0]);
			await expect
				.poll(relayed)
				.toEqual([
					...['GET /v2/clock', 'POST /v2/orders', 'DELETE /v2/orders', 'PATCH /v2/orders'],
					...['GET /v2/stocks/quotes/latest', 'GET /v2/account']
				]);
			await expect(panel(page, 'What works through the relay')).toBeVisible();
			await expectNoFindingsAtAnyWidth(page);
			await page.reload();
			await expect(panel(page, 'Connect your paper account')).toBeVisible();
			await expect(page.getByRole('radio', { name: 'Through this site’s relay' })).toBeChecked();
		});
	});
});

/** Something that goes wrong at the first opening of each stream. */
function firstOfEachPath(mishap: StreamMishap): StreamMishaps {
	const seen = new Set<string>();
	return ({ path, message }) => {
		if (message !== null || seen.has(path)) return null;
		seen.add(path);
		return mishap;
	};
}

test.describe('where Alpaca’s own address opens no stream', () => {
	test.use({
		trouble: { streams: firstOfEachPath('unreachable') }
	});
	test('all streams open through the relay of the site', async ({ alpaca: { page, server } }) => {
		await withRelay(server, async (site) => {
			await openPage(page, site);
			await chooseRelay(page);
			await giveKeys(page);
			await connect(page);
			await expect(trials(page).getByText('works', { exact: true })).toHaveCount(9);
			expect(server.opened).toHaveLength(8);
		});
	});
});

test('a site without a relay says so, under a sub-path too, and no key is sent', async ({
	alpaca: { page, server }
}) => {
	const host = await startPlainHost('/x/');
	await openPage(page, host.address.replace(/\/$/, ''));
	await chooseRelay(page);
	await giveKeys(page);
	await connect(page);
	await expect(page.getByRole('alert')).toContainText('This site has no relay');
	expect(host.missed).toEqual(['/x/relay/here']);
	expect(server.requests).toEqual([]);
	await page.getByRole('radio', { name: 'From this browser' }).check();
	await expect(page.getByRole('alert')).toBeHidden();
	await connect(page);
	await expect(panel(page, 'Paper account')).toContainText('from this browser');
	await host.close();
});

test('a live key is refused before anything is sent, a wrong one by Alpaca', async ({
	alpaca: { page, server }
}) => {
	await openPage(page);
	await giveKeys(page, { keyId: 'AK0123456789ABCDEF01', secret: 'x' });
	await connect(page);
	await expect(page.getByText('This is a live key')).toBeVisible();
	expect(server.requests).toEqual([]);
	await giveKeys(page, { ...testKeys, secret: 'another' });
	await connect(page);
	await expect(page.getByRole('alert')).toContainText('Alpaca refuses the key');
});

test('keys that are kept are locked at the next start, and gone once they are forgotten', async ({
	alpaca: { page }
}) => {
	await openPage(page);
	await giveKeys(page);
	await page.getByLabel('Keep them on this device').check();
	await page.getByRole('textbox', { name: 'Passphrase' }).fill('correct horse');
	await connect(page);
	await expect(panel(page, 'Paper account')).toBeVisible();
	await page.reload();
	await expect(panel(page, 'Unlock your keys')).toBeVisible();
	await page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong horse');
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByText('This is not the passphrase.')).toBeVisible();
	await page.getByRole('textbox', { name: 'Passphrase' }).fill('correct horse');
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(panel(page, 'Paper account')).toBeVisible();
	await page.getByRole('button', { name: 'Forget keys' }).click();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
	await page.reload();
	await expect(panel(page, 'Connect your paper account')).toBeVisible();
});
