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
		// An owner is the place of the handle of its level in this list.
		const levels = createPriceLevels<number>(decimals);
		const handles: LevelHandle[] = [];
		const judge = new NaiveLevels(decimals);
		let now = 1000 * tick;
		for (const [index, step] of steps.entries()) {
			if (step.type === 'add') {
				const { isAbove, offset } = step;
				// Trails mostly start at the price of now; fixed levels do not.
				const from = now + (step.from ?? (offset === null ? (isAbove ? 5 : -5) : 0)) * tick;
				const handle = addTo(levels, handles.length, isAbove, offset, from);
				handles.push(handle);
				judge.add(handle, isAbove, offset, from);
			} else if (step.type === 'remove') {
				const handle = judge.handles[step.pick % Math.max(1, judge.handles.length)];
				if (handle !== undefined) takeOut(handle);
			} else {
				now += step.by * tick;
				const [low, high] = [now - step.reach * tick, now + step.reach * tick];
				const reached = levels.reached(low, high).map((owner) => handles[owner] ?? 0);
				expect(reached).toEqual(judge.reached(low, high));
				if (low > levels.above && high < levels.below) expect(reached).toEqual([]);
				if (step.takesOut) reached.forEach(takeOut);
				levels.moveMarks(low, high);
				judge.moveMarks(low, high);
			}
			expect(levels.size).toBe(judge.handles.length);
			expect({ above: levels.above, below: levels.below }).toEqual(judge.quiet());
			if (index % 10 === 0 || index === steps.length - 1) expectSameLevels(levels, judge);
		}

		function takeOut(handle: LevelHandle): void {
			levels.remove(handle);
			judge.remove(handle);
		}
	}

	function expectSameLevels(levels: PriceLevels<number>, judge: NaiveLevels): void {
		for (const handle of judge.handles) {
			expect(levels.levelOf(handle)).toBe(judge.levelOf(handle));
			if (judge.isTrail(handle)) expect(levels.markOf(handle)).toBe(judge.markOf(handle));
			else expect(() => levels.markOf(handle)).toThrow('no trail has this handle');
		}
	}

	function addTo(
		levels: PriceLevels<number>,
		owner: number,
		isAbove: boolean,
		offset: TrailOffset | null,
		price: number
	): LevelHandle {
		if (offset === null) return isAbove ? levels.addCeiling(owner, price) : levels.addFloor(owner, price);
		return isAbove ? levels.addTrailAbove(owner, offset, price) : levels.addTrailBelow(owner, offset, price);
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

	it('agrees where trails of both rules begin at a few marks in any order, and the prices pass those up and down', () => {
		const someTrail = fc.record({
			type: fc.constant('add' as const),
			isAbove: fc.boolean(),
			offset: someOffset,
			from: fc.integer({ min: -6, max: 6 })
		});
		const someMove = fc.record({
			type: fc.constant('move' as const),
			by: fc.integer({ min: -2, max: 2 }),
			reach: fc.constant(0),
			takesOut: fc.boolean()
		});
		const someRemoval = fc.record({ type: fc.constant('remove' as const), pick: fc.nat() });
		const someOfThem = fc.oneof(
			{ weight: 4, arbitrary: someTrail },
			{ weight: 4, arbitrary: someMove },
			{ weight: 3, arbitrary: someRemoval }
		);
		holds(
			fc.property(fc.array(someOfThem, { minLength: 60, maxLength: 200 }), (steps) => follow(steps, 2)),
			100
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
