import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/lib/domain/commands.ts';
import {
	add,
	formatDecimal,
	formatMoney,
	scalePrice,
	subtract,
	zeroMoney
} from '../../../src/lib/domain/decimal.ts';
import {
	keyOfRow,
	storeNames,
	type PositionRow,
	type RowChange,
	type StoreName
} from '../../../src/lib/domain/deskRows.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { isOpenStatus } from '../../../src/lib/domain/order.ts';
import type { SettingKey } from '../../../src/lib/domain/settings.ts';
import { latest, triggersOf, type TriggerKind } from '../../../src/lib/domain/trigger.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import {
	createState,
	lastPrice,
	protectionOf,
	type Book,
	type EngineState
} from '../../../src/lib/engine/state.ts';
import { createVerifier } from '../../../src/lib/journal/chain.ts';
import { createFold, openBook } from '../../../src/lib/runtime/bookState.ts';
import type { BookRunner } from '../../../src/lib/runtime/bookRunner.ts';
import { ChangedRows } from '../../../src/lib/runtime/changedRows.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import { createDecision, minuteAt, money, price, quantity, ratio } from '../../support/deskBuilders.ts';
import { readEntries, readStore, startBook } from '../../support/deskHarness.ts';
import {
	createQuotedBook,
	createRandomBook,
	createSmallBook,
	createStorage,
	withBreakers,
	withLocks,
	createTicking
} from '../../support/mortalDesk.ts';
import { createChance, read } from '../../support/randomRun.ts';
import { makeSessionRun } from '../../support/sessionRun.ts';

type Change = Extract<Command, { type: 'ChangeProtection' }>['change'];

/** What a person does about a position now and then: all that can be asked, allowed or not. */
function handOf(
	chance: () => number,
	{ state }: ReturnType<BookRunner['live']>,
	at: number,
	request: string
): readonly Command[] {
	const { book, market } = state;
	const held = [...book.positionBySymbol.values()][Math.floor(chance() * book.positionBySymbol.size)];
	const symbol = held?.symbol ?? 'NONE';
	const last = lastPrice(market, symbol)?.price ?? price('1');
	const off = (factor: string) => scalePrice(last, ratio(factor), 4);
	const guard = (change: Change): Command => ({ type: 'ChangeProtection', at, request, symbol, change });
	const changeSettings = (texts: Partial<Record<SettingKey, string>>): Command => {
		const changes = Object.entries(texts).map(([key, to]) => ({ key: key as SettingKey, to }));
		return { type: 'ChangeSettings', at, request, changes, reason: 'test' };
	};
	const orderId = [...book.orders.keys()].at(-1) ?? ('none' as ClientOrderId);
	const later = createDecision({ id: request, action: 'HOLD', symbol, at: at + 3600_000 });
	const cancelLater: Command = { type: 'CancelDecision', at, request, decisionId: later.id };
	const [breaker = 'dayLoss'] = book.breakers.tripped.keys();
	const choices: readonly (readonly Command[])[] = [
		[{ type: 'CancelOrder', at, request, orderId }],
		[{ type: 'TakeDecision', at, decision: later }, cancelLater, cancelLater],
		[{ type: 'ClosePosition', at, request, symbol, quantity: null }],
		[{ type: 'ClosePosition', at, request, symbol, quantity: quantity('1') }],
		[guard({ stopLoss: off('0.995'), trailing: ratio('0.003') })],
		[guard({ takeProfit: off('1.005') })],
		[guard({ takeProfit: null, stopLoss: off('0.99') })],
		[guard({ stopLoss: null })],
		[guard({ trailing: null })],
		[changeSettings({ slippageBps: chance() < 0.5 ? '0' : '12.5', 'commission.minimum': '0.35' })],
		[
			changeSettings({ 'sizing.maxPositionFraction': chance() < 0.5 ? '0.05' : '0.3', extendedHours: 'true' })
		],
		[changeSettings({ 'risk.maxOpenTrades': chance() < 0.5 ? '1' : 'off', allowAdding: 'true' })],
		[changeSettings({ slippageBps: '-1' }), changeSettings({ 'rounding.fees': 'none' })],
		[{ type: 'ResetBreaker', at, request, reason: 'test', breaker }],
		[
			{ type: 'Halt', at, level: 'pause', by: 'switch', reason: request },
			{ type: 'Resume', at, to: null, by: 'switch', reason: request }
		]
	];
	return choices[Math.floor(chance() * choices.length * 1.3)] ?? [];
}

type Day = Awaited<ReturnType<typeof liveDay>>;

function bookOf(seed: number) {
	const { given, ...rest } = plainBookOf(seed);
	const locked = seed % 3 === 1 ? withLocks(given) : given;
	return { given: seed % 5 < 2 ? withBreakers(locked) : locked, ...rest };
}

