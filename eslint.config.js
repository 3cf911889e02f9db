import './scripts/svelteTypes.mjs';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { componentImports } from './scripts/componentImports.mjs';
import { bansChance, bansIo } from './scripts/pureRules.mjs';

const projectService = { allowDefaultProject: ['src/service-worker.ts'] };

// Same inputs, same outputs: no IO, no clock, no chance, nothing of the browser or of Node.
const pureFolders = ['domain', 'engine', 'ports', 'strategy', 'analytics', 'replay', 'intake', 'schema'];
// Time and chance are handed in, but a queue may wait and a hash may be asynchronous.
const givenTimeFolders = ['journal', 'runtime', 'contract', 'adapters/simulator'];
const filesOf = (folders) => folders.map((folder) => `src/lib/${folder}/**/*.ts`);

export default defineConfig(
	globalIgnores(['build/', '.svelte-kit/', '.blotter/', 'coverage/', 'node_modules/', 'bench/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			// The same for every file: a change of extensions makes the type service load all projects again.
			parserOptions: {
				projectService,
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'no-eval': 'error',
			'no-implied-eval': 'off',
			'no-console': 'error',
			'max-lines': ['error', 300]
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte'],
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['src/**/*.ts', 'scripts/**'],
		rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser }
		}
	},
	...componentImports,
	// Furniture gets its addresses from the routes, which resolve them.
	{
		files: ['src/lib/components/**/*.svelte'],
		rules: { 'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true }] }
	},
	{ files: filesOf([...pureFolders, ...givenTimeFolders]), rules: bansChance },
	{ files: filesOf(pureFolders), rules: bansIo },
	{ files: ['**/*.d.ts'], rules: { 'no-var': 'off' } },
	{ files: ['**/*.{js,mjs,cjs}'], extends: [ts.configs.disableTypeChecked] },
	// The Svelte form of this rule reads a module scope, which CommonJS has not.
	{
		files: ['**/*.cjs'],
		languageOptions: { sourceType: 'commonjs' },
		rules: { 'svelte/no-inner-declarations': 'off', '@typescript-eslint/no-require-imports': 'off' }
	},
	{ files: ['scripts/**', 'src/cli/**'], rules: { 'no-console': 'off' } }
);
