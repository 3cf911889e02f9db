const { importTable, onlyImporter } = require('./scripts/importTable.cjs');

const quote = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const under = (folder) => `^src/${quote(folder)}(/|[A-Z.]|$)`;
const inFolder = (folder) => `^src/${quote(folder)}/`;

function rulesOf({ folder, folders, packages, except, kit = false }) {
	const from = { path: inFolder(folder), ...(except ? { pathNot: inFolder(except) } : {}) };
	const allowedPackages = packages.map((name) =>
		name === 'node:' ? '^(node:)?[a-z_/]+$' : `^node_modules/${quote(name)}/`
	);
	const forbidden = [
		{
			name: `${folder}: folders`,
			comment: `src/${folder} may import ${folders.join(', ') || 'nothing but itself'}`,
			severity: 'error',
			from,
			to: { path: '^(src|scripts|tests|bench)/', pathNot: [inFolder(folder), ...folders.map(under)] }
		},
		{
			name: `${folder}: packages`,
			comment: `src/${folder} may use ${packages.join(', ') || 'no package'}`,
			severity: 'error',
			from,
			to: {
				dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'],
				...(allowedPackages.length > 0 ? { pathNot: allowedPackages } : {})
			}
		}
	];
	if (!kit) {
		forbidden.push({
			name: `${folder}: no SvelteKit modules`,
			comment: 'only routes know the framework around them',
			severity: 'error',
			from,
			to: { path: '^\\$(app|env|lib|service-worker)' }
		});
	}
	return forbidden;
}

const tableRules = importTable.flatMap(rulesOf);
const folderPatterns = importTable.map(({ folder }) => inFolder(folder));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...tableRules,
		...onlyImporter.map(({ file, importer }) => ({
			name: `only ${importer}`,
			comment: `${importer} alone may make what ${file} declares; others may name its type`,
			severity: 'error',
			from: { pathNot: `^${quote(importer)}$` },
			to: { path: `^${quote(file)}$`, dependencyTypesNot: ['type-only'] }
		})),
		{
			name: 'folder without a row',
			comment: 'each folder of src has a row in the import table',
			severity: 'error',
			from: { path: '^src/[^/]+/', pathNot: folderPatterns },
			to: {}
		},
		{
			name: 'no cycles',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'resolvable',
			// An import that leads nowhere would slip past the table.
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^\\$(app|env|service-worker)' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		extraExtensionsToScan: ['.css', '.json'],
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
			extensions: ['.ts', '.js', '.svelte', '.d.ts', '.mjs', '.cjs', '.json', '.css']
		}
	}
};
