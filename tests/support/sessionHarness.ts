import 'fake-indexeddb/auto';
import type { TestProfile } from './deskHarness.ts';
import { createDexieBooks } from '../../src/lib/adapters/dexie/books.ts';
import type { DeskRequests, DeskTrouble, RequestName } from '../../src/lib/contract/deskApi.ts';
import type { DeskView, TaskView } from '../../src/lib/contract/deskView.ts';
import type { Journal } from '../../src/lib/ports/journal.ts';
import { DeskSession } from '../../src/workers/desk/deskSession.ts';
import type { SessionSetup } from '../../src/workers/desk/sessionSetup.ts';
import { every } from '../../src/workers/desk/wallClock.ts';
import { createDexieAssetList } from '../../src/lib/adapters/dexie/assetList.ts';
import { createDexieVault } from '../../src/lib/adapters/dexie/vault.ts';
import { KeyMemory } from '../../src/workers/desk/keyMemory.ts';
import { VirtualClock } from './alpaca/virtualClock.ts';

const open: DeskSession[] = [];

/** A way to Alpaca that leads nowhere. */
function noAlpaca({ db }: TestProfile): SessionSetup['alpaca'] {
	return {
		vault: createDexieVault(db, { memory: 8, passes: 1, lanes: 1 }),
		assets: createDexieAssetList(db),
		memory: new KeyMemory(),
		clock: new VirtualClock(),
		fetch: () => Promise.reject(new TypeError('Failed to fetch')),
		openSocket: () => {
			throw new Error('no stream is opened');
		},
		chance: () => 0,
		origin: 'http://127.0.0.1'
	};
}

/** A session that a test asks, and what it shows. */
export interface TestSession {
	readonly session: DeskSession;
	readonly shown: { view: DeskView | null; trouble: DeskTrouble | null };
	/** Asks, and gives the answer or fails with its sentence. */
	get<Name extends RequestName>(
		name: Name,
		ask: DeskRequests[Name]['ask']
	): Promise<DeskRequests[Name]['answer']>;
	/** Asks for something that is refused, and gives the sentence. */
	refusal<Name extends RequestName>(name: Name, ask: DeskRequests[Name]['ask']): Promise<string>;
	/** Waits until what is shown is as wished. */
	until(wish: (view: DeskView) => boolean): Promise<DeskView>;
}

/** A session on a profile as a leading tab starts it; its wall clock is real, its ids count. */
export async function startSession(
	profile: TestProfile,
	journal: Journal = profile.journal,
	onOpening: (task: TaskView | null, session: DeskSession) => void = () => undefined,
	isHalted = false,
	more: Partial<SessionSetup> = {}
): Promise<TestSession> {
	const epoch = await profile.journal.takeEpoch();
	if (!epoch.ok) throw new Error('no epoch');
	const shown: TestSession['shown'] = { view: null, trouble: null };
	let ids = epoch.value * 1000;
	const session: DeskSession = new DeskSession({
		...{ journal, books: createDexieBooks(profile.db), epoch: epoch.value, isHalted },
		alpaca: noAlpaca(profile),
		wall: () => Math.round(performance.timeOrigin + performance.now()),
		every,
		breathe: () => new Promise((resolve) => setImmediate(resolve)),
		mayAct: () => true,
		newId: () => `id-${String(ids++)}`,
		newSeed: () => 7,
		onView: (view, trouble, task) => {
			Object.assign(shown, { view, trouble });
			if (view === null) onOpening(task, session);
		},
		onStoodDown: () => undefined,
		...more
	});
	open.push(session);
	await session.start();
	// Every symbol is priced sooner.
	await session.ask('setClock', { speed: 20 });
	return {
		session,
		shown,
		async get(name, ask) {
			const answer = await session.ask(name, ask);
			if (!answer.ok) throw new Error([answer.error.message, ...(answer.error.messages ?? [])].join(' '));
			return answer.value;
		},
		async refusal(name, ask) {
			const answer = await session.ask(name, ask);
			if (answer.ok) throw new Error(`not refused: ${JSON.stringify(answer.value)}`);
			return [answer.error.message, ...(answer.error.messages ?? [])].join(' ');
		},
		async until(wish) {
			for (;;) {
				if (shown.view !== null && wish(shown.view)) return shown.view;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}
	};
}

/** Whether every symbol has a price. */
export const priced = (view: DeskView): boolean => view.watch.every(({ last }) => last !== null);

/** Buys 5 % of a symbol with a stop 10 % below, and waits for the fill. */
export async function buy(desk: TestSession, symbol: string, request: string) {
	const { watch } = await desk.until(priced);
	const stop = (Number(watch.find((row) => row.symbol === symbol)?.last) * 0.9).toFixed(2);
	const ticket = { symbol, action: 'BUY', sizePct: '0.05', stopLoss: stop } as const;
	const outcome = await desk.get('decide', { ticket, request });
	await desk.until(({ positions }) => positions.some((position) => position.symbol === symbol));
	return outcome;
}

/** Closes every session that a test started. */
export async function closeSessions(): Promise<void> {
	for (const session of open.splice(0)) await session.close();
}
