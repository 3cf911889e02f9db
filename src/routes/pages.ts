import type { IconName } from '#lib/components/shared/iconPaths.ts';

/** The pages in the order in which the frame shows them; `inTabs` are those at the foot of a narrow screen. */
export const pages = [
	{ route: '/', label: 'Desk', icon: 'desk', inTabs: true, words: 'overview positions ticket' },
	{ route: '/orders', label: 'Orders', icon: 'orders', inTabs: true, words: 'history filter csv cancel' },
	{
		route: '/triggers',
		label: 'Triggers',
		icon: 'triggers',
		inTabs: false,
		words: 'stops targets trails levels'
	},
	{
		route: '/risk',
		label: 'Risk',
		icon: 'risk',
		inTabs: false,
		words: 'limits headroom gauges exposure denials refusals breakers locks'
	},
	{
		route: '/journal',
		label: 'Journal',
		icon: 'journal',
		inTabs: true,
		words: 'entries history search verify export'
	},
	{ route: '/replay', label: 'Replay', icon: 'replay', inTabs: false, words: 'backtest bars history' },
	{
		route: '/alpaca',
		label: 'Alpaca',
		icon: 'plug',
		inTabs: false,
		words: 'keys connect paper account broker'
	},
	{
		route: '/reconciliation',
		label: 'Reconciliation',
		icon: 'scales',
		inTabs: false,
		words: 'account differences compare accept alpaca broker'
	},
	{ route: '/books', label: 'Books', icon: 'books', inTabs: false, words: 'new open import export delete' },
	{
		route: '/settings',
		label: 'Settings',
		icon: 'settings',
		inTabs: false,
		words: 'limits sizing slippage theme contrast device'
	},
	{ route: '/help', label: 'Help', icon: 'help', inTabs: false, words: 'start how we count privacy' }
] as const satisfies readonly {
	readonly route: string;
	readonly label: string;
	readonly icon: IconName;
	readonly inTabs: boolean;
	readonly words: string;
}[];

const withoutDesk: ReadonlySet<string | null> = new Set(['/replay', '/help', null]);

/** Whether a page shows the desk, and so waits for it. */
export const showsDesk = (route: string | null): boolean =>
	!withoutDesk.has(route) && route?.startsWith('/help/') !== true;
