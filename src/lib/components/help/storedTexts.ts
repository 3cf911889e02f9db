/** The tables of the database and what each holds. */
export const tables = [
	['books', 'Each book: its name, where its prices come from, whether it is archived.'],
	['segments', 'The journal: every entry as it was written.'],
	['heads', 'How far each journal goes, and its head hash.'],
	['checkpoints', 'The last states of a book, from which it opens faster; made from the journal.'],
	[
		'orders, fills, positions, trades, triggers, snapshots, equity, decisions, settings, adjustments',
		'Rows to look things up by, made from the journal.'
	],
	['marks', 'Where the market of a book stands: its clock, its speed, its last prices.'],
	['marketBars', 'Minute and day bars of the generated market, for charts.'],
	['bars', 'Bars that were dropped on the desk, for the book that plays them.'],
	['watchlists', 'The symbols you follow in a book.'],
	[
		'facts',
		'Which book is open, a count of how often a tab has taken the lead, the list of what Alpaca trades, and keys for Alpaca if you chose to keep them: encrypted, with a passphrase that is not kept.'
	]
] as const;

/** The keys of the page's own small memory and what each holds. */
export const keys = [
	['blotter.theme', 'Light or dark, when you chose one.'],
	['blotter.contrast', 'More contrast, when you chose it.'],
	['blotter.hiddenPanels', 'The panels of the desk that you hid.'],
	['blotter.ticket', 'Whether the ticket is that of a decision or of an order.'],
	['blotter.firstSteps', 'That the first steps were read, or taken.'],
	['blotter.alpaca.way', 'Whether you reach Alpaca from the browser or through this site’s relay.'],
	['blotter.orders.columns', 'The columns you chose on the page of orders.']
] as const;
