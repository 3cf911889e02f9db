import { newYorkTime } from './instantText.ts';

/** Where an axis of points in time is marked: the index of a point and what is written there. */
export interface AxisTick {
	readonly index: number;
	readonly label: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthOf = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? '';
const dayOf = (date: string): string => `${String(Number(date.slice(8, 10)))} ${monthOf(date)}`;

interface Start {
	readonly index: number;
	/** The instant of the point itself. */
	readonly at: number;
	readonly date: string;
	/** Minutes since the New York midnight at which the bar of the point began. */
	readonly minutes: number;
}

interface Level {
	readonly key: (start: Start) => string;
	readonly label: (start: Start) => string;
	/** Within days: where another day begins, the day is said. */
	readonly isTime?: boolean;
}

const two = (value: number): string => String(value).padStart(2, '0');
const timeOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

const every = (step: number): Level => ({
	key: ({ date, minutes }) => `${date} ${String(Math.floor(minutes / step))}`,
	label: ({ minutes }) => timeOf(Math.floor(minutes / step) * step),
	isTime: true
});

const levels: readonly Level[] = [
	every(5),
	every(15),
	every(30),
	every(60),
	{ key: ({ date }) => date, label: ({ date }) => dayOf(date) },
	{ key: ({ date }) => date.slice(0, 7), label: ({ date }) => `${monthOf(date)} ${date.slice(0, 4)}` },
	{ key: ({ date }) => date.slice(0, 4), label: ({ date }) => date.slice(0, 4) }
];

/** How many decimals tell values apart that are so far from each other: 0.25 needs 2, 20 none. */
export function decimalsOfStep(step: number): number {
	for (let decimals = 0; decimals < 8; decimals++) {
		const scaled = Math.abs(step) * 10 ** decimals;
		if (Math.abs(scaled - Math.round(scaled)) <= scaled * 1e-6) return decimals;
	}
	return 8;
}

/** What points carry: the instant at which their bar began, or at which it was complete. */
export type PointsCarry = 'start' | 'end';

/**
 * Marks for the points from `from` to `to`, at most `most`: where the New York minutes, hour, day, month or year change,
 * the finest that fits. Points stand beside each other by count, so that nights and weekends take no room. Times of several
 * days say where a day begins.
 */
export function axisTicks(
	at: ArrayLike<number>,
	from: number,
	to: number,
	most: number,
	carry: PointsCarry = 'end'
): readonly AxisTick[] {
	const starts = stepStarts(at, from, to, carry === 'end' ? 1 : 0);
	for (const level of levels) {
		const ticks = changes(starts, level);
		if (ticks.length > 0 && ticks.length <= most) return ticks;
	}
	const years = changes(starts, levels.at(-1) as Level);
	const step = Math.ceil(years.length / Math.max(1, most));
	return years.filter((_, index) => index % step === 0);
}

const minute = 60_000;
const hour = 60 * minute;

/** The points at which another step begins; reading the clock is costly, so that only these are read. */
function stepStarts(at: ArrayLike<number>, from: number, to: number, back: number): readonly Start[] {
	const length = (at[to] ?? NaN) - (at[from] ?? NaN) > 48 * hour ? hour : 5 * minute;
	const starts: Start[] = [];
	let step = NaN;
	for (let index = from; index <= to; index++) {
		// A bar that was complete at the full hour still belongs to the one before.
		const instant = (at[index] ?? NaN) - back;
		const next = Math.floor(instant / length);
		if (next === step) continue;
		step = next;
		const { date, time } = newYorkTime(instant);
		const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
		starts.push({ index, at: at[index] ?? NaN, date, minutes });
	}
	return starts;
}

function changes(starts: readonly Start[], { key, label, isTime = false }: Level): readonly AxisTick[] {
	const ticks: AxisTick[] = [];
	const isLong = starts[0]?.date !== starts.at(-1)?.date;
	let [last, day] = ['', ''];
	for (const start of starts) {
		const next = key(start);
		if (next !== last) {
			const isFirst = isTime && !isLong && ticks.length === 0;
			const text = isTime && isLong && start.date !== day ? dayOf(start.date) : label(start);
			const said = isFirst ? newYorkTime(start.at).time.slice(0, 5) : text;
			// The opening point is complete when the first bar begins: both have the same time.
			if (said !== ticks.at(-1)?.label) ticks.push({ index: start.index, label: said });
		}
		[last, day] = [next, start.date];
	}
	return ticks;
}
