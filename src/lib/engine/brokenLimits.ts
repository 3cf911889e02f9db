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
import { sectorOf } from '../domain/symbolLists.ts';
import { riskOfPositions } from './positionRisk.ts';
import type { EngineState } from './state.ts';
import { lookAt, valueOf, valuesOf, type PositionValues } from './valuation.ts';

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
	for (const worth of worths.list) {
		const { position } = worth;
		yield {
			check: 'positionSize',
			subject: position.symbol,
			measured: absolute(valueOf(worth) ?? zeroMoney),
			limit: most
		};
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

function* heldSectors({ book, market }: EngineState, limit: Money): Generator<Held> {
	const bySector = new Map<string, Money>();
	for (const worth of lookAt(book, market).list) {
		const { position } = worth;
		const { name } = sectorOf(book.config.risk.sectors, position.symbol);
		bySector.set(name, add(bySector.get(name) ?? zeroMoney, absolute(valueOf(worth) ?? zeroMoney)));
	}
	for (const [subject, measured] of bySector) yield { check: 'sectorExposure', subject, measured, limit };
}
