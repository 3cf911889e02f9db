import { newYorkTime } from './instantText.ts';

/** Where an axis of points in time is marked: the index of a point and what is written there. */
export interface AxisTick {
	readonly index: number;
	readonly label: string;
}

interface Level {
	readonly key: (date: string, time: string) => string;
	readonly label: (date: string, time: string) => string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthOf = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';
const dayOf = (date: string): string => `${String(Number(date.slice(8, 10)))} ${monthOf(date)}`;

const levels: readonly Level[] = [
	{ key: (date, time) => `${date} ${time.slice(0, 2)}`, label: (_, time) => `${time.slice(0, 2)}:00` },
	{ key: (date) => date, label: dayOf },
	{ key: (date) => date.slice(0, 7), label: (date) => `${monthOf(date)} ${date.slice(0, 4)}` },
	{ key: (date) => date.slice(0, 4), label: (date) => date.slice(0, 4) }
];

/**
 * Marks for the points from `from` to `to`, at most `most`: where the New York hour, day, month or year changes, the
 * finest that fits. Points stand beside each other by count, so that nights and weekends take no room.
 */
export function axisTicks(
	at: ArrayLike<number>,
	from: number,
	to: number,
	most: number
): readonly AxisTick[] {
	const starts = hourStarts(at, from, to);
	for (const level of levels) {
		const ticks = changes(starts, level);
		if (ticks.length > 0 && ticks.length <= most) return ticks;
	}
	const years = changes(starts, levels[3] as Level);
	const step = Math.ceil(years.length / Math.max(1, most));
	return years.filter((_, index) => index % step === 0);
}

interface Start {
	readonly index: number;
	readonly date: string;
	readonly time: string;
}

/** The points at which another hour begins; reading the clock is costly, so that only these are read. */
function hourStarts(at: ArrayLike<number>, from: number, to: number): readonly Start[] {
	const starts: Start[] = [];
	let hour = NaN;
	for (let index = from; index <= to; index++) {
		// Bars carry the instant of their completion: the last bar of an hour still belongs to it.
		const instant = (at[index] ?? NaN) - 1;
		const next = Math.floor(instant / 3_600_000);
		if (next === hour) continue;
		hour = next;
		const { date, time } = newYorkTime(instant);
		starts.push({ index, date, time });
	}
	return starts;
}

function changes(starts: readonly Start[], level: Level): readonly AxisTick[] {
	const ticks: AxisTick[] = [];
	let last: string | null = null;
	for (const { index, date, time } of starts) {
		const key = level.key(date, time);
		if (key !== last) ticks.push({ index, label: level.label(date, time) });
		last = key;
	}
	return ticks;
}
