import type { BarInterval } from '../domain/bar.ts';
import { assetClassOf, type AssetClass } from '../domain/instrument.ts';
import { baseName } from '../schema/fileName.ts';
import { isSymbol } from '../schema/textField.ts';

const namePattern = /^([a-z0-9][a-z0-9.-]*?)(?:_(.*))?\.csv$/i;
const dollarPair = /^[A-Z0-9-]+(?:USD|USDT|USDC)$/;
const shortestPair = 6;

interface BarsName {
	readonly symbol: string | null;
	readonly interval: BarInterval | null;
}

/** What the name of a file of bars says: `AAPL_1m_2019-02-11.csv`, `BTCUSD_1d.csv`, `spy.csv`. */
export function readBarsName(name: string): BarsName {
	const [, symbolPart = '', rest = ''] = namePattern.exec(baseName(name)) ?? [];
	const symbol = symbolPart.toUpperCase();
	const word = rest.toLowerCase().split('_')[0];
	return {
		symbol: isSymbol(symbol) ? symbol : null,
		interval: word === '1m' || word === '1d' ? word : null
	};
}

/** The class a symbol belongs to by its form: a pair such as BTC/USD or BTCUSD is crypto, anything else a US equity. */
export function symbolToAssetClass(symbol: string): AssetClass {
	const isPair =
		assetClassOf(symbol) === 'crypto' || (symbol.length >= shortestPair && dollarPair.test(symbol));
	return isPair ? 'crypto' : 'us_equity';
}
