import { expect, test, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, pauseClock, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Orders' });
const rows = (page: Page) => grid(page).locator('[data-place]');
const seenCount = (page: Page) => page.getByText(/^[\d,]+( of [\d,]+)? orders?$/);

/** A desk that stands still with one order that rests, one that filled, and many that were denied. */
async function makeOrders(
	page: Page,
	denied: number
): Promise<{ held: string; rests: string; third: string }> {
	await openDesk(page);
	const [held = '', rests = '', third = ''] = await watched(page);
	const price = await lastPrice(page, held);
	await decide(page, { symbol: held, action: 'BUY', sizePct: 0.05, stopLoss: (price * 0.9).toFixed(2) });
	await expect(page.locator(`.positions tr[data-key="${held}"]`)).toBeVisible();
	await lastPrice(page, third);
	const limit = ((await lastPrice(page, rests)) * 0.8).toFixed(2);
	await pauseClock(page);
	await page.evaluate(
		async ([symbol, count]) => {
			const given = {
				symbol,
				action: 'BUY',
				quantity: 100_000,
				strategy: 'many',
				reason: 'Too much'
			} as const;
			for (let at = 0; at < count; at++) await blotter.decide({ ...given, tag: `tag-${String(at)}` });
		},
		[third, denied] as const
	);
	await decide(page, { symbol: rests, action: 'BUY', sizePct: 0.05, entryPrice: limit, strategy: 'patient' });
	return { held, rests, third };
}

test('the orders of a book are filtered, sorted, walked through and canceled, and the address keeps the view', async ({
	page
}) => {
	const { held, rests, third } = await makeOrders(page, 60);
	await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Orders' }).click();
	await expect(seenCount(page)).toHaveText('62 orders');
	await expect(grid(page)).toHaveAttribute('aria-rowcount', '63');
	expect(await rows(page).count()).toBeLessThan(50);
	await expectNoFindingsHere(page);

	// By keyboard alone: down a page, to the last row, back to the first, and to its cancel.
	await grid(page).focus();
	const active = () =>
		page.evaluate(() => {
			const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
			return document.getElementById(id)?.getAttribute('aria-rowindex');
		});
	await page.keyboard.press('End');
	await expect.poll(active).toBe('63');
	await expect(rows(page).filter({ hasText: held })).toBeVisible();
	await page.keyboard.press('Home');
	await expect.poll(active).toBe('2');

	// What comes anew does not move the row that is looked at.
	await page.keyboard.press('PageDown');
	const looked = page.locator('[data-place].active');
	const [text, place, box] = [await looked.innerText(), await active(), await looked.boundingBox()];
	await page.evaluate((symbol) => blotter.decide({ symbol, action: 'BUY', quantity: 100_000 }), third);
	await expect(seenCount(page)).toHaveText('63 orders');
	await expect.poll(active).toBe(String(Number(place) + 1));
	expect(await looked.innerText()).toBe(text);
	expect((await looked.boundingBox())?.y).toBeCloseTo(box?.y ?? NaN, 0);

	await page.getByRole('button', { name: /^Open/ }).click();
	await expect(seenCount(page)).toHaveText(/^1 of \d+ orders$/);
	await expect(page).toHaveURL(/\/orders\?status=open$/);
	await expect(rows(page)).toHaveCount(1);
	await grid(page).focus();
	await page.keyboard.press('Home');
	const cancel = page.getByRole('button', { name: new RegExp(`^Cancel Buy \\d+ ${rests}$`) });
	while (!(await cancel.evaluate((button) => button === document.activeElement))) {
		await page.keyboard.press('Tab');
	}
	await page.keyboard.press('Enter');
	await expect(page.getByText('No order is like this')).toBeVisible();
	await page.getByRole('button', { name: 'Show every order' }).click();
	await expect(rows(page).filter({ hasText: 'Canceled' })).toContainText(rests);

	// Words, a symbol and a sort stand in the address and survive a reload; so do the columns.
	await page.keyboard.press('/');
	await page.keyboard.type('tag-5');
	await expect(seenCount(page)).toHaveText(/^11 of \d+ orders$/);
	await grid(page).getByRole('button', { name: 'Priced' }).click();
	await page.getByRole('button', { name: 'Columns' }).click();
	await page.getByRole('checkbox', { name: 'Tag' }).check();
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(/text=tag-5&sort=terms$/);
	await page.reload();
	await expect(seenCount(page)).toHaveText(/^11 of \d+ orders$/);
	await expect(grid(page).getByRole('columnheader', { name: 'Tag' })).toBeVisible();
	await expect(rows(page).first()).toContainText(/Denied.*position [\d,.]+, limit [\d,.]+/);

	const downloaded = page.waitForEvent('download');
	await page.getByRole('button', { name: 'CSV' }).click();
	const pieces = await (await (await downloaded).createReadStream()).toArray();
	const lines = Buffer.concat(pieces).toString('utf8').trimEnd().split('\r\n');
	expect(lines).toHaveLength(12);
	expect(lines[0]).toBe('Made,Symbol,Side,Filled,Priced,Average,Realised P&L,State,Strategy,Reason,Tag');
	await rows(page)
		.first()
		.getByRole('link', { name: /^Story/ })
		.click();
	await expect(page).toHaveURL(/\/story\/?\?order=d\.ticket\./);
});

test('on a phone the orders are cards, still only those that are seen', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await page.goto('/orders?status=denied');
	await expect(page.getByText('No order is like this')).toBeVisible();
	await page.evaluate(async () => {
		// The first of the symbols that can be traded has a price when its preview says what it would cost.
		const symbol = 'ABQZ';
		const hasPrice = async () =>
			(await blotter.preview({ symbol, action: 'BUY', quantity: 1 })).cost !== null;
		while (!(await hasPrice())) await new Promise(requestAnimationFrame);
		for (let at = 0; at < 30; at++) await blotter.decide({ symbol, action: 'BUY', quantity: 100_000 });
	});
	await expect(seenCount(page)).toHaveText('30 orders');
	expect(await rows(page).count()).toBeLessThan(30);
	await expect(rows(page).first()).toContainText('Denied');
	await page.getByRole('button', { name: 'Filters' }).click();
	await page.getByRole('combobox', { name: 'Side' }).selectOption('sell');
	await expect(page.getByText('No order is like this')).toBeVisible();
	await page.getByRole('combobox', { name: 'Side' }).selectOption('buy');
	await expect(seenCount(page)).toHaveText('30 orders');
	await expectNoFindingsHere(page);

	// The longest terms an order has stand whole on its card.
	await page.goto('/');
	const coin = (await watched(page)).find((symbol) => symbol.includes('/')) ?? '';
	await lastPrice(page, coin);
	await page.evaluate(
		(symbol) =>
			blotter.order.submit({
				...{ symbol, side: 'buy', quantity: '1.12345678', type: 'stop_limit', timeInForce: 'gtc' },
				...{ stopPrice: '9912.12345678', limitPrice: '9912.98765432' }
			}),
		coin
	);
	await page.getByRole('link', { name: 'Orders' }).click();
	const card = rows(page).filter({ hasText: coin });
	await expect(card).toContainText('Stop 9,912.12345678, limit 9,912.98765432 · GTC');
	const cut = await card
		.locator('.first p, .terms')
		.evaluateAll((lines) =>
			lines.filter((line) => line.scrollWidth > line.clientWidth).map((line) => line.textContent)
		);
	expect(cut).toEqual([]);
});
