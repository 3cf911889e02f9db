import { expect, test } from '@playwright/test';

test('the header repeats the policy of the page and forbids framing', async ({ page }) => {
	const response = await page.goto('/');
	const policy = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content');
	expect(policy).toContain("require-trusted-types-for 'script'");
	expect(response?.headers()['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`);
	expect(response?.headers()['x-content-type-options']).toBe('nosniff');
});

test('the page starts without a violation of its policy and without an error', async ({ page }) => {
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(message.text());
	});
	await page.goto('/', { waitUntil: 'networkidle' });
	await expect(page).toHaveTitle(/Blotter/);
	expect(faults).toEqual([]);
});

test('a file that does not exist is not found, an address of the page is the page', async ({ request }) => {
	expect((await request.get('/no-such-file.js')).status()).toBe(404);
	const deep = await request.get('/orders/42', { headers: { accept: 'text/html' } });
	expect(deep.status()).toBe(200);
	expect(deep.headers()['content-type']).toContain('text/html');
	expect((await request.get('/..%2fpackage.json')).status()).toBe(404);
	expect((await request.post('/')).status()).toBe(405);
});

test('scripts come compressed, may be kept, and carry the policy for workers', async ({ page, request }) => {
	await page.goto('/');
	const script = await page.locator('link[rel="modulepreload"]').first().getAttribute('href');
	const response = await request.get(script ?? '', { headers: { 'accept-encoding': 'br' } });
	expect(response.headers()['content-encoding']).toBe('br');
	expect(response.headers()['cache-control']).toContain('immutable');
	expect(response.headers()['content-security-policy']).toContain("default-src 'none'");
});
