// The import table once more, for components: compiled markup keeps no `import type`, so the dependency rules cannot see
// those. Here the text of the import is held against the same table.
import { importTable } from './importTable.cjs';

const isComponentFolder = ({ folder }) => folder === 'routes' || folder.startsWith('lib/components');

function patternsOf({ folder, folders }) {
	const allowed = [folder, ...folders].map((name) => `${name}(/|[A-Z.]|$)`).join('|');
	return [
		{
			regex: `^#(?!(${allowed}))`,
			message: `src/${folder} may import ${folders.join(', ') || 'itself alone'}.`
		},
		{ regex: '^\\$lib(/|$)', message: 'Write #lib/….' },
		// Routes share what lies beside them.
		...(folder === 'routes'
			? []
			: [
					{ regex: '^\\.\\./.*\\.ts(\\?|$)', message: 'Outside of its folder a component imports by #lib/….' }
				])
	];
}

export const componentImports = importTable.filter(isComponentFolder).map((row) => ({
	files: [`src/${row.folder}/**/*.svelte`],
	...(row.except ? { ignores: [`src/${row.except}/**`] } : {}),
	rules: { 'no-restricted-imports': ['error', { patterns: patternsOf(row) }] }
}));
