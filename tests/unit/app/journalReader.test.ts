import { expect, test } from 'vitest';
import { readSeq } from '../../../src/lib/app/journalReader.svelte.ts';

test.each([
	['12', 12],
	['0', '0'],
	['-1', '-1'],
	['1.5', '1.5'],
	['abc', 'abc'],
	['', ''],
	['9'.repeat(60), '9'.repeat(40)]
])('an address that names the entry %s is read as %s', (text, expected) => {
	expect(readSeq(text)).toBe(expected);
});
