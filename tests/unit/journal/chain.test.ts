import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import { bindEntry, createVerifier, genesisHash, type ChainFault } from '../../../src/lib/journal/chain.ts';
import { holds } from '../../support/propertyCheck.ts';
import { eventSamples, toEntries } from './eventSamples.ts';

const origin = 'book-1' as BookId;
const { lines, hashes } = bindAll();

function bindAll(): { readonly lines: readonly string[]; readonly hashes: readonly string[] } {
	const hashes = [genesisHash(origin)];
	const lines = toEntries(eventSamples).map((entry) => {
		const { line, hash } = bindEntry(hashes.at(-1) ?? '', entry);
		hashes.push(hash);
		return line;
	});
	return { lines, hashes };
}

/** The first fault of the lines, or that they lead to another head. */
function judge(given: readonly string[], by = origin): ChainFault | 'other head' | null {
	const verifier = createVerifier(by);
	for (const line of given) {
		const fault = verifier.take(line);
		if (fault !== null) return fault;
	}
	return verifier.head() === hashes.at(-1) ? null : 'other head';
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const anyIndex = fc.integer({ min: 0, max: lines.length - 1 });
const lineAt = (index: number) => lines[index] ?? '';

describe('the chain', () => {
	it('is SHA-256 of the hash before and the text of the entry', () => {
		let previous = sha256('blotter-journal:book-1');
		for (const line of lines) {
			const body = line.replace(/,"hash":"[0-9a-f]{64}"\}$/, '}');
			previous = sha256(previous + body);
			expect(line.endsWith(`,"hash":"${previous}"}`)).toBe(true);
		}
		expect(hashes.at(-1)).toBe(previous);
	});

	it('is followed by the verifier from its start', () => {
		const verifier = createVerifier(origin);
		expect([verifier.seq(), verifier.entries(), verifier.head()]).toEqual([0, 0, hashes[0]]);
		lines.forEach((line, index) => {
			expect(verifier.take(line)).toBeNull();
			expect([verifier.seq(), verifier.head()]).toEqual([index + 1, hashes[index + 1]]);
		});
		expect(verifier.entries()).toBe(lines.length);
	});

	it('is followed from any place whose hash is known', () => {
		holds(
			fc.property(anyIndex, (index) => {
				const verifier = createVerifier(origin, { seq: index, head: hashes[index] ?? '' });
				for (const line of lines.slice(index)) expect(verifier.take(line)).toBeNull();
				expect([verifier.seq(), verifier.entries()]).toEqual([lines.length, lines.length - index]);
			}),
			30
		);
	});

	it('binds what was written, in whatever version', () => {
		const body = '{"seq":1,  "v":99,"what":"a build to come"}';
		const hash = sha256(genesisHash(origin) + body);
		expect(createVerifier(origin).take(`${body.slice(0, -1)},"hash":"${hash}"}`)).toBeNull();
	});

	it('belongs to one book', () => {
		expect(judge(lines)).toBeNull();
		expect(judge(lines, 'book-2' as BookId)).toEqual({ type: 'broken', seq: 1 });
	});
});

describe('the verifier finds', () => {
	it('any character that was changed', () => {
		const anyCharacter = fc.constantFrom('0', '1', 'a', 'F', '"', ',', '}', ' ', 'é', '\u{1f600}');
		holds(
			fc.property(anyIndex, fc.nat(), anyCharacter, (index, place, character) => {
				const line = lineAt(index);
				const at = place % line.length;
				fc.pre(line[at] !== character);
				const changed = line.slice(0, at) + character + line.slice(at + 1);
				const found = judge(lines.with(index, changed));
				expect(found).toMatchObject({ type: expect.stringMatching(/unreadable|gap|broken/) as string });
			}),
			1000
		);
	});

	it('a line that is not there, the last one by the head', () => {
		lines.forEach((_, index) => {
			const isLast = index === lines.length - 1;
			const gap = { type: 'gap', expected: index + 1, found: index + 2 };
			expect(judge(lines.toSpliced(index, 1))).toEqual(isLast ? 'other head' : gap);
		});
	});

	it('a line that does not belong there', () => {
		holds(
			fc.property(anyIndex, anyIndex, (from, at) => {
				const found = judge(lines.toSpliced(at, 0, lineAt(from)));
				if (from === at) expect(found).toEqual({ type: 'gap', expected: at + 2, found: at + 1 });
				else expect(found).toEqual({ type: 'gap', expected: at + 1, found: from + 1 });
			})
		);
	});

	it('an entry that was bound to another past', () => {
		toEntries(eventSamples).forEach((entry, index) => {
			const { line } = bindEntry(genesisHash('elsewhere' as BookId), entry);
			expect(judge(lines.with(index, line))).toEqual({ type: 'broken', seq: index + 1 });
		});
	});

	it('two lines that changed places', () => {
		holds(
			fc.property(anyIndex, anyIndex, (one, other) => {
				fc.pre(one !== other);
				const swapped = lines.with(one, lineAt(other)).with(other, lineAt(one));
				const [first, second] = [Math.min(one, other) + 1, Math.max(one, other) + 1];
				expect(judge(swapped)).toEqual({ type: 'gap', expected: first, found: second });
			})
		);
	});

	it.each(['', '{}', 'null', '[]', lineAt(0).slice(1), lineAt(0).replace('"seq"', '"sec"')])(
		'a line that is no entry: %j',
		(line) => {
			const verifier = createVerifier(origin);
			expect(verifier.take(line)).toEqual({ type: 'unreadable', expected: 1 });
			// It stands where it stood.
			expect(verifier.take(lineAt(0))).toBeNull();
		}
	);
});
