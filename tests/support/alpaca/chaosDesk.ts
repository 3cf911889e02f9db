import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { DeskSession } from '../../../src/workers/desk/deskSession.ts';
import { KeyMemory } from '../../../src/workers/desk/keyMemory.ts';
import { readEntries } from '../deskHarness.ts';
import { createMemoryAssets, createMemoryBooks, createMemoryVault } from '../memoryBooks.ts';
import { createMemoryJournal } from '../memoryJournal.ts';
import { createChance } from '../randomRun.ts';
import { actAtRandom, actElsewhere, type ChaosStage } from './chaosActs.ts';
import { judgeChaos, type FoundThere } from './chaosJudge.ts';
import { testKeys } from './fixtures.ts';
import { standInFetch, type Mishap } from './inProcess.ts';
import { openMortalTab, type MortalTab } from './mortalTab.ts';
import { AlpacaStandIn } from './standIn.ts';
import type { StreamMishap } from './standInLine.ts';
import { standInSocket } from './standInSocket.ts';
import { VirtualClock } from './virtualClock.ts';

const callMishaps: readonly Mishap[] = [
	...(['lost_request', 'lost_answer', 'no_answer', 'unheard', 'gateway', 'too_many'] as const)
];
const openMishaps: readonly StreamMishap[] = ['unreachable', 'limit'];
const frameMishaps: readonly StreamMishap[] = ['drop', 'silent', 'fault', 'duplicate', 'late'];
const passphrase = 'a long passphrase';
const firstCents = { AAPL: 20_000, MSFT: 10_000, KO: 6_000 } as const;

/** What came of a seed: what was done, what is wrong at the end, and how much there was of it. */
export interface ChaosOutcome {
	readonly acts: readonly string[];
	readonly faults: readonly string[];
	readonly orders: number;
	readonly fills: number;
	readonly lives: number;
}

/** The desk of a paper account on which everything goes wrong at random, from the first order until all is settled. */
class Chaos {
	readonly #chance: () => number;
	readonly #clock = new VirtualClock();
	readonly #standIn: AlpacaStandIn;
	readonly #journal = createMemoryJournal();
	readonly #books = createMemoryBooks();
	readonly #vault = createMemoryVault();
	readonly #assets = createMemoryAssets();
	readonly #acts: string[] = [];
	readonly #cents = new Map<string, number>(Object.entries(firstCents));
	readonly #openSocket: ReturnType<typeof standInSocket>;
	readonly #badness: number;
	#isBad = false;
	#lives = 0;
	#requests = 0;
	#ids = 0;
	#found: FoundThere = { fills: [], symbols: [] };
	#tab: MortalTab | null = null;
	#tick = (): void => undefined;

