import type { AssetHit, AssetsFound } from '../../contract/assets.ts';
import { suggestionsFor } from '../shared/suggestions.ts';

const usual: Omit<AssetHit, 'symbol'> = {
	...{ name: '', assetClass: 'us_equity', isTradable: true },
	...{ isFractionable: true, isShortable: true, isWatched: false }
};

/** What a text means of the symbols that a book with a market of its own has. */
export function findOwn(symbols: readonly string[], text: string): AssetsFound {
	const letters = text.trim().toUpperCase();
	const found = symbols.includes(letters) ? [letters] : letters === '' ? [] : suggestionsFor(symbols, text);
	return { hits: found.map((symbol) => ({ ...usual, symbol })), readAt: null, problem: null };
}
