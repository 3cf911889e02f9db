import { countOf } from './countText.ts';

/** How long something took, rounded: minutes up to two hours, hours up to two days, then days. */
export function durationOf(milliseconds: number): string {
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 120) return countOf(minutes, 'minute');
	const hours = Math.round(minutes / 60);
	return hours < 48 ? countOf(hours, 'hour') : countOf(Math.round(hours / 24), 'day');
}
