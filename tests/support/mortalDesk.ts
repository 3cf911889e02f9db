import { createGeneratedMarket } from '../../src/lib/adapters/simulator/generatedMarket.ts';
import type { FillModel } from '../../src/lib/domain/bookConfig.ts';
import type { Command } from '../../src/lib/domain/commands.ts';
import type { Decision } from '../../src/lib/domain/decision.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { JournalEntry } from '../../src/lib/journal/entry.ts';
import type { Broker } from '../../src/lib/ports/broker.ts';
import type { Journal } from '../../src/lib/ports/journal.ts';
import type { KillPoint, RunnerSetup, StopReason } from '../../src/lib/runtime/runnerSetup.ts';
import { createConfig, createDecision, createLevels, money, ratio, sessionOpen } from './deskBuilders.ts';
import { createBook, createFeedBook, readEntries, startBook, type TestBook } from './deskHarness.ts';
import { createMemoryJournal } from './memoryJournal.ts';
import { createChance, makeRandomRun, toBookConfig, type RandomRun } from './randomRun.ts';

/** A book with the decisions that it is given at its start. */
export interface GivenBook {
	readonly book: TestBook;
	readonly decisions: readonly Decision[];
}

/** Bars of a random run as a feed; fills take at most a share of their volume, if one is given, and cost by who came first. */
export function createRandomBook(run: RandomRun, volumeShare: string | null = null): GivenBook {
	const config = { ...toBookConfig(run.config), extendedHours: false };
	const fillModel = volumeShare === null ? config.fillModel : inScarceMarket(config.fillModel, volumeShare);
	return { book: createFeedBook(run.series, { ...config, fillModel }), decisions: run.decisions };
}

/** A model of a market in which all that was before a fill matters to it. */
function inScarceMarket(model: FillModel, volumeShare: string): FillModel {
	const commission = { ...model.commission, makerRate: ratio('0.0001'), takerRate: ratio('0.002') };
	const queue = { queueAhead: ratio('1.5'), limitFillProbability: ratio('0.5') };
	const depth = {
		depthLevels: 4,
		depthTerms: { first: ratio('0.02'), growth: ratio('1.5'), spacing: ratio('0.001') }
	};
	return {
		...model,
		...queue,
		...depth,
		volumeShare: ratio(volumeShare),
		slippageModel: 'volumeShare',
		commission
	};
}

/** A random run that is small enough to be run again and again. */
export const createSmallBook = (seed: number, minutes = 30, volumeShare: string | null = null) =>
	createRandomBook(makeRandomRun(seed, 3, minutes), volumeShare);

/** Minutes of quotes of two symbols, with decisions that trail closely. */
export function createQuotedBook(seed: number, minutes = 4, volumeShare: string | null = null): GivenBook {
	const until = sessionOpen + minutes * 60_000;
	const openSource: TestBook['openSource'] = (memory) => {
		const setup = { seed, startsAt: sessionOpen, symbols: 2 };
		const source = createGeneratedMarket(memory === null ? setup : { ...setup, memory });
		return { ...source, nextAt: () => (source.nextAt() > until ? Infinity : source.nextAt()) };
	};
	const symbols = openSource(null).instruments.map(({ instrument }) => instrument.symbol);
	const chance = createChance(seed);
	const decisions = Array.from({ length: 40 }, (_, index) => {
		const isSell = chance() < 0.15;
		return createDecision({
			id: `q${String(index)}`,
			at: sessionOpen + Math.floor(chance() * minutes * 600) * 100,
			symbol: symbols[Math.floor(chance() * symbols.length)] ?? '',
			action: isSell ? 'SELL' : 'BUY',
			levels: createLevels({ trailing: chance() < 0.8 ? '0.002' : '0.01' }),
			size: { by: 'fraction', fraction: ratio('0.2') }
		});
	});
	const plain = createConfig({ slippage: '0.0001', minimum: '0.35' });
	const fillModel = volumeShare === null ? plain.fillModel : inScarceMarket(plain.fillModel, volumeShare);
	const config = { ...plain, fillModel };
	return { book: { id: 'book-1' as BookId, config, startsAt: sessionOpen, openSource }, decisions };
}

/** The same book where all takes its time to the market. */
export function withLatency({ book, decisions }: GivenBook): GivenBook {
	const latency = {
		submit: { base: 400, jitter: 1500 },
		replace: { base: 300, jitter: 2500 },
		cancel: { base: 500, jitter: 3000 }
	};
	return { book: { ...book, config: { ...book.config, latency } }, decisions };
}

/** The same book with every rule that locks on, each for a few seconds. */
export function withLocks({ book, decisions }: GivenBook): GivenBook {
	const locks = {
		...{ ...book.config.locks, stopGuardStops: 2, stopGuardWindowSeconds: 60, stopGuardLockSeconds: 5 },
		...{ cooldownSeconds: 3, lowProfitBelow: ratio('0'), lowProfitTrades: 2, lowProfitWindowSeconds: 40 },
		...{ lowProfitLockSeconds: 6, drawdownLimit: ratio('0.0005'), drawdownWindowSeconds: 20 },
		drawdownLockSeconds: 4
	};
	return { book: { ...book, config: { ...book.config, locks } }, decisions };
}

