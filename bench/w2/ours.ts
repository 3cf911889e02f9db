// W2 on the price-level index of the desk, with the quiet interval of each symbol in columns as the market keeps it.
// Bundled into .build. node .build/levels.mjs <armed>|staircase
import type { Price, Ratio } from '../../src/lib/domain/decimal.ts';
import {
	createPriceLevels,
	type LevelHandle,
	type PriceLevels,
	type TrailOffset
} from '../../src/lib/domain/priceLevels.ts';
import { measure } from '../lib/measure.mjs';
import { createOffsets, priceAt, steps } from './staircase.mjs';
import {
	byFraction,
	count,
	createPrices,
	createTriggers,
	early,
	firstPrice,
	Fires,
	isAbove,
	isTrail,
	symbols,
	tickFraction
} from './workload.mjs';

const unitsOfTick = 1e7;
const decimals = 2;

const amountOf = (ticks: number): TrailOffset => ({
	by: 'amount',
	amount: BigInt(ticks * unitsOfTick) as Price
});
const fractionOf = (ticks: number): TrailOffset => {
	return { by: 'fraction', fraction: BigInt(ticks * tickFraction) as Ratio };
};

function passPrices(armed: number): void {
	const { symbol, price } = createPrices();
	const units = price.map((ticks: number) => ticks * unitsOfTick);
	const triggers = createTriggers(armed);

	function armAll() {
		const desk = {
			bySymbol: Array.from({ length: symbols }, () => createPriceLevels(decimals)),
			above: new Float64Array(symbols),
			below: new Float64Array(symbols),
			idByHandle: Array.from({ length: symbols }, () => new Map<LevelHandle, number>()),
			times: new Int32Array(armed)
		};
		for (let id = 0; id < armed; id++) arm(desk, id, firstPrice * unitsOfTick);
		for (let one = 0; one < symbols; one++) settle(desk, one);
		return desk;
	}
	type Desk = ReturnType<typeof armAll>;

	function arm({ bySymbol, idByHandle, times }: Desk, id: number, at: number): void {
		const one = triggers.symbol[id] ?? 0;
		const kind = triggers.kind[id] ?? 0;
		const levels = bySymbol[one];
		const time = times[id] ?? 0;
		times[id] = time + 1;
		if (levels === undefined) return;
		idByHandle[one]?.set(add(levels, kind, byFraction(one), triggers.offset(id, time), at), id);
	}

	function add(
		levels: PriceLevels,
		kind: number,
		isFraction: boolean,
		ticks: number,
		at: number
	): LevelHandle {
		if (isTrail(kind)) {
			const offset = isFraction ? fractionOf(ticks) : amountOf(ticks);
			return isAbove(kind) ? levels.addTrailAbove(offset, at) : levels.addTrailBelow(offset, at);
		}
		return isAbove(kind)
			? levels.addCeiling(at + ticks * unitsOfTick)
			: levels.addFloor(at - ticks * unitsOfTick);
	}

	function settle({ bySymbol, above, below }: Desk, one: number): void {
		above[one] = bySymbol[one]?.above ?? -Infinity;
		below[one] = bySymbol[one]?.below ?? Infinity;
	}

	function touch(desk: Desk, fires: Fires, i: number, one: number, at: number): void {
		const levels = desk.bySymbol[one];
		const ids = desk.idByHandle[one];
		if (levels === undefined || ids === undefined) return;
		const reached = levels.reached(at, at);
		levels.moveMarks(at, at);
		for (const handle of reached) {
			const id = ids.get(handle) ?? -1;
			ids.delete(handle);
			levels.remove(handle);
			fires.add(i, id);
			arm(desk, id, at);
		}
		settle(desk, one);
	}

	function run(desk: Desk) {
		const { above, below } = desk;
		const fires = new Fires();
		let earlyFires = { ...fires };
		let touched = 0;
		for (let i = 0; i < count; i++) {
			if (i === early) earlyFires = { ...fires };
			const one = symbol[i] ?? 0;
			const at = units[i] ?? 0;
			if (at > (above[one] ?? 0) && at < (below[one] ?? 0)) continue;
			touched++;
			touch(desk, fires, i, one, at);
		}
		return { ...fires, early: earlyFires, touched };
	}

	measure(15, run, (result: ReturnType<typeof run>) => result, armAll);
}

function fallStaircase(): void {
	const offsets = Array.from(createOffsets(), amountOf);

	function run() {
		const fires = new Fires();
		const levels = createPriceLevels(decimals);
		const ids = new Map<LevelHandle, number>();
		for (let step = 0; step < steps; step++) {
			const at = priceAt(step) * unitsOfTick;
			const reached = levels.reached(at, at);
			levels.moveMarks(at, at);
			for (const handle of reached) {
				fires.add(step, ids.get(handle) ?? -1);
				levels.remove(handle);
			}
			const offset = offsets[step];
			if (offset !== undefined) ids.set(levels.addTrailBelow(offset, at), step);
		}
		return { ...fires };
	}

	measure(9, run, (result: ReturnType<typeof run>) => result);
}

const [, , what] = process.argv;
if (what === 'staircase') fallStaircase();
else passPrices(Number(what));
