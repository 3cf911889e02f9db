import { existsSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { lateFormats } from './scripts/lateFormats.mjs';
import { nameWorkerChunks } from './scripts/workerChunks.mjs';

const needsShared = '**/*.shared.test.ts';
const hasShared = existsSync(new URL('../shared', import.meta.url));

/** What many pages share, and the first screen does without: texts of checks and refusals, what shows them, the calls of the console. */
const lateModules = [
	'contract/(?!orderTexts)\\w+Texts',
	'contract/(denials|orderEnding)',
	'app/(format/(checkTexts|gaugeText|accountText|assetText|bookText)|consoleCalls)',
	'domain/risk',
	'components/(account|risk)/\\w+',
	'components/story/CheckList'
];
const late = new RegExp(
	`[\\\\/](lib[\\\\/](${lateModules.join('|').replaceAll('/', '[\\\\/]')})|routes[\\\\/](help[\\\\/]topics|routingActs))\\.(ts|svelte)$`
);

/** What every file needs before it runs: apart from the others, so that none of them has to be there first. */
const framework = {
	name: 'framework',
	test: /[\\/]node_modules[\\/](?:svelte|esm-env|clsx)[\\/]/,
	priority: 1,
	minShareCount: 2
};

/** What pages share, in few files: each costs a round trip before the first screen. */
const shared = {
	name: 'shared',
	test: (id: string) => !late.test(id),
	minShareCount: 2,
	entriesAware: true,
	entriesAwareMergeThreshold: 16_000
};

export default defineConfig({
	plugins: [sveltekit(), lateFormats(), nameWorkerChunks()],
	worker: { format: 'es' },
	build: { target: 'es2022' },
	// What renders the pages beforehand is loaded from the disk: it has no use for few files.
	environments: {
		client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [framework, shared] } } } } }
	},
	test: {
		name: 'unit',
		environment: 'node',
		include: ['tests/unit/**/*.test.ts'],
		// Each worker loads the sources once for all of its files.
		isolate: false,
		// By itself it leaves a core to what watches files, of which there is nothing here.
		maxWorkers: '100%',
		setupFiles: ['tests/support/propertySeed.ts', 'tests/support/leavesNoTrace.ts'],
		exclude: [...configDefaults.exclude, ...(hasShared ? [] : [needsShared])],
		allowOnly: false,
		// Long sequences and properties take their time on a busy machine.
		testTimeout: 60_000
	}
});
