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
