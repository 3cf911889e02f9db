import { expect, test, type Page } from '@playwright/test';
import { decide, lastPrice, openDesk, panel, watched } from './deskPage.ts';
import { expectNoFindingsAtAnyWidth } from './findings.ts';

/** The page has no findings at the width of a phone and of a desk, in light and in dark, and fits its width. */
const held = (page: Page) => page.evaluate(async () => (await blotter.positions()).length);
const line = (page: Page, type: string) => panel(page, 'What happened').locator(`li[data-type=${type}]`);

test('a position is told from its decision to its profit, and numbers open to their arithmetic', async ({
	page,
	context
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	const reason = 'It closed above the high of its first hour';
	const bought = await decide(page, { symbol, action: 'BUY', sizePct: '0.05', stopLoss: '0.5', reason });
	await expect.poll(() => held(page)).toBe(1);

	const number = page.locator('[data-explains=positionValue]').first();
	await number.focus();
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog', { name: `Value of ${symbol}` });
	await expect(sheet).toContainText('Quantity times the last price.');
	const [quantity, price, value] = await sheet
		.locator('data')
		.evaluateAll((all) => all.map((data) => Number((data as HTMLDataElement).value)));
	expect((quantity ?? 0) * (price ?? 0)).toBeCloseTo(value ?? NaN, 6);
	await page.keyboard.press('Escape');
	await expect(sheet).toHaveCount(0);
	await expect(number).toBeFocused();

	await panel(page, 'What just happened')
		.getByRole('link', { name: /^Bought \d+ / })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Buy [\d,]+ \w+ at the market$/);
	await expect(page.getByText('Open, held for')).toBeVisible();
	await page.evaluate((of) => blotter.triggers.modify(of, { stopLoss: 0.6 }), symbol);
	await expect(line(page, 'LevelMoved')).toContainText('moved to 0.60');
	await page.evaluate((of) => blotter.close(of), symbol);
	await expect(page.getByText('Closed after')).toBeVisible();

	await page.getByRole('button', { name: 'Copy JSON' }).click();
	await expect(page.getByText('The story is on the clipboard.').first()).toBeAttached();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect((JSON.parse(copied) as { order: { id: string } }).order.id).toBe(bought.order?.id);
	await page.getByRole('button', { name: 'Copy link' }).click();
	await expect(page.getByText('The link is on the clipboard.').first()).toBeAttached();
	const link = await page.evaluate(() => navigator.clipboard.readText());

	const other = await context.newPage();
	await other.goto(link);
	await expect(panel(other, 'Decision')).toContainText(reason);
	await expect(line(other, 'OrderFilled')).toHaveCount(2);
	await expect(panel(other, 'What guarded it')).toContainText('0.60');
	await other.close();

	await page.goto(link);
	await page.reload();
	await expect(panel(page, 'The position and its profit').locator('[data-figure=net]')).toBeVisible();
	await expect(panel(page, 'Prices around it')).toContainText(symbol);
	await expect(panel(page, 'Prices around it').locator('canvas').first()).toBeVisible();
	await panel(page, 'What happened').getByRole('checkbox').check();
	await expect(line(page, 'OrderFilled').first()).toContainText('Written ');
	await expectNoFindingsAtAnyWidth(page);
	await panel(page, 'The position and its profit').getByRole('link', { name: 'Its story' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Sell /);
	await expect(panel(page, 'Fills')).toContainText('no reference price is kept');
	await expect(panel(page, 'What was checked')).toBeVisible();
	await expect(panel(page, 'Why this size')).toBeHidden();
});

test('a denied order says what would pass, another book is offered, an unknown order is named', async ({
	page
}) => {
	await openDesk(page);
	const [symbol = ''] = await watched(page);
	await lastPrice(page, symbol);
	const { order, decision } = await decide(page, { symbol, action: 'BUY', quantity: '100000' });
	await page.goto(`/story?decision=${decision.id}`);
	await expect(page.getByRole('alert')).toContainText(/Denied: position would be .* shares? would pass\./);
	await expectNoFindingsAtAnyWidth(page);

	const first = await page.evaluate(async () => (await blotter.books.list()).find((book) => book.isChosen));
	await page.evaluate(() => blotter.books.create('Second'));
	await page.goto(`/story?order=${order?.id ?? ''}`);
	await expect(page.getByText(`This belongs to the book ${first?.name ?? ''}`)).toBeVisible();
	await page.getByRole('button', { name: `Open ${first?.name ?? ''}` }).click();
	await expect(page.getByRole('alert')).toContainText('Denied: position would be');

	await page.goto('/story?order=none');
	await expect(page.getByText('There is no order none in any book.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'All orders' })).toHaveAttribute('href', /\/orders$/);
	await expectNoFindingsAtAnyWidth(page);
});
