import { describe, expect, it } from 'vitest';
import type { InputFault, InputProblem } from '../../../src/lib/domain/inputFault.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

const fault = (problem: InputProblem, place: Partial<InputFault> = {}): string =>
	faultToText({ file: 'f', line: null, field: null, problem, ...place });

describe('a fault as a sentence', () => {
	it('names file, line and field as far as they are known', () => {
		const problem = { type: 'not_a_fraction', found: '5', suggestion: '0.05' } as const;
		expect(faultToText({ file: 'decisions.json', line: 14, field: 'decisions[3].sizePct', problem })).toBe(
			'decisions.json, line 14, decisions[3].sizePct: 5 is not a fraction; did you mean 0.05?'
		);
		expect(fault({ type: 'empty' })).toBe('f: there is nothing in it.');
		expect(fault({ type: 'missing' }, { field: 'id' })).toBe('f, id: a value is missing.');
	});

	it.each([
		[{ type: 'missing_file', name: 'x.csv' }, 'the file x.csv is missing'],
		[{ type: 'unknown_file', expected: 'CSV' }, 'this file is none that can be read; expected CSV'],
		[{ type: 'more', count: 1 }, 'there is 1 more fault'],
		[{ type: 'unknown_symbol', symbol: 'A', known: [] }, 'A is not traded here; no bars are loaded'],
		[
			{ type: 'unknown_symbol', symbol: 'A', known: Array.from({ length: 28 }, (_, index) => `S${index}`) },
			'A is not traded here; the symbols are S0, S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15, S16, S17, S18, S19, S20, S21, S22, S23 and 4 more'
		]
	] as const)('says %j plainly', (problem, text) => {
		expect(fault(problem)).toBe(`f: ${text}.`);
	});

	it('shows nothing that a terminal would obey', () => {
		expect(fault({ type: 'markup', found: '<\u001B[2J\u202E>' }, { field: 'a\nb' })).toBe(
			'f, a\uFFFDb: text must not contain markup such as <\uFFFD[2J\uFFFD>.'
		);
	});
});
