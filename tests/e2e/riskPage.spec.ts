import { expect, test, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, panel, pauseClock, stateOfDesk, watched } from './deskPage.ts';
import { expectNoFindingsInAnyScheme } from './findings.ts';

const gauge = (page: Page, check: string) => page.locator(`[data-gauge="${check}"]`);

/** Holds two symbols by two strategies under some limits, and is denied a third, too large one. */
async function holdAndAsk(page: Page): Promise<readonly string[]> {
	const [one = '', other = '', third = ''] = await watched(page);
	const [price, otherPrice] = [await lastPrice(page, one), await lastPrice(page, other)];
	await lastPrice(page, third);
	await page.evaluate(() =>
		blotter.settings.set({
			...{ 'risk.maxPositionQuantity': '100000', 'risk.maxSectorExposure': '30 %' },
			...{ 'risk.maxOpenRisk': '90 %', 'risk.maxStrategyTrades': '2' }
		})
	);
	await decide(page, {
		symbol: one,
		action: 'BUY',
		sizePct: 0.05,
		stopLoss: (price * 0.9).toFixed(2),
		strategy: 'swing'
	});
	await decide(page, {
		symbol: other,
		action: 'BUY',
		sizePct: 0.09,
		stopLoss: (otherPrice * 0.9).toFixed(2),
		strategy: 'trend'
	});
	await expect.poll(() => page.evaluate(async () => (await blotter.positions()).length)).toBe(2);
	const large = { symbol: third, side: 'buy', type: 'market', quantity: 100_000 } as const;
	await page.evaluate((order) => blotter.order.submit(order), large);
	await decide(page, { symbol: third, action: 'SELL' });
	return [one, other, third];
}

for (const [name, viewport] of [
	['a desk', { width: 1440, height: 900 }],
	['a phone', { width: 390, height: 844 }]
] as const) {
	test.describe(`on ${name}`, () => {
		test.use({ viewport });

		test('every limit says what is left of it, opens to its arithmetic and to each symbol', async ({
			page
		}) => {
			await openDesk(page);
			const [one = '', other = '', third = ''] = await holdAndAsk(page);
			await pauseClock(page);
			await page.goto('/risk');
			await expect(page.getByRole('heading', { name: 'Risk', exact: true })).toBeVisible();
			await expect(gauge(page, 'totalExposure')).toContainText(
				/[\d,.]+ of [\d,.]+.*limit 80 % of equity.*left/s
			);

			// Of the symbols the nearest stands there, and it opens to both.
			const size = gauge(page, 'positionSize');
			await expect(size).toContainText(other);
			await size.getByText('2 symbols').click();
			await expect(size.getByRole('row', { name: new RegExp(one) })).toBeVisible();
			await expect(gauge(page, 'strategyTrades')).toContainText('1 of 2');
			await gauge(page, 'strategyTrades').getByText('2 strategies').click();
			await expect(gauge(page, 'strategyTrades').getByRole('row', { name: /swing/ })).toContainText('1 left');

			const used = gauge(page, 'totalExposure').locator('[data-explains=limitUsed]');
			const shown = (await used.textContent()) ?? '';
			await used.focus();
			await page.keyboard.press('Enter');
			const sheet = page.getByRole('dialog', { name: 'Used: Max total exposure' });
			await expect(sheet.getByRole('row', { name: new RegExp(`^${other}`) })).toBeVisible();
			const result = await sheet.locator('tfoot data').getAttribute('value');
			expect(Number(result)).toBeCloseTo(Number(shown.replace(',', '')), 1);
			await page.keyboard.press('Escape');
			await expect(sheet).toHaveCount(0);

			// What was refused: the checks that failed, what would have passed, and the way to its story.
			const refusals = panel(page, 'Last refusals');
			await expect(refusals.getByRole('listitem')).toHaveCount(2);
			await expect(refusals).toContainText(`SELL ${third}`);
			await expect(refusals).toContainText(/[\d,]+ would have passed/);
			await expect(
				refusals.getByRole('row', { name: /^Position size [\d,.…]+ [\d,.…]+ −[\d,.…]+/ })
			).toBeVisible();
			await expectNoFindingsInAnyScheme(page);

			await page.getByText(/\d+ limits are off/).click();
			await page.getByRole('link', { name: 'Max leverage', exact: true }).click();
			await expect(page).toHaveURL(/\/settings\/?\?search=Max%20leverage/);
			await page.goBack();
			await refusals.getByRole('link', { name: new RegExp(`^Buy 100000 ${third}`) }).click();
			await expect(page).toHaveURL(/\/story\/?\?order=/);
		});
	});
}

