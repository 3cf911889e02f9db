import { describe, expect, it } from 'vitest';
import type { Price, Ratio } from '../../../src/lib/domain/decimal.ts';
import type { DecisionSize, ProtectionLevels } from '../../../src/lib/domain/decision.ts';
import type { OrderSide } from '../../../src/lib/domain/order.ts';
import {
	flag,
	list,
	money,
	nullable,
	number,
	object,
	price,
	quantity,
	ratio,
	text,
	union,
	UnreadableEntry,
	word,
	type Codec
} from '../../../src/lib/journal/codec.ts';
import type { Json } from '../../../src/lib/journal/json.ts';

function faultOf(codec: Codec<never> | { readonly read: Codec<unknown>['read'] }, json: Json): string {
	try {
		codec.read(json, 'here');
	} catch (error) {
		if (error instanceof UnreadableEntry) return error.message;
	}
	return 'no fault';
}

const side = word('buy', 'sell');
const size = union<DecisionSize, 'by'>('by', { fraction: { fraction: ratio }, quantity: { quantity } });

describe('a codec', () => {
	it.each<[string, { readonly read: Codec<unknown>['read'] }, Json, string]>([
		['text', text, 1, 'here: expected a text'],
		['number', number, '1', 'here: expected a finite number'],
		['endless number', number, JSON.parse('1e999') as Json, 'here: expected a finite number'],
		['flag', flag, 'true', 'here: expected true or false'],
		['word', side, 'hold', 'here: expected one of buy, sell'],
		['price', price, 1.5, 'here: expected the canonical text of a price'],
		['quantity', quantity, '1.50', 'here: expected the canonical text of a quantity'],
		['ratio', ratio, '1e-3', 'here: expected the canonical text of a ratio'],
		['money', money, '-0', 'here: expected the canonical text of a money'],
		['nullable', nullable(text), 1, 'here: expected a text'],
		['list', list(text), { length: 0 }, 'here: expected a list'],
		['item', list(text), ['a', 1], 'here[1]: expected a text'],
		['object', object({ a: text }), [], 'here: expected an object'],
		['nothing', object({ a: text }), null, 'here: expected an object'],
		['missing', object({ a: nullable(text) }), {}, 'here.a: expected a value, it is missing'],
		['inherited', object({ toString: text }), {}, 'here.toString: expected a value, it is missing'],
		['member', object({ a: object({ b: text }) }), { a: { b: 1 } }, 'here.a.b: expected a text'],
		['no tag', size, {}, 'here.by: expected a value, it is missing'],
		['unknown tag', size, { by: 'weight' }, 'here.by: expected one of fraction, quantity'],
		['tag of a prototype', size, { by: 'toString' }, 'here.by: expected one of fraction, quantity'],
		[
			'case',
			size,
			{ by: 'quantity', quantity: 1 },
			'here.quantity: expected the canonical text of a quantity'
		]
	])('says where and what it expected: %s', (_, codec, json, message) => {
		expect(faultOf(codec, json)).toBe(message);
	});

	it('lets fields pass that it does not know, and does not keep them', () => {
		expect(object({ a: text }).read({ a: 'x', b: 1 }, '')).toEqual({ a: 'x' });
		expect(size.read({ by: 'fraction', fraction: '0.5', b: 1 }, '')).toEqual({
			by: 'fraction',
			fraction: 500_000_000n
		});
	});

	it('writes only what it knows', () => {
		const written = object<{ a: string }>({ a: text }).write({ a: 'x', b: 1 } as { a: string });
		expect(written).toEqual({ a: 'x' });
	});
});

describe('the compiler', () => {
	it('refuses a codec that leaves a word, a field, a variant or null out', () => {
		// @ts-expect-error A word is left out.
		const words: Codec<OrderSide> = word('buy');
		expect(faultOf(words, 'sell')).toContain('expected one of buy');

		// @ts-expect-error A field is left out.
		const fields = object<ProtectionLevels>({ stopLoss: nullable(price), takeProfit: nullable(price) });
		expect(fields.write({ stopLoss: null, takeProfit: null, trailing: null })).not.toHaveProperty('trailing');

		// @ts-expect-error A variant is left out.
		const variants = union<DecisionSize, 'by'>('by', { fraction: { fraction: ratio } });
		expect(faultOf(variants, { by: 'quantity', quantity: '1' })).toContain('expected one of fraction');

		// @ts-expect-error The field of a variant is left out.
		const variant = union<DecisionSize, 'by'>('by', { fraction: {}, quantity: { quantity } });
		expect(variant.write({ by: 'fraction', fraction: 1n as Ratio })).toEqual({ by: 'fraction' });

		// @ts-expect-error Null is left out.
		const never = object<{ readonly at: Price | null }>({ at: price });
		expect(faultOf(never, { at: null })).toContain('here.at');
	});

	it('refuses a codec of another kind, and of words that there are not', () => {
		// @ts-expect-error A price is no ratio.
		const kind = object<{ readonly fraction: Ratio }>({ fraction: price });
		expect(kind.write({ fraction: 1n as Ratio })).toEqual({ fraction: '0.000000001' });

		// @ts-expect-error There is no such side.
		const words: Codec<OrderSide> = word('buy', 'sell', 'short');
		expect(words.read('short', '')).toBe('short');
	});
});
