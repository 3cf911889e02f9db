import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';

const filesUnder = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));

const linesOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;
const sources = filesUnder('src').filter((file) => /\.(ts|svelte|css)$/.test(file));
const tests = filesUnder('tests').filter((file) => /\.(test|spec)\.ts$/.test(file));
const libFolders = readdirSync('src/lib', { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && filesUnder(`src/lib/${entry.name}`).length > 0)
	.map((entry) => `src/lib/${entry.name}`);

describe('the shape of the sources', () => {
	test('no file is longer than 300 lines', () => {
		expect(sources.filter((file) => linesOf(file) > 300)).toEqual([]);
	});

	test.each(libFolders)('%s says in at most 15 lines what lives there', (folder) => {
		expect(readdirSync(folder)).toContain('README.md');
		expect(linesOf(`${folder}/README.md`)).toBeLessThanOrEqual(15);
	});

	test('no file or folder has a name that says nothing', () => {
		const empty = /(^|\/)(utils?|helpers?|common|manager|misc|services?|types)(\.|\/)/i;
		expect(sources.filter((file) => empty.test(file))).toEqual([]);
	});

	test('files are camelCase nouns and components PascalCase', () => {
		const isNamedWell = (file: string) => {
			const name = basename(file);
			if (name.startsWith('+')) return true;
			return name.endsWith('.svelte')
				? /^[A-Z][A-Za-z0-9]*\./.test(name)
				: /^[a-z][A-Za-z0-9-]*\./.test(name);
		};
		expect(sources.filter((file) => !isNamedWell(file))).toEqual([]);
	});
});

describe('the tests', () => {
	test('every test runs', () => {
		const idle = /\b(?:it|test|describe)\.(?:only|skip|todo|fails|fixme|skipIf|runIf)\b/;
		expect(tests.filter((file) => idle.test(readFileSync(file, 'utf8')))).toEqual([]);
	});

	test('those that read ../shared carry it in their name', () => {
		const readsShared = /\.\.\/shared\/(?:alpaca|bench|calendar|examples|market|source)\b/;
		const unnamed = tests.filter((file) => !/\.shared\.(test|spec)\.ts$/.test(file));
		expect(unnamed.filter((file) => readsShared.test(readFileSync(file, 'utf8')))).toEqual([]);
	});
});
