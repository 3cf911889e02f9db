import { chromium, test as base, type Page } from '@playwright/test';
import type { StreamMishaps } from '../support/alpaca/standInLine.ts';
import { AlpacaStandIn } from '../support/alpaca/standIn.ts';
import {
	serveStandIn,
	standInArgs,
	strictCors,
	type CorsRules,
	type StandInServer
} from '../support/alpaca/server.ts';

/** A page of the built app in a browser that finds the stand-in under Alpaca's names. */
export interface AlpacaDesk {
	readonly page: Page;
	readonly standIn: AlpacaStandIn;
	readonly server: StandInServer;
}

/** A coin of the stand-in: its market is open at every hour, and its price goes on. */
export const coin = 'BTC/USD';

export const test = base.extend<{
	cors: CorsRules;
	trouble: { readonly streams: StreamMishaps };
	alpaca: AlpacaDesk;
}>({
	cors: [strictCors, { option: true }],
	trouble: [{ streams: () => null }, { option: true }],
	alpaca: async ({ launchOptions, baseURL, cors, trouble }, use) => {
		const standIn = new AlpacaStandIn({ clock: { now: () => Date.now() } });
		standIn.quote('AAPL', '99.98', '100.02');
		standIn.quote('SPY', '599.98', '600.02');
		const quoteCoin = (): void => {
			standIn.quote(coin, '49999', '50001');
		};
		quoteCoin();
		const timer = setInterval(quoteCoin, 500);
		const server = await serveStandIn(standIn, cors, trouble.streams);
		const usual = (launchOptions.args ?? []).filter((arg) => !arg.startsWith('--host-resolver-rules'));
		const browser = await chromium.launch({
			...launchOptions,
			args: [...usual, ...standInArgs(server.port)]
		});
		const context = await browser.newContext({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
		await use({ page: await context.newPage(), standIn, server });
		await browser.close();
		clearInterval(timer);
		await server.close();
	}
});
