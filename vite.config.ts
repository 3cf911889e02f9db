import { existsSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { configDefaults, defineConfig } from 'vitest/config';

const needsShared = '**/*.shared.test.ts';
const hasShared = existsSync(new URL('../shared', import.meta.url));

export default defineConfig({
	plugins: [sveltekit()],
	worker: { format: 'es' },
	build: { target: 'es2022' },
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
