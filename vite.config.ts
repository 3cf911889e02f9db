import { existsSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { lateFormats } from './scripts/lateFormats.mjs';
import { nameWorkerChunks } from './scripts/workerChunks.mjs';

const needsShared = '**/*.shared.test.ts';
const hasShared = existsSync(new URL('../shared', import.meta.url));

/** The texts of checks and refusals: many pages share them, and the first screen does without. */
const late =
	/[\\/]src[\\/]lib[\\/](?:contract[\\/](?:limitTexts|denials|orderEnding)|app[\\/]format[\\/]checkTexts|domain[\\/]risk)\.ts$/;

/** What pages share, in few files: each costs a round trip before the first screen. */
const shared = {
	name: 'shared',
	test: (id: string) => !late.test(id),
	minShareCount: 2,
	entriesAware: true,
	// With 20,000 a file is made that runs before what it needs: the page does not start.
	entriesAwareMergeThreshold: 16_000
};

export default defineConfig({
	plugins: [sveltekit(), lateFormats(), nameWorkerChunks()],
	worker: { format: 'es' },
	build: { target: 'es2022' },
	// What renders the pages beforehand is loaded from the disk: it has no use for few files.
	environments: {
		client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared] } } } } }
	},
	test: {
		name: 'unit',
		environment: 'node',
		include: ['tests/unit/**/*.test.ts'],
		// Each worker loads the sources once for all of its files.
		isolate: false,
		setupFiles: ['tests/support/propertySeed.ts', 'tests/support/leavesNoTrace.ts'],
		exclude: [...configDefaults.exclude, ...(hasShared ? [] : [needsShared])],
		allowOnly: false,
		// Long sequences and properties take their time on a busy machine.
		testTimeout: 20_000
	}
});
