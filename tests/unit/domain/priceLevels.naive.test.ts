import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Price, Ratio } from '../../../src/lib/domain/decimal.ts';
import {
	createPriceLevels,
	type LevelHandle,
	type PriceLevels,
	type TrailOffset
} from '../../../src/lib/domain/priceLevels.ts';
import { NaiveLevels } from '../../support/naiveLevels.ts';
import { holds } from '../../support/propertyCheck.ts';

type Step =
	| {
			readonly type: 'add';
			readonly isAbove: boolean;
			readonly offset: TrailOffset | null;
			readonly from: number | null;
	  }
	| { readonly type: 'remove'; readonly pick: number }
	| { readonly type: 'move'; readonly by: number; readonly reach: number; readonly takesOut: boolean };

describe('the index beside a list that is read from end to end', () => {
	const tick = 1e7;
	const someOffset = fc.oneof(
		fc
			.integer({ min: 1, max: 12 })
			.map((ticks): TrailOffset => ({ by: 'amount', amount: BigInt(ticks * tick) as Price })),
		fc.integer({ min: 1, max: 12 }).map((thousandths): TrailOffset => ({
			by: 'fraction',
			fraction: BigInt(thousandths * 1_000_000) as Ratio
		}))
	);
	const someStep: fc.Arbitrary<Step> = fc.oneof(
		{
			weight: 5,
			arbitrary: fc.record({
				type: fc.constant('add' as const),
				isAbove: fc.boolean(),
				offset: fc.option(someOffset, { freq: 3 }),
				from: fc.option(fc.integer({ min: -15, max: 15 }), { freq: 1 })
			})
		},
		{ weight: 2, arbitrary: fc.record({ type: fc.constant('remove' as const), pick: fc.nat() }) },
		{
			weight: 6,
			arbitrary: fc.record({
				type: fc.constant('move' as const),
				by: fc.integer({ min: -4, max: 4 }),
				reach: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 })),
				takesOut: fc.boolean()
			})
		}
	);

	/** Does the same to both and expects the same of both after each step. */
	function follow(steps: readonly Step[], decimals: number | null): void {
		const levels = createPriceLevels(decimals);
		const judge = new NaiveLevels(decimals);
		let now = 1000 * tick;
		for (const step of steps) {
			if (step.type === 'add') {
				const { isAbove, offset } = step;
				// Trails mostly start at the price of now; fixed levels do not.
				const from = now + (step.from ?? (offset === null ? (isAbove ? 5 : -5) : 0)) * tick;
				judge.add(addTo(levels, isAbove, offset, from), isAbove, offset, from);
			} else if (step.type === 'remove') {
				const handle = judge.handles[step.pick % Math.max(1, judge.handles.length)];
				if (handle !== undefined) takeOut(handle);
			} else {
				now += step.by * tick;
				const [low, high] = [now - step.reach * tick, now + step.reach * tick];
				const reached = levels.reached(low, high);
				expect(reached).toEqual(judge.reached(low, high));
				if (low > levels.above && high < levels.below) expect(reached).toEqual([]);
				if (step.takesOut) reached.forEach(takeOut);
				levels.moveMarks(low, high);
				judge.moveMarks(low, high);
			}
			expect(levels.size).toBe(judge.handles.length);
			expect({ above: levels.above, below: levels.below }).toEqual(judge.quiet());
		}
		for (const handle of judge.handles) expect(levels.levelOf(handle)).toBe(judge.levelOf(handle));

		function takeOut(handle: LevelHandle): void {
			levels.remove(handle);
			judge.remove(handle);
		}
	}

	function addTo(
		levels: PriceLevels,
		isAbove: boolean,
		offset: TrailOffset | null,
		price: number
	): LevelHandle {
		if (offset === null) return isAbove ? levels.addCeiling(price) : levels.addFloor(price);
		return isAbove ? levels.addTrailAbove(offset, price) : levels.addTrailBelow(offset, price);
	}

	it.each([null, 9, 4, 2])('agrees after every step, rounded to %s decimals', (decimals) => {
		holds(
			fc.property(fc.array(someStep, { maxLength: 120, size: 'max' }), (steps) => follow(steps, decimals)),
			150
		);
	});

	it('agrees over thousands of steps', () => {
		holds(
			fc.property(fc.array(someStep, { minLength: 3000, maxLength: 3000 }), (steps) => follow(steps, 4)),
			2
		);
	});

	it('agrees when many levels at many prices go in any order', () => {
		const someLevel = fc.record({ from: fc.integer({ min: 1, max: 500 }), pick: fc.nat() });
		holds(
			fc.property(fc.array(someLevel, { minLength: 20, maxLength: 80 }), fc.boolean(), (all, isAbove) => {
				const adds = all.map(({ from }): Step => {
					return { type: 'add', isAbove, offset: null, from: isAbove ? from : -from };
				});
				const far = { type: 'move', by: 0, reach: 600, takesOut: false } as const;
				const goes = all.flatMap(({ pick }): Step[] => [{ type: 'remove', pick }, far]);
				follow([...adds, ...goes], null);
			}),
			40
		);
	});

	it('agrees where prices fall with a trail at each, which fire and go in the middle, and then rise again', () => {
		const someTrail = fc.record({ offset: someOffset, pick: fc.nat(), leaves: fc.boolean() });
		holds(
			fc.property(fc.array(someTrail, { minLength: 10, maxLength: 60 }), (trails) => {
				const fall = trails.flatMap(({ offset, pick, leaves }): Step[] => [
					{ type: 'move', by: -1, reach: 0, takesOut: true },
					{ type: 'add', isAbove: false, offset, from: null },
					...(leaves ? [{ type: 'remove', pick } as const] : [])
				]);
				const rise = trails.map((): Step => ({ type: 'move', by: 2, reach: 0, takesOut: true }));
				follow([...fall, ...rise], 2);
			}),
			60
		);
	});
});
