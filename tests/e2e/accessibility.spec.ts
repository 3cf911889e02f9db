import { expect, test, type Page } from '@playwright/test';
import { expectNoFindings, expectNoFindingsAtAnyWidth } from './findings.ts';
import { drop, openSample, run } from './replayPage.ts';

/** A run with a story open and a refusal on the page; few rows, since each looks like the next. */
async function showMuch(page: Page): Promise<void> {
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

/** Text has at least 7 : 1 when more contrast is asked for. */
async function expectMoreContrast(page: Page): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
	await expectNoFindings(page, { rules: ['color-contrast-enhanced'] });
	await page.emulateMedia({ contrast: 'no-preference' });
}

test('the replay at rest and with a run, its keys and the help have no findings at any width', async ({
	page
}) => {
	await openSample(page);
	await expectNoFindingsAtAnyWidth(page);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await expectNoFindingsAtAnyWidth(page, 'dialog');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await showMuch(page);
	await expectNoFindingsAtAnyWidth(page);
	await expectMoreContrast(page);
	await page.goto('/help/decisions/');
	await expect(page.getByRole('heading', { name: 'decisions.json' })).toBeVisible();
	await expectNoFindingsAtAnyWidth(page);
});

test('nothing moves when less motion is asked for, and nothing reaches past the side at any width', async ({
	page
}) => {
	const widths = [390, 480, 720, 900, 1180, 1440, 1920];
	async function expectNoOverflow(what: string): Promise<void> {
		for (const width of widths) {
			await page.setViewportSize({ width, height: 900 });
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect(overflow, `${what} at ${String(width)} px`).toBeLessThanOrEqual(0);
		}
	}
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await openSample(page);
	const durations = await page
		.getByRole('button')
		.evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).transitionDuration));
	expect(new Set(durations.flatMap((text) => text.split(', ')))).toEqual(new Set(['0s']));
	await expectNoOverflow('the page at rest');
	await run(page);
	await page.locator('.positions').getByRole('button', { name: 'Details of BRVO' }).click();
	for (const tab of ['Fills', 'Orders', 'Denied', 'Holds', 'Days']) {
		await page.getByRole('tab', { name: tab }).click();
		await expectNoOverflow(tab);
	}
	await page.goto('/help/decisions/');
	await expectNoOverflow('help');
});
