import { expect, test, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, playClock, pauseClock, stateOfDesk, watched } from './deskPage.ts';

const levels = (page: Page) => page.getByRole('dialog', { name: /^(Stop trading|Trading is stopped)$/ });
const chip = (page: Page) => stateOfDesk(page).getByRole('note').first();

/** Holds something, guarded, with an entry that rests. */
async function holdSome(page: Page): Promise<string> {
	const [symbol = '', other = ''] = await watched(page);
	await decide(page, { symbol, action: 'BUY', sizePct: 0.05, stopLoss: 1 });
	await expect.poll(() => page.evaluate(async () => (await blotter.positions()).length)).toBe(1);
	const limit = (Number(await lastPrice(page, other)) / 2).toFixed(2);
	await page.evaluate((order) => blotter.order.submit(order), {
		symbol: other,
		side: 'buy',
		type: 'limit',
		quantity: 1,
		limitPrice: limit,
		timeInForce: 'gtc'
	} as const);
	return symbol;
}

const openCounts = (page: Page) =>
	page.evaluate(async () => {
		const { positions } = await blotter.portfolio();
		const orders = await blotter.orders();
		const open = orders.filter(({ status }) =>
			['submitted', 'accepted', 'partially_filled', 'pending_cancel'].includes(status)
		);
		return [positions.length, open.length];
	});

for (const [name, viewport] of [
	['a desk', { width: 1440, height: 900 }],
	['a phone', { width: 390, height: 844 }]
] as const) {
	test.describe(`on ${name}`, () => {
		test.use({ viewport });

		test('the key pauses entries from anywhere, and the word lets them go on', async ({ page }) => {
			await openDesk(page);
			const stop = stateOfDesk(page).getByRole('button', { name: /^Stop/ });
			await expect(stop).toBeInViewport();
			await page.keyboard.press('Control+Shift+K');
			await expect(chip(page)).toContainText('Reducing');
			await page.keyboard.press('Control+Shift+K');
			await expect(chip(page)).toContainText('Reducing');
			await stateOfDesk(page)
				.getByRole('button', { name: /^Resume/ })
				.click();
			const dialog = levels(page);
			await expect(dialog).toContainText('Stopped by the key');
			await expect(dialog.getByRole('region', { name: 'Resume' })).toContainText(
				'State reducing (pause entries) → active'
			);
			const go = dialog.getByRole('button', { name: 'Resume trading' });
			await expect(go).toBeDisabled();
			await dialog.getByLabel('Type resume').fill('resume');
			await page.keyboard.press('Enter');
			await expect(dialog).toHaveCount(0);
			await expect(chip(page)).toContainText('Active');
			expect(await page.evaluate(() => blotter.resume('go').catch(String))).toContain('the word resume');
		});

		test('each level is one press further, and flatten asks for its word and proves it', async ({ page }) => {
			await openDesk(page);
			await holdSome(page);
			await stateOfDesk(page).getByRole('button', { name: /^Stop/ }).click();
			const dialog = levels(page);
			for (const [level, state] of [
				['Pause entries', 'Reducing'],
				['Halt, reduce only', 'Halted'],
				['Cancel open entries', 'Halted']
			] as const) {
				await dialog.getByRole('button', { name: level, exact: true }).click();
				await expect(dialog.getByRole('button', { name: level, exact: true })).toHaveCount(0);
				await expect(chip(page)).toContainText(state);
			}
			await expect(dialog).toContainText('No entry is open any more.');
			expect(await openCounts(page)).toEqual([1, 0]);
			const flatten = dialog.getByRole('button', { name: 'Flatten', exact: true });
			await expect(flatten).toBeDisabled();
			await dialog.getByLabel('Type flatten').fill('flatten');
			await flatten.click();
			await expect(dialog.locator('[data-figure=sweep]')).toContainText(
				'Flat: no position and no open order'
			);
			await expect(chip(page)).toContainText('Halted · flat');
			expect(await openCounts(page)).toEqual([0, 0]);
			await page.keyboard.press('Escape');
			await expect(dialog).toHaveCount(0);
		});

		test('signal only is one press, loud in the bar, and sends nothing', async ({ page }) => {
			await openDesk(page);
			const [symbol = ''] = await watched(page);
			await stateOfDesk(page).getByRole('button', { name: /^Stop/ }).click();
			await levels(page)
				.getByRole('checkbox', { name: /^Signal only/ })
				.check();
			await page.keyboard.press('Escape');
			await expect(stateOfDesk(page)).toContainText('Signal');
			const { order, text } = await decide(page, { symbol, action: 'BUY', sizePct: 0.05 });
			expect([order?.status, order?.reasons]).toEqual(['denied', ['signal_only']]);
			expect(text).toContain('Signal only, buy');
			await page.reload();
			await expect(stateOfDesk(page)).toContainText('Signal');
		});
	});
}

