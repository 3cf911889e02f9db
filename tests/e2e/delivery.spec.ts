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

test('a page is found with and without its slash, and what is not there is not found', async ({
	request
}) => {
	const deep = await request.get('/replay?a=1', { maxRedirects: 0 });
	expect([deep.status(), deep.headers()['location']]).toEqual([308, './replay/?a=1']);
	expect((await request.get('/replay')).status()).toBe(200);
	for (const path of ['/no-such-file.js', '/orders/42', '/..%2fpackage.json']) {
		const missing = await request.get(path);
		expect([missing.status(), missing.headers()['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
	}
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

test('what the first screen loads before it is drawn is light, and few files', async ({ request }) => {
	const page = await request.get('/');
	// A style sheet that stands in the page itself is named in a link that is switched off, and not fetched.
	const links = [
		...(await page.text()).matchAll(/<link href="([^"]+)" rel="(?:modulepreload|stylesheet)">/g)
	];
	const sizes = await Promise.all(
		links.map(async ([, address = '']) => {
			const head = await request.head(address);
			return Number(head.headers()['content-length']);
		})
	);
	const sum = sizes.reduce((total, size) => total + size, Number(page.headers()['content-length']));
	expect(sizes.length).toBeGreaterThan(4);
	expect(sizes.length).toBeLessThanOrEqual(20);
	expect(sum).toBeLessThanOrEqual(120_000);
});

test('on a phone nothing is pushed away while a page starts', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.addInitScript(() => {
		const shifts: number[] = [];
		Object.assign(globalThis, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				shifts.push((entry as PerformanceEntry & { value: number }).value);
		}).observe({ type: 'layout-shift', buffered: true });
	});
	for (const [address, shown] of [
		['/', '[data-figure=equity]'],
		['/settings', '[data-setting]']
	] as const) {
		await page.goto(address);
		await expect(page.locator(shown).first()).toBeVisible();
		const shifted = await page.evaluate(async () => {
			await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
			return (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0);
		});
		expect(shifted).toBeLessThan(0.1);
	}
});

test('the first steps stand in the page as it comes, and who has read them does not see them there', async ({
	page
}) => {
	// What the app's own scripts would make of it is left out.
	await page.route('**/_app/**/*.js', (route) => route.abort());
	const steps = page.getByText('Press Buy, watch it fill and be guarded.');
	await page.goto('/');
	await expect(steps).toBeVisible();
	await page.evaluate(() => localStorage.setItem('blotter.firstSteps', 'read'));
	await page.goto('/');
	await expect(page.getByRole('heading', { name: 'Equity' })).toBeVisible();
	await expect(steps).toBeHidden();
});
