import type { WatchView } from '../../lib/contract/deskView.ts';
import { formatDecimal, unitsToPrice } from '../../lib/domain/decimal.ts';
import { isSymbolHalted } from '../../lib/engine/symbolHalts.ts';
import type { LiveBook } from '../../lib/runtime/runnerSetup.ts';

/** The listed symbols in their order, and after them those that are held, ordered or guarded. */
export function viewWatch(live: LiveBook, listed: readonly string[]): readonly WatchView[] {
	const { book, market } = live.state;
	const held = [
		...book.positionBySymbol.keys(),
		...book.entriesBySymbol.keys(),
		...book.exitsBySymbol.keys()
	];
	const all = [...new Set([...listed, ...held])];
	const isListed = new Set(listed);
	const { profiles } = live.source;
	return all.flatMap((symbol) => {
		const index = market.indexBySymbol.get(symbol);
		return index === undefined ? [] : [viewSymbol(live, symbol, index, isListed.has(symbol), profiles)];
	});
}

/** Where a symbol stands. */
export function viewSymbol(
	live: LiveBook,
	symbol: string,
	index: number,
	isListed: boolean,
	profiles = live.source.profiles
): WatchView {
	const { state, market: run } = live;
	const { market, book } = state;
	const profile = profiles[index];
	const last = market.last[index] ?? NaN;
	const start = run.dayStart[index] ?? NaN;
	const at = market.lastAt[index] ?? NaN;
	return {
		symbol,
		name: profile?.name ?? '',
		sector: profile?.sector ?? '',
		bid: priceText(market.bid[index]),
		ask: priceText(market.ask[index]),
		last: priceText(last),
		at: Number.isNaN(at) ? null : at,
		change: Number.isNaN(last) || Number.isNaN(start) ? null : last / start - 1,
		isHalted: isSymbolHalted(book, symbol),
		isHeld: book.positionBySymbol.has(symbol),
		isListed
	};
}

function priceText(units: number | undefined): string | null {
	return units === undefined || Number.isNaN(units) ? null : formatDecimal(unitsToPrice(units));
}
