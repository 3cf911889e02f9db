import { failed, ok, type Result } from '../domain/result.ts';
import { formatInstant } from '../domain/time.ts';
import { cutLine } from './entry.ts';
import {
	expectAsExported,
	exportFormat,
	exportVersion,
	isFoot,
	readFoot,
	readHead,
	type ExportHead,
	type ExportInfo
} from './exportFrame.ts';
import { canonicalText } from './json.ts';

/** The beginning of the file: its first line without the line break. */
export function exportHead({ origin, name, exportedAt }: ExportInfo): string {
	const members = [
		`"format":${canonicalText(exportFormat)}`,
		`"version":${String(exportVersion)}`,
		`"origin":${canonicalText(origin)}`,
		`"name":${canonicalText(name)}`,
		`"exportedAt":${canonicalText(formatInstant(exportedAt))}`
	];
	return `{${members.join(',')},"entries":[`;
}

/** Further entries, one a line; `isFirst` as long as no entry was written. */
export function exportEntries(lines: readonly string[], isFirst: boolean): string {
	return lines.map((line, index) => `${isFirst && index === 0 ? '' : ','}\n${line}`).join('');
}

/** The end of the file. */
export function exportFoot({ seq, hash }: ExportHead): string {
	return `\n],"head":{"seq":${String(seq)},"hash":${canonicalText(hash)}}}\n`;
}

/** What is wrong with an exported file: the line from 1, and in words what was expected. */
export interface ExportFault {
	readonly line: number;
	readonly message: string;
}

/** What an exported file says of itself; whether its head is that of its entries is for a verifier to say. */
export interface ExportFrame {
	readonly info: ExportInfo;
	readonly head: ExportHead;
}

/** Reads an exported file as it streams in, cut anywhere; after a fault it gives that fault again. */
export interface ExportReader {
	/** Takes the next piece of text: the lines of the entries that it completes. */
	push(chunk: string): Result<readonly string[], ExportFault>;
	/** What its first line says; null before that was read. */
	info(): ExportInfo | null;
	/** Ends the file; a file that was cut off is a fault. */
	finish(): Result<ExportFrame, ExportFault>;
}

/** No entry is as long as this: what is longer has no lines, and must not fill the memory. */
const longestLine = 32_000_000;

/** What the lines so far have said. */
interface Reading {
	info: ExportInfo | null;
	head: ExportHead | null;
	/** Whether the entry before ended in a comma; null before the first. */
	goesOn: boolean | null;
	line: number;
}

/** A reader at the start of a file. */
export function createExportReader(): ExportReader {
	const reading: Reading = { info: null, head: null, goesOn: null, line: 0 };
	let rest = '';
	let isAtStart = true;
	let fault: ExportFault | null = null;
	const takeLine = (line: string, entries: string[]) => {
		reading.line++;
		const message = readLine(reading, line.endsWith('\r') ? line.slice(0, -1) : line, entries);
		if (message !== null) fault = { line: reading.line, message };
	};
	const push: ExportReader['push'] = (chunk) => {
		const entries: string[] = [];
		const given = isAtStart && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
		if (chunk !== '') isAtStart = false;
		const pieces = given.split('\n');
		const last = pieces.pop() ?? '';
		for (const piece of pieces) {
			if (fault !== null) break;
			takeLine(rest + piece, entries);
			rest = '';
		}
		rest += last;
		if (rest.length > longestLine) {
			fault ??= { line: reading.line + 1, message: expectAsExported('a shorter line') };
		}
		return fault === null ? ok(entries) : failed(fault);
	};
	const finish: ExportReader['finish'] = () => {
		const isCutOff = reading.info !== null && reading.head === null && !readFoot(rest).ok;
		const takesRest = fault === null && !isCutOff && (rest !== '' || reading.info === null);
		if (takesRest) takeLine(rest, []);
		if (fault !== null) return failed(fault);
		const { info, head, line } = reading;
		if (info !== null && head !== null) return ok({ info, head });
		// A last line without its end is the line that the file was cut off in.
		return failed({
			line: takesRest ? line : line + 1,
			message: 'Expected more: the file was cut off before its last line.'
		});
	};
	return { push, finish, info: () => reading.info };
}

/** Takes one line into the reading, an entry into the list; null, or in words what was expected. */
function readLine(reading: Reading, line: string, entries: string[]): string | null {
	if (reading.head !== null)
		return line.trim() === '' ? null : 'Expected nothing after the end of the journal.';
	if (reading.info === null) {
		const info = readHead(line);
		if (info.ok) reading.info = info.value;
		return info.ok ? null : info.error;
	}
	return isFoot(line) ? takeFoot(reading, line) : takeEntry(reading, line, entries);
}

function takeFoot(reading: Reading, line: string): string | null {
	if (reading.goesOn === true) return 'Expected another entry after the comma of the line before.';
	const head = readFoot(line);
	if (head.ok) reading.head = head.value;
	return head.ok ? null : head.error;
}

function takeEntry(reading: Reading, line: string, entries: string[]): string | null {
	if (reading.goesOn === false) {
		return expectAsExported('the last line, ],"head":…, after an entry without a comma');
	}
	reading.goesOn = line.endsWith(',');
	const entry = reading.goesOn ? line.slice(0, -1) : line;
	if (cutLine(entry) === null) return expectAsExported('an entry on a line of its own, {…,"hash":"…"}');
	entries.push(entry);
	return null;
}
