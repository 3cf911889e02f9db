import type { BookConfig } from '../domain/bookConfig.ts';
import { formatDecimal, formatMoney } from '../domain/decimal.ts';

/** A setting as it is shown: what it is called, and its value as a canonical decimal or a word. */
export interface Setting {
	readonly name: string;
	readonly value: string;
}

/** Lists the settings of a book in the order in which a trader reads them; fractions stay fractions. */
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
		{ name: 'Slippage', value: formatDecimal(fillModel.slippage) },
		{ name: 'Commission per share', value: formatDecimal(commission.perShare) },
		{ name: 'Commission rate', value: formatDecimal(commission.rate) },
		{ name: 'Commission minimum', value: formatMoney(commission.minimum) },
		{ name: 'Max position, fraction of equity', value: formatDecimal(sizing.maxPositionFraction) },
		{ name: 'Max total exposure, fraction of equity', value: formatDecimal(sizing.maxTotalExposure) },
		{ name: 'Min trade notional', value: formatMoney(sizing.minTradeNotional) },
		{ name: 'Max data age, seconds', value: String(risk.maxDataAgeSeconds) },
		{ name: 'Max open trades', value: limitText(risk.maxOpenTrades) },
		{ name: 'Max trades per symbol', value: limitText(risk.maxTradesPerSymbol) },
		{ name: 'Adding to positions', value: rules.allowAdding ? 'allowed' : 'refused' },
		{ name: 'Extended hours', value: rules.extendedHours ? 'bars match' : 'bars mark only' },
		{ name: 'Fill prices', value: fillModel.roundPrices ? 'rounded to the instrument' : 'not rounded' },
		{ name: 'Fees', value: fillModel.feeDecimals === null ? 'not rounded' : 'rounded to cents' }
	];
}

function limitText(limit: number | null): string {
	return limit === null ? 'off' : String(limit);
}
