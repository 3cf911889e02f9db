import { checkTable, type CheckName } from '../../domain/risk.ts';
import type { VerdictLine } from '../../domain/verdictLines.ts';
import { cutText, decimalText, shareOf } from './decimalText.ts';

const nameByCheck: Readonly<Record<CheckName, string>> = {
	tradingState: 'Trading state',
	dataAge: 'Age of the last price',
	minimumTrade: 'Smallest trade',
	positionSize: 'Position size',
	totalExposure: 'Total exposure',
	openTrades: 'Open trades',
	tradesPerSymbol: 'Trades of the symbol',
	maintenanceMargin: 'Maintenance margin of shorts',
	buyingPower: 'Free cash',
	reducesPosition: 'Shrinks the position'
};

/** One check of a verdict, ready to be read; `used` is the share of the limit that is taken, null when there is none. */
export interface ReadCheck {
	readonly name: string;
	readonly passed: boolean;
	readonly measured: string;
	readonly limit: string;
	readonly headroom: string;
	readonly used: number | null;
}

/** Words and numbers of a check. */
export function readCheck(line: VerdictLine): ReadCheck {
	const { check, passed, unit, measured, limit, headroom } = line;
	return {
		name: nameByCheck[check],
		passed,
		measured: withUnit(measured, unit, 'not known'),
		limit: unit === 'state' ? statesUpTo(limit) : withUnit(limit, unit, 'no limit'),
		headroom: withUnit(headroom, unit, '—'),
		used: usedOf(line)
	};
}

/** The states in which an order passes, up to the strictest. */
function statesUpTo(limit: string | null): string {
	if (limit === 'halted') return 'any state';
	return limit === 'reducing' ? 'active or reducing' : (limit ?? 'no limit');
}

/** The share of the limit that is taken; of a limit that is a floor, how much of what was measured it takes. */
function usedOf({ check, unit, measured, limit }: VerdictLine): number | null {
	if (measured === null || limit === null || unit === 'state') return null;
	return checkTable[check].limitIs === 'least' ? shareOf(limit, measured) : shareOf(measured, limit);
}

/** A measured value with its unit. */
function withUnit(value: string | null, unit: VerdictLine['unit'], missing: string): string {
	if (value === null) return missing;
	switch (unit) {
		case 'money':
			return cutText(value, 2, 4);
		case 'seconds':
			return `${decimalText(value)} s`;
		case 'quantity':
		case 'count':
			return decimalText(value);
		case 'state':
			return value;
	}
}
