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
	return `The market was not watched from ${minuteText(from)} to ${minuteText(at)} New York (${durationOf(at - from)}): it went on, and nothing of it is made up for.${unguarded}`;
}

function minuteText(at: Instant): string {
	const { weekday, date, time } = newYorkTime(Math.floor(at / 60_000) * 60_000);
	return `${weekday} ${date} ${time}`;
}
