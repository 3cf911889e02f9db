import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import {
	assetToInstrument,
	isListOld,
	searchAssets,
	type ListedAsset
} from '../../../src/lib/domain/listedAsset.ts';

const share = (symbol: string, more: Partial<ListedAsset> = {}): ListedAsset => ({
	...{ symbol, name: '', assetClass: 'us_equity', isActive: true, isTradable: true },
	...{ isFractionable: true, isShortable: true, quantityStep: null, priceStep: null },
	...more
});
const coin = (symbol: string, quantityStep: string | null, priceStep: string | null): ListedAsset =>
	share(symbol, { assetClass: 'crypto', isShortable: false, quantityStep, priceStep });

describe('the instrument of an asset', () => {
	it.each([
		['a share that trades in parts', share('AAPL'), '0.000000001', 4],
		['a share that does not', share('OCGN', { isFractionable: false }), '1', 4],
		['a coin by its own steps', coin('BTC/USD', '0.0001', '1'), '0.0001', 0],
		['a coin of finer prices', coin('SHIB/USD', '1', '0.00000001'), '1', 8],
		['a coin of half dollars', coin('BTC/USD', '0.000000001', '0.5'), '0.000000001', 1],
		['a coin without steps', coin('ETH/USD', null, null), '0.000000001', 8],
		['a coin with steps that are none', coin('ETH/USD', '0', '0'), '0.000000001', 8]
	])('has the lot and decimals of %s', (_, asset, lot, priceDecimals) => {
		const made = assetToInstrument(asset);
		if (!made.ok) throw new Error('refused');
		expect(made.value).toMatchObject({ symbol: asset.symbol, assetClass: asset.assetClass, priceDecimals });
		expect(formatDecimal(made.value.lot)).toBe(lot);
	});

	it('is refused where it cannot be traded', () => {
		expect(assetToInstrument(share('OLD', { isActive: false, isTradable: false }))).toEqual({
			...{ ok: false, error: { type: 'inactive' } }
		});
		expect(assetToInstrument(share('HELD', { isTradable: false }))).toEqual({
			...{ ok: false, error: { type: 'not_tradable' } }
		});
	});
});

describe('a search of assets', () => {
	const assets = [
		share('APPX', { name: 'A fund' }),
		share('AAPL', { name: 'Apple Inc. Common Stock' }),
		share('APLE', { name: 'Apple Hospitality REIT' }),
		share('APP', { name: 'AppLovin' }),
		share('PNPL', { name: 'Pineapple Energy' }),
		coin('BTC/USD', null, null)
	];
	const found = (text: string, limit = 10) => searchAssets(assets, text, limit).map(({ symbol }) => symbol);

	it.each([
		['app', ['APP', 'APPX', 'AAPL', 'APLE', 'PNPL']],
		['APPLE', ['AAPL', 'APLE', 'PNPL']],
		['apple hos', ['APLE']],
		['btcusd', ['BTC/USD']],
		['btc/', ['BTC/USD']],
		[' aapl ', ['AAPL']],
		['zzz', []],
		['  ', []]
	])('finds by symbol first and then by name: %s', (text, symbols) => {
		expect(found(text)).toEqual(symbols);
	});

	it('finds no more than was asked for', () => {
		expect(found('app', 2)).toEqual(['APP', 'APPX']);
	});
});

it('a list of assets is old after a day, and when it is of a time to come', () => {
	const list = { readAt: 1_000, assets: [] };
	expect(isListOld(list, 1_000 + 86_399_999)).toBe(false);
	expect(isListOld(list, 1_000 + 86_400_000)).toBe(true);
	expect(isListOld(list, 999)).toBe(true);
});
