import { oneUnit, parsePrice, parseQuantity, smallestQuantity } from './decimal.ts';
import { createInstrument, type AssetClass, type Instrument } from './instrument.ts';
import { failed, ok, type Result } from './result.ts';
import { millisecondsPerDay, type Instant } from './time.ts';

/** An asset as a venue lists it; steps are canonical decimals, null where it does not say them. */
export interface ListedAsset {
	readonly symbol: string;
	/** Empty where the venue has none. */
	readonly name: string;
	readonly assetClass: AssetClass;
	readonly isActive: boolean;
	readonly isTradable: boolean;
	readonly isFractionable: boolean;
	readonly isShortable: boolean;
	/** The step of a quantity. */
	readonly quantityStep: string | null;
	/** The step of a price. */
	readonly priceStep: string | null;
}

/** The assets of a venue, as they were at an instant. */
export interface ReadAssets {
	readonly readAt: Instant;
	readonly assets: readonly ListedAsset[];
}

/** Why an asset is no instrument of the desk: the venue has taken it off its list, or does not let it trade. */
export type AssetRefusal = { readonly type: 'inactive' } | { readonly type: 'not_tradable' };

/** What is traded of an asset: shares in parts where the venue takes parts, coins by the steps of the coin; or why nothing is. */
export function assetToInstrument(asset: ListedAsset): Result<Instrument, AssetRefusal> {
	if (!asset.isActive) return failed({ type: 'inactive' });
	if (!asset.isTradable) return failed({ type: 'not_tradable' });
	const usual = createInstrument(asset.symbol, asset.assetClass);
	if (asset.assetClass === 'us_equity') {
		return ok({ ...usual, lot: asset.isFractionable ? smallestQuantity : oneUnit });
	}
	const step = parseQuantity(asset.quantityStep ?? '');
	return ok({
		...usual,
		lot: step.ok && step.value > 0n ? step.value : usual.lot,
		priceDecimals: decimalsOf(asset.priceStep) ?? usual.priceDecimals
	});
}

/** How many decimals a price with this step has (0 to 9); null where the step is none. */
function decimalsOf(step: string | null): number | null {
	const price = parsePrice(step ?? '');
	if (!price.ok || price.value <= 0n) return null;
	const digits = price.value.toString().padStart(10, '0');
	return digits.slice(-9).replace(/0+$/, '').length;
}

/** Whether a list is older than a day (or from the future, as after a clock was set back) and is read again. */
export function isListOld({ readAt }: ReadAssets, now: Instant): boolean {
	return now < readAt || now - readAt >= millisecondsPerDay;
}

/**
 * Assets that a text means, at most `limit`: the symbol itself, then those that begin with it, then those with it at the beginning of a
 * word of their name, then those with it anywhere in it; each part by symbol. None for an empty text.
 */
export function searchAssets(
	assets: readonly ListedAsset[],
	text: string,
	limit: number
): readonly ListedAsset[] {
	const wanted = text.trim().toLowerCase();
	if (wanted === '') return [];
	const found: { readonly asset: ListedAsset; readonly rank: number }[] = [];
	for (const asset of assets) {
		const rank = rankOf(asset, wanted);
		if (rank !== null) found.push({ asset, rank });
	}
	found.sort((a, b) => a.rank - b.rank || (a.asset.symbol < b.asset.symbol ? -1 : 1));
	return found.slice(0, limit).map(({ asset }) => asset);
}

/** How well an asset fits, 0 the best; null when it does not. A coin is found without its stroke too. */
function rankOf(asset: ListedAsset, wanted: string): number | null {
	const symbol = asset.symbol.toLowerCase();
	const plain = symbol.replace('/', '');
	if (symbol === wanted || plain === wanted) return 0;
	if (symbol.startsWith(wanted) || plain.startsWith(wanted)) return 1;
	const name = ` ${asset.name.toLowerCase()}`;
	if (!name.includes(wanted)) return null;
	return name.includes(` ${wanted}`) ? 2 : 3;
}
