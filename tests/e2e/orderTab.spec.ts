import { expect, test, type Page } from '@playwright/test';
import { expectWhole, lastPrice, openDesk, panel, pauseClock, playClock, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

const active = (page: Page) => page.locator(':focus');

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
	for (let step = 0; step < 40; step++) {
		const text = await page.evaluate(() => {
			const element = document.activeElement;
			const label = element instanceof HTMLInputElement ? element.labels?.[0] : element?.closest('label');
			return (label ?? element)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
		});
		if (name.test(text)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`${String(name)} is not reached by Tab`);
}

/** Fills in a bracket by keyboard alone, from the ticket's symbol to its button. */
async function typeBracket(page: Page, symbol: string, price: number): Promise<void> {
	await expect(page.getByRole('combobox', { name: 'Symbol', exact: true })).toBeFocused();
	await page.keyboard.type(symbol);
	await page.keyboard.press('Enter');
	await tabTo(page, /^Quantity, shares/);
	await page.keyboard.type('2');
	await tabTo(page, /^Class/);
	await page.keyboard.type('Bra');
	await tabTo(page, /^Target$/);
	await page.keyboard.type((price * 1.3).toFixed(2));
	await tabTo(page, /^Stop$/);
	await page.keyboard.type((price * 1.1).toFixed(2));
	await expect(page.getByText(/^Must be below [\d.,]+\.$/)).toBeVisible();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type((price * 0.7).toFixed(2));
	await expect(page.locator('[data-figure=outlook]')).toHaveText(/^Would buy 2 .*, with target .* and stop /);
	await tabTo(page, new RegExp(`^Buy 2 ${symbol} at the market, with target and stop$`));
	await page.keyboard.press('Enter');
	const answer = panel(page, 'Ticket').getByText(
		new RegExp(`Order: buy 2 ${symbol} at the market, with target`)
	);
	await expect(answer).toBeVisible();
	await expect(active(page)).toHaveText(/^\s*Buy /);
}

/** Gives the stop that is first in sight another price, by keyboard. */
async function editStop(page: Page, price: number): Promise<void> {
	const dialog = page.getByRole('dialog', { name: /^Change Sell 2/ });
	await expect(dialog.getByRole('textbox', { name: 'Stop price' })).toBeVisible();
	await tabTo(page, /^Stop price$/);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type((price * 2).toFixed(2));
	await page.keyboard.press('Enter');
	await expect(dialog.getByText(/^Must be below [\d.,]+, the last price\.$/)).toBeVisible();
	const stop = (price * 0.75).toFixed(2);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(stop);
	await expect(dialog.getByRole('button', { name: `Change stop to ${stop}` })).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
}

test('a bracket is given by keyboard: it fills, its exits appear, its stop is moved, and all of it is taken back', async ({
	page
}) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await page.keyboard.press('n');
	await typeBracket(page, symbol, price);
	const open = panel(page, 'Open orders');
	await expect(open.locator('[data-order]')).toHaveCount(2);
	await expect(open).toContainText('Target of its order');
	await pauseClock(page);
	await expectNoFindingsHere(page);

	const stop = open.locator('[data-order]', { hasText: 'Stop of its order' });
	await stop.getByRole('button', { name: 'Edit' }).focus();
	await page.keyboard.press('Enter');
	await editStop(page, price);
	await expect(stop).toContainText(`once it is at ${(price * 0.75).toFixed(2)} or below`);
	await expect(stop.getByRole('button', { name: 'Edit' })).toBeFocused();

	await page.keyboard.press('ControlOrMeta+k');
	await page.keyboard.type('cancel all open');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Cancel open orders' });
	await expect(dialog).toContainText('Cancels 2 open orders in 1 symbol: 2 exits.');
	await tabTo(page, /^Cancel 2 orders$/);
	await page.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	await expect(open).toContainText('No open orders');

	await page.reload();
	await expect(page.getByRole('radio', { name: 'Order', exact: true })).toBeChecked();
});

