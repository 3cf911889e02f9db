import type { InputFault, InputProblem } from '../domain/inputFault.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { isDecisionsHeader } from './decisionsCsv.ts';
import { isCsvName, isJournalText, recogniseFile, type FileKind } from './fileKind.ts';
import type { GivenText } from './givenText.ts';
import { jsonLimit } from './json.ts';

/** A file that has not been read: its name, its size, and its text in chunks. */
export interface SourceFile {
	readonly name: string;
	readonly bytes: number;
	read(): AsyncIterable<string>;
}

/** Hears how many bytes were read; answers false to stop. */
export type ReadingListener = (bytes: number) => Promise<boolean>;

/** Why nothing was read: the faults of the files, or null when the listener stopped it. */
export type ReadingFault = readonly InputFault[] | null;

/** Reads a file chunk by chunk and tells its bytes, in the end exactly as many as it has; false when it was stopped. */
export async function readChunks(
	file: SourceFile,
	take: (chunk: string) => void,
	onBytes: ReadingListener
): Promise<boolean> {
	let left = file.bytes;
	for await (const chunk of file.read()) {
		take(chunk);
		const bytes = Math.min(left, utf8Length(chunk));
		left -= bytes;
		if (!(await onBytes(bytes))) return false;
	}
	// A byte order mark and broken characters have bytes that the text does not show.
	return left === 0 || onBytes(left);
}

function utf8Length(text: string): number {
	let bytes = text.length;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code < 0x80) continue;
		// Each half of a surrogate pair stands for two of its four bytes.
		bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
	}
	return bytes;
}

/** Files by what they are; at most one each of settings, decisions and list of bars. */
export interface SortedFiles {
	readonly config: GivenText | null;
	readonly decisions: GivenText | null;
	readonly manifest: GivenText | null;
	readonly bars: readonly SourceFile[];
}

/** Sorts files by kind and reads the small ones; fails when one is of no known kind, too large, or the second of its kind. */
export async function sortFiles(
	files: readonly SourceFile[],
	onBytes: ReadingListener
): Promise<Result<SortedFiles, ReadingFault>> {
	const faults: InputFault[] = [];
	const bars: SourceFile[] = [];
	const textByKind = new Map<TextKind, GivenText>();
	for (const file of files) {
		if (isCsvName(file.name) && !(await holdsDecisions(file))) {
			bars.push(file);
			continue;
		}
		const sorted = await sortText(file, onBytes);
		if (!sorted.ok) {
			if (sorted.error === null) return failed(null);
			faults.push(faultOf(file.name, sorted.error));
			continue;
		}
		const { kind, text } = sorted.value;
		const first = textByKind.get(kind);
		if (first === undefined) textByKind.set(kind, { name: file.name, text });
		else
			faults.push(
				faultOf(file.name, { type: 'duplicate', value: `${kind} (also ${first.name})`, firstLine: null })
			);
	}
	if (faults.length > 0) return failed(faults);
	return ok({
		config: textByKind.get('config') ?? null,
		decisions: textByKind.get('decisions') ?? null,
		manifest: textByKind.get('manifest') ?? null,
		bars
	});
}

type TextKind = Exclude<FileKind, 'unknown'>;

/** Whether a CSV is one of decisions: only as much of it is read as its header needs. */
async function holdsDecisions(file: SourceFile): Promise<boolean> {
	return isDecisionsHeader(await readFirstLine(file));
}

/** Whether a file is an exported journal, which is no input but a book: only its beginning is read. */
export async function isJournalFile(file: SourceFile): Promise<boolean> {
	return !isCsvName(file.name) && isJournalText(await readFirstLine(file));
}

async function readFirstLine(file: SourceFile): Promise<string> {
	let text = '';
	for await (const chunk of file.read()) {
		text += chunk;
		if (text.includes('\n') || text.length > longestHeader) break;
	}
	return text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
}

const longestHeader = 65_536;

async function sortText(
	file: SourceFile,
	onBytes: ReadingListener
): Promise<Result<{ readonly kind: TextKind; readonly text: string }, InputProblem | null>> {
	// Before its size: a journal is larger than any file that is read whole.
	if (await isJournalFile(file)) return failed({ type: 'journal_file' });
	if (file.bytes > jsonLimit) return failed({ type: 'too_large', bytes: file.bytes, limit: jsonLimit });
	let text = '';
	const isRead = await readChunks(file, (chunk) => (text += chunk), onBytes);
	if (!isRead) return failed(null);
	const kind = isCsvName(file.name) ? 'decisions' : recogniseFile(file.name, text);
	if (kind === 'unknown') {
		return failed({
			type: 'unknown_file',
			expected: 'bars or decisions as CSV, or decisions, settings or a list of bars as JSON'
		});
	}
	return ok({ kind, text });
}

function faultOf(file: string, problem: InputProblem): InputFault {
	return { file, line: null, field: null, problem };
}
