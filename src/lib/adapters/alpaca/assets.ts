import { formatDecimal, parsePrice, parseQuantity } from '../../domain/decimal.ts';
import type { AssetClass } from '../../domain/instrument.ts';
import type { ListedAsset, ReadAssets } from '../../domain/listedAsset.ts';
import { ok } from '../../domain/result.ts';
import type { Instant } from '../../domain/time.ts';
import type { ApiResult } from './readAnswer.ts';
import type { TradingApi } from './tradingApi.ts';
import type { WireAsset } from './wire/trading.ts';

const assetClasses: readonly AssetClass[] = ['us_equity', 'crypto'];

/** An asset as the desk lists it; null for a class that it does not trade. */
export function listedAssetOf(wire: WireAsset): ListedAsset | null {
	const assetClass = assetClasses.find((one) => one === wire.class);
	if (assetClass === undefined) return null;
	return {
		...{ symbol: wire.symbol, name: wire.name ?? '', assetClass },
		...{ isActive: wire.status === 'active', isTradable: wire.tradable },
		...{ isFractionable: wire.fractionable, isShortable: wire.shortable },
		quantityStep: stepOf(parseQuantity, wire.min_trade_increment),
		priceStep: stepOf(parsePrice, wire.price_increment)
	};
}

function stepOf(parse: typeof parseQuantity | typeof parsePrice, text: string | null): string | null {
	if (text === null) return null;
	const step = parse(text);
	return step.ok ? formatDecimal(step.value) : null;
}

/** Reads all active assets of the classes that the desk trades, by symbol; all of them or none. */
export async function readAssets(
	api: Pick<TradingApi, 'assets'>,
	now: () => Instant
): Promise<ApiResult<ReadAssets>> {
	const assets: ListedAsset[] = [];
	for (const assetClass of assetClasses) {
		const read = await api.assets(assetClass);
		if (!read.ok) return read;
		for (const wire of read.value) {
			const asset = listedAssetOf(wire);
			if (asset !== null) assets.push(asset);
		}
	}
	assets.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
	return ok({ readAt: now(), assets });
}
