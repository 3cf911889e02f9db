import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, unitsToPrice } from '../../../src/lib/domain/decimal.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { Instant } from '../../../src/lib/domain/time.ts';
import { dateValue, noProtection } from '../../../src/lib/domain/trigger.ts';
import {
	evaluateBar,
	neverQuiet,
	quietInterval,
	trailingLevel,
	type BarVerdict
} from '../../../src/lib/engine/triggerEvaluation.ts';
import {
	createBar,
	createProtection,
	minuteAt,
	price,
	ratio,
	type PlainLevels
} from '../../support/deskBuilders.ts';

const share = createInstrument('XYZ', 'us_equity');
const coin = createInstrument('BTC', 'crypto');

/** A verdict in a line: what fires at which price and level, or to what the mark is raised. */
function told(verdict: BarVerdict): string {
	switch (verdict.type) {
		case 'none':
			return 'none';
		case 'raise':
			return `raise ${formatDecimal(verdict.mark)}`;
		case 'fire':
			return `${verdict.kind} at ${formatDecimal(verdict.price)} of ${formatDecimal(verdict.level)}`;
	}
}

const stop = { stopLoss: '95' };
const target = { takeProfit: '110' };
const trail = { trailing: '0.05' };
const high = { stopLoss: '120' };
const atStop = 'stop_loss at 95 of 95';
const atTarget = 'take_profit at 110 of 110';
const atTrail = 'trailing_stop at 95 of 95';

describe('a bar', () => {
	it.each([
		['above the stop fires nothing', stop, '100 105 95.0001 100', 'none'],
		['that touches the stop exactly fires it there', stop, '100 105 95 100', atStop],
		['that crosses the stop fires it there', stop, '100 105 90 91', atStop],
		['that opens at the stop fires it there', stop, '95 105 95 100', atStop],
		['that gaps through the stop fires it at the open', stop, '93 99 92 98', 'stop_loss at 93 of 95'],
		['under a stop above the price fires it at the open', high, '100 105 99 100', 'stop_loss at 100 of 120'],
		['below the target fires nothing', target, '100 109.9999 99 100', 'none'],
		['that touches the target exactly fires it there', target, '100 110 99 100', atTarget],
		['that crosses the target fires it there', target, '100 120 99 100', atTarget],
		['that gaps over the target fires it at the open', target, '112 113 99 99', 'take_profit at 112 of 110'],
		['with both inside fires the stop', { ...stop, ...target }, '100 111 94 100', atStop],
		['that opens at the target fires it first', { ...stop, ...target }, '110 111 94 95', atTarget],
		['that opens at the target spares the trail', { ...trail, ...target }, '110 120 94 95', atTarget],
		['that touches the trail fires it there', trail, '100 105 95 100', atTrail],
		['that gaps through the trail fires it at the open', trail, '94 105 94 100', 'trailing_stop at 94 of 95'],
		['under a higher trail names the trail', { ...trail, stopLoss: '94.9999' }, '100 101 90 91', atTrail],
		['under a level that both share names the stop', { ...trail, ...stop }, '100 101 90 91', atStop],
		[
			'under a higher stop names the stop',
			{ ...trail, stopLoss: '96' },
			'100 101 90 91',
			'stop_loss at 96 of 96'
		],
		['with trail and target inside fires the trail', { ...trail, ...target }, '100 111 95 100', atTrail],
		['is tested before it raises the mark', trail, '100 108 95.5 100', 'raise 108'],
		['that fires the trail does not raise the mark', trail, '100 108 95 100', atTrail],
		['up to the mark does not raise it', trail, '99 100 98 99', 'none'],
		['below the target raises the mark', { ...trail, ...target }, '100 109 99 100', 'raise 109'],
		['fires nothing when nothing guards', {}, '100 200 1 100', 'none']
	])('%s', (_, levels, prices, expected) => {
		expect(told(evaluateBar(createProtection(levels), createBar(prices), share))).toBe(expected);
	});

	it('slips on stops and trails, not on targets', () => {
		const slips = (levels: PlainLevels, prices: string) => {
			const verdict = evaluateBar(createProtection(levels), createBar(prices), share);
			return verdict.type === 'fire' && verdict.slips;
		};
		expect([slips(stop, '96 97 95 96'), slips(trail, '96 97 95 96')]).toEqual([true, true]);
		expect([slips(target, '111 112 95 96'), slips(target, '109 112 95 96')]).toEqual([false, false]);
	});

	it.each([
		['100.01', '0.015', '98.5099', '98.50985'],
		['100.03', '0.015', '98.5296', '98.52955'],
		['100', '0.05', '95', '95']
	])(
		'meets the trail of %s less %s at %s, half up, and for a coin at %s',
		(mark, fraction, shares, coins) => {
			const levelOf = (instrument: typeof share) =>
				formatDecimal(trailingLevel(instrument, { guards: 'long', highWater: price(mark) }, ratio(fraction)));
			expect([levelOf(share), levelOf(coin)]).toEqual([shares, coins]);
		}
	);
});

