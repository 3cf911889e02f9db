import type { IconName } from '#lib/components/shared/iconPaths.ts';

/** The pages in the order in which the frame shows them; `inTabs` are those at the foot of a narrow screen. */
export const pages = [
	{ route: '/', label: 'Desk', icon: 'desk', inTabs: true, words: 'overview positions ticket' },
	{
		route: '/journal',
		label: 'Journal',
		icon: 'journal',
		inTabs: true,
		words: 'entries history search verify export'
	},
	{ route: '/books', label: 'Books', icon: 'books', inTabs: false, words: 'new import export verify delete' },
	{ route: '/replay', label: 'Replay', icon: 'replay', inTabs: true, words: 'backtest bars history' },
	{
		route: '/settings',
		label: 'Settings',
		icon: 'settings',
		inTabs: false,
		words: 'limits slippage theme storage'
	},
	{ route: '/help', label: 'Help', icon: 'help', inTabs: true, words: 'start how we count' }
] as const satisfies readonly {
	readonly route: string;
	readonly label: string;
	readonly icon: IconName;
	readonly inTabs: boolean;
	readonly words: string;
}[];

/** The address of a page, as its route names it. */
export type PageRoute = (typeof pages)[number]['route'];

const withoutDesk: ReadonlySet<string | null> = new Set(['/replay', '/help', null]);

/** Whether a page shows the desk, and so waits for it. */
export const showsDesk = (route: string | null): boolean =>
	!withoutDesk.has(route) && route?.startsWith('/help/') !== true;
