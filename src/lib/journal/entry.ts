import type { BookEvent } from '../domain/events.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { number, object, UnreadableEntry } from './codec.ts';
import { bookEvent } from './eventCodec.ts';
import { canonicalText, isObject, parseJson, type Json, type JsonObject } from './json.ts';
import { entrySteps, upcast, type UpcastSteps, type VersionFault } from './upcast.ts';

/** One thing that happened, with its place in the journal of its book. */
export interface JournalEntry {
	/** From 1, without gaps. */
	readonly seq: number;
	/** The leader's epoch in which it was written. */
	readonly epoch: number;
	/** Wall clock; the event has the time of the book. */
	readonly recordedAt: Instant;
	/** The first entry of what one input led to; that entry has its own number. */
	readonly causedBy: number;
	readonly event: BookEvent;
}

/** The version of the form in which entries are written. */
export const entryVersion = 22;

/** Why a line is no entry that can be read; paths start at the entry, as `event.fill.price`. */
export type UnreadableFault = { readonly type: 'not_an_entry' } | VersionFault;

/** A line taken apart: the text that its hash covers, and the hash. */
export interface CutLine {
	readonly body: string;
	readonly hash: string;
}

const entryCodec = object<JournalEntry>({
	seq: number,
	epoch: number,
	recordedAt: number,
	causedBy: number,
	event: bookEvent
});

/** The text of an entry that its hash covers: canonical JSON. */
export function entryToBody(entry: JournalEntry): string {
	return canonicalText({ ...(entryCodec.write(entry) as JsonObject), v: entryVersion });
}

/** The line of a body: the hash (hex) is its last member, so that the body can be cut out as it was written. */
export function bodyToLine(body: string, hash: string): string {
	return `${body.slice(0, -1)},"hash":"${hash}"}`;
}

/** An entry as the line that is kept and exported. */
export function entryToText(entry: JournalEntry, hash: string): string {
	return bodyToLine(entryToBody(entry), hash);
}

const hashMember = /^,"hash":"([0-9a-f]{64})"\}$/;
const hashMemberLength = ',"hash":""}'.length + 64;

/** Cuts the hash off a line without reading the rest; null when the line does not end in one. */
export function cutLine(line: string): CutLine | null {
	const hash = hashMember.exec(line.slice(-hashMemberLength))?.[1];
	if (hash === undefined || !line.startsWith('{')) return null;
	return { body: `${line.slice(0, -hashMemberLength)}}`, hash };
}

/** The form that lines are read into; only tests read into another one. */
export interface EntryForm {
	readonly version: number;
	readonly steps: UpcastSteps;
}

/** Reads a line of any version there was; its hash is not checked here. */
export function textToEntry(
	line: string,
	{ version, steps }: EntryForm = { version: entryVersion, steps: entrySteps }
): Result<{ readonly entry: JournalEntry; readonly hash: string }, UnreadableFault> {
	const cut = cutLine(line);
	const json = cut === null ? undefined : parseJson(cut.body);
	if (cut === null || json === undefined || !isObject(json)) return failed({ type: 'not_an_entry' });
	const lifted = upcast(json, version, steps);
	if (!lifted.ok) return lifted;
	const entry = readEntry(lifted.value);
	return entry.ok ? ok({ entry: entry.value, hash: cut.hash }) : entry;
}

function readEntry(json: Json): Result<JournalEntry, UnreadableFault> {
	try {
		return ok(entryCodec.read(json, ''));
	} catch (error) {
		if (!(error instanceof UnreadableEntry)) throw error;
		return failed({ type: 'unreadable_field', path: error.path, expected: error.expected });
	}
}
