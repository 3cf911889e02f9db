import { createDexieAssetList } from '../../src/lib/adapters/dexie/assetList.ts';
import { createDexieVault } from '../../src/lib/adapters/dexie/vault.ts';
import type { OrderFields } from '../../src/lib/contract/askFields.ts';
import type { DeskView } from '../../src/lib/contract/deskView.ts';
import type { OrderRow } from '../../src/lib/domain/deskRows.ts';
import { priceToUnits } from '../../src/lib/domain/decimal.ts';
import { runQuote } from '../../src/lib/engine/turn.ts';
import { indexOf } from '../../src/lib/engine/state.ts';
import { KeyMemory } from '../../src/workers/desk/keyMemory.ts';
import { testKeys } from './alpaca/fixtures.ts';
import { standInFetch, type Mishaps } from './alpaca/inProcess.ts';
import { AlpacaStandIn } from './alpaca/standIn.ts';
import type { StandInSetup } from './alpaca/standInAccount.ts';
import type { StreamMishaps } from './alpaca/standInLine.ts';
import { standInSocket } from './alpaca/standInSocket.ts';
import { VirtualClock } from './alpaca/virtualClock.ts';
import { price } from './deskBuilders.ts';
import { openProfile, readEntries, type TestProfile } from './deskHarness.ts';
import { startSession, type TestSession } from './sessionHarness.ts';

/** A stand-in whose account a desk can be connected to, on a profile that outlives its sessions; all on one virtual clock. */
export function openAccountWorld(setup: Partial<StandInSetup> = {}) {
	const clock = new VirtualClock();
	const world = {
		clock,
		standIn: new AlpacaStandIn({ clock, ...setup }),
		profile: openProfile(),
		mishaps: (() => null) as Mishaps,
		/** What `fetch` throws instead of asking, as it does of headers that it cannot send; null lets it ask. */
		throws: ((): Error | null => null) as (init: RequestInit) => Error | null,
		streamMishaps: (() => null) as StreamMishaps,
		/** Whether a session knows that its tab leads. */
		mayAct: true,
		/** Whether the stand-in lets streams in. */
		hasStreams: false
	};
	return world;
}

export type AccountWorld = ReturnType<typeof openAccountWorld>;

/** A session of a desk in such a world, and ways to let its time pass. */
export interface AccountSession extends TestSession {
	/** Lets virtual time pass, and everything that it sets going come to its end; nothing of a session goes by another time. */
	pass(milliseconds: number): Promise<void>;
	/** Asks for something while time goes on. */
	ask: TestSession['get'];
	refused: TestSession['refusal'];
	/** Buys at the market as a person does, and gives the order as it was answered. */
	buy(quantity: string, request: string, more?: Partial<OrderFields>): Promise<OrderRow | null>;
	/** A price of a symbol comes, to the stand-in and to the book. */
	quote(symbol: string, last: string): Promise<void>;
}

const turns = async (count = 30): Promise<void> => {
	for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Starts a session as a tab does after a reload, or with the memory of its worker after a sleep. */
export async function startAccountSession(
	world: AccountWorld,
	memory = new KeyMemory()
): Promise<AccountSession> {
	const { clock, profile } = world;
	const toStandIn = standInSocket(world.standIn, {
		clock,
		mishaps: (moment) => world.streamMishaps(moment)
	});
	const ticks = new Set<() => void>();
	const silent = { binaryType: '', onopen: null, onmessage: null, onclose: null };
	const desk = await startSession(profile, profile.journal, () => undefined, false, {
		alpaca: {
			vault: createDexieVault(profile.db, { memory: 8, passes: 1, lanes: 1 }),
			assets: createDexieAssetList(profile.db),
			memory,
			...{ clock, chance: () => 0, origin: 'http://127.0.0.1' },
			fetch: (url, init) => {
				const thrown = world.throws(init);
				if (thrown !== null) return Promise.reject(thrown);
				return standInFetch(world.standIn, (request) => world.mishaps(request))(url, init);
			},
			openSocket: (url) =>
				world.hasStreams ? toStandIn(url) : { ...silent, send: () => undefined, close: () => undefined }
		},
		wall: () => clock.now(),
		mayAct: () => world.mayAct,
		every: (_, tick) => {
			ticks.add(tick);
			return () => ticks.delete(tick);
		}
	});
	const pass = async (milliseconds: number): Promise<void> => {
		for (let left = milliseconds; left > 0; left -= 100) {
			await clock.advance(Math.min(100, left));
			for (const tick of ticks) tick();
			await turns(8);
		}
		await turns();
	};
	async function until(wish: (view: DeskView) => boolean): Promise<DeskView> {
		for (;;) {
			const { view } = desk.shown;
			if (view !== null && wish(view)) return view;
			await pass(100);
		}
	}
	async function meanwhile<Value>(work: Promise<Value>): Promise<Value> {
		let isOver = false;
		void work.then(
			() => (isOver = true),
			() => (isOver = true)
		);
		await turns(4);
		while (!isOver) await pass(100);
		return work;
	}
	// A picture comes once the book that was opened is at rest.
	await until(() => true);
	return {
		...desk,
		pass,
		until,
		ask: (name, ask) => meanwhile(desk.get(name, ask)),
		refused: (name, ask) => meanwhile(desk.refusal(name, ask)),
		async buy(quantity, request, more = {}) {
			const order = { symbol: 'AAPL', side: 'buy', type: 'market', quantity, ...more } as const;
			return (await meanwhile(desk.get('submitOrder', { order, request }))).order;
		},
		async quote(symbol, last) {
			world.standIn.quote(symbol, last, last);
			const units = priceToUnits(price(last));
			await desk.session.running().runner.take((engine, at) => {
				const index = indexOf(engine.state.market, symbol);
				runQuote(engine, symbol, index, { at, bid: units, ask: units, last: units });
			});
		}
	};
}

/** Connects, and shows the book of the account. */
export async function openAccount(desk: AccountSession): Promise<void> {
	await desk.ask('connectAlpaca', testKeys);
	await desk.ask('openAccountBook', { request: 'open' });
	await desk.pass(1_000);
}

/** A world whose desk shows the book of its account in dry run, with AAPL and MSFT at 200. */
export async function openedAccount(): Promise<{
	readonly world: AccountWorld;
	readonly desk: AccountSession;
}> {
	const world = openAccountWorld();
	for (const symbol of ['AAPL', 'MSFT']) world.standIn.quote(symbol, '200', '200');
	const desk = await startAccountSession(world);
	await openAccount(desk);
	await desk.quote('AAPL', '200');
	return { world, desk };
}

/** Lets all orders go out. */
export async function armAccount(desk: AccountSession): Promise<void> {
	await desk.ask('setRouting', { request: 'arm', routing: 'paper', typed: 'paper' });
}

/** The events of the book that runs. */
export async function eventsOf(desk: AccountSession, { journal }: TestProfile) {
	const { record } = desk.session.running();
	return (await readEntries({ journal }, record.id)).map(({ event }) => event);
}
