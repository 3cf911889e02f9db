import { describe, expect, it } from 'vitest';
import { assetFacts, foundText } from '../../../src/lib/app/format/assetText.ts';
import type { AssetHit } from '../../../src/lib/contract/assets.ts';

const hit: AssetHit = {
	...{ symbol: 'AAPL', name: 'Apple', assetClass: 'us_equity', isTradable: true },
	...{ isFractionable: true, isShortable: true, isWatched: false }
};

describe('what is said of an asset', () => {
	it.each([
		['nothing of most', {}, ''],
		['that it is watched', { isWatched: true, isTradable: false }, 'watched'],
		['that it does not trade', { isTradable: false, isFractionable: false }, 'does not trade'],
		['that it is a coin', { assetClass: 'crypto', isShortable: false }, 'coin'],
		['what cannot be done with it', { isFractionable: false, isShortable: false }, 'whole shares, no shorts'],
		['that parts of it cannot be bought', { isFractionable: false }, 'whole shares'],
		['that it cannot be sold short', { isShortable: false }, 'no shorts']
	] as const)('is %s', (_, more, text) => {
		expect(assetFacts({ ...hit, ...more })).toBe(text);
	});
});

describe('what is said of a search', () => {
	const now = 100_000_000;
	const found = { hits: [hit], readAt: now, problem: null };
	it.each([
		['how old the list is', found, 'Alpaca’s list, read just now.'],
		['its age in time', { ...found, readAt: now - 7_320_000 }, 'Alpaca’s list, read 2 h 2 min ago.'],
		[
			'that nothing was found',
			{ ...found, hits: [] },
			'Nothing is called “xyz”. Alpaca’s list, read just now.'
		],
		['why it is not newer', { ...found, problem: 'Because.' }, 'Alpaca’s list, read just now. Because.'],
		['why there is none', { ...found, readAt: null, problem: 'Because.' }, 'Because.']
	])('is %s', (_, given, text) => {
		expect(foundText(given, ' xyz ', now)).toBe(text);
	});
});
