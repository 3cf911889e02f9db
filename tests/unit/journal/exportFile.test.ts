import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookId } from '../../../src/lib/domain/ids.ts';
import { bindEntry, genesisHash } from '../../../src/lib/journal/chain.ts';
import {
	createExportReader,
	exportEntries,
	exportFoot,
	exportHead,
	type ExportFault,
	type ExportFrame
} from '../../../src/lib/journal/exportFile.ts';
import { holds } from '../../support/propertyCheck.ts';
import { eventSamples, toEntries } from './eventSamples.ts';

const origin = 'book-1' as BookId;
const info = { origin, name: 'My "first" book\n\u2028 é', exportedAt: Date.UTC(2024, 10, 29, 18, 1, 2, 3) };
const lines: string[] = [];
let last = genesisHash(origin);
for (const entry of toEntries(eventSamples)) {
	const { line, hash } = bindEntry(last, entry);
	lines.push(line);
	last = hash;
}
const head = { seq: lines.length, hash: last };
const file = exportHead(info) + exportEntries(lines, true) + exportFoot(head);
const empty = exportHead(info) + exportFoot({ seq: 0, hash: genesisHash(origin) });

type Read =
	{ readonly lines: readonly string[]; readonly frame: ExportFrame } | { readonly fault: ExportFault };

function read(chunks: readonly string[]): Read {
	const reader = createExportReader();
	const found: string[] = [];
	for (const chunk of chunks) {
		const pushed = reader.push(chunk);
		if (!pushed.ok) {
			expect(reader.push('')).toEqual(pushed);
			expect(reader.finish()).toEqual(pushed);
			return { fault: pushed.error };
		}
		found.push(...pushed.value);
	}
	const finished = reader.finish();
	return finished.ok ? { lines: found, frame: finished.value } : { fault: finished.error };
}

/** The file with a line (from 1) as something else. */
function withLine(line: number, change: (text: string) => string): string {
	return file
		.split('\n')
		.map((text, index) => (index === line - 1 ? change(text) : text))
		.join('\n');
}

describe('an exported journal', () => {
	it('is JSON with one entry a line', () => {
		const { entries, ...rest } = JSON.parse(file) as { readonly entries: readonly unknown[] };
		expect(rest).toEqual({
			...{ format: 'blotter-journal', version: 1, origin, name: info.name },
			...{ exportedAt: '2024-11-29T18:01:02.003Z', head }
		});
		expect(entries).toEqual(lines.map((line) => JSON.parse(line) as unknown));
		expect(file.split('\n').length).toBe(lines.length + 3);
		expect(JSON.parse(empty)).toMatchObject({ entries: [], head: { seq: 0 } });
	});

	it('is the same whatever the pieces it is written in', () => {
		const [first, second] = [lines.slice(0, 4), lines.slice(4)];
		const pieces = [exportEntries([], true), exportEntries(first, true), exportEntries([], false)];
		expect([exportHead(info), ...pieces, exportEntries(second, false), exportFoot(head)].join('')).toBe(file);
	});

	it('is read back wherever it is cut, with either line break and a byte order mark', () => {
		const cuts = fc.array(fc.nat({ max: file.length + lines.length + 4 }), { maxLength: 40 });
		holds(
			fc.property(cuts, fc.boolean(), fc.boolean(), (places, isWindows, hasMark) => {
				const text = (hasMark ? '\uFEFF' : '') + (isWindows ? file.replaceAll('\n', '\r\n') : file);
				const at = [0, ...places.toSorted((a, b) => a - b), text.length];
				const chunks = at.slice(1).map((end, index) => text.slice(at[index], end));
				expect(read(chunks)).toEqual({ lines, frame: { info, head } });
			})
		);
	});

	it('is read back letter by letter, and without entries', () => {
		const frame = { info, head: { seq: 0, hash: genesisHash(origin) } };
		expect(read([...('\uFEFF' + empty)])).toEqual({ lines: [], frame });
		expect(read([file.trimEnd()])).toEqual({ lines, frame: { info, head } });
		expect(read([`${file}\r\n  \n`])).toEqual({ lines, frame: { info, head } });
	});

	it('has a byte order mark nowhere but at its beginning', () => {
		const [first = '', ...rest] = file.split(/(?<=\n)/);
		expect(read([first, `\uFEFF${rest.join('')}`])).toMatchObject({ fault: { line: 2 } });
		expect(read(['', `\uFEFF${file}`])).toMatchObject({ lines });
	});

	it('gives each line as soon as it is whole', () => {
		const reader = createExportReader();
		expect(reader.push(exportHead(info) + exportEntries(lines.slice(0, 2), true))).toEqual({
			ok: true,
			value: lines.slice(0, 1)
		});
		expect(reader.push(',\n')).toEqual({ ok: true, value: lines.slice(1, 2) });
	});

	it('may say more of itself than is known', () => {
		const more = file.replace('"origin":', '"build":7,"origin":').replace(/\}\n$/, ',"signed":false}\n');
		expect(read([more])).toEqual({ lines, frame: { info, head } });
	});
});