test('an address with a halt takes no price before it, and stays halted without it', async ({ page }) => {
	await openDesk(page, '/?halt=1');
	await expect(chip(page)).toContainText('Halted');
	const first = await page.evaluate(async () => (await blotter.search({ kind: 'settings' })).lines.at(-1));
	expect([first?.seq, first?.text]).toEqual([
		2,
		'Trading state halted (reduce only) by the address: the address says halt.'
	]);
	await openDesk(page);
	await expect(chip(page)).toContainText('Halted');
});

test('a flatten goes on where it was after a reload in the middle of it', async ({ page }) => {
	await openDesk(page);
	await holdSome(page);
	await pauseClock(page);
	await page.evaluate(() => blotter.halt('flatten', 'drill'));
	// With the clock paused nothing fills: it is under way.
	await expect(chip(page)).toContainText('Halted · 1 left');
	expect(await openCounts(page)).toEqual([1, 1]);
	await page.reload();
	await expect(chip(page)).toContainText('Halted · 1 left');
	await stateOfDesk(page)
		.getByRole('button', { name: /^Resume/ })
		.click();
	await expect(levels(page)).toContainText('The clock is paused: nothing fills until it plays.');
	await page.keyboard.press('Escape');
	await playClock(page);
	await expect(chip(page)).toContainText('Halted · flat');
	expect(await openCounts(page)).toEqual([0, 0]);
	expect(await page.evaluate(() => blotter.verify())).toMatchObject({ intact: true, broken: null });
});

test('a halt file that is chosen halts, allows, and forbids a resume', async ({ page }) => {
	await openDesk(page);
	// A file of the page's own storage stands for one that a person has chosen: it is a handle like any other.
	const write = (text: string) =>
		page.evaluate(async (content) => {
			const folder = await navigator.storage.getDirectory();
			const file = await folder.getFileHandle('halt.txt', { create: true });
			const stream = await file.createWritable();
			await stream.write(content);
			await stream.close();
			Object.assign(globalThis, { showOpenFilePicker: () => Promise.resolve([file]) });
		}, text);
	await write('1');
	await stateOfDesk(page).getByRole('button', { name: /^Stop/ }).click();
	const dialog = levels(page);
	await dialog.getByRole('button', { name: 'Choose a halt file' }).click();
	await expect(dialog).toContainText('halt.txt says 1: trading is halted');
	await expect(chip(page)).toContainText('Halted');
	expect(await page.evaluate(() => blotter.resume('resume').catch(String))).toContain('halt.txt says so');
	await write('0');
	await expect(dialog).toContainText('says 0: it allows trading', { timeout: 15_000 });
	await dialog.getByLabel('Type resume').fill('resume');
	await dialog.getByRole('button', { name: 'Resume trading' }).click();
	await expect(chip(page)).toContainText('Active');
	await write('1');
	await page.reload();
	await expect(chip(page)).toContainText('Halted');
});
