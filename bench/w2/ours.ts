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

/** How far trails keep from their marks, by ticks: a desk has them as decimals before they are armed. */
const furthest = 1000;
const amounts = Array.from({ length: furthest }, (_, ticks) => amountOf(ticks));
const fractions = Array.from({ length: furthest }, (_, ticks) => fractionOf(ticks));

function passPrices(armed: number): void {
	const { symbol, price } = createPrices();
	const units = price.map((ticks: number) => ticks * unitsOfTick);
	const triggers = createTriggers(armed);

	function armAll() {
		const desk = {
			bySymbol: Array.from({ length: symbols }, () => createPriceLevels<number>(decimals)),
			above: new Float64Array(symbols),
			below: new Float64Array(symbols),
			handles: new Float64Array(armed),
			times: new Int32Array(armed)
		};
		for (let id = 0; id < armed; id++) arm(desk, id, firstPrice * unitsOfTick);
		for (let one = 0; one < symbols; one++) settle(desk, one);
		return desk;
	}
	type Desk = ReturnType<typeof armAll>;

	function arm({ bySymbol, handles, times }: Desk, id: number, at: number): void {
		const one = triggers.symbol[id] ?? 0;
		const levels = bySymbol[one];
		const time = times[id] ?? 0;
		times[id] = time + 1;
		if (levels === undefined) return;
		handles[id] = add(levels, id, triggers.offset(id, time), at);
	}

	function add(levels: PriceLevels<number>, id: number, ticks: number, at: number): LevelHandle {
		const kind = triggers.kind[id] ?? 0;
		if (isTrail(kind)) {
			const offset = (byFraction(triggers.symbol[id]) ? fractions : amounts)[ticks];
			if (offset === undefined) throw new Error(`no trail keeps ${ticks} ticks`);
			return isAbove(kind) ? levels.addTrailAbove(id, offset, at) : levels.addTrailBelow(id, offset, at);
		}
		return isAbove(kind)
			? levels.addCeiling(id, at + ticks * unitsOfTick)
			: levels.addFloor(id, at - ticks * unitsOfTick);
	}

	function settle({ bySymbol, above, below }: Desk, one: number): void {
		above[one] = bySymbol[one]?.above ?? -Infinity;
		below[one] = bySymbol[one]?.below ?? Infinity;
	}

	function touch(desk: Desk, fires: Fires, i: number, one: number, at: number): void {
		const levels = desk.bySymbol[one];
		if (levels === undefined) return;
		const reached = levels.reached(at, at);
		levels.moveMarks(at, at);
		for (const id of reached) {
			levels.remove(desk.handles[id] ?? 0);
			fires.add(i, id);
			arm(desk, id, at);
		}
		settle(desk, one);
	}

	/** Lets some of the prices pass and gives how many of them did more than the two comparisons. */
	function pass(desk: Desk, fires: Fires, from: number, to: number): number {
		const { above, below } = desk;
		let touched = 0;
		for (let i = from; i < to; i++) {
			const one = symbol[i] ?? 0;
			const at = units[i] ?? 0;
			if (at > (above[one] ?? 0) && at < (below[one] ?? 0)) continue;
			touched++;
			touch(desk, fires, i, one, at);
		}
		return touched;
	}

	function run(desk: Desk) {
		const fires = new Fires();
		const touchedEarly = pass(desk, fires, 0, early);
		const earlyFires = { ...fires };
		const touched = touchedEarly + pass(desk, fires, early, count);
		return { ...fires, early: earlyFires, touched };
	}

	measure(15, run, (result: ReturnType<typeof run>) => result, armAll);
}

function fallStaircase(): void {
	const offsets = Array.from(createOffsets(), amountOf);

	function run() {
		const fires = new Fires();
		const levels = createPriceLevels<number>(decimals);
		const handles = new Float64Array(steps);
		for (let step = 0; step < steps; step++) {
			const at = priceAt(step) * unitsOfTick;
			const reached = levels.reached(at, at);
			levels.moveMarks(at, at);
			for (const id of reached) {
				fires.add(step, id);
				levels.remove(handles[id] ?? 0);
			}
			const offset = offsets[step];
			if (offset !== undefined) handles[step] = levels.addTrailBelow(step, offset, at);
		}
		return { ...fires };
	}

	measure(9, run, (result: ReturnType<typeof run>) => result);
}

const [, , what] = process.argv;
if (what === 'staircase') fallStaircase();
else passPrices(Number(what));
