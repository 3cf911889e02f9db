import { expect, test } from '@playwright/test';
import {
	decide,
	lastPrice,
	openDesk,
	pauseClock,
	readClock,
	setSpeed,
	stateOfDesk,
	waitForClock,
	watched
} from './deskPage.ts';

test('the override for old prices is loud in the bar, and a story tells its warning and the age of the prices', async ({
	page
}) => {
	await openDesk(page);
	const [first = ''] = await watched(page);
	await lastPrice(page, first);
	const began = await readClock(page);
	await setSpeed(page, 60);
	await waitForClock(page, began + 120_000);
	await pauseClock(page);
	const chip = stateOfDesk(page).getByText('Old prices pass');
	await expect(chip).toHaveCount(0);
	// With the clock stopped prices stay as old as they are, and of many symbols some were quoted more than a second ago.
	await page.evaluate(() => blotter.settings.set({ 'risk.maxDataAgeSeconds': '1' }));
	const old = await page.evaluate(
		async (symbols) => {
			for (let step = 0; step < 1_000; step++) {
				await blotter.clock.step();
				for (const symbol of symbols) {
					const { checks } = await blotter.preview({ symbol, action: 'BUY', sizePct: 0.08 });
					const age = checks.find(({ check }) => check === 'dataAge');
					if (age?.passed === false && age.measured !== null) return symbol;
				}
			}
			return '';
		},
		await watched(page)
	);
	expect(old).not.toBe('');

	await page.evaluate(() => blotter.settings.set({ 'risk.oldPricesPass': 'true' }));
	await expect(chip).toBeVisible();
	const { order } = await decide(page, { symbol: old, action: 'BUY', sizePct: 0.08 });
	await page.goto(`/story?order=${order?.id ?? ''}`);
	await expect(page.getByRole('row', { name: /^Age of the last price/ })).toContainText(
		'passed with a warning'
	);
	await expect(page.getByText(/on prices .* old/).first()).toBeVisible();
	await expect(chip).toBeVisible();
});
