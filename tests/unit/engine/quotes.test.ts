import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TriggerKind } from '../../../src/lib/domain/trigger.ts';
import { evaluateQuote } from '../../../src/lib/engine/triggerEvaluation.ts';
import {
	createDecision,
	createLevels,
	createProtection,
	instruments,
	minuteAt,
	price,
	quantity,
	ratio,
	sessionOpen,
	type PlainLevels,
	type PlainSettings
} from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';
import { createQuote } from '../../support/scriptedSource.ts';

/** A desk that holds 10 XYZ bought at 100, guarded by these levels. */
function guarded(levels: PlainLevels, settings: PlainSettings = {}): QuoteDesk {
	const desk = createQuoteDesk(settings);
	desk.hold({ levels: createLevels(levels) });
	return desk;
}

const exit = (kind: string, at: string, level: string) => [
	`fired d.buy.${kind} at ${level}`,
	`made t.d.buy.${kind} for 10`,
	'OrderSubmitted',
	'OrderAccepted',
	`filled ${kind} 10 at ${at}`,
	'ProtectionCanceled'
];

describe('a quote', () => {
	const [share] = instruments;
	const both = { stopLoss: '95', takeProfit: '110' };
	it.each([
		['above the stop fires nothing', { stopLoss: '95' }, '95.0001', null],
		['at the stop fires it', { stopLoss: '95' }, '95', 'stop_loss 95'],
		['below the stop fires it', { stopLoss: '95' }, '90', 'stop_loss 95'],
		['below the target fires nothing', { takeProfit: '110' }, '109.9999', null],
		['at the target fires it', { takeProfit: '110' }, '110', 'take_profit 110'],
		['above the target fires it', { takeProfit: '110' }, '120', 'take_profit 110'],
		['between both fires nothing', both, '100', null],
		['at crossed levels fires the stop', { stopLoss: '105', takeProfit: '104' }, '105', 'stop_loss 105'],
		['at the trail fires it', { trailing: '0.05' }, '95', 'trailing_stop 95'],
		['above the trail fires nothing', { trailing: '0.05' }, '95.0001', null],
		['under a higher stop names the stop', { trailing: '0.05', stopLoss: '96' }, '90', 'stop_loss 96'],
		['under a higher trail names the trail', { trailing: '0.05', stopLoss: '94' }, '90', 'trailing_stop 95'],
		[
			'under a level that both share names the stop',
			{ trailing: '0.05', stopLoss: '95' },
			'95',
			'stop_loss 95'
		]
	] as const)('%s', (_, levels, last, expected) => {
		if (share === undefined) throw new Error('no instrument');
		const quote = createQuote(`1 1000 ${last}`, minuteAt(1));
		const fired = evaluateQuote(createProtection(levels), quote, share);
		expect(fired === null ? null : `${fired.kind} ${String(Number(fired.level) / 1e9)}`).toBe(expected);
	});

	it('before a level comes into force does not act on it', () => {
		if (share === undefined) throw new Error('no instrument');
		const judge = (from: number) =>
			evaluateQuote(createProtection({ stopLoss: '95' }, from), createQuote('90 90 90', minuteAt(1)), share);
		expect([judge(minuteAt(1) + 1), judge(minuteAt(1))?.kind]).toEqual([null, 'stop_loss']);
	});
});

describe('an entry', () => {
	it('fills on the next quote at the ask with slippage, and arms from there', () => {
		const desk = createQuoteDesk({ slippage: '0.0005' });
		desk.quote('99.9 100.1 100');
		const size = { by: 'quantity', quantity: quantity('10') } as const;
		desk.take(createDecision({ id: 'buy', size, levels: createLevels({ trailing: '0.05' }) }));
		expect(desk.quote('99.9 100.1 100')).toEqual([
			'filled entry_market 10 at 100.1501',
			'armed d.buy.trailing_stop'
		]);
		expect(desk.state.book.protectionBySymbol.get('XYZ')?.trailing?.highWater).toBe(price('100.1501'));
	});

	it('is not filled by a quote of another symbol', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.take(createDecision({ id: 'buy' }));
		expect(desk.quote('100', 'ABC')).toEqual([]);
	});

	it('fires a stop that it fills below, on the quote that filled it', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		const size = { by: 'quantity', quantity: quantity('10') } as const;
		desk.take(createDecision({ id: 'buy', size, levels: createLevels({ stopLoss: '95' }) }));
		const told = desk.quote('90 90.1 90');
		expect(told).toEqual([
			'filled entry_market 10 at 90.1',
			'armed d.buy.stop_loss',
			...exit('stop_loss', '90', '95')
		]);
	});
});

