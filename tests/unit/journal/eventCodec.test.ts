import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { UnreadableEntry } from '../../../src/lib/journal/codec.ts';
import { eventToJson, jsonToEvent } from '../../../src/lib/journal/eventCodec.ts';
import { canonicalText, parseJson, type Json } from '../../../src/lib/journal/json.ts';
import { createDecision } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { eventsOfRuns, eventSamples } from './eventSamples.ts';
import { leavesOf, mayBeAbsent, placesOf, withUnknowns } from './jsonPlaces.ts';

const anySeed = fc.integer({ min: 1, max: 1_000_000 });
const throughText = (json: Json) => parseJson(canonicalText(json)) ?? null;

function expectRoundTrip(event: BookEvent): void {
	const json = throughText(eventToJson(event));
	const read = jsonToEvent(json);
	expect(read).toStrictEqual({ ...event });
	expect(canonicalText(eventToJson(read))).toBe(canonicalText(json));
}

function pathOfFault(json: Json): string {
	try {
		jsonToEvent(json);
	} catch (error) {
		if (error instanceof UnreadableEntry) return error.path;
	}
	return 'none';
}

describe('an event', () => {
	it.each(eventSamples.map((event, index) => [event.type, index, event] as const))(
		'comes back as it went: %s, sample %i',
		(_, __, event) => expectRoundTrip(event)
	);

	it('comes back as it went in any run', () => {
		holds(
			fc.property(anySeed, (seed) => {
				for (const event of eventsOfRuns(seed)) expectRoundTrip(event);
			}),
			10
		);
	});

	it('keeps any text and any number that is finite', () => {
		const anyText = fc.string({ unit: 'binary' });
		const anyNumber = fc
			.double({ noNaN: true, noDefaultInfinity: true })
			.filter((value) => !Object.is(value, -0));
		holds(
			fc.property(anyText, anyNumber, (words, confidence) => {
				const decision = createDecision({ id: words, reason: words, symbol: words, confidence });
				expectRoundTrip({ type: 'DecisionTaken', at: confidence, decision });
			})
		);
	});

	it('has decimals as texts, in the unit of each check', () => {
		const checks = eventSamples
			.map(eventToJson)
			.map(
				(json) => json as { readonly type: string; readonly verdict: { readonly checks: readonly Json[] } }
			)
			.find(({ type }) => type === 'OrderInitialized')?.verdict.checks;
		const measured = checks?.map((check) => {
			const { check: name, measured: value } = check as { readonly check: string; readonly measured: Json };
			return [name, value];
		});
		expect(Object.fromEntries(measured ?? [])).toMatchObject({
			...{ tradingState: 'reducing', dataAge: 12.5, openTrades: 3, tradesPerSymbol: 3 },
			...{ minimumTrade: '1000.000000000000000001', positionSize: '1000.000000000000000001' },
			...{ totalExposure: '1000.000000000000000001', buyingPower: '1000.000000000000000001' },
			maintenanceMargin: '1000.000000000000000001',
			...{ reducesPosition: '-0.000000001', spread: '-0.000000001', quoteAge: 12.5 }
		});
	});
});

describe('an event that cannot be read', () => {
	const samples = eventSamples.map((event) => [event.type, eventToJson(event)] as const);

	it.each(samples)('names the field that is missing: %s', (_, json) => {
		for (const place of placesOf(json)) {
			if (place.isMember && !mayBeAbsent(place.path))
				expect(pathOfFault(place.with(undefined))).toBe(`event.${place.path}`);
		}
	});

	it.each(samples)('names the value that is of another kind: %s', (_, json) => {
		for (const leaf of leavesOf(json)) expect(pathOfFault(leaf.with([]))).toBe(`event.${leaf.path}`);
	});

	it.each(samples)('is not one with fields of a newer build: %s', (_, json) => {
		expect(jsonToEvent(withUnknowns(json))).toStrictEqual(jsonToEvent(json));
	});

	it('may be of a type that there is not', () => {
		expect(pathOfFault({ type: 'OrderForgotten', at: 1 })).toBe('event.type');
		expect(pathOfFault('OrderFilled')).toBe('event');
	});
});
