/** The topics of the help, one page each, in the order in which a person needs them. */
export const topics = [
	{ route: '/help/start', title: 'Start', about: 'From nothing to the first fill and its explanation' },
	{
		route: '/help/decisions',
		title: 'Decisions and files',
		about: 'Fields, JSON and CSV, bars, settings; what a fault means'
	},
	{
		route: '/help/orders',
		title: 'Orders',
		about: 'Types, time in force, exits that follow, changing and canceling'
	},
	{
		route: '/help/stopping',
		title: 'Stopping',
		about: 'The levels of the kill switch, flatten and its proof, the way back, signal only'
	},
	{
		route: '/help/risk',
		title: 'Breakers',
		about: 'What stops new risk by itself, when it trips and what lets it go'
	},
	{
		route: '/help/locks',
		title: 'Locks',
		about: 'What locks symbols after stops and losses, until when, by hand'
	},
	{
		route: '/help/codes',
		title: 'Why an order did not pass',
		about: 'Each denial, rejection and ending: its words, and what to do'
	},
	{ route: '/help/fills', title: 'How fills are simulated', about: 'Each rule with a worked number' },
	{
		route: '/help/counting',
		title: 'How we count',
		about: 'Cash, average, profit, statistics, days and sessions'
	},
	{
		route: '/help/alpaca',
		title: 'Alpaca',
		about: 'Keys, dry run and arming, reconciliation, and what a browser can and cannot do'
	},
	{ route: '/help/settings', title: 'Settings', about: 'What each one does, and its range' },
	{
		route: '/help/journal',
		title: 'The journal',
		about: 'What is written down, how to check it, tabs and crashes'
	},
	{ route: '/help/keys', title: 'Keys', about: 'Everything without a mouse' },
	{ route: '/help/console', title: 'The console', about: 'blotter in the developer console' },
	{
		route: '/help/privacy',
		title: 'What is stored where',
		about: 'Tables and keys on this device, and how to delete them'
	},
	{
		route: '/help/hosting',
		title: 'Offline and hosting',
		about: 'Installing, new versions, a copy of your own'
	}
] as const;
