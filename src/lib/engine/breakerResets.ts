import { breakerNames, breakerTable, type BreakerName } from '../domain/breakers.ts';
import type { Command } from '../domain/commands.ts';
import type { Money } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { equityOf } from './breakerMeasure.ts';
import type { Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import type { Book, EngineState } from './state.ts';

type Reset = Extract<BookEvent, { type: 'BreakerReset' }>;

/** Lets a breaker go as a person asks for it: it measures anew from here. */
export function decideReset(
	state: EngineState,
	command: Extract<Command, { type: 'ResetBreaker' }>
): Decided {
	const { book } = state;
	const { breaker, request, reason, at } = command;
	if (book.requests.has(request)) return refuseCommand(command, breaker, 'already_done');
	if (!book.breakers.tripped.has(breaker)) return refuseCommand(command, breaker, 'not_tripped');
	const isOfEquity = breakerTable[breaker].unit === 'money';
	const equity = isOfEquity ? equityOf(state) : null;
	if (isOfEquity && equity === null) return refuseCommand(command, breaker, 'no_price');
	return { events: [{ ...resetEvent(breaker, 'person', reason, equity, at), request }], effects: [] };
}

/** The breakers that a new day lets go; `equity` is where it begins. */
export function resetsOfDay({ breakers }: Book, equity: Money, at: Instant): readonly BookEvent[] {
	return breakerNames
		.filter((name) => breakers.tripped.has(name) && breakerTable[name].until === 'day')
		.map((name) =>
			resetEvent(name, 'session', 'a new day', breakerTable[name].unit === 'money' ? equity : null, at)
		);
}

/** A breaker that lets go, and nobody asked for it by name. */
export function resetEvent(
	breaker: BreakerName,
	by: Reset['by'],
	reason: string,
	equity: Money | null,
	at: Instant
): Reset {
	return { type: 'BreakerReset', at, request: '', breaker, by, reason, equity };
}
