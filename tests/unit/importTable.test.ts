import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// A small tree with one fault a file: the rules must see each, through relative paths, #lib and components alike.
const faultByFile: Record<string, { text: string; rule: string }> = {
	'src/lib/domain/order.ts': { text: "import '../engine/decide.ts';", rule: 'lib/domain: folders' },
	'src/lib/domain/time.ts': { text: "import 'zod';", rule: 'lib/domain: packages' },
	'src/lib/domain/ids.ts': { text: "import 'node:crypto';", rule: 'lib/domain: packages' },
	'src/lib/engine/state.ts': { text: "import '../adapters/alpaca/http.ts';", rule: 'lib/engine: folders' },
	'src/lib/engine/sizing.ts': {
		text: "import { approve } from '../domain/approvedIntent.ts';\nvoid approve;",
		rule: 'only src/lib/engine/riskReview.ts'
	},
	'src/lib/adapters/dexie/journal.ts': {
		text: "import '../alpaca/http.ts';",
		rule: 'lib/adapters/dexie: folders'
	},
	'src/lib/components/orders/OrderRow.svelte': {
		text: '<script lang="ts">\n\timport { decide } from \'#lib/engine/decide.ts\';\n\tvoid decide;\n</script>',
		rule: 'lib/components: folders'
	},
	'src/lib/components/shared/Money.svelte': {
		text: '<script lang="ts">\n\timport { sides } from \'#lib/domain/side.ts\';\n</script>\n{sides}',
		rule: 'lib/components/shared: folders'
	},
	'src/routes/+page.svelte': {
		text: '<script lang="ts">\n\timport { get } from \'#lib/adapters/alpaca/http.ts\';\n\tvoid get;\n</script>',
		rule: 'routes: folders'
	},
	'src/workers/engine.worker.ts': { text: "import '$app/paths';", rule: 'workers: no SvelteKit modules' },
	'src/lib/gadgets/thing.ts': { text: "import '../domain/side.ts';", rule: 'folder without a row' },
	'src/lib/runtime/outbox.ts': { text: "import './queue.ts';", rule: 'no cycles' },
	'src/lib/runtime/recovery.ts': { text: "import './nowhere.ts';", rule: 'resolvable' }
};

const soundFiles: Record<string, string> = {
	'package.json': JSON.stringify({ name: 'planted', imports: { '#lib/*': './src/lib/*' } }),
	'tsconfig.json': '{}',
	'src/lib/domain/side.ts':
		"export type Side = 'buy' | 'sell';\nexport const sides: Side[] = ['buy', 'sell'];",
	'src/lib/domain/approvedIntent.ts':
		'export type ApprovedIntent = { approved: true };\nexport const approve = 1;',
	'src/lib/ports/broker.ts':
		"import type { ApprovedIntent } from '../domain/approvedIntent.ts';\nexport type Submit = (intent: ApprovedIntent) => void;",
	'src/lib/engine/decide.ts':
		"import type { Side } from '../domain/side.ts';\nexport const decide = (s: Side) => s;",
	'src/lib/engine/riskReview.ts': "import '../domain/approvedIntent.ts';",
	'src/lib/adapters/alpaca/http.ts': 'export const get = 1;',
	'src/lib/runtime/queue.ts': "import './outbox.ts';",
	'node_modules/zod/package.json': JSON.stringify({ name: 'zod', main: 'index.js' }),
	'node_modules/zod/index.js': '',
	'node_modules/svelte/package.json': JSON.stringify({ name: 'svelte', exports: { './*': './index.js' } }),
	'node_modules/svelte/index.js': ''
};

describe('the import table', () => {
	let place = '';
	let found: string[] = [];

	beforeAll(async () => {
		place = mkdtempSync(join(tmpdir(), 'blotter-imports-'));
		for (const [file, { text }] of Object.entries(faultByFile)) plant(file, text);
		for (const [file, text] of Object.entries(soundFiles)) plant(file, text);
		const { options, ...ruleSet } = await extractConfig(join(process.cwd(), '.dependency-cruiser.cjs'));
		const result = await cruise(['src'], {
			...options,
			cache: false,
			baseDir: place,
			validate: true,
			ruleSet
		});
		found = (result.output as ICruiseResult).summary.violations.map(
			({ from, rule }) => `${from}: ${rule.name}`
		);
	});

	afterAll(() => rmSync(place, { recursive: true, force: true }));

	function plant(file: string, text: string) {
		mkdirSync(dirname(join(place, file)), { recursive: true });
		writeFileSync(join(place, file), `${text}\n`);
	}

	test.each(Object.entries(faultByFile))('sees the fault in %s', (file, { rule }) => {
		expect(found).toContain(`${file}: ${rule}`);
	});

	test('finds nothing wrong with what it allows', () => {
		const planted = Object.entries(faultByFile).map(([file, { rule }]) => `${file}: ${rule}`);
		expect(found.toSorted()).toEqual(planted.toSorted());
	});
});
