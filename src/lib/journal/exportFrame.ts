import type { BookId } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { parseInstant, type Instant } from '../domain/time.ts';
import { isObject, parseJson, type JsonObject } from './json.ts';

/** The name by which an exported file says what it is. */
export const exportFormat = 'blotter-journal';
/** The version of the file's form; its entries have their own. */
export const exportVersion = 1;

/** What an exported journal says of its book. */
export interface ExportInfo {
	readonly origin: BookId;
	readonly name: string;
	/** Wall clock. */
	readonly exportedAt: Instant;
}

/** The number and the hash of the last entry; of no entry 0 and the genesis hash. */
export interface ExportHead {
	readonly seq: number;
	readonly hash: string;
}

const asExported = 'The file must be as it was exported, one entry a line, not formatted anew.';
const headOpens = `{"format":"${exportFormat}","version":${String(exportVersion)},`;
const entriesOpen = '"entries":[';

/** Says what was expected of a line that is not as it was exported. */
export function expectAsExported(expected: string): string {
	return `Expected ${expected}. ${asExported}`;
}

/** Reads the first line of an exported file; the error says in words what is wrong with it. */
export function readHead(line: string): Result<ExportInfo, string> {
	if (line.trim() === '') return failed('Expected an exported journal, and found nothing.');
	const head = parseObject(line) ?? parseObject(`${line}]}`);
	const format = head?.['format'];
	if (head === null || format === undefined) {
		return failed(expectAsExported(`an exported journal, which begins with ${headOpens}`));
	}
	if (format !== exportFormat) {
		return failed(`Expected the format "${exportFormat}", and found ${JSON.stringify(format)}.`);
	}
	const version = head['version'];
	if (typeof version === 'number' && version > exportVersion) {
		const newest = String(exportVersion);
		return failed(
			`The file has version ${String(version)}, written by a newer Blotter; this one reads up to ${newest}.`
		);
	}
	if (version !== exportVersion) return failed(`Expected the version ${String(exportVersion)}.`);
	if (!line.startsWith(headOpens) || !line.endsWith(entriesOpen)) {
		return failed(expectAsExported(`a first line from ${headOpens} to ${entriesOpen}`));
	}
	return readInfo(head);
}

function readInfo({ origin, name, exportedAt }: JsonObject): Result<ExportInfo, string> {
	if (typeof origin !== 'string') return failed('Expected "origin" to be a text.');
	if (typeof name !== 'string') return failed('Expected "name" to be a text.');
	const at = typeof exportedAt === 'string' ? parseInstant(exportedAt) : undefined;
	if (at === undefined) return failed('Expected "exportedAt" to be an instant such as 2024-11-29T18:00:00Z.');
	return ok({ origin: origin as BookId, name, exportedAt: at });
}

const hashPattern = /^[0-9a-f]{64}$/;

/** Whether a line closes the list of entries. */
export function isFoot(line: string): boolean {
	return line.startsWith(']');
}

/** Reads the last line of an exported file; the error says in words what is wrong with it. */
export function readFoot(line: string): Result<ExportHead, string> {
	const head = parseObject(`{"entries":[${line}`)?.['head'];
	if (head !== undefined && isObject(head)) {
		const { seq, hash } = head;
		const isWhole = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0;
		if (isWhole && typeof hash === 'string' && hashPattern.test(hash)) return ok({ seq, hash });
	}
	return failed(expectAsExported('the last line, ],"head":{"seq":number,"hash":"64 hexadecimal digits"}}'));
}

function parseObject(text: string): JsonObject | null {
	const json = parseJson(text);
	return json !== undefined && isObject(json) ? json : null;
}