describe('a file that is no exported journal is refused with its line and in words', () => {
	const entriesEnd = lines.length + 1;
	const pretty = JSON.stringify(JSON.parse(file), null, 2);
	const { format, ...others } = JSON.parse(file) as { readonly format: string };
	const turned = JSON.stringify({ ...others, format });

	it.each<[string, string, number, RegExp]>([
		['nothing', '', 1, /an exported journal, and found nothing/],
		['white space', ' \n', 1, /an exported journal, and found nothing/],
		['another text', 'time,open\n1,2\n', 1, /begins with \{"format":"blotter-journal","version":1,/],
		['other JSON', '[1]\n', 1, /begins with/],
		[
			'another format',
			'{"format":"blotter-config","version":1}',
			1,
			/"blotter-journal", and found "blotter-config"/
		],
		['another format, streamed', file.replace('r-journal', 'r-diary'), 1, /and found "blotter-diary"/],
		[
			'a newer version',
			file.replace('"version":1', '"version":2'),
			1,
			/version 2, written by a newer Blotter; .* up to 1/
		],
		['a newer version on one line', '{"format":"blotter-journal","version":2}', 1, /written by a newer/],
		['no version', file.replace('"version":1,', ''), 1, /the version 1/],
		['an origin that is none', file.replace('"origin":"book-1"', '"origin":1'), 1, /"origin" to be a text/],
		['no name', file.replace('"name":', '"nickname":'), 1, /"name" to be a text/],
		['no instant', file.replace('2024-11-29T', '2024-11-31T'), 1, /"exportedAt" to be an instant/],
		['pretty printed', pretty, 1, /must be as it was exported, one entry a line/],
		['on one line', JSON.stringify(JSON.parse(file)), 1, /must be as it was exported, one entry a line/],
		['members in another order', turned, 1, /must be as it was exported, one entry a line/],
		['spaces in the first line', withLine(1, (text) => text.replace(':1,', ': 1,')), 1, /as it was exported/],
		[
			'spaces before an entry',
			withLine(3, (text) => `  ${text}`),
			3,
			/an entry on a line of its own.*as it was exported/
		],
		[
			'a hash that is not last',
			withLine(4, (text) => text.replace(/^\{(.*),("hash":"\w+")\}/, '{$2,$1}')),
			4,
			/an entry on a line/
		],
		['an empty line', withLine(5, (text) => `\n${text}`), 5, /an entry on a line of its own/],
		[
			'a comma that is missing',
			withLine(6, (text) => text.slice(0, -1)),
			7,
			/the last line.*after an entry without a comma/
		],
		[
			'a comma too many',
			withLine(entriesEnd, (text) => `${text},`),
			entriesEnd + 1,
			/another entry after the comma/
		],
		[
			'a foot without its head',
			withLine(entriesEnd + 1, () => ']}'),
			entriesEnd + 1,
			/the last line, \],"head"/
		],
		[
			'a hash that is none',
			file.replace(/"hash":"\w+"\}\}/, '"hash":"x"}}'),
			entriesEnd + 1,
			/the last line, \],"head"/
		],
		[
			'a number that is none',
			file.replace(/"head":\{"seq":\d+/, '"head":{"seq":-1'),
			entriesEnd + 1,
			/the last line/
		],
		['something after it', `${file}{}`, entriesEnd + 2, /nothing after the end/],
		['two of them', file + file, entriesEnd + 2, /nothing after the end/]
	])('%s', (_, text, line, message) => {
		const found = read([text]);
		expect(found).toEqual({ fault: { line, message: expect.stringMatching(message) as string } });
		expect(read([...text])).toEqual(found);
	});

	it('when it is cut off anywhere', () => {
		const most = file.trimEnd().length - 1;
		holds(
			fc.property(fc.nat({ max: most }), (length) => {
				const found = read([file.slice(0, length)]);
				expect(found).toMatchObject({ fault: { line: file.slice(0, length).split('\n').length } });
				if (length > file.indexOf('\n')) {
					expect(found).toMatchObject({ fault: { message: expect.stringContaining('cut off') as string } });
				}
			})
		);
	});

	it('when it is cut off just before the end of its first line', () => {
		expect(read([file.slice(0, file.indexOf('\n'))])).toEqual({
			fault: { line: 1, message: 'Expected more: the file was cut off before its last line.' }
		});
	});

	it('when a line goes on without end', () => {
		const reader = createExportReader();
		const chunk = 'x'.repeat(8_000_000);
		const answers = Array.from({ length: 5 }, () => reader.push(chunk).ok);
		expect(answers).toEqual([true, true, true, true, false]);
	});
});