function plainBookOf(seed: number) {
	if (seed % 10 === 0)
		return { given: createRandomBook(makeSessionRun(seed)), minutes: 0, checkpointEvery: 100 };
	return seed % 2 === 0
		? { given: createQuotedBook(seed, 4, seed % 4 === 0 ? '0.01' : null), minutes: 4, checkpointEvery: 15 }
		: { given: createSmallBook(seed, 30, seed % 3 === 0 ? '0.3' : null), minutes: 30, checkpointEvery: 15 };
}

/** A day with its decisions and a hand at the desk, which ends without a close. */
async function liveDay(seed: number) {
	const { given, minutes, checkpointEvery } = bookOf(seed);
	const { book, decisions } = given;
	const journal = await createStorage(given);
	const profile = { journal };
	const chance = createChance(seed);
	const setup = { wall: createTicking(), checkpointEvery };
	const { runner, runUntil, stopped } = await startBook(profile, book, setup);
	await runner.command((at) => decisions.map((decision) => ({ type: 'TakeDecision', at, decision })));
	for (let step = 1; step <= minutes * 4; step++) {
		await runUntil(minuteAt(step / 4));
		await runner.command((at) => handOf(chance, runner.live(), at, `r${String(step)}`));
	}
	await runUntil(Infinity);
	expect(stopped()).toBeNull();
	const lines: string[] = [];
	for await (const segment of journal.read(book.id, 1)) lines.push(...segment.lines);
	return { profile, id: book.id, live: runner.live(), entries: await readEntries(profile, book.id), lines };
}

const days = new Map<number, Promise<Day>>();

/** Holds what is said of some days, each of them lived once. */
async function holdsOfDays(say: (day: Day) => Promise<void> | void): Promise<void> {
	const seeds = fc.integer({ min: 1, max: 100_000 });
	const property = fc.asyncProperty(seeds, async (seed) => {
		const day = days.get(seed) ?? liveDay(seed);
		days.set(seed, day);
		await say(await day);
	});
	// One of each kind, and others.
	await fc.assert(property, { numRuns: 12, examples: [[10], [1], [2], [3], [4]] });
}

/** Every row as the journal alone makes it, by store and key. */
function makeRows({ entries }: Day): ReadonlyMap<string, unknown> {
	const changed = new ChangedRows();
	const open = createOpenRows();
	let state: EngineState | null = null;
	for (const { seq, event } of entries) {
		if (event.type === 'BookOpened') state = createState(event.config, event.instruments);
		if (state === null) throw new Error('a book opens first');
		evolve(state, event);
		for (const change of projectEvent(open, event, seq, state.book)) changed.take(change);
	}
	return new Map([...changed.byName()].map(([name, { row }]) => [name, row]));
}

async function readRows({ profile, id }: Day): Promise<ReadonlyMap<string, unknown>> {
	const rows = new Map<string, unknown>();
	for (const store of storeNames) {
		for (const row of await readStore(profile, id, store)) {
			rows.set(`${store} ${String(keyOfRow({ store, row } as RowChange))}`, row);
		}
	}
	return rows;
}

