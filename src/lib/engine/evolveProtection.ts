import { priceToUnits, type Price, type Ratio } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { TriggerId } from '../domain/ids.ts';
import { madeAtOf, type Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import { dateValue, inForce, triggersOf, type Protection, type Trigger } from '../domain/trigger.ts';
import { withHighWater } from './highWater.ts';
import { indexOf, instrumentOf, protectionOf, type EngineState } from './state.ts';
import { alwaysQuiet, neverQuiet, quietInterval, type QuietInterval } from './triggerEvaluation.ts';

type ProtectionEvent = Extract<
	BookEvent,
	{
		type:
			| 'TriggerArmed'
			| 'LevelMoved'
			| 'TrailMoved'
			| 'HighWaterRaised'
			| 'TriggerFired'
			| 'TriggerCanceled'
			| 'ProtectionCanceled';
	}
>;

/** Folds an event about what guards a symbol. */
export function evolveProtection(state: EngineState, event: ProtectionEvent): void {
	switch (event.type) {
		case 'TriggerArmed':
			return armTrigger(state, event.trigger);
		case 'LevelMoved':
			return moveLevel(state, event.symbol, event.kind, event.level, event.from);
		case 'TrailMoved':
			return moveTrail(state, event.symbol, event.fraction, event.from);
		case 'HighWaterRaised':
			return raiseHighWater(state, event.symbol, event.mark);
		case 'TriggerFired':
		case 'TriggerCanceled':
			return spendTrigger(state, event.symbol, event.triggerId);
		case 'ProtectionCanceled':
			return cancelProtection(state, event.symbol);
	}
}

/** Arms a trigger in place of one of its kind. */
function armTrigger(state: EngineState, trigger: Trigger): void {
	const armed = protectionOf(state.book, trigger.symbol);
	switch (trigger.kind) {
		case 'stop_loss':
			return guard(state, trigger.symbol, { ...armed, stopLoss: trigger });
		case 'take_profit':
			return guard(state, trigger.symbol, { ...armed, takeProfit: trigger });
		case 'trailing_stop':
			state.market.highWater[indexOf(state.market, trigger.symbol)] = NaN;
			return guard(state, trigger.symbol, { ...armed, trailing: trigger });
	}
}

/** Moves a stop or a target, in force for bars that start at or after `from`. */
function moveLevel(
	state: EngineState,
	symbol: string,
	kind: 'stop_loss' | 'take_profit',
	level: Price,
	from: Instant
): void {
	const armed = protectionOf(state.book, symbol);
	const trigger = kind === 'stop_loss' ? armed.stopLoss : armed.takeProfit;
	if (trigger === null) throw new Error(`no ${kind} to move for ${symbol}`);
	armTrigger(state, { ...trigger, levels: dateValue(trigger.levels, from, level) });
}

/** Gives a trailing stop another fraction, in force for bars that start at or after `from`; its mark stays. */
function moveTrail(state: EngineState, symbol: string, fraction: Ratio, from: Instant): void {
	const armed = protectionOf(state.book, symbol);
	const { trailing } = armed;
	if (trailing === null) throw new Error(`no trailing stop to move for ${symbol}`);
	// Not armed anew: the best price seen, which may not be on record yet, still counts.
	const moved = { ...trailing, fractions: dateValue(trailing.fractions, from, fraction) };
	guard(state, symbol, { ...armed, trailing: moved });
}

/** Moves the mark of a trailing stop. */
function raiseHighWater(state: EngineState, symbol: string, mark: Price): void {
	const { trailing } = protectionOf(state.book, symbol);
	if (trailing === null) throw new Error(`no trailing stop to raise for ${symbol}`);
	armTrigger(state, { ...trailing, highWater: mark });
}

/** Takes a trigger that has fired or was canceled out of service. */
function spendTrigger(state: EngineState, symbol: string, id: TriggerId): void {
	const { stopLoss, takeProfit, trailing } = protectionOf(state.book, symbol);
	const left: Protection = {
		stopLoss: stopLoss?.id === id ? null : stopLoss,
		takeProfit: takeProfit?.id === id ? null : takeProfit,
		trailing: trailing?.id === id ? null : trailing
	};
	if (triggersOf(left).length === 0) cancelProtection(state, symbol);
	else guard(state, symbol, left);
}

/** Stands down everything that guards a symbol. */
function cancelProtection(state: EngineState, symbol: string): void {
	state.book.protectionBySymbol.delete(symbol);
	state.market.highWater[indexOf(state.market, symbol)] = NaN;
	setQuiet(state, symbol, alwaysQuiet);
}

/** Lets the next price of every guarded symbol be tested, whatever it is. */
export function wakeTriggers(state: EngineState): void {
	for (const symbol of state.book.protectionBySymbol.keys()) setQuiet(state, symbol, neverQuiet);
}

/** After a bar that started at `startsAt` was tested: the interval in which later bars need no test. */
export function settleQuiet(state: EngineState, symbol: string, startsAt: Instant): void {
	const protection = state.book.protectionBySymbol.get(symbol);
	if (protection === undefined) return;
	setQuiet(state, symbol, quietInterval(protection, startsAt, instrumentOf(state, symbol).instrument));
}

/** After a quote was tested: a price better than all before moves an armed trail, and the interval in which later quotes need no test. */
export function settleQuote(state: EngineState, symbol: string, quote: Quote): void {
	const { last } = quote;
	const madeAt = madeAtOf(quote);
	const { trailing } = protectionOf(state.book, symbol);
	if (trailing === null) {
		settleQuiet(state, symbol, madeAt);
		return;
	}
	const { market } = state;
	const index = indexOf(market, symbol);
	const best = priceToUnits(withHighWater(state, symbol).trailing?.highWater ?? trailing.highWater);
	const isOfNow = inForce(trailing.fractions, madeAt) !== null;
	if (isOfNow && (trailing.guards === 'long' ? last > best : last < best)) market.highWater[index] = last;
	const { instrument } = instrumentOf(state, symbol);
	setQuiet(state, symbol, quietInterval(withHighWater(state, symbol), madeAt, instrument));
}

function guard(state: EngineState, symbol: string, protection: Protection): void {
	state.book.protectionBySymbol.set(symbol, protection);
	setQuiet(state, symbol, neverQuiet);
}

function setQuiet({ market }: EngineState, symbol: string, interval: QuietInterval): void {
	const index = indexOf(market, symbol);
	market.quietAbove[index] = interval.above;
	market.quietBelow[index] = interval.below;
}
