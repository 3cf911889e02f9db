import type { Instant } from '../../lib/domain/time.ts';
import type { EngineState } from '../../lib/engine/state.ts';
import type { RunningBook } from './runningBook.ts';

/** A reload, or a look at another page, is nothing to tell of. */
const worthSaying = 60_000;

/** What happened while the desk was closed, in a sentence; null when it was not closed, only for a moment, or with its clock paused. */
export function missedText({ lastKept, record, runner }: RunningBook, now: Instant): string | null {
	if (lastKept === null || now - lastKept < worthSaying) return null;
	if (record.source.type === 'alpaca') return unwatchedText(runner.live().state, lastKept, now);
	const { state, isPaused } = runner.live();
	// A clock that a person stopped stands still with the desk open, too, and keeps no time of it.
	if (isPaused) return null;
	const { book } = state;
	const held = book.positionBySymbol.size;
	const guarded =
		held === 0 ? '' : ` ${countOf(held, 'position')} stood as ${held === 1 ? 'it was' : 'they were'}.`;
	const market = record.source.type === 'generated' ? 'market' : 'feed';
	return `The desk was closed for ${durationOf(now - lastKept)}. Its ${market} stood still meanwhile: nothing was missed.${guarded}`;
}

/** What it meant that nobody watched a market that went on: nothing of it is made up for. */
export function unwatchedText({ book }: Pick<EngineState, 'book'>, from: Instant, to: Instant): string {
	const guarded = [...book.protectionBySymbol.keys()].filter((symbol) => book.positionBySymbol.has(symbol));
	const unguarded =
		guarded.length === 0
			? ''
			: ` What guards ${guarded.join(', ')} did not act meanwhile, and acts on the next price.`;
	return `The market was not watched from ${minuteText(from)} to ${minuteText(to)} UTC (${durationOf(to - from)}): it went on, and nothing of it is made up for.${unguarded}`;
}

function minuteText(at: Instant): string {
	return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

function countOf(count: number, noun: string): string {
	return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function durationOf(milliseconds: number): string {
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 120) return countOf(minutes, 'minute');
	const hours = Math.round(minutes / 60);
	return hours < 48 ? countOf(hours, 'hour') : countOf(Math.round(hours / 24), 'day');
}
