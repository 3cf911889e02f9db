import { expect, test, type Page } from '@playwright/test';
import { lastPrice, openDesk, panel, said, stateOfDesk, watched } from './deskPage.ts';
import { expectNoFindingsHere } from './findings.ts';

const limits = (page: Page) => panel(page, 'Limits');
const profile = (page: Page) => limits(page).locator('[data-figure=profile]');
const waiting = (page: Page) => panel(page, 'Waiting for you');

async function openSettings(page: Page): Promise<void> {
	await page.goto('/settings/');
	await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
	await expect(profile(page)).toBeVisible();
}

/** Gives a file with a BUY of 4 % with a stop far below. */
async function give(page: Page, id: string, symbol: string): Promise<void> {
	const stopLoss = Math.floor(Number(await lastPrice(page, symbol)) / 2);
	await page.evaluate(
		async (row) => {
			// The seconds of the book's clock, so that it is not of a later time.
			const [{ at = 0 } = {}] = await blotter.journal({ limit: 1 });
			const decision = {
				...row,
				at: new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000', '')
			};
			const file = { format: 'blotter-decisions', version: 1, decisions: [decision] };
			await blotter.take('decisions.json', JSON.stringify(file));
		},
		{ id, symbol, action: 'BUY', sizePct: 0.04, stopLoss, strategy: 'swing', reason: 'test' }
	);
}

for (const [name, viewport] of [
	['a desk', { width: 1440, height: 900 }],
	['a phone', { width: 390, height: 844 }]
] as const) {
	test.describe(`on ${name}`, () => {
		test.use({ viewport });

		test('a profile is shown with what it changes, applied, changed, and undone', async ({ page }) => {
			await openDesk(page);
			await openSettings(page);
			await expect(profile(page)).toHaveText('standard');
			await limits(page).getByLabel('Profile of limits').selectOption('moderate');
			const difference = limits(page).getByRole('region', { name: 'What moderate is' });
			await expect(difference).toContainText('Max open trades: 10 → 8');
			await expect(profile(page)).toHaveText('standard');
			await expectNoFindingsHere(page);
			await limits(page).getByRole('button', { name: 'Apply moderate' }).click();
			await expect(profile(page)).toHaveText('moderate');
			await expect(difference).toContainText('It is active');
			await page.evaluate(() => blotter.settings.set({ 'risk.maxOpenTrades': 7 }));
			await expect(profile(page)).toHaveText('changed from moderate: 1 limit differs');
			await limits(page).getByText('What differs').click();
			await expect(limits(page)).toContainText('Max open trades: 8 → 7');
			await limits(page).getByRole('button', { name: 'Undo the last change' }).click();
			await expect(profile(page)).toHaveText('moderate');
			const { undo } = await page.evaluate(() => blotter.profiles.list());
			expect(undo?.changes).toEqual([
				{ key: 'risk.maxOpenTrades', name: 'Max open trades', from: '8', to: '7' }
			]);
		});

		test('on a first day a file waits on the desk until it is confirmed, also over a reload', async ({
			page
		}) => {
			await openDesk(page);
			const [symbol = '', other = ''] = await watched(page);
			await page.evaluate(() => blotter.clock.set({ speed: 20 }));
			await lastPrice(page, symbol);
			await lastPrice(page, other);
			await page.evaluate(() => blotter.profiles.apply('first_day'));
			await expect(waiting(page)).toContainText('Nothing waits now');
			await give(page, 'one', symbol);
			await give(page, 'two', other);
			const row = (id: string) => waiting(page).locator(`[data-unconfirmed=${id}]`);
			await expect(row('one').locator('[data-figure=verdict]')).toContainText(`Would buy`);
			await expect(row('one')).toContainText('By swing');
			await expect(stateOfDesk(page).getByRole('link', { name: '2 to confirm' })).toBeVisible();
			await row('one')
				.getByText(/checks of/)
				.click();
			await expect(row('one').getByRole('table')).toContainText('Order in money');
			await expectNoFindingsHere(page);
			await page.reload();
			await expect(row('two')).toBeVisible();
			await row('two')
				.getByRole('button', { name: /^Dismiss/ })
				.click();
			await expect(said(page)).toContainText('Dismissed: Decision BUY');
			await row('one')
				.getByRole('button', { name: /^Confirm/ })
				.click();
			await expect(waiting(page)).toContainText('Nothing waits now');
			await expect.poll(() => page.evaluate(async () => (await blotter.positions()).length)).toBe(1);
			expect(await page.evaluate(() => blotter.waiting())).toEqual([]);
			expect(await page.evaluate(() => blotter.confirm('two').catch(String))).toContain(
				'does not wait any more'
			);
			expect(await page.evaluate(() => blotter.rebuild())).toMatchObject({ differences: [], corrected: 0 });
		});

		test('signal only is one press on the desk, and one press back', async ({ page }) => {
			await openDesk(page);
			if (viewport.width < 720) await expect(page.getByRole('button', { name: 'Trade' })).toBeVisible();
			const box = page.getByRole('checkbox', { name: 'Signal only', exact: true });
			await box.check();
			await expect(said(page)).toContainText('Signal only on, by the switch.');
			await expect(stateOfDesk(page)).toContainText('Signal');
			await box.uncheck();
			await expect(said(page)).toContainText('Signal only off, by the switch.');
		});
	});
}

