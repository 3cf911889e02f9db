import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
import type { Levels } from '#lib/components/positions/levels.ts';
import type { AssetsFound } from '#lib/contract/assets.ts';
import type { TriggerView } from '#lib/contract/deskView.ts';

const fieldByKind = {
	stop_loss: 'stopLoss',
	take_profit: 'takeProfit',
	trailing_stop: 'trailingStopPct'
} as const satisfies Record<TriggerView['kind'], string>;

const tell = ({ text }: { readonly text: string }): string => text;

/** What a person does with positions, orders, triggers and the watchlist; each says what came of it, and whether it was done. */
export const boardActs = (desk: DeskClient) => ({
	close: async (symbol: string, quantity?: string): Promise<boolean> =>
		(await desk.act('close', quantity === undefined ? { symbol } : { symbol, quantity }, tell)).ok,
	protect: async (symbol: string, levels: Levels): Promise<boolean> =>
		(await desk.act('protect', { symbol, ...levels }, tell)).ok,
	setTrigger: async (
		{ symbol, kind }: Pick<TriggerView, 'symbol' | 'kind'>,
		level: string
	): Promise<boolean> => (await desk.act('protect', { symbol, [fieldByKind[kind]]: level }, tell)).ok,
	cancel: (orderId: string): void => void desk.act('cancel', { orderId }, tell),
	cancelDecision: (decisionId: string): void => void desk.act('cancelDecision', { decisionId }, tell),
	confirm: async (decisionId: string): Promise<boolean> =>
		(await desk.act('confirmDecision', { decisionId }, tell)).ok,
	dismiss: async (decisionId: string): Promise<boolean> =>
		(await desk.act('dismissDecision', { decisionId }, tell)).ok,
	signal: (isOn: boolean): void => void desk.act('setSignalOnly', { isOn, by: 'switch' }, tell),
	watch: async (symbols: readonly string[]): Promise<boolean> =>
		(
			await desk.act(
				'setWatchlist',
				{ symbols },
				({ symbols: { length } }) => `${String(length)} symbols are watched.`
			)
		).ok,
	/** Why nothing can be found is told where it was looked for. */
	find: async (text: string): Promise<AssetsFound> => {
		const found = await desk.ask('findAssets', { text });
		return found.ok ? found.value : { hits: [], readAt: null, problem: found.error.message };
	},
	follow: async (symbol: string): Promise<boolean> =>
		(await desk.act('followSymbols', { symbols: [symbol] }, tell)).ok,
	stopWatching: (symbol: string): void => {
		const before = listedOf(desk);
		void desk.act(
			'setWatchlist',
			{ symbols: before.filter((other) => other !== symbol) },
			() => `${symbol} is no longer watched.`,
			() => watchAgain(desk, symbol, before.indexOf(symbol))
		);
	}
});

const listedOf = (desk: DeskClient): readonly string[] =>
	(desk.view?.watch ?? []).filter(({ isListed }) => isListed).map(({ symbol }) => symbol);

/** Puts a symbol back where it stood; the list may have changed since. */
function watchAgain(desk: DeskClient, symbol: string, place: number): void {
	const others = listedOf(desk).filter((other) => other !== symbol);
	const symbols = [...others.slice(0, place), symbol, ...others.slice(place)];
	void desk.act('setWatchlist', { symbols }, () => `${symbol} is watched again.`);
}
