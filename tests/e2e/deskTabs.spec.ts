import { expect, type BrowserContext, type Page } from '@playwright/test';
import {
	decide,
	dropOnDesk,
	expectWhole,
	journalOf,
	lastPrice,
	openDesk,
	panel,
	pauseClock,
	playClock,
	said,
	stateOfDesk,
	waitForClock,
	readClock,
	watched
} from './deskPage.ts';
import { test } from './diskProfile.ts';

const followerNote = (page: Page) => page.getByText('Another tab runs the desk');

/** Two tabs of one profile: the first leads, the second follows. */
async function openTabs(context: BrowserContext): Promise<{ leader: Page; follower: Page }> {
	const leader = await context.newPage();
	await openDesk(leader);
	const follower = await openFollower(context);
	await expect(followerNote(leader)).toBeHidden();
	return { leader, follower };
}

async function openFollower(context: BrowserContext, address = '/'): Promise<Page> {
	const follower = await context.newPage();
	await openDesk(follower, address);
	await expect(followerNote(follower)).toBeVisible();
	return follower;
}

/** What a tab shows and what it is told when it asks. */
async function readPicture(page: Page) {
	const told = await page.evaluate(async () => ({
		portfolio: await blotter.portfolio(),
		triggers: await blotter.triggers.list(),
		books: await blotter.books.list(),
		orders: await blotter.orders(),
		fills: await blotter.fills(),
		journal: await blotter.journal()
	}));
	return {
		...told,
		working: await panel(page, 'Open orders').innerText(),
		feed: await panel(page, 'What just happened').innerText()
	};
}

async function expectSamePicture(one: Page, other: Page): Promise<void> {
	await expect(async () => expect(await readPicture(other)).toEqual(await readPicture(one))).toPass();
}

/** Asks for a limit order far below the market in each symbol, all at once; resolves to their ids. */
function orderAll(page: Page, orders: readonly { readonly symbol: string; readonly limit: string }[]) {
	return page.evaluate(
		(given) =>
			Promise.all(
				given.map(async ({ symbol, limit }) => {
					const decided = await blotter.decide({ symbol, action: 'BUY', sizePct: 0.02, entryPrice: limit });
					return decided.order?.id ?? '';
				})
			),
		orders
	);
}

const cancelAll = (page: Page, ids: readonly string[]) =>
	page.evaluate((given) => Promise.all(given.map((id) => blotter.cancel(id))), ids);

test('two tabs show one desk, each command is done once, and the second goes on when the first closes', async ({
	context
}) => {
	const { leader, follower } = await openTabs(context);
	await dropOnDesk(follower, [
		{ name: 'config.json', text: '{"startingCash":1000000,"risk":{"maxOpenTrades":40}}' }
	]);
	await expect(said(follower)).toHaveText('A new book was opened with these settings.');
	const symbols = (await watched(leader)).filter((symbol) => !symbol.includes('/')).slice(0, 14);
	const orders: { symbol: string; limit: string }[] = [];
	for (const symbol of symbols) {
		orders.push({ symbol, limit: ((await lastPrice(leader, symbol)) * 0.8).toFixed(2) });
	}
	await pauseClock(follower);
	await expect(stateOfDesk(leader).getByRole('button', { name: 'Play' })).toBeVisible();
	await expectSamePicture(leader, follower);

	const [ofLeader, ofFollower] = await Promise.all([
		orderAll(leader, orders.slice(0, 7)),
		orderAll(follower, orders.slice(7))
	]);
	const ids = [...ofLeader, ...ofFollower];
	expect(new Set(ids).size).toBe(14);
	// Each takes back some of its own and some of the other's.
	const canceled = [...ofLeader.slice(0, 4), ...ofFollower.slice(0, 4)];
	await Promise.all([
		cancelAll(
			leader,
			canceled.filter((_, index) => index % 2 === 0)
		),
		cancelAll(
			follower,
			canceled.filter((_, index) => index % 2 === 1)
		)
	]);
	await expectSamePicture(leader, follower);
	const rows = await follower.evaluate(() => blotter.orders());
	const statusOf = (id: string) => (canceled.includes(id) ? 'canceled' : 'accepted');
	expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
		new Map(ids.map((id) => [id, statusOf(id)]))
	);
	const { entries } = await journalOf(follower);
	expect(entries.filter(({ event }) => event.type === 'OrderInitialized')).toHaveLength(14);
	expect(entries.filter(({ event }) => event.type === 'CancelRequested')).toHaveLength(8);

	await leader.close();
	// Not by its silence, which would take five seconds: the lock is free at once.
	await expect(followerNote(follower)).toBeHidden({ timeout: 2000 });
	await playClock(follower);
	await waitForClock(follower, (await readClock(follower)) + 1000);
	const [first = ''] = symbols;
	await decide(follower, { symbol: first, action: 'BUY', sizePct: 0.02 });
	await expect(follower.locator('.positions tr[data-key]')).toHaveAttribute('data-key', first);
	await expectWhole(follower);
});

test('a frozen tab is replaced, and thawed it follows and has written nothing', async ({ profile }) => {
	const { page: leader } = await profile.startDesk();
	const context = leader.context();
	// In front of the first, which is hidden from then on: only what is hidden can be frozen.
	const follower = await openFollower(context, profile.address);
	const [symbol = '', second = ''] = await watched(leader);
	await lastPrice(leader, symbol);
	await decide(leader, { symbol, action: 'BUY', sizePct: 0.05 });
	await expect(follower.locator('.positions tr[data-key]')).toHaveAttribute('data-key', symbol);

	const session = await context.newCDPSession(leader);
	await session.send('Page.setWebLifecycleState', { state: 'frozen' });
	await expect(followerNote(follower)).toBeHidden({ timeout: 8000 });
	const limit = ((await lastPrice(follower, second)) * 0.8).toFixed(2);
	const taken = await decide(follower, { symbol: second, action: 'BUY', sizePct: 0.05, entryPrice: limit });
	expect(taken.order).toMatchObject({ symbol: second, status: 'accepted' });

	await session.send('Page.setWebLifecycleState', { state: 'active' });
	await expect(followerNote(leader)).toBeVisible();
	await expect(followerNote(follower)).toBeHidden();
	await pauseClock(follower);
	await expectSamePicture(follower, leader);
	await leader.evaluate((id) => blotter.cancel(id), taken.order?.id ?? '');
	await expectSamePicture(follower, leader);
	const epochs = (await journalOf(follower)).entries.map(({ epoch }) => epoch);
	expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
	expect(new Set(epochs).size).toBe(2);
	await expectWhole(leader);
});