test('on a phone a bracket is given in the sheet, and its exits are changed and taken back on the page of orders', async ({
	page
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await page.keyboard.press('n');
	await typeBracket(page, symbol, price);
	await expect.poll(() => page.evaluate(async () => (await blotter.orders()).length)).toBe(3);
	await expectNoFindingsHere(page);
	await page.keyboard.press('Escape');
	await pauseClock(page);

	await page.getByRole('link', { name: 'Orders' }).click();
	const stop = page.locator('[data-place]', { hasText: 'Stop of its order' });
	await expect(stop).toContainText('Stop ');
	await stop.getByRole('button', { name: 'Edit' }).click();
	await editStop(page, price);
	await expect(stop).toContainText(`Stop ${(price * 0.75).toFixed(2)} · GTC`);
	await page.getByRole('button', { name: 'Cancel 2 open orders' }).click();
	await expectNoFindingsHere(page);
	await page.getByRole('button', { name: 'Cancel 2 orders' }).click();
	await expect(page.locator('[data-place]', { hasText: 'Canceled' })).toHaveCount(2);
});

/** Opens the ticket by its key and picks a symbol. */
async function pickByKeyboard(page: Page, symbol: string): Promise<void> {
	await page.keyboard.press('n');
	await expect(page.getByRole('combobox', { name: 'Symbol', exact: true })).toBeFocused();
	await page.keyboard.type(symbol);
	await page.keyboard.press('Enter');
}

/** Fills in the ticket of a market order: the side, how many, and the exits that come with it. */
async function fillOrder(
	page: Page,
	side: 'Buy' | 'Sell',
	quantity: number,
	exits?: { readonly target: number; readonly stop: number }
): Promise<void> {
	const ticket = panel(page, 'Ticket');
	await ticket.getByRole('radio', { name: side, exact: true }).check();
	await ticket.getByLabel('Class').selectOption(exits === undefined ? 'none' : 'both');
	await ticket.getByLabel(/^Quantity/).fill(String(quantity));
	if (exits === undefined) return;
	await ticket.getByRole('textbox', { name: 'Target', exact: true }).fill(exits.target.toFixed(2));
	await ticket.getByRole('textbox', { name: 'Stop', exact: true }).fill(exits.stop.toFixed(2));
}

/** Presses the button of the ticket by what it says it does, and waits until the order is filled. */
async function sendOrder(page: Page, does: string, filled: string): Promise<void> {
	const ticket = panel(page, 'Ticket');
	await ticket.getByRole('button', { name: does, exact: true }).click();
	await expect(ticket.locator('[data-figure=outcome]')).toContainText(filled);
}

const heldOf = (page: Page, symbol: string) =>
	page.evaluate(
		async (wanted) => (await blotter.positions()).find((position) => position.symbol === wanted) ?? null,
		symbol
	);

/** What the account is made of, at one moment. */
const accountOf = (page: Page) =>
	page.evaluate(async () => {
		const { account } = await blotter.portfolio();
		const { cash, positionsValue, equity, shortMargin, netExposure } = account;
		return {
			...{ cash: Number(cash), value: Number(positionsValue), equity: Number(equity) },
			...{ margin: Number(shortMargin), net: Number(netExposure) }
		};
	});

test('a short is sold by hand once it is allowed, guarded above and below, bought back, and crossed through zero', async ({
	page
}) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await pickByKeyboard(page, symbol);
	const outlook = page.locator('[data-figure=outlook]');
	await fillOrder(page, 'Sell', 4);
	await expect(outlook).toContainText('nothing of it is held, and selling short is not allowed');

	await page.getByRole('link', { name: 'Settings' }).first().click();
	const setting = page.locator('[data-setting=allowShort]');
	await setting.getByRole('radio', { name: 'allowed' }).check();
	await page.getByRole('button', { name: 'Apply' }).click();
	await expect(setting.getByRole('radio', { name: 'allowed' })).toBeChecked();
	await page.getByRole('link', { name: 'Desk' }).first().click();

	await fillOrder(page, 'Sell', 4, { target: price * 1.3, stop: price * 0.7 });
	const ticket = panel(page, 'Ticket');
	await expect(ticket.getByText(/^Must be above [\d.,]+\.$/)).toBeVisible();
	await expect(ticket.getByText(/^Must be below [\d.,]+\.$/)).toBeVisible();
	const [target, stop] = [(price * 0.7).toFixed(2), (price * 1.3).toFixed(2)];
	await fillOrder(page, 'Sell', 4, { target: price * 0.7, stop: price * 1.3 });
	await expect(outlook).toHaveText(
		`Would sell short 4 ${symbol} at the market, with target ${target} and stop ${stop}.`
	);
	await sendOrder(page, `Sell short 4 ${symbol} at the market, with target and stop`, `Sold 4 ${symbol}`);
	await expect(panel(page, 'Open orders').locator('[data-order]')).toHaveCount(2);
	await pauseClock(page);

	const row = page.locator(`.positions tr[data-key="${symbol}"]`);
	const cell = (key: string) => row.locator(`td[data-column=${key}]`);
	await expect(cell('quantity')).toHaveText('−4');
	await expect(cell('stopLoss')).toHaveText(stop);
	await expect(cell('takeProfit')).toHaveText(target);
	await expect(cell('guarded')).toHaveText('4');
	const { cash, value, equity, margin, net } = await accountOf(page);
	expect(value).toBeLessThan(0);
	expect(cash + value).toBeCloseTo(equity, 6);
	// Its value and half of it again.
	expect(margin).toBeCloseTo(-1.5 * value, 6);
	expect(net).toBeCloseTo(value / equity, 9);
	await expect(page.locator('[data-figure=exposure]')).toContainText('for shorts');
	await expectNoFindingsHere(page);

	await playClock(page);
	await fillOrder(page, 'Buy', 4);
	await expect(outlook).toHaveText(`Would buy back 4 ${symbol} at the market.`);
	await sendOrder(page, `Buy back 4 ${symbol} at the market`, `Bought 4 ${symbol}`);
	await expect(row).toBeHidden();
	await expect(panel(page, 'Open orders')).toContainText('No open orders');

	await fillOrder(page, 'Sell', 2);
	await sendOrder(page, `Sell short 2 ${symbol} at the market`, `Sold 2 ${symbol}`);
	await expect(cell('quantity')).toHaveText('−2');
	await fillOrder(page, 'Buy', 5);
	await expect(outlook).toHaveText(
		`Would buy back 5 ${symbol} at the market, which opens a long position of 3.`
	);
	await sendOrder(page, `Buy back 5 ${symbol} at the market`, `Bought 5 ${symbol}`);
	await expect(cell('quantity')).toHaveText('3');
	await expectWhole(page);
});

test('on a phone a short is sold in the sheet with its stop above, and closed from its card', async ({
	page
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	const price = await lastPrice(page, symbol);
	await page.evaluate(() => blotter.settings.set({ allowShort: true }));
	await pickByKeyboard(page, symbol);
	await fillOrder(page, 'Sell', 4, { target: price * 0.7, stop: price * 1.3 });
	await sendOrder(page, `Sell short 4 ${symbol} at the market, with target and stop`, `Sold 4 ${symbol}`);
	await expectNoFindingsHere(page);
	await page.keyboard.press('Escape');
	expect(await heldOf(page, symbol)).toMatchObject({ quantity: '-4', guarded: '4' });
	const card = page.locator(`.positions tr[data-key="${symbol}"]`);
	await expect(card).toContainText('−4');
	await card.getByRole('button').first().click();
	await page.getByRole('button', { name: /^Buy back all 4, worth / }).click();
	await expect(card).toBeHidden();
	await expect.poll(() => heldOf(page, symbol)).toBeNull();
	await expectNoFindingsHere(page);
});
