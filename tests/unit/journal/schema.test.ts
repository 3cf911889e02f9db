import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import { settingKeys } from '../../../src/lib/domain/settings.ts';
import { bindEntry, genesisHash } from '../../../src/lib/journal/chain.ts';
import { exportEntries, exportFoot, exportHead } from '../../../src/lib/journal/exportFile.ts';
import type { Json, JsonObject } from '../../../src/lib/journal/json.ts';
import { holds } from '../../support/propertyCheck.ts';
import { eventsOfRuns, eventSamples, toEntries } from './eventSamples.ts';
import { leavesOf, mayBeAbsent, placesOf, withUnknowns } from './jsonPlaces.ts';

const schema = JSON.parse(readFileSync('static/schema/journal-1.schema.json', 'utf8')) as JsonObject;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

function exportOf(events: readonly BookEvent[]): Json {
	const origin = 'book-1' as BookId;
	let head = { seq: 0, hash: genesisHash(origin) };
	const lines = toEntries(events).map((entry) => {
		const { line, hash } = bindEntry(head.hash, entry);
		head = { seq: entry.seq, hash };
		return line;
	});
	const info = { origin, name: 'A book', exportedAt: Date.UTC(2024, 10, 29) };
	return JSON.parse(exportHead(info) + exportEntries(lines, true) + exportFoot(head)) as Json;
}

function expectValid(json: Json): void {
	validate(json);
	expect(validate.errors ?? []).toEqual([]);
}

describe('the schema of exported journals', () => {
	it('describes every type of event', () => {
		expectValid(exportOf([]));
		for (const event of eventSamples) expectValid(exportOf([event]));
	});

	it('describes what any run exports', () => {
		const anySeed = fc.integer({ min: 1, max: 1_000_000 });
		holds(
			fc.property(anySeed, (seed) => expectValid(exportOf(eventsOfRuns(seed)))),
			8
		);
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])(
		'describes the synthetic week as version %i wrote it',
		(version) => {
			expectValid(JSON.parse(readFileSync(`tests/fixtures/journal-${String(version)}.json`, 'utf8')) as Json);
		}
	);

	it('knows every setting that can change', () => {
		const changes = settingKeys.map((key) => ({ key, from: 'off', to: 'off' }));
		expectValid(exportOf([{ type: 'SettingsChanged', at: 0, request: 'r', reason: '', changes }]));
	});

	it('lets fields of a newer build pass', () => {
		expectValid(withUnknowns(exportOf(eventSamples)));
	});

	const samples = eventSamples.map((event) => [event.type, exportOf([event])] as const);
	const accepts = (json: Json) => validate(json);

	it.each(samples)('refuses a field that is missing: %s', (_, json) => {
		const members = placesOf(json).filter(({ isMember, path }) => isMember && !mayBeAbsent(path));
		expect(members.filter((place) => accepts(place.with(undefined))).map(({ path }) => path)).toEqual([]);
	});

	it.each(samples)('refuses a value of another type: %s', (_, json) => {
		const leaves = leavesOf(json);
		expect(leaves.filter((leaf) => accepts(leaf.with([]))).map(({ path }) => path)).toEqual([]);
	});

	it.each(samples)('refuses a number for a text, and a text for a number: %s', (_, json) => {
		const turned = leavesOf(json)
			.filter(({ value }) => typeof value === 'string' || typeof value === 'number')
			.filter(({ value, with: replace }) =>
				accepts(replace(typeof value === 'string' ? 1 : JSON.stringify(value)))
			);
		expect(turned.map(({ path }) => path)).toEqual([]);
	});

	it('knows a decimal by its canonical text alone', () => {
		const leaf = leavesOf(exportOf(eventSamples)).find(({ path }) => path.endsWith('config.startingCash'));
		if (leaf === undefined) throw new Error('a book opens with cash');
		const [good, bad] = [
			['0', '-1', '10', '0.5', '-0.05', '1.000000000000000001', '123456789012345678901234567890'],
			['', '-0', '1.50', '01', '.5', '1.', '1e3', '+1', '-0.0', ' 1', '1.0000000000000000001']
		];
		expect(good.filter((text) => !accepts(leaf.with(text)))).toEqual([]);
		expect(bad.filter((text) => accepts(leaf.with(text)))).toEqual([]);
	});
});
