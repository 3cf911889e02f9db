import { describe, expect, it } from 'vitest';
import { isCsvName, recogniseFile } from '../../../src/lib/intake/fileKind.ts';

describe('a file', () => {
	it('is one of bars by its extension alone', () => {
		expect(['x.csv', 'a/X.CSV', 'x.csv.json', 'csv'].map(isCsvName)).toEqual([true, true, false, false]);
	});

	it.each([
		['x.json', '{"format": "blotter-decisions", "version": 1, "decisions": []}', 'decisions'],
		['x.json', '\uFEFF\n{ "decisions" : [{"startingCash": 1}', 'decisions'],
		['x.json', '{"bars": [{"symbol": "SPY"', 'manifest'],
		['x.json', '{"startingCash": 1}', 'config'],
		['x.json', '{"risk": {"bars": 1}, "x": "decisions"}', 'config'],
		['x.json', '{"x": {"decisions": []}, "y": "\\"bars\\":"}', 'unknown'],
		['x.json', '[{"decisions": []}]', 'unknown'],
		['x.json', '', 'unknown'],
		['decisions.json', '{"x', 'decisions'],
		['my-config.json', '{}', 'config'],
		['bars.json', '[]', 'manifest'],
		['decisions.txt', '{"decisions": []}', 'unknown'],
		['x.json', `{"a": "${'x'.repeat(9000)}", "bars": []}`, 'unknown']
	])('%s with %j is taken for %s', (name, text, kind) => {
		expect(recogniseFile(name, text)).toBe(kind);
	});
});
