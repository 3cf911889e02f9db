import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CandleHistory } from '../../../src/lib/app/candleHistory.svelte.ts';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import { emptyText, originText, priceTag } from '../../../src/lib/app/format/candleTexts.ts';
import type { CandlesAsk, CandlesView, PastCandles } from '../../../src/lib/contract/candles.ts';
import { ok } from '../../../src/lib/domain/result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const past = (to: number | null): PastCandles => ({ to, isReading: false, problem: '' });

/** A history of a desk whose candles close where they begin, from the first on. */
function opened(all: number[], now: { past: PastCandles | null }) {
	const asked: CandlesAsk[] = [];
	const ask = (_: 'candles', given: CandlesAsk) => {
		asked.push(given);
		const at = Float64Array.from(all.filter((one) => one >= (given.from ?? -Infinity)));
		const view = { symbol: 'ABCD', size: '1m', source: 'alpaca', knownFrom: 0, past: now.past };
		return Promise.resolve(
			ok({ ...view, at, open: at, high: at, low: at, close: at } as unknown as CandlesView)
		);
	};
	const history = new CandleHistory(ask as unknown as DeskClient['ask']);
	const step = async () => {
		history.follow({ bookId: 'b', symbol: 'ABCD', size: '1m' });
		await vi.advanceTimersByTimeAsync(1000);
	};
	return { asked, history, step };
}

describe('the candles of a page', () => {
	it('are asked for once, and then from the last one on', async () => {
		const all = [1, 2];
		const { asked, history, step } = opened(all, { past: null });
		await step();
		all.push(3);
		await step();
		expect(asked.map(({ from }) => from)).toEqual([undefined, 2]);
		expect([...(history.shown?.at ?? [])]).toEqual([1, 2, 3]);
	});

	it('are asked for anew once more of the past is there', async () => {
		const all = [5];
		const now = { past: past(null) };
		const { asked, history, step } = opened(all, now);
		await step();
		all.unshift(1, 2);
		now.past = past(3);
		await step();
		await step();
		await step();
		expect(asked.map(({ from }) => from)).toEqual([undefined, 5, undefined, 5]);
		expect([...(history.shown?.at ?? [])]).toEqual([1, 2, 5]);
	});
});

describe('where candles are from', () => {
	const at = Date.parse('2026-11-24T15:00:00Z');
	const told = { symbol: 'ABCD', knownFrom: at, past: null } as const;

	it.each([
		['generated', null, 'Simulated prices, known from 2026-11-24 on.'],
		['bars', null, 'The bars that were given, known from 2026-11-24 on.'],
		[
			'alpaca',
			null,
			'Prices as this desk heard them. Earlier bars are read from Alpaca once keys are given or unlocked.'
		],
		[
			'alpaca',
			{ ...past(null), isReading: true },
			'Prices as this desk heard them. Earlier bars are being read…'
		],
		['alpaca', past(at + 31_000), 'Alpaca’s bars to 2026-11-24 10:00 New York, then as heard here.'],
		[
			'alpaca',
			{ ...past(null), problem: 'Alpaca refuses the key.' },
			'Prices as this desk heard them. Earlier bars could not be read. Alpaca refuses the key.'
		]
	] as const)('is said of %s with %o', (source, of, text) => {
		expect(originText({ ...told, source, past: of })).toBe(text);
	});

	it.each([
		['generated', null, 'Simulated prices'],
		['history', null, 'Given bars'],
		['alpaca', null, 'Alpaca’s prices'],
		['alpaca', 'stream', 'Alpaca’s prices, from the stream']
	] as const)('is said of a price of %s that came as %s', (source, origin, text) => {
		expect(priceTag(source, origin)).toBe(text);
	});

	it('is said while there are none', () => {
		expect(emptyText({ ...told, source: 'generated' })).toBe(
			'Candles of ABCD are drawn here from its first price on.'
		);
		expect(emptyText({ ...told, source: 'alpaca', past: past(at) })).toBe(
			'Candles of ABCD are drawn here as soon as there are prices.'
		);
	});
});
