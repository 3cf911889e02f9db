import type { Command, ProtectionChange } from '../domain/commands.ts';
import { absolute, isPositive, type Price } from '../domain/decimal.ts';
import type { ProtectionLevels } from '../domain/decision.ts';
import type { BookEvent, CommandRefusal } from '../domain/events.ts';
import { requestToOrderId } from '../domain/ids.ts';
import { directionOf, type Direction, type Position } from '../domain/position.ts';
import { triggersOf, type Protection, type TriggerKind } from '../domain/trigger.ts';
import { decideDismiss } from './confirmation.ts';
import type { Decided } from './inputs.ts';
import { isRefusedClosed } from './marketHours.ts';
import { refuseCommand } from './refusal.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { guardPosition } from './protection.ts';
import { makeWay, withAlso } from './restOfEntry.ts';
import { isClosing } from './riskFacts.ts';
import { lastPrice, protectionOf, type EngineState } from './state.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Takes back a decision that waits for its time or for a person; one that was taken, or taken back, is settled. */
export function decideCancelDecision(state: EngineState, command: CommandOf<'CancelDecision'>): Decided {
	const { book } = state;
	const { decisionId, at } = command;
	if (book.unconfirmed.has(decisionId)) return decideDismiss(state, { ...command, type: 'DismissDecision' });
	const decision = book.waiting.get(decisionId);
	if (decision !== undefined) return { events: [{ type: 'DecisionCanceled', at, decision }], effects: [] };
	return refuseCommand(
		command,
		decisionId,
		book.decisionIds.has(decisionId) ? 'not_waiting' : 'unknown_decision'
	);
}

/** Closes a position or a part of it at the market; a person may do so in every trading state. */
export function decideClose(state: EngineState, command: CommandOf<'ClosePosition'>): Decided {
	const { book } = state;
	const { at, request, symbol } = command;
	if (book.requests.has(request)) return refuseCommand(command, symbol, 'already_done');
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return refuseCommand(command, symbol, 'no_position');
	if (isRefusedClosed(book, symbol, at)) return refuseCommand(command, symbol, 'market_closed');
	if (isClosing(book, symbol)) return refuseCommand(command, symbol, 'exit_pending');
	const quantity = command.quantity ?? absolute(position.quantity);
	if (!isPositive(quantity) || quantity > absolute(position.quantity)) {
		return refuseCommand(command, symbol, 'beyond_position');
	}
	const requested = { type: 'CloseRequested', at, request, symbol, quantity } as const;
	const id = requestToOrderId(request);
	const intent = createExitIntent(id, position.decisionId, position, 'closed_by_hand', at, quantity);
	const decided = reviewed(state.book, intent, reviewExit(state, intent), null, null, at);
	const closing = { events: [requested, ...decided.events], effects: decided.effects };
	const isWhole = quantity === absolute(position.quantity);
	return isWhole ? withAlso(closing, makeWay(book, symbol, at)) : closing;
}

/** Arms, moves and takes away what guards a position, all that was asked for or nothing. */
export function decideProtection(state: EngineState, command: CommandOf<'ChangeProtection'>): Decided {
	const { symbol, change, at } = command;
	const position = state.book.positionBySymbol.get(symbol);
	if (position === undefined) return refuseCommand(command, symbol, 'no_position');
	if (isClosing(state.book, symbol)) return refuseCommand(command, symbol, 'exit_pending');
	const last = lastPrice(state.market, symbol);
	if (last === null) return refuseCommand(command, symbol, 'no_price');
	const armed = protectionOf(state.book, symbol);
	const fault = findFault(change, armed, directionOf(position), last.price);
	if (fault !== null) return refuseCommand(command, symbol, fault);
	return {
		events: [...takeAway(change, armed, at), ...guard(state, position, change, last.price, at)],
		effects: []
	};
}

const kindByLevel = {
	stopLoss: 'stop_loss',
	takeProfit: 'take_profit',
	trailing: 'trailing_stop'
} as const satisfies Record<keyof ProtectionLevels, TriggerKind>;

function findFault(
	change: ProtectionChange,
	armed: Protection,
	guards: Direction,
	last: Price
): CommandRefusal | null {
	const { stopLoss = null, takeProfit = null } = change;
	// The stop of a short is above the price, its target below.
	const [below, above] = guards === 'long' ? [stopLoss, takeProfit] : [takeProfit, stopLoss];
	if (below !== null && below >= last) return 'level_passed';
	if (above !== null && above <= last) return 'level_passed';
	const isMissing = levelNames.some((name) => change[name] === null && armed[name] === null);
	return isMissing ? 'no_such_trigger' : null;
}

const levelNames = ['stopLoss', 'takeProfit', 'trailing'] as const;

function takeAway(change: ProtectionChange, armed: Protection, at: number): readonly BookEvent[] {
	const kinds = levelNames.filter((name) => change[name] === null).map((name) => kindByLevel[name]);
	return triggersOf(armed)
		.filter(({ kind }) => kinds.includes(kind))
		.map(({ id, symbol }) => ({ type: 'TriggerCanceled', at, triggerId: id, symbol }));
}

function guard(
	state: EngineState,
	position: Position,
	change: ProtectionChange,
	mark: Price,
	at: number
): readonly BookEvent[] {
	const { stopLoss = null, takeProfit = null, trailing = null } = change;
	return guardPosition(state, position, { stopLoss, takeProfit, trailing }, mark, at);
}
