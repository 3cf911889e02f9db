import type { BreakerMeasure } from '../domain/breakers.ts';
import {
	absolute,
	add,
	fractionOf,
	isPositive,
	isZero,
	moneyToNumber,
	subtract,
	zeroMoney,
	type Money,
	type Ratio
} from '../domain/decimal.ts';
import type { CheckName } from '../domain/risk.ts';
import { sectorOf, type SectorTable } from '../domain/symbolLists.ts';
import { riskOfPositions } from './positionRisk.ts';
import type { EngineState } from './state.ts';
import { lookAt, valueOf, valuesOf, type PositionValues } from './valuation.ts';
import type { Worth } from './worth.ts';

/** What is held against a limit of positions. */
interface Held {
	readonly check: CheckName;
	/** Whose it is, a symbol or a sector; empty for the whole book. */
	readonly subject: string;
	readonly measured: Money;
	readonly limit: Money;
}

/**
 * The limit of positions that what is held comes nearest to, or is furthest beyond, with `overrun` of each limit on top of it; null
 * where equity is not known. Open entries do not count: the market alone moves this.
 */
export function worstHeld(state: EngineState, overrun: Ratio): BreakerMeasure | null {
	const { book, market } = state;
	const values = valuesOf(book, market);
	if (values === null) return null;
	const equity = add(book.account.cash, values.net);
	let worst: BreakerMeasure | null = null;
	let most = -Infinity;
	for (const { check, subject, measured, limit } of heldLimits(state, values, equity)) {
		const reach = add(limit, fractionOf(limit, overrun));
		const part = partOf(measured, reach);
		if (part <= most) continue;
		worst = { measured, limit: reach, of: subject === '' ? check : `${check} ${subject}` };
		most = part;
	}
	return worst;
}

/** What is held as a part of its limit: above one exactly where it is beyond. */
function partOf(measured: Money, reach: Money): number {
	const part = isPositive(reach) ? moneyToNumber(measured) / moneyToNumber(reach) : Infinity;
	if (isBeyond(measured, reach)) return Math.max(part, 1 + Number.EPSILON);
	return isZero(measured) ? 0 : Math.min(part, 1);
}

/** Whether what is held is beyond a limit: what reaches it is not. */
export function isBeyond(measured: Money, limit: Money): boolean {
	return measured > limit && measured > zeroMoney;
}

function* heldLimits(state: EngineState, values: PositionValues, equity: Money): Generator<Held> {
	const { book, market } = state;
	const { risk, sizing } = book.config;
	const worths = lookAt(book, market);
	const { long, short } = values;
	const gross = add(long, short);
	const share = (fraction: Ratio): Money => fractionOf(equity, fraction);
	const ofBook = (check: CheckName, measured: Money, limit: Money): Held => ({
		check,
		subject: '',
		measured,
		limit
	});
	const most = share(sizing.maxPositionFraction);
	// They have one limit, so that the largest of them says it for all.
	const largest = largestOf(worths.list, sizeOf, ({ position }) => position.symbol, valueUnsigned);
	if (largest !== null) {
		yield { check: 'positionSize', subject: largest.name, measured: largest.value, limit: most };
	}
	yield ofBook('totalExposure', gross, share(sizing.maxTotalExposure));
	if (risk.maxSectorExposure !== null) yield* heldSectors(state, share(risk.maxSectorExposure));
	if (risk.maxGrossExposure !== null) yield ofBook('grossExposure', gross, risk.maxGrossExposure);
	if (risk.maxNetExposure !== null) {
		const net = absolute(subtract(long, short));
		yield ofBook('netExposure', net, share(risk.maxNetExposure));
	}
	if (risk.maxLeverage !== null) yield ofBook('leverage', gross, share(risk.maxLeverage));
	if (risk.maxOpenRisk !== null) {
		yield ofBook('openRisk', riskOfPositions(state).total ?? zeroMoney, share(risk.maxOpenRisk));
	}
}

/** The sectors have one limit as well. */
function* heldSectors({ book, market }: EngineState, limit: Money): Generator<Held> {
	const largest = largestOf(
		sectorsOf(lookAt(book, market).list, book.config.risk.sectors),
		sizeOfSector,
		({ name }) => name,
		({ worths }) => worths.reduce((sum, worth) => add(sum, valueUnsigned(worth)), zeroMoney)
	);
	if (largest !== null) {
		yield { check: 'sectorExposure', subject: largest.name, measured: largest.value, limit };
	}
}

function sizeOfSector({ worths }: HeldSector): number {
	let size = 0;
	for (const worth of worths) size += sizeOf(worth);
	return size;
}

interface HeldSector {
	readonly name: string;
	readonly worths: Worth[];
}

/** A list of positions never changes, another one takes its place: who is in which sector holds as long as list and table do. */
const sectorsByList = new WeakMap<
	readonly Worth[],
	{ readonly table: SectorTable; readonly sectors: readonly HeldSector[] }
>();

function sectorsOf(list: readonly Worth[], table: SectorTable): readonly HeldSector[] {
	const known = sectorsByList.get(list);
	if (known?.table === table) return known.sectors;
	const byName = new Map<string, HeldSector>();
	for (const worth of list) {
		const { name } = sectorOf(table, worth.position.symbol);
		const sector = byName.get(name);
		if (sector === undefined) byName.set(name, { name, worths: [worth] });
		else sector.worths.push(worth);
	}
	const sectors = [...byName.values()];
	sectorsByList.set(list, { table, sectors });
	return sectors;
}

/** About what a position is worth, unsigned: in units of its quantity times those of its price, off by less than one part in 2^50. */
function sizeOf({ factor, last }: Worth): number {
	return Number.isNaN(last) ? 0 : factor.size * last;
}

function valueUnsigned(worth: Worth): Money {
	return absolute(valueOf(worth) ?? zeroMoney);
}

/** Sums of a thousand sizes and more are off by less than this part. */
const nearly = 1 - 1e-9;

/** The first of those that are worth most, with its exact worth, which is reckoned for those alone that may be it; null for none. */
function largestOf<One>(
	all: readonly One[],
	size: (one: One) => number,
	nameOf: (one: One) => string,
	exact: (one: One) => Money
): { readonly name: string; readonly value: Money } | null {
	let most = 0;
	for (const one of all) {
		const found = size(one);
		if (found > most) most = found;
	}
	let largest: { readonly name: string; readonly value: Money } | null = null;
	for (const one of all) {
		if (size(one) < most * nearly) continue;
		const value = exact(one);
		if (largest === null || value > largest.value) largest = { name: nameOf(one), value };
	}
	return largest;
}
