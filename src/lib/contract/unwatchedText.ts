import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { durationOf } from './durationText.ts';
import { newYorkTime } from './instantTexts.ts';

/** What it meant that nobody watched a market that went on, in a sentence or two. */
export function unwatchedText({
	at,
	from,
	guarded
}: Omit<Extract<BookEvent, { type: 'MarketUnwatched' }>, 'type'>): string {
	const unguarded =
		guarded.length === 0
			? ''
			: ` What guards ${guarded.join(', ')} did not act meanwhile, and acts on the next price.`;
	return `The market was not watched from ${spanText(from, at)} New York (${durationOf(at - from)}): it went on, and nothing of it is made up for.${unguarded}`;
}

/** `Fri 2026-11-27 21:08 to 21:18`; with the second date where it is another one. */
function spanText(from: Instant, to: Instant): string {
	const [first, last] = [toMinute(from), toMinute(to)];
	const end = last.date === first.date ? last.time : `${last.weekday} ${last.date} ${last.time}`;
	return `${first.weekday} ${first.date} ${first.time} to ${end}`;
}

function toMinute(at: Instant) {
	return newYorkTime(Math.floor(at / 60_000) * 60_000);
}
