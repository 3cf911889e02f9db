import type { Price } from '../domain/decimal.ts';
import type { Decision, ProtectionLevels } from '../domain/decision.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import { entryToTriggerId, type ClientOrderId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Trigger, TriggerKind } from '../domain/trigger.ts';
import { lastPrice, protectionOf, type EngineState } from './state.ts';

/** The triggers that an entry's fill arms; a trail starts at the fill price. */
export function armProtection(fill: Fill, levels: ProtectionLevels): readonly BookEvent[] {
	return createTriggers(fill.orderId, fill.symbol, levels, fill.price, fill.guardsFrom).map((trigger) => ({
		type: 'TriggerArmed',
		at: fill.at,
		trigger
	}));
}

/** New levels for a living position: a kind that is armed moves, one that is not is armed; a new trail starts at the last price. */
export function adjustProtection(state: EngineState, decision: Decision, at: Instant): readonly BookEvent[] {
	const { symbol, levels } = decision;
	const position = state.book.positionBySymbol.get(symbol);
	const last = lastPrice(state.market, symbol);
	if (position === undefined || last === null) return [];
	const armed = protectionOf(state.book, symbol);
	const events: BookEvent[] = [];
	if (levels.stopLoss !== null && armed.stopLoss !== null) {
		events.push({ type: 'LevelMoved', at, symbol, kind: 'stop_loss', level: levels.stopLoss });
	}
	if (levels.takeProfit !== null && armed.takeProfit !== null) {
		events.push({ type: 'LevelMoved', at, symbol, kind: 'take_profit', level: levels.takeProfit });
	}
	if (levels.trailing !== null && armed.trailing !== null) {
		events.push({ type: 'TrailMoved', at, symbol, fraction: levels.trailing });
	}
	const missing: ProtectionLevels = {
		stopLoss: armed.stopLoss === null ? levels.stopLoss : null,
		takeProfit: armed.takeProfit === null ? levels.takeProfit : null,
		trailing: armed.trailing === null ? levels.trailing : null
	};
	for (const trigger of createTriggers(position.openedBy, symbol, missing, last.price, at)) {
		events.push({ type: 'TriggerArmed', at, trigger });
	}
	return events;
}

function createTriggers(
	entry: ClientOrderId,
	symbol: string,
	levels: ProtectionLevels,
	mark: Price,
	from: Instant
): readonly Trigger[] {
	const idOf = (kind: TriggerKind) => entryToTriggerId(entry, kind);
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
