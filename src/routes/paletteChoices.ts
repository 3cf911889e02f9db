import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
import type { Choice } from '#lib/app/format/paletteSearch.ts';
import type { KillPanel } from '#lib/app/killPanel.svelte.ts';
import type { OrderDialogs } from '#lib/app/orderDialogs.svelte.ts';
import type { SettingsDraft } from '#lib/app/settingsDraft.svelte.ts';
import type { ThemeChoice } from '#lib/app/theme.svelte.ts';
import type { Tickets } from '#lib/app/tickets.svelte.ts';
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { settingAddress, symbolAddress } from './addresses.ts';
import { pages } from './pages.ts';

/** A choice of the palette: an address to go to, or something to do. */
export type PaletteChoice = Choice & ({ readonly address: string } | { readonly run: () => void });

/** What the palette works on beside the desk. */
export interface Beside {
	readonly theme: ThemeChoice;
	readonly draft: SettingsDraft;
	readonly tickets: Tickets;
	readonly dialogs: OrderDialogs;
	readonly panel: KillPanel;
}

/** Everything the palette offers at this moment. */
export function paletteOf(
	desk: DeskClient,
	{ theme, draft, tickets, dialogs, panel }: Beside
): readonly PaletteChoice[] {
	const toPages = pages.map(({ route, label, words }) => ({
		id: route,
		label,
		kind: 'Page',
		words,
		address: resolve(route)
	}));
	return [
		...toPages,
		...actsOf(desk),
		...killActsOf(desk, panel),
		...orderActsOf(desk, tickets, dialogs),
		...themesOf(theme),
		...settingsOf(draft),
		...symbolsOf(desk)
	];
}

function actsOf(desk: DeskClient): readonly PaletteChoice[] {
	const { view } = desk;
	// The clock of everybody is nobody’s to stop.
	if (view === null || view.book.isReadOnly || view.book.source === 'alpaca') return [];
	const tell = ({ text }: { readonly text: string }): string => text;
	const { isPaused } = view.clock;
	return [
		{
			id: 'clock',
			label: isPaused ? 'Play the clock' : 'Pause the clock',
			kind: 'Act',
			words: 'market time simulated',
			run: () => void desk.act('setClock', { isPaused: !isPaused }, tell)
		}
	];
}

function killActsOf(desk: DeskClient, panel: KillPanel): readonly PaletteChoice[] {
	const { view } = desk;
	if (view === null || view.book.isReadOnly) return [];
	const tell = ({ text }: { readonly text: string }): string => text;
	const { isStopped, isSignalOnly } = view.tradingState;
	const pause: PaletteChoice = {
		id: 'pause',
		label: 'Pause entries',
		kind: 'Act',
		words: 'kill switch stop halt trading',
		run: () => void desk.act('halt', { level: 'pause', by: 'switch', reason: '' }, tell)
	};
	const levels: PaletteChoice = {
		id: 'levels',
		label: isStopped ? 'Resume trading' : 'Stop trading: halt, cancel entries, flatten',
		kind: 'Act',
		words: 'kill switch stop halt flatten close all resume levels file',
		run: panel.open
	};
	const signal: PaletteChoice = {
		id: 'signal only',
		label: isSignalOnly ? 'Signal only off: decisions become orders' : 'Signal only: send nothing',
		kind: 'Act',
		words: 'signals dry decisions kill switch',
		run: () => void desk.act('setSignalOnly', { isOn: !isSignalOnly, by: 'switch' }, tell)
	};
	return isStopped ? [levels, signal] : [pause, levels, signal];
}

function orderActsOf(
	{ view }: DeskClient,
	tickets: Tickets,
	dialogs: OrderDialogs
): readonly PaletteChoice[] {
	if (view === null || view.book.isReadOnly) return [];
	const order: PaletteChoice = {
		id: 'order',
		label: 'New order',
		kind: 'Act',
		words: 'ticket buy sell market limit stop trailing bracket oco',
		run() {
			tickets.summon('order');
			void goto(resolve('/'));
		}
	};
	const cancel: PaletteChoice = {
		id: 'cancel orders',
		label: 'Cancel all open orders',
		kind: 'Act',
		words: `take back ${String(view.orders.length)}`,
		run: () => dialogs.cancelAll()
	};
	return view.orders.length === 0 ? [order] : [order, cancel];
}

function themesOf(theme: ThemeChoice): readonly PaletteChoice[] {
	const labels = { system: 'Theme of the system', light: 'Light theme', dark: 'Dark theme' } as const;
	return (['system', 'light', 'dark'] as const).map((name) => ({
		id: `theme ${name}`,
		label: labels[name],
		kind: 'Act',
		words: 'look colour',
		run: () => theme.choose(name)
	}));
}

/** Every setting, as far as they were read; it opens in the search of their page. */
function settingsOf({ view }: SettingsDraft): readonly PaletteChoice[] {
	return (view?.settings ?? []).map(({ key, name, group }) => ({
		id: `setting ${key}`,
		label: name,
		kind: 'Setting',
		words: `${group} ${key} setting`,
		address: settingAddress(name)
	}));
}

/** Every symbol of the book by its name and sector, as far as it is watched. */
function symbolsOf({ view }: DeskClient): readonly PaletteChoice[] {
	return (view?.symbols ?? []).map((symbol) => {
		const known = view?.watch.find((row) => row.symbol === symbol);
		const words = known === undefined ? '' : `${known.name} ${known.sector}`;
		return { id: `symbol ${symbol}`, label: symbol, kind: 'Symbol', words, address: symbolAddress(symbol) };
	});
}
