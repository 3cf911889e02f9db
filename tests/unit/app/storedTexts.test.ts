import 'fake-indexeddb/auto';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DeskDatabase } from '../../../src/lib/adapters/dexie/database.ts';
import { keys, tables } from '../../../src/lib/components/help/storedTexts.ts';

const namesOf = (fields: readonly (readonly [name: string, meaning: string])[]) =>
	fields.flatMap(([name]) => name.split(', ')).toSorted();

test('the help names every table of the database', () => {
	expect(namesOf(tables)).toEqual(new DeskDatabase('named').tables.map(({ name }) => name).toSorted());
});

test('the help names every key that the page keeps', () => {
	const sources = readdirSync('src/lib/app').filter((name) => name.endsWith('.ts'));
	const kept = sources.flatMap((name) => {
		const text = readFileSync(`src/lib/app/${name}`, 'utf8');
		return text.includes('localStorage')
			? [...text.matchAll(/'(blotter\.[A-Za-z.]+)'/g)].map(([, key = '']) => key)
			: [];
	});
	expect(namesOf(keys)).toEqual(kept.toSorted());
});
