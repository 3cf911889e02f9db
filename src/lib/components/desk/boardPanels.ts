import type { Snippet } from 'svelte';

/** The panels of the desk that can be hidden: those that are shown. */
export interface BoardPanels {
	readonly watchlist: Snippet | undefined;
	readonly orders: Snippet | undefined;
	readonly triggers: Snippet | undefined;
	readonly feed: Snippet | undefined;
	readonly allocation: Snippet | undefined;
	readonly risk: Snippet | undefined;
}
