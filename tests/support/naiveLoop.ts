import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import { accountDayOf } from '../../src/lib/domain/accountDay.ts';
import { barAt, type Bar, type BarSeries } from '../../src/lib/domain/bar.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import type { Command } from '../../src/lib/domain/commands.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { areAllCrypto, createInstrument } from '../../src/lib/domain/instrument.ts';
import type { VenueReport } from '../../src/lib/domain/venue.ts';
import { evolve } from '../../src/lib/engine/evolve.ts';
import { seeHeld } from '../../src/lib/engine/heldRange.ts';
import { createState, indexOf, markPrice, type EngineState } from '../../src/lib/engine/state.ts';
import { runDay, runEnds, runTurn, takeReports, type Desk } from '../../src/lib/engine/turn.ts';
import type { Hours } from './sessionRun.ts';

interface NaiveSetup {
	readonly config: BookConfig;
	readonly series: readonly BarSeries[];
	/** In order of time. */
	readonly commands: readonly Command[];
	readonly sessions: readonly Hours[];
}

/**
 * The order of things as the law of fills states it, without any of the replay's shortcuts: every regular bar is matched
 * and tested, and each instant is looked for anew among all bars, commands, order ends and session closes.
 */
export function runNaively({ config, series, commands, sessions }: NaiveSetup): {
	readonly events: readonly BookEvent[];
	readonly state: EngineState;
} {
	const sorted = [...series].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
	const priced = sorted.map(({ symbol, assetClass, interval }) => ({
		instrument: createInstrument(symbol, assetClass),
		interval
	}));
	const instruments = priced.map(({ instrument }) => instrument);
	const state = createState(config, priced);
	const { startingCash: cash, fillModel: model, margin } = config;
	const venue = createSimulator({ cash, model, margin, instruments });
	const opened = Math.min(...sorted.map(({ startsAt }) => startsAt[0] ?? Infinity));
	const events: BookEvent[] = [
		{
			type: 'BookOpened',
			at: opened,
			config,
			source: { type: 'history', startsAt: opened },
			instruments: priced,
			day: accountDayOf(opened, areAllCrypto(instruments))
		}
	];
	for (const event of events) evolve(state, event);
	const desk: Desk = { state, venue, record: (event) => events.push(event) };
	const barsAt = groupByInstant(sorted.flatMap(barsOf), ({ bar }) => bar.completesAt);
	const commandsAt = groupByInstant(commands, ({ at }) => at);
	const given = [...barsAt.keys(), ...commandsAt.keys()];
	const last = Math.max(...given);
	const closes = sessions
		.filter((hours) => sorted.some((one) => hasBarIn(one, hours)))
		.map(({ close }) => close);
	const due = new Set([...given, ...closes]);

	for (let at = -Infinity; at < last;) {
		for (const { intent } of state.book.orders.values()) if (intent.ends !== null) due.add(intent.ends.at);
		at = soonestAfter(due, at);
		runDay(desk, at - 1);
		completeBars(desk, barsAt.get(at) ?? []);
		runEnds(desk, at);
		if (closes.includes(at)) runTurn(desk, { type: 'SnapshotDue', at, endsDay: true });
		runDay(desk, at);
		for (const command of commandsAt.get(at) ?? []) runTurn(desk, command);
	}
	return { events, state };
}

interface Completed {
	readonly symbol: string;
	readonly bar: Bar;
	readonly isRegular: boolean;
}

function barsOf(series: BarSeries): readonly Completed[] {
	return Array.from({ length: series.length }, (_, index) => ({
		symbol: series.symbol,
		bar: barAt(series, index),
		isRegular: series.regular[index] === 1
	}));
}

function groupByInstant<Item>(
	items: readonly Item[],
	instantOf: (item: Item) => number
): Map<number, Item[]> {
	const groups = new Map<number, Item[]>();
	for (const item of items) {
		const group = groups.get(instantOf(item));
		if (group === undefined) groups.set(instantOf(item), [item]);
		else group.push(item);
	}
	return groups;
}

function soonestAfter(due: ReadonlySet<number>, now: number): number {
	let found = Infinity;
	for (const at of due) if (at > now && at < found) found = at;
	return found;
}

function hasBarIn({ startsAt, regular }: BarSeries, { open, close }: Hours): boolean {
	return startsAt.some((at, index) => regular[index] === 1 && at >= open && at < close);
}

function hearAll(desk: Desk, ask: () => readonly VenueReport[]): void {
	for (let reports = ask(); reports.length > 0; reports = ask()) takeReports(desk, reports);
}

function completeBars(desk: Desk, completed: readonly Completed[]): void {
	for (const { symbol, bar, isRegular } of completed) {
		if (!isRegular) continue;
		hearAll(desk, () => desk.venue.matchBar(symbol, bar, 'first'));
		runTurn(desk, { type: 'BarCompleted', symbol, bar });
		hearAll(desk, () => desk.venue.matchBar(symbol, bar, 'last'));
	}
	const { market } = desk.state;
	for (const { symbol, bar } of completed) {
		markPrice(market, indexOf(market, symbol), bar.close, bar.completesAt);
		seeHeld(market, indexOf(market, symbol), bar.low, bar.high, bar.startsAt);
	}
}
