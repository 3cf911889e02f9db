import type { AssetRefusal } from '../domain/listedAsset.ts';

/** Why a book with a market of its own follows nothing further. */
export const ownMarketText =
	'This book has a market of its own: only a book of Alpaca’s market follows more.';

/** Why there is no list of assets, or only an old one; `fault` is a sentence. */
export const assetListTexts = {
	never: 'Alpaca’s list is not on this device yet. It is read once keys are given or unlocked.',
	failed: (fault: string): string => `Alpaca’s list could not be read. ${fault}`,
	old: 'It is read anew once keys are given or unlocked.',
	oldFailed: (fault: string): string => `It could not be read anew. ${fault}`,
	reading: 'It is being read anew.'
} as const;

/** Why a symbol cannot be followed, in a sentence. */
export function unfollowedText(
	symbol: string,
	{ type }: AssetRefusal | { readonly type: 'unknown' }
): string {
	switch (type) {
		case 'unknown':
			return `Alpaca lists nothing called ${symbol}.`;
		case 'inactive':
			return `${symbol} is not active at Alpaca any more.`;
		case 'not_tradable':
			return `${symbol} does not trade at Alpaca now.`;
	}
}

/** Why a symbol of a kind that the desk does not trade cannot be followed. */
export function otherKindText(symbol: string): string {
	return `${symbol} is neither a stock nor a coin: the desk trades nothing else.`;
}

/** Why a symbol is not sold short at an account. */
export function unlentText(symbol: string): string {
	return `${symbol} cannot be sold short: Alpaca’s list of what it trades says so.`;
}

/** Why a part of a share is not sold short at an account. */
export const partShortText = 'Alpaca lends whole shares alone: a short has no part of one.';

/** What came of following symbols; `polled` are those that the streams have no room for, null while no prices come. */
export function followedText(symbols: readonly string[], polled: readonly string[] | null): string {
	const are = `${symbols.join(', ')} ${symbols.length === 1 ? 'is' : 'are'} followed.`;
	if (polled === null) return `${are} Prices come once keys are given or unlocked.`;
	if (polled.length === 0) return are;
	return `${are} The streams have no more room: ${polled.join(', ')} ${polled.length === 1 ? 'is' : 'are'} asked for every few seconds instead.`;
}
