import { describe, expect, it } from 'vitest';
import {
	cutLine,
	entryToBody,
	entryToText,
	entryVersion,
	textToEntry
} from '../../../src/lib/journal/entry.ts';
import type { JsonObject } from '../../../src/lib/journal/json.ts';
import { eventSamples, toEntries } from './eventSamples.ts';

const hash = '0123456789abcdef'.repeat(4);
const entries = toEntries(eventSamples);
const submitted = entries.find(({ event }) => event.type === 'OrderSubmitted') ?? entries[0];
if (submitted === undefined) throw new Error('there are samples');
const line = entryToText(submitted, hash);

describe('the line of an entry', () => {
	it('is canonical JSON with its hash as the last member', () => {
		expect(line).toBe(
			'{"causedBy":7,"epoch":2,"event":{"at":1709564400000,"orderId":"d.one","type":"OrderSubmitted"},' +
				`"recordedAt":1709564400007,"seq":8,"v":3,"hash":"${hash}"}`
		);
	});

	it('gives back every entry and its hash', () => {
		for (const entry of entries) {
			expect(textToEntry(entryToText(entry, hash))).toStrictEqual({
				ok: true,
				value: { entry: { ...entry }, hash }
			});
		}
	});

	it('is cut into the text as it was written and the hash', () => {
		for (const entry of entries) {
			expect(cutLine(entryToText(entry, hash))).toEqual({ body: entryToBody(entry), hash });
		}
	});

	it.each([
		['nothing', ''],
		['no hash', entryToBody(submitted)],
		['a hash that is too short', line.replace(hash, hash.slice(1))],
		['a hash in capitals', line.replace(hash, hash.toUpperCase())],
		['the hash elsewhere', `{"hash":"${hash}",${entryToBody(submitted).slice(1)}`],
		['something after it', `${line} `],
		['something before it', ` ${line}`],
		['no JSON', `{"seq":8,${line.slice(1, -80)},"hash":"${hash}"}`]
	])('is no entry when its form is another one: %s', (_, text) => {
		expect(textToEntry(text)).toEqual({ ok: false, error: { type: 'not_an_entry' } });
	});

	it.each([
		['"seq":8', '"seq":"8"', 'seq', 'a finite number'],
		['"epoch":2,', '', 'epoch', 'a value, it is missing'],
		['"orderId":"d.one"', '"orderId":1', 'event.orderId', 'a text'],
		['"v":3', '"v":0', 'v', 'a version from 1'],
		['"v":3', '"v":1.5', 'v', 'a version from 1'],
		['"v":3', '"w":1', 'v', 'a version from 1']
	])('says which field cannot be read: %s as %s', (written, changed, path, expected) => {
		const read = textToEntry(line.replace(written, changed));
		expect(read).toEqual({ ok: false, error: { type: 'unreadable_field', path, expected } });
	});
});

describe('an entry of another version', () => {
	const former = line
		.replace('"v":3', '"v":1')
		.replace('"orderId"', '"order"')
		.replace('"epoch":2', '"leader":"2"');
	const renameOrder = ({ event, ...rest }: JsonObject): JsonObject => {
		const { order, ...fields } = event as JsonObject;
		return { ...rest, event: { ...fields, orderId: order ?? null } };
	};
	const renameLeader = ({ leader, ...rest }: JsonObject): JsonObject => ({ ...rest, epoch: Number(leader) });
	const form = {
		version: 3,
		steps: new Map([
			[1, renameOrder],
			[2, renameLeader]
		])
	};

	it('is lifted step by step when it is older', () => {
		expect(textToEntry(former, form)).toStrictEqual({ ok: true, value: { entry: { ...submitted }, hash } });
		const second = line.replace('"epoch":2', '"leader":"2"').replace('"v":3', '"v":2');
		expect(textToEntry(second, form)).toStrictEqual({ ok: true, value: { entry: { ...submitted }, hash } });
		expect(textToEntry(line, form).ok).toBe(true);
	});

	it('is not read as what it is not', () => {
		expect(textToEntry(former)).toMatchObject({ ok: false, error: { path: 'epoch' } });
		expect(textToEntry(former.replace('"v":1', '"v":2'), form)).toMatchObject({
			ok: false,
			error: { path: 'event.orderId' }
		});
	});

	it('of version 1 does not say what fired a trigger', () => {
		const fired = entries.find(({ event }) => event.type === 'TriggerFired');
		if (fired === undefined) throw new Error('there is a sample');
		const now = entryToText(fired, hash);
		const first = now.replace(/"on":\{[^}]*\},/, '').replace('"v":3', '"v":1');
		expect(first).not.toBe(now);
		const event = { ...fired.event, on: null };
		expect(textToEntry(first)).toStrictEqual({ ok: true, value: { entry: { ...fired, event }, hash } });
		expect(textToEntry(first.replace('"v":1', '"v":2'))).toMatchObject({
			ok: false,
			error: { path: 'event.on' }
		});
	});

	it('of version 2 does not say what a unit of an entry was expected to cost', () => {
		const made = entries.find(({ event }) => event.type === 'OrderInitialized');
		if (made?.event.type !== 'OrderInitialized') throw new Error('there is a sample');
		const now = entryToText(made, hash);
		const before = now.replace(/"expected":"[^"]*",/, '').replace('"v":3', '"v":2');
		expect(before).not.toBe(now);
		const sizing = { ...made.event.sizing, expected: null };
		const event = { ...made.event, sizing };
		expect(textToEntry(before)).toStrictEqual({ ok: true, value: { entry: { ...made, event }, hash } });
	});

	it('says so when it is newer', () => {
		const newer = line.replace('"v":3', `"v":${String(entryVersion + 1)}`);
		expect(textToEntry(newer)).toEqual({
			ok: false,
			error: { type: 'newer_version', version: entryVersion + 1, newest: entryVersion }
		});
	});

	it('is a fault of the build when its step was forgotten', () => {
		expect(() => textToEntry(line.replace('"v":3', '"v":1'), { version: 2, steps: new Map() })).toThrow(
			'no step lifts'
		);
	});
});
