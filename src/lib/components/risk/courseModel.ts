import type { RiskCourse } from '#lib/contract/riskView.ts';

/** A course in a box, in its own units: the line, what is under it, how high the limit stands, and the highest share. */
export interface CourseShape {
	readonly points: string;
	readonly area: string;
	readonly limit: number;
	readonly highest: number;
}

/** Draws the shares of a limit over time in a box; null where there is no line to draw. */
export function shapeCourse(
	{ at, used }: Pick<RiskCourse, 'at' | 'used'>,
	width: number,
	height: number
): CourseShape | null {
	const [first = NaN, last = NaN] = [at[0], at.at(-1)];
	if (!(last > first)) return null;
	const highest = used.reduce((so, one) => Math.max(so, one), 0);
	const top = Math.max(1, highest);
	const toY = (share: number): number => 1 + (1 - share / top) * (height - 2);
	const points = Array.from(used, (share, index) => {
		const x = (((at[index] ?? first) - first) / (last - first)) * width;
		return `${x.toFixed(1)},${toY(share).toFixed(1)}`;
	}).join(' ');
	return {
		points,
		area: `0,${String(height)} ${points} ${String(width)},${String(height)}`,
		limit: Math.round(toY(1)) + 0.5,
		highest
	};
}
