/** A point of an equity curve. */
export interface CurvePoint {
	readonly at: number;
	readonly equity: number;
}

/** Curves in one box, in its own units: as a polyline takes them, and the range that they were drawn over. */
export interface CurveShapes {
	readonly lines: readonly string[];
	readonly range: { readonly low: number; readonly high: number } | null;
}

/** Curves over one span of time and money in a box; one point alone is a line across. */
export function shapeCurves(
	curves: readonly (readonly CurvePoint[])[],
	width: number,
	height: number
): CurveShapes {
	const all = curves.flat();
	if (all.length === 0) return { lines: curves.map(() => ''), range: null };
	const [from, to] = ends(all.map(({ at }) => at));
	const [low, high] = ends(all.map(({ equity }) => equity));
	const x = (at: number): number => (to === from ? 0 : ((at - from) / (to - from)) * width);
	const y = (equity: number): number =>
		high === low ? height / 2 : 1 + ((high - equity) / (high - low)) * (height - 2);
	const lines = curves.map((points) => {
		const [first] = points;
		const drawn = points.map(({ at, equity }) => [x(at), y(equity)] as const);
		const only = first !== undefined && points.length === 1 ? [[width, y(first.equity)] as const] : [];
		return [...drawn, ...only].map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ');
	});
	return { lines, range: { low, high } };
}

const ends = (values: readonly number[]): readonly [number, number] =>
	values.reduce<readonly [number, number]>(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)],
		[Infinity, -Infinity]
	);