describe('a trigger on quotes', () => {
	it.each([
		['stop_loss', { stopLoss: '95' }, '94.5 95.5 95', '94.4528', '95'],
		['take_profit', { takeProfit: '110' }, '109.9 110.1 110', '109.8451', '110'],
		['trailing_stop', { trailing: '0.05' }, '94.9 95.1 95', '94.8526', '95']
	] as const)('%s is a market order on the very quote, once', (kind, levels, quote, at, level) => {
		const desk = guarded(levels, { slippage: '0.0005' });
		const fired = desk.quote(quote);
		const entry = 100 * 1.0005;
		const trail = kind === 'trailing_stop' ? String(entry * 0.95).slice(0, 7) : level;
		if (kind !== 'trailing_stop') expect(fired).toEqual(exit(kind, at, trail));
		else expect(fired).toEqual(exit(kind, at, '95.0475'));
		for (const next of ['1', '1000', quote]) expect(desk.quote(next)).toEqual([]);
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('trails the highest price before the quote, and says so just before it fires and not at every tick', () => {
		const desk = guarded({ trailing: '0.05' });
		for (const last of ['101', '105', '110', '108', '109.9', '104.5001'])
			expect(desk.quote(last)).toEqual([]);
		expect(desk.quote('104.5')).toEqual(['raised to 110', ...exit('trailing_stop', '104.5', '104.5')]);
	});

	it('does not measure a quote by the mark that it makes itself', () => {
		const desk = guarded({ trailing: '0.05', takeProfit: '200' });
		expect(desk.quote('150')).toEqual([]);
		expect(desk.quote('142.5')).toEqual(['raised to 150', ...exit('trailing_stop', '142.5', '142.5')]);
	});

	it('has its mark on record at a snapshot, when there is a new one', () => {
		const desk = guarded({ trailing: '0.05', stopLoss: '50' });
		expect(desk.snapshot()).toEqual(['SnapshotTaken']);
		desk.quote('110');
		desk.quote('107');
		expect(desk.snapshot()).toEqual(['raised to 110', 'SnapshotTaken']);
		expect(desk.snapshot()).toEqual(['SnapshotTaken']);
		desk.quote('110.5');
		expect(desk.snapshot()).toEqual(['raised to 110.5', 'SnapshotTaken']);
	});

	it('keeps its mark when it is given another fraction', () => {
		const desk = guarded({ trailing: '0.05' });
		desk.quote('110');
		desk.ask({ type: 'ChangeProtection', request: 'r', symbol: 'XYZ', change: { trailing: ratio('0.02') } });
		expect(desk.quote('107.8001')).toEqual([]);
		expect(desk.quote('107.8').slice(0, 2)).toEqual(['raised to 110', 'fired d.buy.trailing_stop at 107.8']);
	});

	it('that stood down and is armed again begins at the last price, not at the mark before', () => {
		const desk = guarded({ trailing: '0.05', stopLoss: '50' });
		desk.quote('120');
		desk.quote('118');
		const change = (trailing: ReturnType<typeof ratio> | null) =>
			desk.ask({ type: 'ChangeProtection', request: 'r', symbol: 'XYZ', change: { trailing } });
		change(null);
		expect(desk.quote('100')).toEqual([]);
		change(ratio('0.05'));
		expect(desk.quote('95.0001')).toEqual([]);
		expect(desk.quote('95')[0]).toBe('fired d.buy.trailing_stop.2 at 95');
	});
});

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
