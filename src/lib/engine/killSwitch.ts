import type { Command } from '../domain/commands.ts';
import type { BookEvent } from '../domain/events.ts';
import {
	stateOfLevel,
	stopsMore,
	type HaltSource,
	type KillLevel,
	type Sweep
} from '../domain/killSwitch.ts';
import { goesThroughZero } from '../domain/opening.ts';
import type { OrderIntent } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { nothing, type Decided } from './inputs.ts';
import type { BrokenCheck } from './riskReview.ts';
import type { Book, EngineState } from './state.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Stops trading as far as a level says. One that is reached already is reached anew only where its sweep has given up. */
export function decideHalt({ book }: EngineState, { level, by, reason, at }: CommandOf<'Halt'>): Decided {
	const isAgain = level === book.killLevel && book.sweep?.outcome === 'gave_up';
	if (!isAgain && !stopsMore(level, book.killLevel)) return nothing;
	return { events: [setLevel(level, by, reason, at)], effects: [] };
}

/** Lets trading go on, down to a level that still holds. */
export function decideResume({ book }: EngineState, { to, by, reason, at }: CommandOf<'Resume'>): Decided {
	if (!stopsMore(book.killLevel, to)) return nothing;
	return { events: [setLevel(to, by, reason, at)], effects: [] };
}

/** Lets decisions be signals alone, or orders again. */
export function decideSignalOnly(
	{ book }: EngineState,
	{ isOn, by, at }: CommandOf<'SetSignalOnly'>
): Decided {
	return isOn === book.isSignalOnly
		? nothing
		: { events: [{ type: 'SignalOnlySet', at, isOn, by }], effects: [] };
}

function setLevel(level: KillLevel | null, by: HaltSource, reason: string, at: Instant): BookEvent {
	return { type: 'TradingStateChanged', at, state: stateOfLevel(level), level, by, reason };
}

/** A check that cannot say whether an order passes stops trading: nothing that it would have judged may pass unjudged. */
export function haltBrokenCheck(book: Book, broken: BrokenCheck | null, at: Instant): readonly BookEvent[] {
	if (broken === null) return [];
	return raiseLevel(book, 'reduce_only', 'check', `check ${broken.check} broke: ${broken.message}`, at);
}

/** Stops trading as far as a level says where it is not stopped as far already. */
export function raiseLevel(
	book: Book,
	level: KillLevel,
	by: HaltSource,
	reason: string,
	at: Instant
): readonly BookEvent[] {
	return stopsMore(level, book.killLevel) ? [setLevel(level, by, reason, at)] : [];
}

/** Whether triggers stand still: after a fault of the engine nothing is done that no person asked for. */
export function areGuardsStill({ tradingState, haltedBy }: Book): boolean {
	return tradingState === 'halted' && haltedBy === 'engine';
}

/** Whether an order stays a signal: what decisions ask for, and what adds risk by hand, while the book takes signals alone. */
export function staysSignal({ isSignalOnly }: Book, intent: OrderIntent): boolean {
	if (!isSignalOnly) return false;
	const { cause, purpose } = intent;
	const isDecided = cause === 'sell_market' || cause === 'buy_market';
	return purpose === 'entry' || isDecided || goesThroughZero(intent);
}

/** What happens to the kill switch. */
type KillEvent = Extract<
	BookEvent,
	{ type: 'TradingStateChanged' | 'SweepTried' | 'SweepEnded' | 'SignalOnlySet' }
>;

/** Folds what happened to the kill switch into the book. */
export function evolveKillSwitch(book: Book, event: KillEvent): void {
	switch (event.type) {
		case 'TradingStateChanged':
			book.tradingState = event.state;
			book.tradingReason = event.reason;
			book.killLevel = event.level;
			book.haltedBy = event.level === null ? null : event.by;
			book.haltedAt = event.level === null ? null : event.at;
			book.sweep = sweepOf(book, event.level, event.at);
			return;
		case 'SweepTried':
			if (book.sweep === null) return;
			book.sweep = { ...book.sweep, round: event.round, triedAt: event.at, outcome: 'going' };
			return;
		case 'SweepEnded':
			if (book.sweep !== null) book.sweep = { ...book.sweep, outcome: event.outcome };
			return;
		case 'SignalOnlySet':
			book.isSignalOnly = event.isOn;
			return;
	}
}

function sweepOf(book: Book, level: KillLevel | null, at: Instant): Sweep | null {
	if (level !== 'cancel_entries' && level !== 'flatten') return null;
	book.sweeps++;
	return { level, number: book.sweeps, begunAt: at, round: 0, triedAt: at, outcome: 'going' };
}
