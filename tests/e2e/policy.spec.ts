import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { openSample, run } from './replayPage.ts';

/** Another host that would answer anyone: what does not reach it was stopped by the page's own policy. */
let elsewhere: Server;
let address = '';
let reached: string[] = [];

test.beforeAll(async () => {
	elsewhere = createServer((request, response) => {
		reached.push(request.url ?? '');
		response.setHeader('Access-Control-Allow-Origin', '*').end('here');
	});
	elsewhere.on('upgrade', (request, socket) => {
		reached.push(`upgrade ${request.url ?? ''}`);
		socket.destroy();
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	address = `127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}`;
});
test.afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

/** Runs in the page and in the worker alike. */
const tryToLeave = async (host: string) => {
	const broken: string[] = [];
	globalThis.addEventListener('securitypolicyviolation', (event) => {
		broken.push(event.effectiveDirective);
	});
	const fetched = await fetch(`http://${host}/fetch`).then(
		() => 'reached',
		() => 'refused'
	);
	const opened = await new Promise((resolve) => {
		try {
			const socket = new WebSocket(`ws://${host}/socket`);
			socket.onopen = () => resolve('reached');
			socket.onerror = () => resolve('refused');
		} catch {
			resolve('refused');
		}
	});
	return { fetched, opened, broken: [...new Set(broken)] };
};
const refused = { fetched: 'refused', opened: 'refused', broken: ['connect-src'] };

test('page and worker reach no other host, and no worker starts from an address that the policy did not make', async ({
	page,
	request
}) => {
	// It answers whoever may ask it.
	expect(await (await request.get(`http://${address}/test`)).text()).toBe('here');
	expect(reached).toEqual(['/test']);
	reached = [];
	await openSample(page);
	expect(await page.evaluate(tryToLeave, address)).toEqual(refused);
	const [worker] = page.workers();
	if (worker === undefined) throw new Error('there is no worker');
	expect(worker.url()).toMatch(/^blob:/);
	expect(await worker.evaluate(tryToLeave, address)).toEqual(refused);
	expect(reached).toEqual([]);

	const outcomes = await page.evaluate(() => {
		const told = (work: () => unknown) => {
			try {
				work();
				return 'allowed';
			} catch (error) {
				return (error as Error).name;
			}
		};
		return {
			address: told(() => new Worker('/_app/version.json')),
			blob: told(() => new Worker(URL.createObjectURL(new Blob([''])))),
			secondPolicy: told(() => trustedTypes?.createPolicy('app-worker', {})),
			otherPolicy: told(() => trustedTypes?.createPolicy('other', {}))
		};
	});
	expect(outcomes).toEqual({
		address: 'TypeError',
		blob: 'TypeError',
		secondPolicy: 'TypeError',
		otherPolicy: 'TypeError'
	});
});

async function watchPolicy(page: Page): Promise<string[]> {
	const broken: string[] = [];
	await page.exposeFunction('tellBroken', (text: string) => broken.push(text));
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
			(globalThis as unknown as { tellBroken: (text: string) => void }).tellBroken(
				`${effectiveDirective} ${blockedURI} ${sample}`
			);
		});
	});
	page.on('console', (message) => {
		if (message.type() === 'error') broken.push(message.text());
	});
	page.on('pageerror', (error) => broken.push(error.message));
	return broken;
}

test('a normal run breaks no rule of the policy, and the watch on it sees what does', async ({ page }) => {
	const broken = await watchPolicy(page);
	await openSample(page);
	await run(page);
	await expect(page.locator('.plot canvas')).toHaveCount(2);
	await page.getByRole('radio', { name: 'dark' }).check();
	for (const tab of ['Orders', 'Denied', 'Holds', 'Days']) await page.getByRole('tab', { name: tab }).click();
	await page.keyboard.press('?');
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'Help' }).click();
	await page.getByRole('link', { name: 'Decisions and files' }).click();
	await expect(page.getByRole('heading', { name: 'decisions.json' })).toBeVisible();
	await page.getByRole('link', { name: 'Replay', exact: true }).click();
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	expect(broken).toEqual([]);

	await page.evaluate(() => {
		document.body.setAttribute('style', 'color: red');
	});
	await expect.poll(() => broken.some((text) => text.startsWith('style-src-attr'))).toBe(true);
});