test('a gauge follows what is held, and is over its limit once that is made smaller', async ({ page }) => {
	await openDesk(page);
	const [one = ''] = await holdAndAsk(page);
	await page.goto('/risk');
	await expect(gauge(page, 'openTrades')).toContainText('2 of');
	await page.evaluate((symbol) => blotter.close(symbol), one);
	await expect(gauge(page, 'openTrades')).toContainText('1 of');
	await page.evaluate(() => blotter.settings.set({ 'risk.maxSectorExposure': '1 %' }));
	await expect(gauge(page, 'sectorExposure')).toContainText(/[\d,.]+ over/);
	await expect(page.getByText(/^Over its limit: Sector of \w+, [\d,.]+ over/)).toBeVisible();
	const refusals = panel(page, 'Last refusals').getByRole('listitem');
	await expect(refusals).toHaveCount(2);
	await decide(page, { symbol: one, action: 'BUY', sizePct: 0.05 });
	await expect(refusals).toHaveCount(3);
});

test('a symbol is locked by hand with a reason, denies its entries, and is lifted again', async ({
	page
}) => {
	await openDesk(page);
	const [one = ''] = await watched(page);
	await lastPrice(page, one);
	await page.goto('/risk');
	const locks = panel(page, 'Locks');
	await expect(locks).toContainText('Nothing is locked');
	await locks.getByText('Lock by hand').click();
	await locks.getByRole('combobox', { name: 'What is locked' }).selectOption(one);
	await expect(locks.getByRole('button', { name: 'Lock', exact: true })).toBeDisabled();
	await locks.getByLabel('Why it is locked').fill('earnings tonight');
	await page.keyboard.press('Enter');
	const lock = locks.locator('[data-lock]');
	await expect(lock).toContainText(new RegExp(`${one}.*min left.*earnings tonight`, 's'));
	await decide(page, { symbol: one, action: 'BUY', sizePct: 0.05 });
	await expect(panel(page, 'Last refusals').getByRole('listitem')).toHaveCount(1);
	await expectNoFindingsInAnyScheme(page);

	await lock.getByText('Lift', { exact: true }).click();
	await lock.getByLabel(`Why the lock of ${one} is lifted`).fill('over');
	await page.keyboard.press('Enter');
	await expect(lock).toHaveCount(0);
	await locks.getByText('History, 2 entries').click();
	await expect(locks.getByRole('link', { name: /lifted: over/ })).toBeVisible();
});

test('a breaker that has tripped says since when and on what, and goes once a reason is typed', async ({
	page
}) => {
	await openDesk(page);
	const [one = '', other = ''] = await watched(page);
	await page.evaluate(() => blotter.settings.set({ 'risk.maxDayTrades': '1' }));
	await page.goto('/risk');
	const breaker = page.locator('[data-breaker=dayTrades]');
	await expect(breaker).toContainText(/0 of 1.*armed/s);
	await decide(page, { symbol: one, action: 'BUY', sizePct: 0.05 });
	await expect(breaker).toContainText(
		/1 of 1.*Tripped \w{3} \d\d:\d\d.* at 1, limit 1\. Entries are denied/s
	);
	await expect(page.locator('[data-breaker]').first()).toHaveAttribute('data-breaker', 'dayTrades');
	await decide(page, { symbol: other, action: 'BUY', sizePct: 0.05 });
	const refusals = panel(page, 'Last refusals').getByRole('listitem');
	await expect(refusals.first().getByRole('row', { name: /^Trades of the day 1 1 0/ })).toBeVisible();
	await expectNoFindingsInAnyScheme(page);

	const reset = breaker.getByRole('button', { name: 'Reset' });
	await expect(reset).toBeDisabled();
	await breaker.getByLabel('Why trades of the day is reset').fill('a fresh plan');
	await page.keyboard.press('Enter');
	await expect(breaker).toContainText(/0 of 1.*armed/s);
	await page.getByText('History, 2 entries').click();
	const [reseted, tripped] = [/reset by hand.*: a fresh plan/, /^Breaker tripped: trades of the day/];
	for (const name of [reseted, tripped]) await expect(page.getByRole('link', { name })).toBeVisible();
	await page.getByRole('link', { name: tripped }).click();
	await expect(page).toHaveURL(/\/journal\/?\?entry=\d+/);
});

test('an empty book says so, and the desk leads to the limits', async ({ page }) => {
	await openDesk(page);
	await panel(page, 'Risk headroom').getByRole('link', { name: 'All limits' }).click();
	await expect(page).toHaveURL(/\/risk\/?$/);
	await expect(page.getByText('Nothing is taken of any limit.')).toBeVisible();
	await expect(page.getByText('Nothing was refused')).toBeVisible();
	await expect(stateOfDesk(page)).toBeVisible();
});

test('a lock is set once for a reason that is kept, however often and however long it is typed', async ({
	page
}) => {
	await openDesk(page);
	await page.goto('/risk');
	const locks = panel(page, 'Locks');
	await locks.getByText('Lock by hand').click();
	const reason = locks.getByLabel('Why it is locked');
	await reason.pressSequentially('why '.repeat(60));
	await expect(reason).toHaveValue('why '.repeat(50));
	await locks.getByRole('button', { name: 'Lock', exact: true }).dblclick();
	await expect(locks.locator('[data-lock]')).toHaveCount(1);
	await expect(locks).toContainText('History, 1 entry');
	await expect(reason).toHaveValue('');
	expect((await page.evaluate(() => blotter.locks.list())).map(({ number }) => number)).toEqual([1]);
});
