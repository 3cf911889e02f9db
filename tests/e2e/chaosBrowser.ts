import type { Page } from '@playwright/test';
import type { DeskRequests } from '../../src/lib/contract/deskApi.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { textToEntry } from '../../src/lib/journal/entry.ts';
import type { ChaosStage } from '../support/alpaca/chaosActs.ts';
import type { Mishap } from '../support/alpaca/inProcess.ts';
import { serveStandIn, standInArgs, strictCors, type StandInServer } from '../support/alpaca/server.ts';
import { AlpacaStandIn } from '../support/alpaca/standIn.ts';
import type { StreamMishap } from '../support/alpaca/standInLine.ts';
import { createChance } from '../support/randomRun.ts';
import { journalOf } from './deskPage.ts';

/** Coins of the stand-in, whose market is open at every hour, and their first prices in cents. */
const firstCents = { 'BTC/USD': 20_000, 'ETH/USD': 10_000, 'LTC/USD': 6_000 } as const;

/** What befalls a call; what lasts as long as the patience of the desk befalls few. */
const callMishaps: readonly Mishap[] = [
	...(['lost_request', 'lost_answer', 'gateway', 'too_many'] as const),
	...(['lost_request', 'lost_answer', 'gateway', 'too_many'] as const),
	...(['lost_answer', 'no_answer', 'unheard'] as const)
];
const openMishaps: readonly StreamMishap[] = ['unreachable', 'limit'];
const frameMishaps: readonly StreamMishap[] = ['drop', 'silent', 'fault', 'duplicate', 'late'];

/** A stand-in on the network that goes wrong by a seed, until it is told not to. */
export interface ChaosServer {
	readonly chance: () => number;
	readonly standIn: AlpacaStandIn;
	readonly cents: Map<string, number>;
	/** What a browser is started with to find it. */
	readonly args: readonly string[];
	isBad: boolean;
	/** How far its clock is ahead of that of the machine, in milliseconds. */
	ahead: number;
	readonly quote: (symbol: string, cents: number) => void;
	readonly quoteAll: () => void;
	readonly close: () => Promise<void>;
}

export async function serveChaos(seed: number): Promise<ChaosServer> {
	const chance = createChance(seed);
	const cents = new Map<string, number>(Object.entries(firstCents));
	const standIn = new AlpacaStandIn({
		...{ clock: { now: () => Date.now() + server.ahead }, fillsInParts: chance() < 0.5 },
		...{ symbols: [...cents.keys()], callsPerMinute: 100_000 }
	});
	const badness = 0.05 + chance() * 0.25;
	// Its own numbers, so that when a call comes does not change what is done.
	const trouble = createChance(seed + 1_000_000);
	const mishap = <Of>(all: readonly Of[], share: number): Of | null => {
		if (!server.isBad || trouble() >= share) return null;
		return all[Math.floor(trouble() * all.length)] ?? null;
	};
	const served: StandInServer = await serveStandIn(
		standIn,
		strictCors,
		({ message }) => mishap(message === null ? openMishaps : frameMishaps, badness / 2),
		() => mishap(callMishaps, badness)
	);
	const quote = (symbol: string, price: number): void => {
		cents.set(symbol, price);
		const text = (price / 100).toFixed(2);
		standIn.quote(symbol, text, text);
	};
	const server: ChaosServer = {
		...{ chance, standIn, cents, quote, args: standInArgs(served.port), isBad: false, ahead: 0 },
		quoteAll: () => {
			for (const [symbol, price] of cents) quote(symbol, price);
		},
		close: () => served.close()
	};
	server.quoteAll();
	return server;
}

/** What acts of chaos are done with on a page: they are asked for, and nothing waits for what comes of them. */
export function stageOf(server: ChaosServer, page: Page, openOrders: readonly string[]): ChaosStage {
	const { chance, standIn, cents, quote } = server;
	return {
		...{ chance, standIn, cents, quote, openOrders: () => openOrders },
		// The page gives its own; these tell orders of another program apart.
		request: () => `${String(Math.floor(chance() * 1e9))}`,
		ask: (name, what) => {
			page.evaluate(askConsole, { name, what }).catch(() => undefined);
		}
	};
}

/** Runs in the page: asks the desk as the console does. What is refused is no fault, and a page that goes away hears nothing. */
function askConsole({ name, what }: { readonly name: string; readonly what: unknown }): void {
	const { ticket, order, orderId, symbol, request, ...terms } =
		what as never as DeskRequests['decide']['ask'] &
			DeskRequests['submitOrder']['ask'] &
			DeskRequests['replaceOrder']['ask'] &
			DeskRequests['protect']['ask'];
	const calls: Readonly<Record<string, (() => Promise<unknown>) | undefined>> = {
		decide: () => blotter.decide(ticket),
		submitOrder: () => blotter.order.submit(order),
		cancel: () => blotter.cancel(orderId),
		replaceOrder: () => blotter.order.replace(orderId, terms),
		close: () => blotter.close(symbol),
		protect: () => blotter.triggers.create(symbol, terms)
	};
	const call = calls[name];
	if (call === undefined) throw new Error(`nobody asks for ${name} (${request})`);
	call().catch(() => undefined);
}

/** Lets a while pass at once, for the desk and its account, as when the machine slept. */
export async function leap(server: ChaosServer, page: Page, milliseconds: number): Promise<void> {
	server.ahead += milliseconds;
	for (const worker of page.workers())
		await worker.evaluate((ahead) => {
			const now = performance.now.bind(performance);
			performance.now = () => now() + ahead;
		}, milliseconds);
}

/** The ids of the open orders of the book that is shown. */
export const openOrdersOf = (page: Page): Promise<readonly string[]> =>
	page.evaluate(async () => {
		const open = ['submitted', 'accepted', 'partially_filled', 'pending_cancel', 'pending_replace'];
		return (await blotter.orders()).filter(({ status }) => open.includes(status)).map(({ id }) => id);
	});

/** The events of the book that is shown, from its exported journal. */
export async function eventsOf(page: Page): Promise<readonly BookEvent[]> {
	const { entries } = await journalOf(page);
	return entries.map((entry) => {
		const read = textToEntry(JSON.stringify(entry));
		if (!read.ok) throw new Error(`entry ${String(entry.seq)} cannot be read`);
		return read.value.entry.event;
	});
}

/** Runs in the page: no limit keeps the book from trading. */
export async function liftLimits(): Promise<void> {
	const { settings } = await blotter.settings.get();
	const limits = settings.filter(({ key, canBeOff }) => key.startsWith('risk.') && canBeOff);
	await blotter.settings.set({
		...Object.fromEntries(limits.map(({ key }) => [key, 'off'])),
		'sizing.minTradeNotional': '1'
	});
}
