import { listedAssetOf } from '../../lib/adapters/alpaca/assets.ts';
import { assetClassOf, createInstrument, type Instrument } from '../../lib/domain/instrument.ts';
import { assetToInstrument } from '../../lib/domain/listedAsset.ts';
import type { PricedInstrument } from '../../lib/domain/market.ts';
import type { AlpacaLink } from './alpacaLink.ts';

/** The instruments of symbols as the account lists them; what it does not list or let trade is one by the rules of its class. */
export async function instrumentsOf(
	link: AlpacaLink,
	symbols: readonly string[]
): Promise<readonly PricedInstrument[]> {
	const made = await Promise.all(symbols.map((symbol) => instrumentOf(link, symbol)));
	return made.map((instrument) => ({ instrument, interval: '1m' }));
}

async function instrumentOf(link: AlpacaLink, symbol: string): Promise<Instrument> {
	return (await listedInstrument(link, symbol)) ?? createInstrument(symbol, assetClassOf(symbol));
}

/** The instrument of a symbol as the account lists it; null where it is not traded there. */
export async function listedInstrument({ api }: AlpacaLink, symbol: string): Promise<Instrument | null> {
	const found = await api.asset(symbol);
	const asset = found.ok ? listedAssetOf(found.value) : null;
	const instrument = asset === null ? null : assetToInstrument(asset);
	return instrument?.ok === true ? { ...instrument.value, symbol } : null;
}
