import { countOf } from '../../lib/contract/countText.ts';
import { durationOf } from '../../lib/contract/durationText.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { RunningBook } from './runningBook.ts';

/** A reload, or a look at another page, is nothing to tell of. */
const worthSaying = 60_000;

/** What happened while the desk was closed, in a sentence; null when it was not closed, only for a moment, or with its clock paused. */
export function missedText({ lastKept, record, runner }: RunningBook, now: Instant): string | null {
	if (lastKept === null || now - lastKept < worthSaying) return null;
	// A market that goes on by itself is told of where it is followed.
	if (record.source.type === 'alpaca') return null;
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
