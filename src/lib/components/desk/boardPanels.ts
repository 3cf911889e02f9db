import type { Snippet } from 'svelte';

/** The blocks of a board, as they come one after the other: value, ticket, positions, prices, orders and feed, the rest. */
export const boardBlocks = 6;

/** The panels of the desk that can be hidden: those that are shown. */
export interface BoardPanels {
	/** How many blocks are there. */
	readonly arrived: number;
	readonly watchlist: Snippet | undefined;
	readonly orders: Snippet | undefined;
	readonly triggers: Snippet | undefined;
	readonly feed: Snippet | undefined;
	readonly allocation: Snippet | undefined;
	readonly risk: Snippet | undefined;
}
