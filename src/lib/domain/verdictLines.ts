import { formatDecimal, formatMoney, subtract, type Money, type Quantity, type Ratio } from './decimal.ts';
import {
	checkTable,
	isWarning,
	type CheckName,
	type CheckResult,
	type CheckUnit,
	type CheckValue
} from './risk.ts';
import type { Sizing } from './sizing.ts';

/** One check of a risk verdict as it is shown: texts are canonical decimals in the check's unit, null when not measured. */
export interface VerdictLine {
	readonly check: CheckName;
	readonly passed: boolean;
	readonly unit: CheckUnit;
	readonly measured: string | null;
	readonly limit: string | null;
	readonly headroom: string | null;
	/** It passed beyond its limit, or without what it should have measured. */
	readonly warns?: true;
	/** What it was measured of, where that is not the order's symbol. */
	readonly of?: string;
}

/** How a quantity came about, as it is shown: canonical decimals. */
export interface SizingLine {
	readonly by: Sizing['by'];
	readonly refPrice: string;
	readonly equity: string;
	readonly requested: string;
	readonly positionCap: string;
	readonly room: string;
	/** Absent where no limit of money holds for one order. */
	readonly orderCap?: string;
	readonly budget: string;
	readonly quantity: string;
}

/** The arithmetic behind a quantity, ready to be shown; null when there was no price to reckon with. */
export function tellSizing(sizing: Sizing): SizingLine | null {
	if (sizing.refPrice === null || sizing.equity === null) return null;
	return {
		by: sizing.by,
		refPrice: formatDecimal(sizing.refPrice),
		equity: formatMoney(sizing.equity),
		requested: formatMoney(sizing.requested),
		positionCap: formatMoney(sizing.positionCap),
		room: formatMoney(sizing.room),
		...(sizing.orderCap === null ? {} : { orderCap: formatMoney(sizing.orderCap) }),
		budget: formatMoney(sizing.budget),
		quantity: formatDecimal(sizing.quantity)
	};
}

/** A check with its headroom, ready to be shown. */
export function tellCheck(result: CheckResult): VerdictLine {
	const { check, passed, measured, limit, of } = result;
	const { unit, limitIs } = checkTable[check];
	const [high, low] = limitIs === 'least' ? [measured, limit] : [limit, measured];
	return {
		check,
		passed,
		unit,
		measured: tellValue(unit, measured),
		limit: tellValue(unit, limit),
		headroom: tellValue(unit, differenceOf(high, low)),
		...(isWarning(result) ? { warns: true } : {}),
		...(of === undefined ? {} : { of })
	};
}

/** How far a measured value is on the right side of its limit; null when either is unknown or is no number. */
function differenceOf(high: CheckValue, low: CheckValue): CheckValue {
	if (typeof high === 'number' && typeof low === 'number') return high - low;
	return typeof high === 'bigint' && typeof low === 'bigint'
		? subtract<Money | Quantity | Ratio>(high, low)
		: null;
}

function tellValue(unit: CheckUnit, value: CheckValue): string | null {
	if (value === null) return null;
	if (unit === 'money') return formatMoney(value as Money);
	return unit === 'quantity' || unit === 'ratio' ? formatDecimal(value as Quantity | Ratio) : String(value);
}
