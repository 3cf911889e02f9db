// Who may import whom. Each row names a folder of src, the folders (or file beginnings) it may import beside itself,
// and the packages it may use. What a row does not name is forbidden, and so is a folder of src without a row.
const libBelowPage = [
	'lib/domain',
	'lib/engine',
	'lib/strategy',
	'lib/analytics',
	'lib/replay',
	'lib/journal',
	'lib/intake',
	'lib/schema',
	'lib/runtime',
	'lib/ports',
	'lib/contract',
	'lib/adapters'
];

const importTable = [
	{ folder: 'lib/domain', folders: [], packages: [] },
	{ folder: 'lib/engine', folders: ['lib/domain'], packages: [] },
	{ folder: 'lib/strategy', folders: ['lib/domain'], packages: [] },
	{ folder: 'lib/analytics', folders: ['lib/domain'], packages: [] },
	{ folder: 'lib/ports', folders: ['lib/domain'], packages: [] },
	{ folder: 'lib/journal', folders: ['lib/domain'], packages: ['@noble/hashes'] },
	{ folder: 'lib/schema', folders: ['lib/domain'], packages: ['zod'] },
	{
		folder: 'lib/intake',
		folders: ['lib/domain', 'lib/schema'],
		packages: ['papaparse', '@types/papaparse', '@humanwhocodes/momoa']
	},
	{
		folder: 'lib/replay',
		folders: ['lib/domain', 'lib/engine', 'lib/strategy', 'lib/analytics', 'lib/adapters/simulator'],
		packages: []
	},
	{ folder: 'lib/runtime', folders: ['lib/domain', 'lib/engine', 'lib/journal', 'lib/ports'], packages: [] },
	{ folder: 'lib/adapters/alpaca', folders: ['lib/domain', 'lib/ports', 'lib/schema'], packages: [] },
	{ folder: 'lib/adapters/simulator', folders: ['lib/domain', 'lib/ports'], packages: [] },
	{
		folder: 'lib/adapters/dexie',
		folders: ['lib/domain', 'lib/ports'],
		packages: ['dexie', '@noble/hashes']
	},
	{ folder: 'lib/contract', folders: ['lib/domain', 'lib/engine/snapshot', 'lib/schema'], packages: [] },
	{ folder: 'workers', folders: libBelowPage, packages: ['comlink'] },
	{ folder: 'cli', folders: libBelowPage, packages: ['node:'] },
	{ folder: 'lib/app', folders: ['lib/domain', 'lib/contract', 'workers'], packages: ['comlink', 'svelte'] },
	{ folder: 'lib/components/shared', folders: [], packages: ['svelte', 'uplot'] },
	{
		folder: 'lib/components',
		folders: [
			'lib/domain',
			'lib/app/format',
			'lib/contract/accountView',
			'lib/contract/assets',
			'lib/contract/breakers',
			'lib/contract/candles',
			'lib/contract/connection',
			'lib/contract/deskView',
			'lib/contract/explainView',
			'lib/contract/journalSearch',
			'lib/contract/lockRequests',
			'lib/contract/news',
			'lib/contract/orderHistory',
			'lib/contract/riskView',
			'lib/contract/storyView'
		],
		packages: ['svelte', 'uplot'],
		except: 'lib/components/shared'
	},
	{
		folder: 'routes',
		folders: ['lib/app', 'lib/components', 'lib/contract'],
		packages: ['svelte', '@sveltejs/kit'],
		kit: true
	}
];

// A file whose values only one other file may import. Its types are free: a port says what it takes.
const onlyImporter = [{ file: 'src/lib/domain/approvedIntent.ts', importer: 'src/lib/engine/riskReview.ts' }];

module.exports = { importTable, onlyImporter };
