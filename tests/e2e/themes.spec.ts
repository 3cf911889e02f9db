import { expect, test, type Page } from '@playwright/test';

const grounds = ['ground', 'panel', 'inset', 'raised'];
const inks = ['ink-quiet', 'ink-small', 'accent', 'gain', 'loss', 'warn', 'halt'];
const pairs: readonly (readonly [string, string])[] = [
	...grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
	...(['on-accent accent', 'warn warn-soft', 'halt halt-soft', 'simulator simulator-soft'] as const).map(
		(pair) => pair.split(' ') as [string, string]
	)
];

/** How bright each token is as the page paints it, from 0 to 1. */
function luminances(page: Page, names: readonly string[]): Promise<Readonly<Record<string, number>>> {
	return page.evaluate((asked) => {
		const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
		const probe = document.body.appendChild(document.createElement('i'));
		const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
		const read = asked.map((name) => {
			probe.style.color = `var(--${name})`;
			if (canvas === null) throw new Error('there is no canvas');
			canvas.fillStyle = getComputedStyle(probe).color;
			canvas.fillRect(0, 0, 1, 1);
			const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
			const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => linear(part / 255));
			return [name, 0.2126 * r + 0.7152 * g + 0.0722 * b] as const;
		});
		probe.remove();
		return Object.fromEntries(read);
	}, names);
}

/** Where everything on the page stands. */
const layout = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('main, main *')].map((node) => {
			const { x, y, width, height } = node.getBoundingClientRect();
			return [node.tagName, x, y, width, height].join(' ');
		})
	);

test('light, dark and more contrast differ in colours alone, and every ink can be read on every ground', async ({
	page
}) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto('/help/fills');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const names = [...new Set([...pairs.flat(), 'ink'])];
	const usual = await layout(page);
	for (const contrast of ['', 'more']) {
		await page.evaluate((chosen) => (document.documentElement.dataset['contrast'] = chosen), contrast);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const shine = await luminances(page, names);
			const ratio = ([a, b]: readonly [string, string]): number => {
				const [low = 0, high = 0] = [shine[a] ?? 0, shine[b] ?? 0].sort((x, y) => x - y);
				return (high + 0.05) / (low + 0.05);
			};
			const look = `${colorScheme} ${contrast}`;
			expect(shine['ground'], look).toBeGreaterThan(colorScheme === 'light' ? 0.8 : -1);
			expect(shine['ground'], look).toBeLessThan(colorScheme === 'light' ? 1.1 : 0.05);
			const dim = pairs.filter((pair) => ratio(pair) < (contrast === 'more' ? 7 : 4.5));
			const faint = grounds.filter((ground) => ratio(['ink', ground]) < 7);
			expect([dim, faint], look).toEqual([[], []]);
			expect(await layout(page), look).toEqual(usual);
		}
	}
});

test('a theme that is chosen before the page has its scripts counts once it has', async ({ page }) => {
	let give = (): void => undefined;
	const given = new Promise<void>((resolve) => (give = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await given;
		await route.continue();
	});
	await page.goto('/help/fills', { waitUntil: 'commit' });
	await page.getByRole('radio', { name: 'dark', exact: true }).check();
	await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
	give();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await expect(page.getByRole('radio', { name: 'dark', exact: true })).toBeChecked();
});
