import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneRatio, priceToUnits, unitsToPrice, type Ratio } from '../../../src/lib/domain/decimal.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import {
	createPriceLevels,
	type LevelHandle,
	type TrailOffset
} from '../../../src/lib/domain/priceLevels.ts';
import { trailingLevel } from '../../../src/lib/engine/triggerEvaluation.ts';
import { price, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

const at = (text: string) => priceToUnits(price(text));
const by = (text: string): TrailOffset =>
	text.endsWith('%')
		? { by: 'fraction', fraction: ratio(`${text.slice(0, -1)}e-2`) }
		: { by: 'amount', amount: price(text) };

const by1 = by('1');

/** An index whose levels are owned by names. */
function createNamed(decimals: number | null = null) {
	const levels = createPriceLevels<string>(decimals);
	const handles = new Map<string, LevelHandle>();
	const add = (name: string, handle: LevelHandle) => void handles.set(name, handle);
	return {
		levels,
		floor: (name: string, level: string) => add(name, levels.addFloor(name, at(level))),
		ceiling: (name: string, level: string) => add(name, levels.addCeiling(name, at(level))),
		below: (name: string, offset: string, mark: string) =>
			add(name, levels.addTrailBelow(name, by(offset), at(mark))),
		above: (name: string, offset: string, mark: string) =>
			add(name, levels.addTrailAbove(name, by(offset), at(mark))),
		handle: (name: string) => handles.get(name) ?? 0,
		reached: (low: string, high = low) => levels.reached(at(low), at(high)),
		move: (low: string, high = low) => levels.moveMarks(at(low), at(high)),
		quiet: () => [levels.above, levels.below]
	};
}

describe('fixed levels', () => {
	it('are reached at their price and beyond it, the deepest first and at one price the oldest', () => {
		const { floor, ceiling, reached } = createNamed();
		floor('young 95', '95');
		floor('97', '97');
		floor('old 97', '97');
		floor('93', '93');
		ceiling('105', '105');
		ceiling('103', '103');
		ceiling('103 again', '103');
		expect(reached('97.000000001', '102.999999999')).toEqual([]);
		expect(reached('97')).toEqual(['97', 'old 97']);
		expect(reached('94')).toEqual(['97', 'old 97', 'young 95']);
		expect(reached('104')).toEqual(['103', '103 again']);
		expect(reached('95', '105')).toEqual(['97', 'old 97', 'young 95', '103', '103 again', '105']);
	});

	it('stay until they are taken out, once', () => {
		const { levels, floor, reached, handle, quiet } = createNamed();
		expect(quiet()).toEqual([-Infinity, Infinity]);
		floor('first', '97');
		floor('second', '95');
		expect(reached('90')).toEqual(['first', 'second']);
		expect(reached('90')).toEqual(['first', 'second']);
		levels.remove(handle('first'));
		floor('third', '96');
		levels.remove(handle('first'));
		expect(levels.size).toBe(2);
		expect(reached('90')).toEqual(['third', 'second']);
		expect(quiet()).toEqual([at('96'), Infinity]);
		levels.remove(handle('third'));
		levels.remove(handle('second'));
		expect(levels.size).toBe(0);
		expect(quiet()).toEqual([-Infinity, Infinity]);
	});

	it('are known by their owners, who may have several and are given once for each that is reached', () => {
		const levels = createPriceLevels<{ readonly name: string }>();
		const [one, other] = [{ name: 'one' }, { name: 'other' }];
		levels.addFloor(one, at('97'));
		const second = levels.addTrailBelow(one, by1, at('97.5'));
		levels.addCeiling(other, at('103'));
		const reached = levels.reached(at('90'), at('110'));
		expect(reached).toEqual([one, one, other]);
		expect(reached[0]).toBe(one);
		levels.remove(second);
		expect(levels.reached(at('90'), at('110'))).toEqual([one, other]);
	});

	it('give nothing new when nothing is reached', () => {
		const { levels, floor } = createNamed();
		const before = levels.reached(at('1'), at('2'));
		floor('97', '97');
		expect(levels.reached(at('98'), at('99'))).toBe(before);
	});

	it('are never below, above or at what is no whole number of units', () => {
		const { levels } = createNamed();
		for (const bad of [NaN, Infinity, 0.5, 2 ** 53]) {
			expect(() => levels.addFloor('bad', bad)).toThrow('whole number of 1e-9 units');
			expect(() => levels.addCeiling('bad', bad)).toThrow('whole number of 1e-9 units');
			expect(() => levels.addTrailBelow('bad', by('1'), bad)).toThrow('whole number of 1e-9 units');
		}
		expect(levels.size).toBe(0);
		expect([levels.above, levels.below]).toEqual([-Infinity, Infinity]);
	});
});

describe('trails', () => {
	it('follow the highest price since they were added, by an amount or a fraction', () => {
		const { levels, below, handle, reached, move, quiet } = createNamed();
		below('2 off', '2', '100');
		below('3 % off', '3%', '100');
		expect(quiet()).toEqual([at('98'), at('100.000000001')]);
		move('99', '110');
		expect(levels.markOf(handle('2 off'))).toBe(at('110'));
		expect(levels.levelOf(handle('2 off'))).toBe(at('108'));
		expect(levels.levelOf(handle('3 % off'))).toBe(at('106.7'));
		expect(quiet()).toEqual([at('108'), at('110.000000001')]);
		expect(reached('108.000000001')).toEqual([]);
		expect(reached('108')).toEqual(['2 off']);
		expect(reached('106')).toEqual(['2 off', '3 % off']);
	});

	it('are tested against their marks before the move', () => {
		const { below, reached, move } = createNamed();
		below('5 off', '5', '100');
		expect(reached('96', '104')).toEqual([]);
		move('96', '104');
		expect(reached('99')).toEqual(['5 off']);
	});

	it('follow the lowest price upside down', () => {
		const { levels, above, handle, reached, move, quiet } = createNamed();
		above('2 off', '2', '100');
		above('3 % off', '3%', '100');
		expect(quiet()).toEqual([at('99.999999999'), at('102')]);
		move('90', '101');
		expect(levels.markOf(handle('3 % off'))).toBe(at('90'));
		expect(quiet()).toEqual([at('89.999999999'), at('92')]);
		expect(reached('91.999999999')).toEqual([]);
		expect(reached('90', '92.7')).toEqual(['2 off', '3 % off']);
	});

	it('added later follow from where they start, and go together once a price is beyond both marks', () => {
		const { levels, below, handle, reached, move } = createNamed();
		below('old', '10', '100');
		move('95');
		below('young', '1', '95');
		move('97');
		expect([levels.levelOf(handle('old')), levels.levelOf(handle('young'))]).toEqual([at('90'), at('96')]);
		move('104');
		expect([levels.levelOf(handle('old')), levels.levelOf(handle('young'))]).toEqual([at('94'), at('103')]);
		expect(reached('94')).toEqual(['young', 'old']);
		levels.remove(handle('old'));
		move('105');
		expect(levels.levelOf(handle('young'))).toBe(at('104'));
	});

	it('may start at a mark above those of older ones', () => {
		const { levels, below, handle, move } = createNamed();
		below('at 100', '10', '100');
		below('at 120', '10', '120');
		move('110');
		expect(levels.markOf(handle('at 100'))).toBe(at('110'));
		expect(levels.markOf(handle('at 120'))).toBe(at('120'));
	});

	it('have no mark when they are fixed or gone, and no level when they are gone', () => {
		const { levels, floor, below, handle } = createNamed();
		floor('floor', '90');
		below('trail', '5', '100');
		expect(() => levels.markOf(handle('floor'))).toThrow('no trail has this handle');
		levels.remove(handle('trail'));
		levels.remove(handle('floor'));
		expect(() => levels.markOf(handle('trail'))).toThrow('no trail has this handle');
		expect(() => levels.levelOf(handle('trail'))).toThrow('no level has this handle');
		expect(() => levels.levelOf(handle('floor'))).toThrow('no level has this handle');
	});

	it('come and go without end, those that led others into their group among them', () => {
		const { levels, below, move, handle } = createNamed(4);
		below('there all the time', '50', '100');
		const waiting: LevelHandle[] = [];
		for (let round = 0; round < 600_000; round++) {
			const mark = at('100') - (round % 4) * 1000;
			waiting.push(levels.addTrailBelow('one', by1, mark), levels.addTrailBelow('other', by1, mark - 1));
			if (round % 4 === 3) move('100');
			const gone = waiting.splice(round % 2, 2);
			for (const one of gone) levels.remove(one);
		}
		expect(levels.size).toBe(1 + waiting.length);
		expect(levels.levelOf(handle('there all the time'))).toBe(at('50'));
	});

	it('refuse an offset that is no distance', () => {
		const { levels } = createNamed();
		for (const offset of ['0', '-1', '0%', '100%', '-1%']) {
			expect(() => levels.addTrailBelow('bad', by(offset), at('100'))).toThrow('a trail cannot keep');
			expect(() => levels.addTrailAbove('bad', by(offset), at('100'))).toThrow('a trail cannot keep');
		}
		expect(levels.size).toBe(0);
	});
});

describe('the level of a trail by fraction', () => {
	const stock = createInstrument('S', 'us_equity');
	const coin = createInstrument('C', 'crypto');
	const fine = { ...stock, priceDecimals: 9 };

	function expectExact(mark: number, fraction: Ratio): void {
		for (const instrument of [stock, coin, fine, { ...stock, priceDecimals: 0 }]) {
			const levels = createPriceLevels<string>(instrument.priceDecimals);
			const highWater = unitsToPrice(mark);
			for (const guards of ['long', 'short'] as const) {
				const offset = { by: 'fraction', fraction } as const;
				const handle =
					guards === 'long'
						? levels.addTrailBelow(guards, offset, mark)
						: levels.addTrailAbove(guards, offset, mark);
				const level = levels.levelOf(handle);
				expect(level).toBe(priceToUnits(trailingLevel(instrument, { guards, highWater }, fraction)));
			}
		}
	}

	it('is that of the engine, bit for bit', () => {
		const someMark = fc.oneof(
			fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
			fc.integer({ min: 1, max: 100_000_000 }).map((cents) => cents * 1e7),
			fc.integer({ min: 1, max: 2_000_000_000 })
		);
		const someFraction = fc.oneof(
			fc.bigInt({ min: 1n, max: 999_999_999n }),
			fc.bigInt({ min: 1n, max: 999n }).map((thousandths) => thousandths * 1_000_000n)
		);
		holds(
			fc.property(someMark, someFraction, (mark, fraction) => expectExact(mark, fraction as Ratio)),
			2000
		);
	});

	it('is that of the engine at ties and one unit beside them', () => {
		for (const fraction of [ratio('0.05'), ratio('0.125'), ratio('0.000000001'), ratio('0.999999999')]) {
			for (let half = 1; half < 2000; half += 7) {
				// mark × (1 − fraction) lies at a half of the last of four decimals, or as near as a mark can come.
				const tie = (BigInt(half) * 100_000n * oneRatio) / (2n * (oneRatio - fraction));
				if (tie > 9_000_000_000_000_000n) break;
				for (const beside of [-1, 0, 1]) expectExact(Number(tie) + beside, fraction);
			}
		}
	});

	it('is that of the engine at a tie and a billionth of a unit before it', () => {
		const inverseOf = (factor: bigint): bigint => {
			// Euler: the group of units of 10^9 has 4 × 10^8 members.
			let [power, base, inverse] = [4n * 10n ** 8n - 1n, factor, 1n];
			for (; power > 0n; power /= 2n) {
				if (power % 2n === 1n) inverse = (inverse * base) % oneRatio;
				base = (base * base) % oneRatio;
			}
			return inverse;
		};
		for (let fraction = 1; fraction < 1000; fraction++) {
			const factor = oneRatio - BigInt(fraction * 1_000_000 + 1);
			if (factor % 2n === 0n || factor % 5n === 0n) continue;
			for (const beside of [-1n, 0n]) {
				// The mark whose product with the factor ends in 0.5 or 0.499999999 units.
				const ending = ((oneRatio / 2n + beside) * inverseOf(factor)) % oneRatio;
				for (const whole of [1n, 60n, 70_000n, 5_000_000n]) {
					expectExact(Number(whole * oneRatio + ending), (oneRatio - factor) as Ratio);
				}
			}
		}
	});
});
