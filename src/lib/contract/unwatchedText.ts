import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { durationOf } from './durationText.ts';

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
	return `The market was not watched from ${minuteText(from)} to ${minuteText(at)} UTC (${durationOf(at - from)}): it went on, and nothing of it is made up for.${unguarded}`;
}

function minuteText(at: Instant): string {
	return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
