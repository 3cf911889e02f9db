import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that look at colours; all others see the same in light and in dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** Holds the page against all rules that are on by default, or against some. */
export async function expectNoFindings(page: Page, rules?: string[]): Promise<void> {
	// The page has no frames, so it is looked at where it is; the usual way carries all that passed to a page of its own.
	const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
	expect(
		violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary]))
	).toEqual([]);
}

/**
 * Looks at the page in light by every rule, and in dark by those of colour; nothing moves meanwhile, so that no colour
 * is seen half-way.
 */
export async function expectNoFindingsInAnyScheme(page: Page): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await expectNoFindings(page);
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await expectNoFindings(page, rulesOfColour);
}

/** Looks at the page as wide as a phone and as a desk, in either scheme: no findings, and nothing to scroll sideways. */
export async function expectNoFindingsAtAnyWidth(page: Page): Promise<void> {
	for (const width of [390, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoFindingsInAnyScheme(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	}
}
