import type { AssetHit, AssetsFound } from '../../contract/assets.ts';
import { spanOfTime } from './clockText.ts';

/** What of an asset is not as with most, in a few words: `whole shares, no shorts`; empty where nothing is. */
export function assetFacts(hit: Omit<AssetHit, 'symbol' | 'name'>): string {
	if (hit.isWatched) return 'watched';
	if (!hit.isTradable) return 'does not trade';
	if (hit.assetClass === 'crypto') return 'coin';
	const facts = [...(hit.isFractionable ? [] : ['whole shares']), ...(hit.isShortable ? [] : ['no shorts'])];
	return facts.join(', ');
}

/** What there is to say below what was found for a text: that nothing was, how old the list is, why it is not newer. */
export function foundText({ hits, readAt, problem }: AssetsFound, text: string, now: number): string {
	const parts = [
		...(hits.length === 0 ? [`Nothing is called “${text.trim()}”.`] : []),
		...(readAt === null ? [] : [`Alpaca’s list, read ${agoText(now - readAt)}.`]),
		...(problem === null ? [] : [problem])
	];
	return parts.join(' ');
}

const minute = 60_000;
const agoText = (age: number): string => (age < minute ? 'just now' : `${spanOfTime(age)} ago`);
