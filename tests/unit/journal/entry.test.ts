import { describe, expect, it } from 'vitest';
import {
	cutLine,
	entryToBody,
	entryToText,
	entryVersion,
	textToEntry
} from '../../../src/lib/journal/entry.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { JsonObject } from '../../../src/lib/journal/json.ts';
import { createOrder, price } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { eventSamples, toEntries } from './eventSamples.ts';

const hash = '0123456789abcdef'.repeat(4);
const entries = toEntries(eventSamples);
const submitted = entries.find(({ event }) => event.type === 'OrderSubmitted') ?? entries[0];
if (submitted === undefined) throw new Error('there are samples');
const line = entryToText(submitted, hash);

const written = `"v":${String(entryVersion)}`;

describe('the line of an entry', () => {
	it('is canonical JSON with its hash as the last member', () => {
		expect(line).toBe(
			'{"causedBy":7,"epoch":2,"event":{"arrivesAt":1709564400120,"at":1709564400000,"orderId":"d.one","type":"OrderSubmitted"},' +
				`"recordedAt":1709564400007,"seq":8,${written},"hash":"${hash}"}`
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
		[written, '"v":0', 'v', 'a version from 1'],
		[written, '"v":1.5', 'v', 'a version from 1'],
		[written, '"w":1', 'v', 'a version from 1']
	])('says which field cannot be read: %s as %s', (written, changed, path, expected) => {
		const read = textToEntry(line.replace(written, changed));
		expect(read).toEqual({ ok: false, error: { type: 'unreadable_field', path, expected } });
	});
});

describe('an entry of another version', () => {
	const former = line
		.replace(written, '"v":1')
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
		const second = line.replace('"epoch":2', '"leader":"2"').replace(written, '"v":2');
		expect(textToEntry(second, form)).toStrictEqual({ ok: true, value: { entry: { ...submitted }, hash } });
		expect(textToEntry(line.replace(written, '"v":3'), form).ok).toBe(true);
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
		const first = now.replace(/"on":\{[^}]*\},/, '').replace(written, '"v":1');
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
		const before = now.replace(/"expected":"[^"]*",/, '').replace(written, '"v":2');
		expect(before).not.toBe(now);
		const sizing = { ...made.event.sizing, expected: null };
		const event = { ...made.event, sizing };
		expect(textToEntry(before)).toStrictEqual({ ok: true, value: { entry: { ...made, event }, hash } });
	});

	it.each(['OrderInitialized', 'OrderFilled', 'CancelRequested', 'OrderCanceled'] as const)(
		'of version 3 knew the market, limits, whole fills and cancels by hand: %s',
		(type) => {
			const made = createOrder({ type: 'limit', limitPrice: price('1'), timeInForce: 'day' });
			const fill = createFill({ orderId: made.id });
			const sample = entries.find(({ event }) => event.type === type);
			if (sample === undefined) throw new Error('there is a sample');
			const told = {
				OrderInitialized: { ...sample.event, intent: made },
				OrderFilled: { ...sample.event, fill, seen: null },
				CancelRequested: { ...sample.event, arrivesAt: null, reason: 'by_hand' },
				OrderCanceled: { ...sample.event, reason: 'by_hand' }
			}[type] as BookEvent;
			const before = JSON.parse(entryToBody({ ...sample, event: told })) as { v: number; event: JsonObject };
			before.v = 3;
			const { intent, fill: filled } = before.event as { intent?: JsonObject; fill?: JsonObject };
			for (const name of [
				'timeInForce',
				'extendedHours',
				'stopPrice',
				'trail',
				'legs',
				'group',
				'actsFrom',
				'id'
			]) {
				if (intent !== undefined && name !== 'id') Reflect.deleteProperty(intent, name);
				if (filled !== undefined) Reflect.deleteProperty(filled, name);
			}
			for (const name of ['reason', 'seen']) Reflect.deleteProperty(before.event, name);
			const read = textToEntry(`${JSON.stringify(before).slice(0, -1)},"hash":"${hash}"}`);
			expect(read).toStrictEqual({ ok: true, value: { entry: { ...sample, event: told }, hash } });
		}
	);

	it('says so when it is newer', () => {
		const newer = line.replace(written, `"v":${String(entryVersion + 1)}`);
		expect(textToEntry(newer)).toEqual({
			ok: false,
			error: { type: 'newer_version', version: entryVersion + 1, newest: entryVersion }
		});
	});

	it('is a fault of the build when its step was forgotten', () => {
		expect(() => textToEntry(line.replace(written, '"v":1'), { version: 2, steps: new Map() })).toThrow(
			'no step lifts'
		);
	});
});
