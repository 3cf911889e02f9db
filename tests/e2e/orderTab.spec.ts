import { expect, test, type Page } from '@playwright/test';
import { lastPrice, openDesk, panel, pauseClock, watched } from './deskPage.ts';
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