test('limits go out as a file and come in again, told before they are applied', async ({ page }) => {
	await openDesk(page);
	await openSettings(page);
	const text = await page.evaluate(async () => {
		await blotter.profiles.apply('cautious');
		return blotter.profiles.export();
	});
	await limits(page).getByRole('button', { name: 'Undo the last change' }).click();
	await expect(profile(page)).toHaveText('standard');
	const pick = (name: string, content: string) =>
		limits(page)
			.locator('input[type=file]')
			.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
	await pick('bad.json', text.replace('"maxOpenTrades": 5', '"maxOpenTrades": 0'));
	await expect(page.getByRole('alert')).toContainText('every limit is as it was');
	await pick('risk.json', text);
	const told = limits(page).getByRole('region', { name: 'What risk.json would change' });
	await expect(told).toContainText('Max open trades: 10 → 5');
	await expect(profile(page)).toHaveText('standard');
	await told.getByRole('button', { name: 'Apply these limits' }).click();
	await expect(profile(page)).toHaveText('cautious');
	const schema = await page.request.get('/schema/risk-1.schema.json');
	expect(await schema.json()).toMatchObject({ title: 'Limits of a Blotter book' });
});

test('a desk that stops itself says when and why, and how to go on', async ({ page }) => {
	await openDesk(page);
	await page.evaluate(async () => {
		await blotter.settings.set({ 'risk.stopsAfterSeconds': 60 });
		await blotter.clock.set({ speed: 300 });
	});
	await expect(stateOfDesk(page).getByRole('note').first()).toContainText('Reducing');
	await stateOfDesk(page)
		.getByRole('button', { name: /^Resume/ })
		.click();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('Stopped by the time that was set');
	await expect(dialog).toContainText('the time of 1 min is over; resume for as long again');
});

test('an entry that waits is confirmed once, however often the button is pressed', async ({ page }) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await page.evaluate(() => blotter.clock.set({ speed: 20 }));
	await lastPrice(page, symbol);
	await page.evaluate(() => blotter.profiles.apply('first_day'));
	await give(page, 'one', symbol);
	await waiting(page)
		.getByRole('button', { name: /^Confirm/ })
		.dblclick();
	await expect(waiting(page)).toContainText('Nothing waits now');
	// A search answers slice by slice.
	const types = await page.evaluate(async () => {
		const all: string[] = [];
		for (let before: number | undefined; ;) {
			const { lines, reached, isDone } = await blotter.search(before === undefined ? {} : { before });
			all.push(...lines.map(({ type }) => type));
			if (isDone || reached === null) return all;
			before = reached.seq;
		}
	});
	expect(types.filter((type) => type === 'DecisionConfirmed')).toHaveLength(1);
	expect(types).not.toContain('CommandRefused');
});
