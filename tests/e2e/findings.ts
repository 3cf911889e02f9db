import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules that look at colours; all others see the same in light and in dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

interface Look {
	/** Some rules instead of all that are on by default. */
	readonly rules?: string[];
	/** What of the page to look at; all of it when absent. */
	readonly place?: string;
}

/** Holds the page against the rules. */
export async function expectNoFindings(page: Page, { rules, place }: Look = {}): Promise<void> {
	// The page has no frames, so it is looked at where it is; the usual way carries all that passed to a page of its own.
	const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	if (rules !== undefined) builder.withRules(rules);
	if (place !== undefined) builder.include(place);
	const { violations } = await builder.analyze();
	expect(
		violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary]))
	).toEqual([]);
}

/** Looks at the page as it is: no findings, and nothing to scroll sideways. */
export async function expectNoFindingsHere(page: Page): Promise<void> {
	await expectNoFindings(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/**
 * Looks at the page in light by every rule, and in dark by those of colour; nothing moves meanwhile, so that no colour
 * is seen half-way.
 */
export async function expectNoFindingsInAnyScheme(page: Page, place?: string): Promise<void> {
	const of = place === undefined ? {} : { place };
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await expectNoFindings(page, of);
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await expectNoFindings(page, { ...of, rules: rulesOfColour });
}

/** Looks at the page as wide as a phone and as a desk, in either scheme: no findings, and nothing to scroll sideways. */
export async function expectNoFindingsAtAnyWidth(page: Page, place?: string): Promise<void> {
	for (const width of [390, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoFindingsInAnyScheme(page, place);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	}
}
