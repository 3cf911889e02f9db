import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangedRows } from '../../../src/lib/runtime/changedRows.ts';
import {
	createSnapshotWindow,
	sessionsOfMinutes,
	takePoint,
	type CurvePoint
} from '../../../src/lib/runtime/snapshotWindow.ts';

interface Step {
	/** Minutes since the one before. */
	readonly minutes: number;
	readonly equity: number;
	readonly ends: boolean;
}

const anyStep = fc.record({
	minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 200 })),
	equity: fc.integer({ min: 80, max: 130 }),
	ends: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
});

const minute = 60_000;
const hourOf = ({ at }: CurvePoint): number => Math.ceil(at / (60 * minute));

/** The points of the steps in sessions, the last of which goes on; entries of other kinds lie between. */
function sessionsOf(steps: readonly Step[]): readonly (readonly CurvePoint[])[] {
	const sessions: CurvePoint[][] = [[]];
	let [at, peak] = [0, 100];
	steps.forEach(({ minutes, equity, ends }, index) => {
		at += minutes * minute;
		peak = Math.max(peak, equity);
		sessions.at(-1)?.push({ seq: 2 + index * 3, at, equity, peak });
		if (ends) sessions.push([]);
	});
	return sessions;
}

/** What stays of a session that has left the window, looked up in all of its points. */
function thinly(points: readonly CurvePoint[]): readonly CurvePoint[] {
	const first = (isBetter: (one: CurvePoint, other: CurvePoint) => boolean) =>
		points.find((one) => points.every((other) => !isBetter(other, one)));
	const extremes = [
		first((one, other) => one.equity < other.equity),
		first((one, other) => one.equity > other.equity),
		first((one, other) => one.equity / one.peak < other.equity / other.peak)
	];
	return points.filter((point, index) => {
		const next = points[index + 1];
		return next === undefined || hourOf(next) !== hourOf(point) || extremes.includes(point);
	});
}

/** Takes all points; what the stores hold then. */
function storesAfter(sessions: readonly (readonly CurvePoint[])[]) {
	const window = createSnapshotWindow();
	const changed = new ChangedRows();
	sessions.forEach((points, place) => {
		for (const point of points) {
			// The row of a snapshot itself is not the window's: its entry stands for it here.
			changed.take({ store: 'snapshots', row: { seq: point.seq } as never });
			const ends = place < sessions.length - 1 && point === points.at(-1);
			for (const change of takePoint(window, point, ends)) changed.take(change);
		}
	});
	const rows = changed.rows();
	const pieces = rows
		.flatMap((change) => (change.store === 'equity' ? [change.row] : []))
		.sort((a, b) => a.seq - b.seq);
	return {
		snapshots: rows.flatMap(({ store, row }) => (store === 'snapshots' ? [row.seq] : [])),
		pieces,
		curve: pieces.flatMap(({ points }) => [...points])
	};
}

describe('snapshots', () => {
	it('are all kept for ten sessions; before that one an hour, the end and the extremes', () => {
		let thinned = 0;
		fc.assert(
			fc.property(fc.array(anyStep, { minLength: 1, maxLength: 300, size: 'max' }), (steps) => {
				const sessions = sessionsOf(steps);
				const old = sessions.length - 1 - sessionsOfMinutes;
				const kept = sessions.flatMap((points, place) => (place < old ? thinly(points) : points));
				const { snapshots, pieces, curve } = storesAfter(sessions);
				expect(snapshots).toEqual(kept.map(({ seq }) => seq));
				expect(curve).toEqual(kept.flatMap(({ at, equity, peak }) => [at, equity, peak]));
				expect(pieces.map(({ at }) => at)).toEqual(pieces.map(({ points }) => points[0]));
				if (kept.length < steps.length) thinned++;
			}),
			{ numRuns: 100 }
		);
		expect(thinned).toBeGreaterThan(20);
	});

	it('have, thinned, the deepest fall, the lowest and the highest that they had', () => {
		const curveOf = (points: readonly CurvePoint[]) => [
			Math.min(...points.map(({ equity }) => equity)),
			Math.max(...points.map(({ equity }) => equity)),
			Math.min(...points.map(({ equity, peak }) => equity / peak))
		];
		fc.assert(
			fc.property(fc.array(anyStep, { minLength: 1, maxLength: 200 }), (steps) => {
				const [session = []] = sessionsOf(steps.map((step) => ({ ...step, ends: false })));
				expect(curveOf(thinly(session))).toEqual(curveOf(session));
			})
		);
	});

	it('come to one piece an hour, and once they are thinned to one for many sessions', () => {
		const days = Array.from({ length: 130 }, (_, day) =>
			Array.from({ length: 390 }, (_, index): Step => {
				const ends = index === 389;
				return { minutes: index === 0 && day > 0 ? 1051 : 1, equity: 100 + (index % 7), ends };
			})
		);
		const { snapshots, pieces } = storesAfter(sessionsOf(days.flat()));
		const old = pieces.slice(0, -10 * 7);
		expect(old).toHaveLength(Math.ceil((120 * 8) / 400));
		expect(old.every(({ points }) => points.length <= 400 * 3)).toBe(true);
		expect(pieces.slice(old.length).every(({ points }) => points.length <= 60 * 3)).toBe(true);
		expect(snapshots.length).toBeLessThan(120 * 10 + 10 * 390 + 1);
	});

	it('at one instant, however many, never make a piece that grows without end', () => {
		const steps = Array.from({ length: 1000 }, (): Step => ({ minutes: 0, equity: 100, ends: false }));
		const { pieces, curve } = storesAfter(sessionsOf(steps));
		expect(curve).toHaveLength(3000);
		expect(Math.max(...pieces.map(({ points }) => points.length))).toBeLessThan(200);
	});
});