describe('a level dated after the start of a bar', () => {
	it.each([
		['stop', stop, '96 97 90 91', 'stop_loss at 95 of 95'],
		['target', target, '109 115 108 112', 'take_profit at 110 of 110'],
		['trail', trail, '96 97 90 91', 'trailing_stop at 95 of 95'],
		['mark of a trail', trail, '100 103 99 100', 'raise 103']
	])('does not act on it, from its start on it does: %s', (_, levels, prices, expected) => {
		const judge = (from: Instant) =>
			told(evaluateBar(createProtection(levels, from), createBar(prices, 1), share));
		expect(judge(minuteAt(1) + 1)).toBe('none');
		expect(judge(minuteAt(1))).toBe(expected);
	});

	it('leaves the level before it in force', () => {
		const before = createProtection(stop).stopLoss;
		const levels = dateValue(before?.levels ?? [], minuteAt(1) + 30_000, price('98'));
		const protection = { ...noProtection, stopLoss: before && { ...before, levels } };
		const judge = (index: number) => told(evaluateBar(protection, createBar('99 99 94 95', index), share));
		expect([judge(1), judge(2)]).toEqual([atStop, 'stop_loss at 98 of 98']);
	});
});

describe('the quiet interval', () => {
	const text = fc.integer({ min: 1, max: 2_000 }).map((cents) => String(cents / 100));
	const given = fc.record({
		stopLoss: fc.option(text, { nil: undefined }),
		takeProfit: fc.option(text, { nil: undefined }),
		trailing: fc.option(fc.constantFrom('0.01', '0.0333', '0.5'), { nil: undefined })
	});
	const shares = fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000));

	it('holds no bar that fires or raises anything', () => {
		let quietBars = 0;
		fc.assert(
			fc.property(given, text, fc.nat(2), shares, (levels, highWater, from, places) => {
				const protection = createProtection(levels, minuteAt(from), highWater);
				const { above, below } = quietInterval(protection, minuteAt(1), share);
				const [first, last] = [Math.max(above, 0) + 1, Math.min(below, 30e9) - 1];
				if (first > last) return;
				quietBars++;
				const within = (place: number) => first + Math.floor(((last - first) * place) / 1_000);
				const [low = 0, open = 0, top = 0] = places.map(within).sort((a, b) => a - b);
				const bar = { ...createBar('1 1 1 1', 2), open, high: top, low, close: open };
				expect(told(evaluateBar(protection, bar, share))).toBe('none');
			}),
			{ numRuns: 1_000 }
		);
		expect(quietBars).toBeGreaterThan(100);
	});

	it('ends exactly at the stop in force and at the lower of target and mark', () => {
		const bounds = (levels: PlainLevels) => {
			const { above, below } = quietInterval(createProtection(levels), minuteAt(0), share);
			return [above, below].map((units) =>
				Number.isFinite(units) ? formatDecimal(unitsToPrice(units)) : units
			);
		};
		expect(bounds(stop)).toEqual(['95', Infinity]);
		expect(bounds(target)).toEqual([-Infinity, '110']);
		expect(bounds(trail)).toEqual(['95', '100']);
		expect(bounds({ ...trail, stopLoss: '96', takeProfit: '99' })).toEqual(['96', '99']);
		expect(bounds({})).toEqual([-Infinity, Infinity]);
	});

	it('is empty while a level waits to come into force', () => {
		for (const levels of [stop, target, trail]) {
			const protection = createProtection(levels, minuteAt(1));
			expect(quietInterval(protection, minuteAt(1) - 1, share)).toEqual(neverQuiet);
			expect(quietInterval(protection, minuteAt(1), share)).not.toEqual(neverQuiet);
		}
	});
});
