import type { BookConfig } from '../domain/bookConfig.ts';
import { formatDecimal, formatMoney, type Ratio } from '../domain/decimal.ts';

/** A setting as it is shown: what it is called, and its value: a canonical decimal, one with its unit, or a word. */
export interface Setting {
	readonly name: string;
	readonly value: string;
}

/** Lists the settings of a book in the order in which a trader reads them. */
export function configToSettings({
	startingCash,
	fillModel,
	sizing,
	risk,
	...rules
}: BookConfig): readonly Setting[] {
	const { commission } = fillModel;
	return [
		{ name: 'Starting cash', value: formatMoney(startingCash) },
		{ name: 'Slippage', value: `${scaled(fillModel.slippage, 4)} bps` },
		{
			name: 'Market orders on quotes',
			value: fillModel.useBidAsk ? 'pay the ask, get the bid' : 'at the last price'
		},
		{ name: 'Commission per share', value: formatDecimal(commission.perShare) },
		{ name: 'Commission rate', value: percentOf(commission.rate) },
		{ name: 'Commission minimum', value: formatMoney(commission.minimum) },
		{ name: 'Max position, of equity', value: percentOf(sizing.maxPositionFraction) },
		{ name: 'Max total exposure, of equity', value: percentOf(sizing.maxTotalExposure) },
		{ name: 'Min trade notional', value: formatMoney(sizing.minTradeNotional) },
		{ name: 'Max data age', value: `${String(risk.maxDataAgeSeconds)} s` },
		{ name: 'Max open trades', value: limitText(risk.maxOpenTrades) },
		{ name: 'Max trades per symbol', value: limitText(risk.maxTradesPerSymbol) },
		{ name: 'Adding to positions', value: rules.allowAdding ? 'allowed' : 'refused' },
		{ name: 'Extended hours', value: rules.extendedHours ? 'bars match' : 'bars mark only' },
		{ name: 'Fill prices', value: fillModel.roundPrices ? 'rounded to the instrument' : 'not rounded' },
		{ name: 'Fees', value: fillModel.feeDecimals === null ? 'not rounded' : 'rounded to cents' }
	];
}

function percentOf(fraction: Ratio): string {
	return `${scaled(fraction, 2)} %`;
}

/** A ratio (not negative) × 10^power, exact: the point moves over its digits. */
function scaled(ratio: Ratio, power: number): string {
	const [whole = '', fraction = ''] = formatDecimal(ratio).split('.');
	const digits = whole + fraction.slice(0, power).padEnd(power, '0');
	const rest = fraction.slice(power);
	return `${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}

function limitText(limit: number | null): string {
	return limit === null ? 'off' : String(limit);
}
