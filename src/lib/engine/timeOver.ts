import type { BookConfig } from '../domain/bookConfig.ts';
import type { BookEvent } from '../domain/events.ts';
import { stateOfLevel, stopsMore } from '../domain/killSwitch.ts';
import type { Instant } from '../domain/time.ts';
import { nothing, type Decided } from './inputs.ts';
import type { Book, EngineState } from './state.ts';

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** When trading stops itself next, `from` or later; Infinity when it does not, or is stopped as far already. */
export function timeOverAt({ stopsAt, killLevel }: Book, from: Instant): Instant {
	return stopsAt === null || !stopsMore('pause', killLevel) ? Infinity : Math.max(from, stopsAt);
}

/** Pauses entries once the time is over that the settings give. */
export function decideTimeOver({ book }: EngineState, at: Instant): Decided {
	if (timeOverAt(book, at) > at) return nothing;
	const time = timeText(book.config.risk.stopsAfterSeconds ?? 0);
	const reason = `the time of ${time} is over; resume for as long again, or set another limit or profile and resume`;
	const level = 'pause';
	return {
		events: [{ type: 'TradingStateChanged', at, state: stateOfLevel(level), level, by: 'timer', reason }],
		effects: []
	};
}

function timeText(seconds: number): string {
	if (seconds % 3600 === 0) return `${String(seconds / 3600)} h`;
	return seconds % 60 === 0 ? `${String(seconds / 60)} min` : `${String(seconds)} s`;
}

/** The instant at which a time that begins now is over; null when the settings give none. */
export function stopsAfter({ risk: { stopsAfterSeconds } }: BookConfig, from: Instant): Instant | null {
	return stopsAfterSeconds === null ? null : from + stopsAfterSeconds * 1000;
}

/** The time begins when it is set, and again when a person lets trading go on after its end. Called with the change folded in. */
export function noteTime(book: Book, event: EventOf<'SettingsChanged' | 'TradingStateChanged'>): void {
	const isSet =
		event.type === 'SettingsChanged' && event.changes.some(({ key }) => key === 'risk.stopsAfterSeconds');
	const goesOn = event.type === 'TradingStateChanged' && event.level === null && isOver(book, event.at);
	if (isSet || goesOn) book.stopsAt = stopsAfter(book.config, event.at);
}

function isOver({ stopsAt }: Book, at: Instant): boolean {
	return stopsAt !== null && stopsAt <= at;
}
