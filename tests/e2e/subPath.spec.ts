import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openSample, run } from './replayPage.ts';

const typeByExtension: Readonly<Record<string, string>> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.csv': 'text/csv'
};

let server: Server;
let address = '';
let missed: string[] = [];

test.beforeAll(async () => {
	server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		void readUnderX(path).then((body) => {
			if (body === undefined) missed.push(path);
			response.writeHead(body === undefined ? 404 : 200, {
				'Content-Type': typeByExtension[extname(path)] ?? 'text/html'
			});
			response.end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x/`;
});
test.afterAll(() => new Promise((resolve) => server.close(resolve)));

async function readUnderX(path: string): Promise<Buffer | undefined> {
	if (!path.startsWith('/x/')) return undefined;
	const file = path.slice(3) || 'index.html';
	for (const name of [file, `${file}.html`]) {
		const body = await readFile(join('build', name)).catch(() => undefined);
		if (body !== undefined) return body;
	}
	return undefined;
}

test('under a sub-path the sample loads and runs, and help is a click away', async ({ page }) => {
	missed = [];
	await openSample(page, `${address}replay`);
	await run(page);
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	await page.getByRole('link', { name: 'Help' }).click();
	await expect(page).toHaveURL(`${address}help`);
	await page.getByRole('link', { name: 'Back to the replay' }).click();
	await expect(page.locator('[data-figure=equity]')).toHaveText('50,072.0584');
	await page.goto(`${address}help`);
	await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
	expect(missed.filter((path) => path !== '/favicon.ico')).toEqual([]);
});
