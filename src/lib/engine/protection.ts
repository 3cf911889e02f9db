import type { Price } from '../domain/decimal.ts';
import type { Decision, ProtectionLevels } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { directionOf, type Direction, type Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import { noProtection, type Protection, type Trigger, type TriggerKind } from '../domain/trigger.ts';
import { nextTriggerId } from './armedSlots.ts';
import { lastPrice, protectionOf, type Book, type EngineState } from './state.ts';

/**
 * The triggers that an entry's fill arms or moves; a new trail starts at the fill price. Only its first fill moves what is
 * armed: a level that was changed since stays where it was put. `isAnew` when what was held is over with this fill.
 */
export function protectFill(
	book: Book,
	fill: Fill,
	levels: ProtectionLevels,
	{ isFirst, isAnew }: { readonly isFirst: boolean; readonly isAnew: boolean }
): readonly BookEvent[] {
	const held = isAnew ? undefined : book.positionBySymbol.get(fill.symbol);
	const guard: Guard = {
		symbol: fill.symbol,
		entry: held?.openedBy ?? fill.orderId,
		guards: fill.side === 'buy' ? 'long' : 'short',
		armed: isAnew ? noProtection : protectionOf(book, fill.symbol),
		mark: fill.price,
		at: fill.at,
		from: fill.guardsFrom
	};
	return isFirst ? guardWith(book, levels, guard) : armMissing(book, levels, guard);
}

/** New levels for a living position, from now on; a new trail starts at the last price. */
export function adjustProtection(state: EngineState, decision: Decision, at: Instant): readonly BookEvent[] {
	const position = state.book.positionBySymbol.get(decision.symbol);
	const last = lastPrice(state.market, decision.symbol);
	if (position === undefined || last === null) return [];
	return guardPosition(state, position, decision.levels, last.price, at);
}

/** Arms or moves levels of a living position from now on; a new trail starts at `mark`. */
export function guardPosition(
	{ book }: EngineState,
	position: Position,
	levels: ProtectionLevels,
	mark: Price,
	at: Instant
): readonly BookEvent[] {
	const { symbol, openedBy: entry } = position;
	const armed = protectionOf(book, symbol);
	return guardWith(book, levels, {
		symbol,
		entry,
		guards: directionOf(position),
		armed,
		mark,
		at,
		from: at
	});
}

/** Whom levels guard: the entry that names new triggers, where a new trail starts, and from which bar on they count. */
interface Guard {
	readonly symbol: string;
	readonly entry: ClientOrderId;
	readonly guards: Direction;
	readonly armed: Protection;
	readonly mark: Price;
	readonly at: Instant;
	readonly from: Instant;
}

/** A kind that is armed moves, so that the level before still judges a bar in progress; one that is not is armed. */
function guardWith(book: Book, levels: ProtectionLevels, guard: Guard): readonly BookEvent[] {
	const { symbol, at, from, armed } = guard;
	const events: BookEvent[] = [];
	if (levels.stopLoss !== null && armed.stopLoss !== null) {
		events.push({ type: 'LevelMoved', at, from, symbol, kind: 'stop_loss', level: levels.stopLoss });
	}
	if (levels.takeProfit !== null && armed.takeProfit !== null) {
		events.push({ type: 'LevelMoved', at, from, symbol, kind: 'take_profit', level: levels.takeProfit });
	}
	if (levels.trailing !== null && armed.trailing !== null) {
		events.push({ type: 'TrailMoved', at, from, symbol, fraction: levels.trailing });
	}
	return [...events, ...armMissing(book, levels, guard)];
}

/** Arms the kinds that are not armed. */
function armMissing(book: Book, levels: ProtectionLevels, guard: Guard): readonly BookEvent[] {
	const { armed } = guard;
	const missing: ProtectionLevels = {
		stopLoss: armed.stopLoss === null ? levels.stopLoss : null,
		takeProfit: armed.takeProfit === null ? levels.takeProfit : null,
		trailing: armed.trailing === null ? levels.trailing : null
	};
	return createTriggers(book, missing, guard).map((trigger) => ({
		type: 'TriggerArmed',
		at: guard.at,
		trigger
	}));
}

function createTriggers(
	book: Book,
	levels: ProtectionLevels,
	{ entry, symbol, guards, mark, from }: Guard
): readonly Trigger[] {
	const idOf = (kind: TriggerKind) => nextTriggerId(book, entry, kind);
	const triggers: Trigger[] = [];
	const { stopLoss, takeProfit, trailing } = levels;
	if (stopLoss !== null) {
		const dated = [{ from, value: stopLoss }];
		triggers.push({ id: idOf('stop_loss'), symbol, guards, kind: 'stop_loss', levels: dated });
	}
	if (takeProfit !== null) {
		const dated = [{ from, value: takeProfit }];
		triggers.push({ id: idOf('take_profit'), symbol, guards, kind: 'take_profit', levels: dated });
	}
	if (trailing !== null) {
		const fractions = [{ from, value: trailing }];
		const trail = { kind: 'trailing_stop', fractions, highWater: mark } as const;
		triggers.push({ id: idOf('trailing_stop'), symbol, guards, ...trail });
	}
	return triggers;
}
