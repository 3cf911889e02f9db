import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineBlocks } from '../../../src/lib/intake/lineBlocks.ts';

function linesOf(slices: readonly string[]): string[] {
	const blocks = createLineBlocks();
	const found = slices.map((slice) => blocks.add(slice));
	return [...found, blocks.rest()].filter((block) => block !== null);
}

describe('text in slices', () => {
	it('gives whole lines only', () => {
		expect(linesOf(['a', 'b\nc', 'd\n', '', '\ne'])).toEqual(['ab', 'cd', '', 'e']);
		expect(linesOf(['a\r', '\nb\r', 'c'])).toEqual(['a', 'b', 'c']);
		expect(linesOf(['\uFEFF', 'a\n'])).toEqual(['a']);
		expect(linesOf(['a\n', '\uFEFFb\n'])).toEqual(['a', '\uFEFFb']);
		expect(linesOf(['"a\nb', 'c\n"\nd'])).toEqual(['"a\nbc\n"', 'd']);
	});

	it('loses and adds nothing', () => {
		const slices = fc.array(fc.array(fc.constantFrom('a', ',', '\n', '\r', '"'), { maxLength: 6 }), {
			maxLength: 6
		});
		fc.assert(
			fc.property(slices, (parts) => {
				const texts = parts.map((part) => part.join(''));
				const whole = texts.join('').replace(/\r\n?/g, '\n');
				expect(linesOf(texts).join('\n').trimEnd()).toBe(whole.trimEnd());
			}),
			{ numRuns: 1000 }
		);
	});
});
