/**
 * The coin that an old name means, as `BTCUSD` means `BTC/USD`, among those that are known; the name itself where it is none of theirs,
 * or could be two of them, or is a known symbol of its own.
 */
export function currentName(name: string, known: Iterable<string>): string {
	if (name.includes('/')) return name;
	let found: string | null = null;
	for (const symbol of known) {
		if (symbol === name) return name;
		if (!symbol.includes('/') || symbol.replace('/', '') !== name) continue;
		if (found !== null) return name;
		found = symbol;
	}
	return found ?? name;
}

/** What coins are quoted in at Alpaca. */
const quotedIn = /^([A-Z0-9]{2,10})(USDT|USDC|USD|BTC)$/;
/** No ticker of a share is as long as a coin's name with what it is quoted in. */
const shortestPair = 6;

/** A symbol of the wire as it is today: positions and activities still say `BTCUSD` for `BTC/USD`. The class is empty where it is not said. */
export function currentSymbol(name: string, assetClass: string): string {
	if (name.includes('/') || (assetClass !== 'crypto' && assetClass !== '')) return name;
	if (assetClass === '' && name.length < shortestPair) return name;
	return name.replace(quotedIn, '$1/$2');
}
