import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { drop, openSample, run } from './replayPage.ts';

async function expectNoFindings(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary]))
	).toEqual([]);
}

/** A run with a story open and a refusal on the page; few rows, since each looks like the next. */
async function showMuch(page: Page): Promise<void> {
	await openSample(page);
	await run(page);
	await expect(page.locator('.plot canvas')).toHaveCount(2);
	await page.getByRole('tab', { name: 'Denied' }).click();
	await page.getByRole('searchbox').fill('s019');
	await page.locator('tr[data-key=s019]').getByRole('button').click();
	await expect(page.locator('tr.detail')).toBeVisible();
	await page.locator('.positions').getByRole('button', { name: 'Details of BRVO' }).click();
	await drop(page, [{ name: 'holiday.json', text: '{}' }]);
	await expect(page.getByRole('alert')).toBeVisible();
}

/** Looks at the page in light and in dark; nothing moves meanwhile, so that no colour is seen half-way. */
async function expectNoFindingsInAnyScheme(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await expectNoFindings(page);
	}
}

for (const width of [390, 1440]) {
	test.describe(`in light and dark at ${String(width)} px`, () => {
		test.use({ viewport: { width, height: 900 } });

		test('a finished run has no findings', async ({ page }) => {
			await showMuch(page);
			await expectNoFindingsInAnyScheme(page);
		});

		test('the page at rest, the keys and the help have no findings', async ({ page }) => {
			await openSample(page);
			await expectNoFindingsInAnyScheme(page);
			await page.keyboard.press('?');
			await expect(page.getByRole('dialog')).toBeVisible();
			await expectNoFindingsInAnyScheme(page);
			await page.goto('/help');
			await expect(page.getByRole('heading', { name: 'How we count' })).toBeVisible();
			await expectNoFindingsInAnyScheme(page);
		});
	});
}

test('with more contrast asked for, text has at least 7 : 1', async ({ page }) => {
	await page.emulateMedia({ contrast: 'more' });
	await showMuch(page);
	const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
	expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
});

test('with less motion asked for, nothing moves', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await openSample(page);
	const durations = await page
		.getByRole('button')
		.evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).transitionDuration));
	expect(new Set(durations.flatMap((text) => text.split(', ')))).toEqual(new Set(['0s']));
});

test('nothing reaches past the side of the page at any width', async ({ page }) => {
	const widths = [390, 480, 720, 900, 1180, 1440, 1920];
	async function expectNoOverflow(what: string): Promise<void> {
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect(overflow, `${what} at ${String(width)} px`).toBeLessThanOrEqual(0);
		}
	}
	await openSample(page);
	await expectNoOverflow('the page at rest');
	await run(page);
	await page.locator('.positions').getByRole('button', { name: 'Details of BRVO' }).click();
	for (const tab of ['Fills', 'Orders', 'Denied', 'Holds', 'Days']) {
		await page.getByRole('tab', { name: tab }).click();
		await expectNoOverflow(tab);
	}
	await page.goto('/help');
	await expectNoOverflow('help');
});