	constructor(seed: number) {
		const chance = createChance(seed);
		this.#chance = chance;
		this.#badness = chance() ** 2 * 0.45;
		const setup = {
			fillsInParts: chance() < 0.5,
			canShort: chance() < 0.8,
			symbols: [...this.#cents.keys()]
		};
		this.#standIn = new AlpacaStandIn({ clock: this.#clock, ...setup });
		const hasStreams = chance() < 0.7;
		this.#openSocket = standInSocket(this.#standIn, {
			clock: this.#clock,
			mishaps: ({ message }) => {
				if (!hasStreams) return 'unreachable';
				return this.#mishap(message === null ? openMishaps : frameMishaps);
			}
		});
	}

	/** Runs it from its first tab to its end. */
	async run(): Promise<ChaosOutcome> {
		const chance = this.#chance;
		await this.#openBook();
		this.#isBad = true;
		for (let left = 5 + Math.floor(chance() * 5); left > 0; left--) {
			await this.#step();
			await this.#pass(Math.floor(chance() ** 2 * 9_000));
		}
		this.#isBad = false;
		this.#acts.push('calm');
		const faults = await this.#settle();
		this.#tab?.kill();
		return {
			...{ acts: this.#acts, faults, lives: this.#lives },
			orders: this.#standIn.orders.length,
			fills: this.#standIn.book.activities.length
		};
	}

	/** Connects and opens the book of the account while nothing goes wrong yet. */
	async #openBook(): Promise<void> {
		for (const [symbol, cents] of this.#cents) this.#quote(symbol, cents);
		for (let left = Math.floor(this.#chance() * 4); left > 0; left--)
			this.#acts.push(actElsewhere(this.#stage()));
		const { session } = await this.#start(0);
		await this.#during(session.ask('connectAlpaca', { ...testKeys, passphrase }));
		await this.#during(session.ask('openAccountBook', { request: 'open' }));
		await this.#pass(1_000);
		const { activities, positions } = this.#standIn.book;
		this.#found = { fills: activities.map(({ id }) => id), symbols: [...positions.keys()] };
		for (const [symbol, cents] of this.#cents) this.#quote(symbol, cents);
		await this.#arm();
	}

	/** One act, with what may befall the tab before and while it goes on. */
	async #step(): Promise<void> {
		const chance = this.#chance;
		const tab = this.#tab;
		if (tab !== null && chance() < 0.08) await this.#leave(tab);
		else if (chance() < 0.1) {
			const after = Math.floor(chance() * 12);
			this.#acts.push(`dies after ${String(after)}`);
			tab?.dieAfter(after);
		}
		await this.#goOn();
		for (let left = 1 + Math.floor(chance() * 3); left > 0; left--) {
			this.#acts.push(actAtRandom(this.#stage()));
			if (chance() < 0.5) await this.#pass(Math.floor(chance() * 500));
		}
	}

	async #leave(tab: MortalTab): Promise<void> {
		if (this.#chance() < 0.5) {
			this.#acts.push('closes the tab');
			await this.#during(tab.session.close());
		} else this.#acts.push('kills the tab');
		tab.kill();
		await this.#pass(Math.floor(this.#chance() * 3_000));
	}

	/** Opens a tab when none is alive, unlocks its keys and arms it, as far as that succeeds. */
	async #goOn(): Promise<void> {
		if (this.#tab?.isDead !== false) {
			const ahead = this.#isBad ? Math.floor((this.#chance() - 0.5) * 3_800) : 0;
			this.#acts.push(`opens a tab whose clock is ${String(ahead)} ahead`);
			await this.#start(ahead);
		}
		const tab = this.#tab;
		if (tab === null) return;
		const { connection } = tab.session;
		if (connection.link === null) await this.#during(tab.session.ask('unlockAlpaca', { passphrase }));
		for (const [symbol, cents] of this.#cents) this.#quote(symbol, cents);
		if (connection.link === null || this.#routing() === 'paper') return;
		for (let left = 4; left > 0 && this.#book()?.broker?.standing === 'unread'; left--) await this.#pass(750);
		await this.#arm();
	}

	async #arm(): Promise<void> {
		const answer = this.#tab?.session.ask('setRouting', {
			...{ request: this.#request(), routing: 'paper', typed: 'paper' }
		});
		if (answer === undefined) return;
		let said = 'no answer';
		void answer.then((told) => {
			const messages = told.ok ? [] : [told.error.message, ...(told.error.messages ?? [])];
			said = told.ok ? told.value.routing : messages.join(' ');
		});
		await this.#during(answer);
		this.#acts.push(`arms it: ${said}`);
	}

	/** Lets time pass without mishaps until nothing is wrong any more, or nothing gets better. */
	async #settle(): Promise<readonly string[]> {
		let faults: readonly string[] = ['nothing was judged'];
		for (let wait = 4_000; wait < 400_000 && faults.length > 0; wait *= 1.7) {
			await this.#goOn();
			await this.#pass(wait);
			faults = judgeChaos(this.#standIn, this.#found, await this.#events());
		}
		return faults;
	}

	async #start(ahead: number): Promise<MortalTab> {
		const epoch = await this.#journal.takeEpoch();
		if (!epoch.ok) throw new Error('no epoch');
		this.#lives++;
		const fetch = standInFetch(this.#standIn, () => this.#mishap(callMishaps));
		const given = { clock: this.#clock, ahead, journal: this.#journal, fetch, openSocket: this.#openSocket };
		const tab = openMortalTab(given, (outside) => this.#session(outside, epoch.value));
		this.#tab = tab;
		await this.#during(tab.session.start());
		return tab;
	}

	#session(outside: MortalTab['outside'], epoch: number): DeskSession {
		const { journal, wall, mayAct, ...alpaca } = outside;
		return new DeskSession({
			...{ journal, wall, mayAct, epoch, books: this.#books, isHalted: false },
			alpaca: {
				...{ ...alpaca, vault: this.#vault, assets: this.#assets, memory: new KeyMemory() },
				...{ chance: this.#chance, origin: 'http://127.0.0.1' }
			},
			every: (_, tick) => {
				this.#tick = tick;
				return () => undefined;
			},
			breathe: () => Promise.resolve(),
			newId: () => `id-${String(++this.#ids)}`,
			newSeed: () => 7,
			onView: () => undefined,
			onStoodDown: () => undefined
		});
	}

	#mishap<Of>(all: readonly Of[]): Of | null {
		if (!this.#isBad || this.#chance() >= this.#badness) return null;
		return all[Math.floor(this.#chance() * all.length)] ?? null;
	}

	#stage(): ChaosStage {
		return {
			...{ chance: this.#chance, standIn: this.#standIn, cents: this.#cents },
			ask: (name, what) => void this.#tab?.session.ask(name, what),
			quote: (symbol, cents) => this.#quote(symbol, cents),
			request: () => this.#request(),
			openOrders: () => [...(this.#book()?.orders.keys() ?? [])]
		};
	}

	#request(): string {
		return `r${String(++this.#requests)}`;
	}

	#book() {
		try {
			return this.#tab?.session.running().runner.live().state.book ?? null;
		} catch {
			return null;
		}
	}

	#routing() {
		return this.#book()?.broker?.routing ?? null;
	}

	#quote(symbol: string, cents: number): void {
		this.#cents.set(symbol, cents);
		const text = (cents / 100).toFixed(2);
		this.#standIn.quote(symbol, text, text);
	}

	async #pass(milliseconds: number): Promise<void> {
		const look = this.#isBad ? 250 : 1_000;
		for (let left = milliseconds; left > 0; left -= look) {
			await this.#clock.advance(Math.min(look, left));
			if (this.#tab?.isDead === false) this.#tick();
			await turn();
		}
	}

	/** Lets time pass until something is over, or the tab that does it is dead. */
	async #during(work: Promise<unknown>): Promise<void> {
		let isOver = false;
		void work.then(
			() => (isOver = true),
			() => (isOver = true)
		);
		await turn();
		for (let left = 1_500; !isOver && this.#tab?.isDead !== true; left--) {
			if (left === 0) throw new Error('what was asked is never answered');
			await this.#pass(200);
		}
	}

	async #events(): Promise<readonly BookEvent[]> {
		const listed = await this.#books.list();
		const record = listed.ok ? listed.value.find(({ source }) => source.type === 'alpaca') : undefined;
		if (record === undefined) return [];
		return (await readEntries({ journal: this.#journal }, record.id)).map(({ event }) => event);
	}
}

/** Lets everything that is resolved run to its end. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs a seed. */
export async function runChaos(seed: number): Promise<ChaosOutcome> {
	return new Chaos(seed).run();
}
