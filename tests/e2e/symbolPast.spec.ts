import { expect, type Page } from '@playwright/test';
import { coin, test } from './alpacaDesk.ts';
import { openDesk, panel } from './deskPage.ts';
import { expectNoFindingsAtAnyWidth } from './findings.ts';
import { connect, goTo } from './paperPage.ts';

/** Opens the page of a coin in a book of the simulator that follows Alpaca's market. */
async function openCoin(page: Page): Promise<void> {
	await openDesk(page, '/alpaca');
	await connect(page);
	await page.evaluate(() => blotter.books.create('Market', { market: 'alpaca' }));
	await goTo(page, 'Desk');
	await page
		.locator(`a[href*="symbol=${encodeURIComponent(coin)}"]`)
		.first()
		.click();
	await expect(page.getByRole('heading', { name: coin, level: 1 })).toBeVisible();
}

test('a symbol of Alpaca’s market has its past and its news', async ({ alpaca: { page, standIn } }) => {
	const minute = 60_000;
	const now = Math.floor(Date.now() / minute) * minute;
	const bars = Array.from({ length: 240 }, (_, index) => {
		const price = 49_000 + 900 * Math.sin(index / 30);
		const t = new Date(now - (240 - index) * minute).toISOString();
		return { t, o: price, h: price + 60, l: price - 60, c: price + 20, v: 1 };
	});
	standIn.past.give(coin, '1Min', bars);
	standIn.tape.article({ id: 1, headline: 'Coins &amp; banks', symbols: ['BTCUSD'], summary: 'In short.' });
	await openCoin(page);
	const chart = panel(page, 'Price');
	await expect(chart).toContainText('Alpaca’s bars to');
	await expect(chart).toContainText('then as heard here');
	const news = panel(page, 'News');
	const link = news.getByRole('link', { name: 'Coins & banks' });
	await expect(link).toHaveAttribute('href', 'https://news.invalid/1');
	await expect(link).toHaveAttribute('rel', /noopener/);
	await expect(news).toContainText('In short.');
	standIn.tape.article({ id: 2, headline: 'Heard as it comes', symbols: ['BTCUSD'] });
	await expect(news.getByRole('listitem').first()).toContainText('Heard as it comes');
	const candles = page.getByRole('slider', { name: `Candles of ${coin}, 1m` });
	await expect.poll(async () => Number(await candles.getAttribute('aria-valuemax'))).toBeGreaterThan(230);
	await expect(page.getByText('Alpaca’s prices, from the stream')).toBeVisible();
	await expectNoFindingsAtAnyWidth(page);
});

test('a symbol whose past and news cannot be read says so', async ({ alpaca: { page, standIn } }) => {
	const handle = standIn.handle.bind(standIn);
	standIn.handle = (request) =>
		/\/(bars|news)$/.test(request.path)
			? { status: 403, body: { message: 'subscription does not permit' } }
			: handle(request);
	await openCoin(page);
	await expect(panel(page, 'Price')).toContainText('Earlier bars could not be read. Alpaca refused');
	await expect(panel(page, 'News')).toContainText('subscription does not permit');
});
