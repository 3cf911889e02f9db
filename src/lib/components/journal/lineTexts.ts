import { newYorkTime } from '../../app/format/instantText.ts';

/** An instant by the New York clock, whole: `Wed 2026-11-25 09:58:03`. */
export function lineTime(at: number): string {
	const { weekday, date, time } = newYorkTime(at);
	return `${weekday} ${date} ${time.length === 5 ? `${time}:00` : time}`;
}

/** The number of an entry as it is read: `#123,456`. */
export function seqText(seq: number): string {
	return `#${String(seq).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}
