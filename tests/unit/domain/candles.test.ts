import { describe, expect, it } from 'vitest';
import { createCandleFold, createCandleStarts, type CandleSize } from '../../../src/lib/domain/candles.ts';
import type { AssetClass } from '../../../src/lib/domain/instrument.ts';
import { minuteAt, sessionClose, sessionOpen } from '../../support/deskBuilders.ts';

/** Bars of a minute from instants on, the newest first, whose prices tell their place. */
function fold(
	instants: readonly number[],
	size: CandleSize,
	most = 1500,
	assetClass: AssetClass = 'us_equity'
) {
	const candles = createCandleFold(createCandleStarts(size, assetClass), most);
	const isTaken = [...instants.entries()]
		.reverse()
		.map(([place, at]) => candles.take(at, place, place + 0.5, place - 0.5, place + 0.1));
	return { ...candles.candles(), isTaken };
}

const minutes = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => from + index * 60_000);
const nextOpen = sessionOpen + 86_400_000;

describe('candles', () => {
	it('of five minutes have the first open, the extremes and the last close of their bars', () => {
		const { at, open, high, low, close } = fold(minutes(sessionOpen, 12), '5m');
		expect([...at]).toEqual([minuteAt(0), minuteAt(5), minuteAt(10)]);
		expect([...open]).toEqual([0, 5, 10]);
		expect([...high]).toEqual([4.5, 9.5, 11.5]);
		expect([...low]).toEqual([-0.5, 4.5, 9.5]);
		expect([...close]).toEqual([4.1, 9.1, 11.1]);
	});

	it.each([
		['5m', sessionClose - 300_000],
		['15m', sessionClose - 900_000],
		['1h', sessionClose - 1_800_000],
		['1d', sessionOpen]
	] as const)('of %s end with the session and begin anew with the next', (size, lastStart) => {
		const { at } = fold([...minutes(sessionOpen, 390), ...minutes(nextOpen, 3)], size);
		expect([...at].slice(-2)).toEqual([lastStart, nextOpen]);
		expect(at[0]).toBe(sessionOpen);
	});

	it('of an hour are counted from the open, for crypto from the full hour', () => {
		expect([...fold(minutes(sessionOpen, 61), '1h').at]).toEqual([sessionOpen, minuteAt(60)]);
		const { at } = fold(minutes(sessionOpen, 61), '1h', 9, 'crypto');
		expect([...at]).toEqual([minuteAt(-30), minuteAt(30)]);
	});

	it('are the newest when there are too many', () => {
		const { at, isTaken } = fold(minutes(sessionOpen, 20), '5m', 2);
		expect([...at]).toEqual([minuteAt(10), minuteAt(15)]);
		expect(isTaken.filter((one) => !one)).toHaveLength(10);
	});
});
