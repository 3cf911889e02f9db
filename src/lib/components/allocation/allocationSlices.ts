import { isShort } from '#lib/app/format/standing.ts';
import type { AccountView, PositionView, WatchView } from '#lib/contract/deskView.ts';

/** A part of the total value: an estimate for drawing, 0 to 1. */
export interface Slice {
	readonly name: string;
	readonly value: number;
	readonly share: number;
	/** Which of the colours of a series it has; null for cash, and for what is left over. */
	readonly series: number | null;
}

/** As many as there are colours that can be told apart. */
const mostNamed = 8;

type Held = Pick<PositionView, 'symbol' | 'marketValue'>;

/**
 * The parts of the total value, a short by what it is worth, the largest first, what is too small to be told apart together as `others`, and cash at
 * the end; null while a position has no price.
 */
export function allocationSlices(
	positions: readonly Held[],
	{ cash, equity }: Pick<AccountView, 'cash' | 'equity'>,
	/** The sectors by symbol, to add up by sector; without them by symbol. */
	sectors: readonly Pick<WatchView, 'symbol' | 'sector'>[] | null
): readonly Slice[] | null {
	if (equity === null || Number(equity) <= 0) return null;
	const sectorOf = (symbol: string): string =>
		sectors?.find((row) => row.symbol === symbol)?.sector || 'No sector';
	const valueByName = new Map<string, number>();
	for (const position of positions) {
		if (position.marketValue === null) return null;
		const name = sectors === null ? nameOf(position) : sectorOf(position.symbol);
		valueByName.set(name, (valueByName.get(name) ?? 0) + Math.abs(Number(position.marketValue)));
	}
	const free = Math.max(0, Number(cash));
	// With shorts the parts come to more than the total value, which cash and proceeds are in.
	const hasShort = positions.some(({ marketValue }) => isShort(marketValue ?? ''));
	const parts = [...valueByName.values()].reduce((sum, value) => sum + value, free);
	const total = hasShort ? parts : Number(equity);
	const sorted = [...valueByName].sort((a, b) => b[1] - a[1]);
	const named = sorted.slice(0, sorted.length > mostNamed ? mostNamed - 1 : mostNamed);
	const rest = sorted.slice(named.length).reduce((sum, [, value]) => sum + value, 0);
	const sliceOf = (name: string, value: number, series: number | null): Slice => ({
		name,
		value,
		share: value / total,
		series
	});
	return [
		...named.map(([name, value], index) => sliceOf(name, value, index)),
		...(rest > 0 ? [sliceOf('Others', rest, mostNamed - 1)] : []),
		sliceOf('Cash', free, null)
	];
}

function nameOf({ symbol, marketValue }: Held): string {
	return isShort(marketValue ?? '') ? `${symbol} short` : symbol;
}
