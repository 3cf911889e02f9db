import { loadavg } from 'node:os';
import { expect, type Page } from '@playwright/test';
import { openDesk } from '../../tests/e2e/deskPage.ts';
import { test } from '../../tests/e2e/diskProfile.ts';
import { arm, connect, goTo, openBook } from '../../tests/e2e/paperPage.ts';
import { liftLimits } from '../../tests/e2e/chaosBrowser.ts';
import { serveStandIn, standInArgs } from '../../tests/support/alpaca/server.ts';
import { AlpacaStandIn } from '../../tests/support/alpaca/standIn.ts';

const rounds = Number(process.env['ROUNDS']);
const count = Number(process.env['COUNT']);
const coin = 'BTC/USD';
/** Fewer in a minute than the budget lets out. */
const pause = 600;

/** Milliseconds from each order given to its leaving, and to its arrival at the account. */
async function measure(page: Page, arrivals: number[]) {
	const [worker] = page.workers();
	if (worker === undefined) throw new Error('there is no worker');
	await worker.evaluate(() => {
		const left: number[] = [];
		const plain = globalThis.fetch;
		Object.assign(globalThis, { left });
		globalThis.fetch = (url, init) => {
			if (init?.method === 'POST') left.push(performance.timeOrigin + performance.now());
			return plain(url, init);
		};
	});
	const given = await page.evaluate(
		async ({ symbol, times, wait }) => {
			const instants: number[] = [];
			for (let n = 0; n < times; n++) {
				instants.push(performance.timeOrigin + performance.now());
				const limitPrice = (30_000 + n).toFixed(2);
				await blotter.order.submit({ symbol, side: 'buy', type: 'limit', quantity: '0.001', limitPrice });
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
			return instants;
		},
		{ symbol: coin, times: count, wait: pause }
	);
	const left = await worker.evaluate(
		() => (globalThis as unknown as { readonly left: readonly number[] }).left
	);
	const since = (instants: readonly number[]) =>
		instants.map((at, index) => at - (given[index] ?? NaN)).sort((a, b) => a - b);
	return { left: since(left), arrived: since(arrivals) };
}

const at = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

for (let round = 1; round <= rounds; round++)
	test(`order out, round ${String(round)}`, async ({ profile }) => {
		const standIn = new AlpacaStandIn({ clock: { now: () => Date.now() } });
		const quote = (): void => standIn.quote(coin, '49999', '50001');
		const timer = setInterval(quote, 500);
		quote();
		const arrivals: number[] = [];
		const server = await serveStandIn(standIn, undefined, undefined, ({ method, body }) => {
			if (method === 'POST' && body.includes(coin)) arrivals.push(performance.timeOrigin + performance.now());
			return null;
		});
		const browser = await profile.start(standInArgs(server.port));
		const { page } = browser;
		await openDesk(page, `${profile.address}/alpaca`);
		await connect(page);
		await openBook(page);
		await page.evaluate(liftLimits);
		await arm(page);
		await goTo(page, 'Desk');
		const { left, arrived } = await measure(page, arrivals);
		expect([left.length, arrived.length]).toEqual([count, count]);
		for (const [name, sorted] of [
			['to its leaving', left],
			['to its arrival', arrived]
		] as const)
			console.log(
				`  order ${name.padEnd(16)} median ${at(sorted, 0.5).toFixed(1)} ms, 95th ${at(sorted, 0.95).toFixed(1)} ms, worst ${at(sorted, 1).toFixed(1)} ms (${String(count)} orders, load ${(loadavg()[0] ?? 0).toFixed(1)})`
			);
		await browser.kill();
		clearInterval(timer);
		await server.close();
	});
