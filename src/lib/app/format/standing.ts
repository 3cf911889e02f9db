import type { DeskView } from '../../contract/deskView.ts';

/** What is held of a symbol, signed, null for nothing; and whether a sale of it may open a short. */
export interface Standing {
	readonly held: string | null;
	readonly allowsShort: boolean;
}

/** Nothing is held, and nothing is sold short. */
export const noStanding: Standing = { held: null, allowsShort: false };

/** How a desk stands to a symbol. */
export function standingIn(view: DeskView | null | undefined, symbol: string): Standing {
	if (view === null || view === undefined) return noStanding;
	const held = view.positions.find((position) => position.symbol === symbol)?.quantity ?? null;
	return { held, allowsShort: view.book.allowsShort && !view.coins.includes(symbol) };
}

/** Whether a trade of a side opens or adds; else it closes what is held, or comes to nothing. */
export function opensAt({ held, allowsShort }: Standing, side: 'buy' | 'sell'): boolean {
	if (held === null) return side === 'buy' || allowsShort;
	return isShort(held) === (side === 'sell');
}

/** Whether a signed quantity is short. */
export const isShort = (quantity: string): boolean => quantity.startsWith('-');

/** A quantity without its sign. */
export const unsigned = (quantity: string): string => quantity.replace('-', '');
