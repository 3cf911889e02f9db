import type { VerdictLine } from '../../domain/runReport.ts';
import { decimalText, moneyText, shareOf, subtractTexts } from './decimalText.ts';

const nameByCheck: Readonly<Record<string, string>> = {
	tradingState: 'Trading state',
	dataAge: 'Age of the last price',
	minimumTrade: 'Smallest trade',
	positionSize: 'Position size',
	totalExposure: 'Total exposure',
	openTrades: 'Open trades',
	tradesPerSymbol: 'Trades of the symbol',
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

/** Words and numbers of a check. The smallest trade is a floor: its headroom counts the other way. */
export function readCheck(line: VerdictLine): ReadCheck {
	const isFloor = line.check === 'minimumTrade';
	const { measured, limit } = line;
	if (measured === null || limit === null || line.unit === 'state') return told(line, null, null);
	const [low, high] = isFloor ? [limit, measured] : [measured, limit];
	return told(line, subtractTexts(high, low), shareOf(low, high));
}

function told(line: VerdictLine, headroom: string | null, used: number | null): ReadCheck {
	const { measured, limit } = line;
	return {
		name: nameByCheck[line.check] ?? line.check,
		passed: line.passed,
		measured: withUnit(measured, line.unit, 'not known'),
		limit: withUnit(limit, line.unit, 'no limit'),
		headroom: withUnit(headroom, line.unit, '—'),
		used
	};
}

/** A measured value with its unit. */
function withUnit(value: string | null, unit: VerdictLine['unit'], missing: string): string {
	if (value === null) return missing;
	switch (unit) {
		case 'money':
			return moneyText(value);
		case 'seconds':
			return `${decimalText(value)} s`;
		case 'count':
			return decimalText(value);
		case 'state':
			return value;
	}
}
