import { newYorkTime } from '../../contract/instantTexts.ts';

export { instantText, newYorkTime } from '../../contract/instantTexts.ts';

/** Instants as a trader reads them: New York first, UTC beside it. */

/** The same instant in UTC, short: the date only when it is another day than in New York. */
export function utcBeside(at: number): string {
	const iso = new Date(at).toISOString();
	const date = iso.slice(0, 10);
	const seconds = iso.slice(17, 19);
	const time = `${iso.slice(11, 16)}${seconds === '00' ? '' : `:${seconds}`}Z`;
	return date === newYorkTime(at).date ? time : `${date.slice(5)} ${time}`;
}

/** An instant by the clock of this device: `2024-11-25 15:58`. */
export function hereText(at: number): string {
	const here = new Date(at);
	const two = (value: number): string => String(value).padStart(2, '0');
	const date = [here.getFullYear(), here.getMonth() + 1, here.getDate()].map(two).join('-');
	return `${date} ${two(here.getHours())}:${two(here.getMinutes())}`;
}

/** An instant as ISO UTC in whole seconds. */
export function isoText(at: number): string {
	return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** The New York dates from the first to the last instant. */
export function spanText(from: number, to: number): string {
	const first = newYorkTime(from).date;
	const last = newYorkTime(to).date;
	return first === last ? first : `${first} to ${last}`;
}
