import type { CandleSize } from '../../domain/candles.ts';
import type { StoryPosition } from '../../contract/storyView.ts';

/** Which candles show a position: how large, and of which time. */
export interface StorySpan {
	readonly size: CandleSize;
	readonly from: number;
	readonly to: number;
}

const hour = 3_600_000;
const sizes = [
	['1m', hour / 2],
	['5m', 4 * hour],
	['15m', 24 * hour],
	['1h', 240 * hour],
	['1d', Infinity]
] as const satisfies readonly (readonly [CandleSize, number])[];

const leastBeside = hour / 2;

/** The life of a position with some time before and after it, in so few candles that all of it is seen at once. */
export function spanOfPosition({ row, heldFor }: Pick<StoryPosition, 'row' | 'heldFor'>): StorySpan {
	const beside = Math.max(leastBeside, heldFor / 5);
	const [size] = sizes.find(([, longest]) => heldFor <= longest) ?? ['1d'];
	return { size, from: row.openedAt - beside, to: row.openedAt + heldFor + beside };
}
