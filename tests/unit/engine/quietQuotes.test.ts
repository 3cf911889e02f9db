import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TriggerKind } from '../../../src/lib/domain/trigger.ts';
import {
	createDecision,
	createLevels,
	price,
	sessionOpen,
	type PlainLevels
} from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';

function guarded(levels: PlainLevels) {
	const desk = createQuoteDesk();
	desk.hold({ levels: createLevels(levels) });
	return desk;
}

describe('the quiet interval of quotes', () => {
	it('ends most quotes at a glance: no event, and neither venue nor engine is asked', () => {
		const desk = guarded({ stopLoss: '95', takeProfit: '110' });
		desk.quote('100');
		const looks = desk.looks();
		for (const last of ['95.0001', '109.9999', '100', '96']) expect(desk.quote(last)).toEqual([]);
		expect(desk.looks()).toBe(looks);
		desk.quote('95');
		expect(desk.looks()).toBe(looks + 1);
	});

	it('is everywhere when nothing is held and nothing rests', () => {
		const desk = createQuoteDesk();
		for (const last of ['1', '1000', '50']) desk.quote(last);
		expect(desk.looks()).toBe(0);
		desk.take(createDecision({ entryPrice: price('1') }));
		desk.quote('50');
		expect(desk.looks()).toBe(1);
		desk.quote('50', 'ABC');
		expect(desk.looks()).toBe(1);
	});

	it('marks all the same', () => {
		const desk = createQuoteDesk();
		desk.quote('9 11 10');
		const { bid, ask, last, lastAt } = desk.state.market;
		expect([bid[0], ask[0], last[0], lastAt[0]]).toEqual([9e9, 11e9, 10e9, desk.now()]);
	});

	const cents = fc.integer({ min: 9_000, max: 11_500 });
	const step = fc.oneof(
		{ weight: 12, arbitrary: fc.record({ type: fc.constant('quote' as const), cents }) },
		fc.record({ type: fc.constant('stop' as const), cents: fc.integer({ min: 9_000, max: 10_500 }) }),
		fc.record({ type: fc.constant('trail' as const), cents: fc.integer({ min: 1, max: 9 }) }),
		fc.record({ type: fc.constant('snapshot' as const), cents: fc.constant(0) })
	);
	const text = (value: number) => String(value / 100);

	/** What fires at which step, found by looking at every quote; prices in cents, levels in hundredths of a cent. */
	function fireNaively(
		steps: readonly { readonly type: string; readonly cents: number }[],
		start: { readonly stop: number; readonly target: number; readonly trail: number }
	): readonly [number, TriggerKind] | null {
		let { stop, trail } = start;
		let mark = 10_000;
		for (const [index, { type, cents: value }] of steps.entries()) {
			if (type === 'stop') stop = value;
			if (type === 'trail') trail = value;
			if (type !== 'quote') continue;
			const level = mark * (100 - trail);
			if (value * 100 <= Math.max(stop * 100, level)) {
				return [index, level > stop * 100 ? 'trailing_stop' : 'stop_loss'];
			}
			if (value >= start.target) return [index, 'take_profit'];
			mark = Math.max(mark, value);
		}
		return null;
	}

	it('hides nothing that a look at every quote would fire', () => {
		const start = fc.record({
			stop: fc.integer({ min: 9_000, max: 9_900 }),
			target: fc.integer({ min: 10_500, max: 11_500 }),
			trail: fc.integer({ min: 1, max: 9 })
		});
		const fired = new Set<string>();
		let quietQuotes = 0;
		holds(
			fc.property(start, fc.array(step, { minLength: 5, maxLength: 30 }), (levels, steps) => {
				const { stop, target, trail } = levels;
				const desk = guarded({ stopLoss: text(stop), takeProfit: text(target), trailing: text(trail) });
				const looks = desk.looks();
				const found = steps.map(({ type, cents: value }) => {
					if (type === 'quote') return desk.quote(text(value));
					if (type === 'snapshot') return desk.snapshot();
					const given = type === 'stop' ? { stopLoss: text(value) } : { trailing: text(value) };
					return desk.take(
						createDecision({
							...{ id: String(desk.now()), at: sessionOpen },
							...{ action: 'HOLD', levels: createLevels(given) }
						})
					);
				});
				const index = found.findIndex((lines) => lines.some((line) => line.startsWith('fired')));
				const kind = found[index]?.find((line) => line.startsWith('made'))?.split(/[ .]/)[4];
				const expected = fireNaively(steps, levels);
				expect(expected === null ? [-1, undefined] : [...expected]).toEqual([index, kind]);
				fired.add(kind ?? 'none');
				quietQuotes += steps.filter(({ type }) => type === 'quote').length - (desk.looks() - looks);
			})
		);
		expect(fired.size).toBe(4);
		expect(quietQuotes).toBeGreaterThan(300);
	});
});