describe('a day', () => {
	it('in its journal makes the book that lives', async () => {
		await holdsOfDays(({ id, live, lines }) => {
			const fold = createFold(id, null);
			expect(fold.take({ from: 1, lines })).toBeNull();
			const made = fold.result();
			expect(made?.state.book).toEqual(live.state.book);
			expect(made?.open).toEqual(live.open);
			expect([made?.seq, made?.head]).toEqual([live.seq, live.head]);
		});
		// The days are lived here, for all that follow.
	}, 60_000);

	it('goes on from a checkpoint and what follows it as from all of its journal', async () => {
		await holdsOfDays(async ({ profile, id, live }) => {
			const opened = read(await openBook(profile.journal, { id, origin: id }));
			expect(opened.folded).toBeLessThan(live.seq);
			expect(opened.state.book).toEqual(live.state.book);
			expect(opened.open).toEqual(live.open);
			expect([opened.seq, opened.head]).toEqual([live.seq, live.head]);
		});
	});

	it('has the rows that its journal makes', async () => {
		await holdsOfDays(async (day) => {
			const rows = await readRows(day);
			expect(rows).toEqual(makeRows(day));
			expect(rows.size).toBeGreaterThan(20);
		});
	});

	it('has rows that say what the book says', async () => {
		let [held, ended] = [0, 0];
		await holdsOfDays(async ({ profile, id, live }) => {
			const { book } = live.state;
			const rowsOf = <Store extends StoreName>(store: Store) => readStore(profile, id, store);
			const positions = (await rowsOf('positions')).filter(({ status }) => status === 'open');
			expect(positions.map(positionText).sort()).toEqual(heldTexts(book));
			held += positions.length;
			const triggers = (await rowsOf('triggers')).filter(({ status }) => status === 'active');
			const armed = [...book.protectionBySymbol.values()].flatMap(triggersOf);
			expect(triggers.map((row) => row.id)).toEqual(armed.map((trigger) => trigger.id).sort());
			const orders = (await rowsOf('orders')).filter(({ status }) => isOpenStatus(status));
			const resting = [...book.orders.values()].filter(({ status }) => isOpenStatus(status));
			expect(orders.map((row) => `${row.id} ${row.status}`)).toEqual(
				resting.map(({ intent, status }) => `${intent.id} ${status}`).sort()
			);
			expect([...live.open.orders.keys()].sort()).toEqual([...book.orders.keys()].sort());
			const decisions = await rowsOf('decisions');
			expect(decisions.map((row) => row.id)).toEqual([...book.decisionIds].sort());
			expect(decisions.filter(({ outcome }) => outcome === 'waiting')).toEqual([]);
			const trades = (await rowsOf('trades')).map(({ gross }) => money(gross));
			const underWay = [...live.open.tradeBySymbol.values()].map(({ trade }) => trade.gross);
			expect([...trades, ...underWay].reduce(add, zeroMoney)).toBe(book.account.realisedGross);
			ended += trades.length;
			const shares = [...live.open.sharesBySymbol].flatMap(([symbol, { shares: all }]) =>
				all.map((share) => ({ symbol, ...share }))
			);
			for (const { symbol, quantity: whole } of book.positionBySymbol.values()) {
				const own = shares.filter((share) => share.symbol === symbol);
				expect(own.map((share) => share.quantity).reduce(add)).toBe(whole);
			}
			const earned = shares.map(({ realised, basis }) => subtract(realised, basis)).reduce(add, zeroMoney);
			const bases = [...book.positionBySymbol.values()].map(({ basis }) => basis).reduce(add, zeroMoney);
			expect(earned).toBe(subtract(book.account.realisedGross, bases));
			expect(shares.map((share) => share.fees).reduce(add, zeroMoney)).toBe(book.account.fees);
			const cash = (await rowsOf('fills')).at(-1)?.cashAfter;
			expect(cash ?? formatMoney(book.config.startingCash)).toBe(formatMoney(book.account.cash));
		});
		expect(held).toBeGreaterThan(10);
		expect(ended).toBeGreaterThan(10);
	});

	it('has a journal without gaps, each entry caused by one of its own input, and its chain holds', async () => {
		await holdsOfDays(({ id, entries, lines }) => {
			expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
			// An input goes on from the entry that began it, or another one begins.
			const strangers = entries.filter(
				({ seq, causedBy }, index) => causedBy !== seq && causedBy !== entries[index - 1]?.causedBy
			);
			expect(strangers).toEqual([]);
			const verifier = createVerifier(id);
			expect(lines.map((line) => verifier.take(line)).filter((fault) => fault !== null)).toEqual([]);
			expect(new Set(entries.map(({ causedBy }) => causedBy)).size).toBeGreaterThan(30);
			const later = new Set(['OrderSubmitted', 'OrderDenied', 'OrderAccepted', 'DecisionHeld']);
			const first = new Set(['DecisionTaken', 'DecisionQueued', 'CloseRequested', 'TradingStateChanged']);
			const misplaced = entries.filter(({ seq, causedBy, event: { type } }) =>
				causedBy === seq ? later.has(type) : first.has(type)
			);
			expect(misplaced).toEqual([]);
		});
	});
});

function positionText({
	symbol,
	quantity: held,
	basis,
	stopLoss,
	takeProfit,
	trailing
}: PositionRow): string {
	return [symbol, held, basis, stopLoss, takeProfit, trailing].map(String).join(' ');
}

function heldTexts(book: Book): readonly string[] {
	return [...book.positionBySymbol.values()]
		.map(({ symbol, quantity: held, basis }) => {
			const levels = (['stop_loss', 'take_profit', 'trailing_stop'] as const).map((kind) =>
				levelOf(book, symbol, kind)
			);
			return [symbol, formatDecimal(held), formatMoney(basis), ...levels].map(String).join(' ');
		})
		.sort();
}

function levelOf(book: Book, symbol: string, kind: TriggerKind): string | null {
	const trigger = triggersOf(protectionOf(book, symbol)).find((armed) => armed.kind === kind);
	if (trigger === undefined) return null;
	const value = trigger.kind === 'trailing_stop' ? latest(trigger.fractions) : latest(trigger.levels);
	return value === null ? null : formatDecimal(value);
}
