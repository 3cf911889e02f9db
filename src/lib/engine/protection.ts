import type { Price } from '../domain/decimal.ts';
import type { Decision, ProtectionLevels } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import { entryToTriggerId, type ClientOrderId } from '../domain/ids.ts';
import type { Position } from '../domain/position.ts';
import type { Instant } from '../domain/time.ts';
import type { Trigger, TriggerKind } from '../domain/trigger.ts';
import { lastPrice, protectionOf, type Book, type EngineState } from './state.ts';

/**
 * The triggers that an entry's fill arms or moves; a new trail starts at the fill price. Only its first fill moves what is
 * armed: a level that was changed since stays where it was put.
 */
export function protectFill(
	book: Book,
	fill: Fill,
	levels: ProtectionLevels,
	isFirst: boolean
): readonly BookEvent[] {
	const guard = {
		symbol: fill.symbol,
		entry: book.positionBySymbol.get(fill.symbol)?.openedBy ?? fill.orderId,
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
	{ symbol, openedBy }: Position,
	levels: ProtectionLevels,
	mark: Price,
	at: Instant
): readonly BookEvent[] {
	return guardWith(book, levels, { symbol, entry: openedBy, mark, at, from: at });
}

/** Whom levels guard: the entry that names new triggers, where a new trail starts, and from which bar on they count. */
interface Guard {
	readonly symbol: string;
	readonly entry: ClientOrderId;
	readonly mark: Price;
	readonly at: Instant;
	readonly from: Instant;
}

/** A kind that is armed moves, so that the level before still judges a bar in progress; one that is not is armed. */
function guardWith(book: Book, levels: ProtectionLevels, guard: Guard): readonly BookEvent[] {
	const { symbol, at, from } = guard;
	const armed = protectionOf(book, symbol);
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
	const armed = protectionOf(book, guard.symbol);
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
	{ entry, symbol, mark, from }: Guard
): readonly Trigger[] {
	const idOf = (kind: TriggerKind) =>
		entryToTriggerId(entry, kind, book.armedBySlot.get(entryToTriggerId(entry, kind)) ?? 0);
	const triggers: Trigger[] = [];
	const { stopLoss, takeProfit, trailing } = levels;
	if (stopLoss !== null) {
		triggers.push({ id: idOf('stop_loss'), symbol, kind: 'stop_loss', levels: [{ from, value: stopLoss }] });
	}
	if (takeProfit !== null) {
		triggers.push({
			id: idOf('take_profit'),
			symbol,
			kind: 'take_profit',
			levels: [{ from, value: takeProfit }]
		});
	}
	if (trailing !== null) {
		const fractions = [{ from, value: trailing }];
		triggers.push({ id: idOf('trailing_stop'), symbol, kind: 'trailing_stop', fractions, highWater: mark });
	}
	return triggers;
}