/** The same book with circuit breakers on, tight enough to trip by prices and by counts. */
export function withBreakers({ book, decisions }: GivenBook): GivenBook {
	const risk = {
		...{ ...book.config.risk, maxDayLoss: ratio('0.001'), maxDayDrawdown: ratio('0.0015') },
		...{ maxPeakDrawdown: ratio('0.01'), maxDayTrades: 6, maxLossStreak: 3, maxErrors: 1 },
		...{ maxLimitOverrun: ratio('0'), maxGrossExposure: money('6000') }
	};
	return { book: { ...book, config: { ...book.config, risk } }, decisions };
}

const never = new Promise<never>(() => undefined);

/** A runner's way to the outside, which ends when it is killed: what it asks then is not heard, and it hears no answer. */
export interface MortalOutside {
	readonly journal: Journal;
	readonly died: Promise<'killed'>;
	readonly kill: () => void;
	readonly mortal: <Value>(ask: () => Promise<Value>) => Promise<Value>;
}

export function createMortalOutside(storage: Journal): MortalOutside {
	let isDead = false;
	let tell: (how: 'killed') => void = () => undefined;
	const died = new Promise<'killed'>((resolve) => (tell = resolve));
	async function mortal<Value>(ask: () => Promise<Value>): Promise<Value> {
		const answer = isDead ? never : await ask();
		return isDead ? never : answer;
	}
	return {
		died,
		mortal,
		kill: () => {
			isDead = true;
			tell('killed');
		},
		journal: {
			...storage,
			append: (...given) => mortal(() => storage.append(...given)),
			saveMarket: (...given) => mortal(() => storage.saveMarket(...given)),
			saveCheckpoint: (...given) => mortal(() => storage.saveCheckpoint(...given)),
			seal: (...given) => mortal(() => storage.seal(...given))
		}
	};
}

/** When a life ends: as it passes a point for the `n`th time, or at its `n`th append, done or not. */
export type Death =
	{ readonly point: KillPoint; readonly n: number } | { readonly append: number; readonly isDone: boolean };

/** The outside of one life with its death arranged, and what a runner is set up with for it. */
export function arrangeDeath(
	storage: Journal,
	death: Death | null,
	broker: Broker | null = null
): { readonly outside: MortalOutside; readonly given: Partial<RunnerSetup> } {
	const outside = createMortalOutside(storage);
	let passed = 0;
	let appends = 0;
	const append: Journal['append'] = (batch) => {
		if (death === null || !('append' in death) || ++appends !== death.append)
			return outside.journal.append(batch);
		if (death.isDone) void storage.append(batch);
		outside.kill();
		return never;
	};
	const atPoint = (point: KillPoint) => {
		if (death !== null && 'point' in death && point === death.point && ++passed === death.n) outside.kill();
	};
	const venue =
		broker === null ? {} : { venue: { type: 'broker', broker: mortalBroker(broker, outside) } as const };
	return { outside, given: { journal: { ...outside.journal, append }, atPoint, ...venue } };
}

function mortalBroker(broker: Broker, { mortal }: MortalOutside): Broker {
	return {
		submit: (intent) => mortal(() => broker.submit(intent)),
		replace: (intent) => mortal(() => broker.replace(intent)),
		cancel: (orderId) => mortal(() => broker.cancel(orderId)),
		read: (since) => mortal(() => broker.read(since)),
		glance: () => mortal(() => broker.glance())
	};
}

/** A clock that goes on by `step` milliseconds whenever it is asked, so that a batch takes `16 / step` inputs. */
export function createTicking(step = 4): () => number {
	let now = 0;
	return () => (now += step);
}

/** One life of a book on a storage that outlives it: it takes its decisions when it has not yet, runs to the end or `until`, and closes. */
export async function live(
	storage: Journal,
	{ book, decisions }: GivenBook,
	death: Death | null = null,
	more: Partial<RunnerSetup> = {},
	until = Infinity
): Promise<'killed' | 'ended' | StopReason> {
	const { outside, given } = arrangeDeath(storage, death);
	const setup = { wall: createTicking(), checkpointEvery: 20, ...given, ...more };
	const { runner, runUntil, stopped } = await startBook({ journal: storage }, book, setup);
	const work = async () => {
		if (runner.live().seq === 1)
			await runner.command((at) => [...decisions.map(toCommand(at)), moreSlippage(at)]);
		if (stopped() === null) await runUntil(until);
		await runner.close();
		return stopped() ?? 'ended';
	};
	return Promise.race([outside.died, work()]);
}

const toCommand =
	(at: number) =>
	(decision: Decision): Command => ({ type: 'TakeDecision', at, decision });

/** What the simulator was opened with is not what it fills with. */
const moreSlippage = (at: number): Command => ({
	...{ type: 'ChangeSettings', at, request: 'slip', reason: 'test' },
	changes: [{ key: 'slippageBps', to: '12.5' }]
});

/** A storage with a new book in it. */
export async function createStorage({ book }: GivenBook): Promise<Journal> {
	const journal = createMemoryJournal();
	await createBook({ journal }, book);
	return journal;
}

/** The journal of a book after lives with these deaths and a last one without. */
export async function liveThrough(
	given: GivenBook,
	deaths: readonly Death[]
): Promise<{
	readonly entries: readonly JournalEntry[];
	readonly killed: number;
	readonly storage: Journal;
}> {
	const storage = await createStorage(given);
	let killed = 0;
	for (const death of deaths) if ((await live(storage, given, death)) === 'killed') killed++;
	const last = await live(storage, given);
	if (last !== 'ended') throw new Error(JSON.stringify(last));
	return { entries: await readEntries({ journal: storage }, given.book.id), killed, storage };
}
