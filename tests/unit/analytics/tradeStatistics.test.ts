import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tradeStatistics } from '../../../src/lib/analytics/tradeStatistics.ts';
import type { TradeStatistics } from '../../../src/lib/domain/runReport.ts';

const read = (nets: readonly number[]): TradeStatistics =>
	tradeStatistics(nets.map((net, closedAt) => ({ net, closedAt })));

const NOTHING: TradeStatistics = {
	count: 0,
	wins: 0,
	losses: 0,
	winRate: null,
	profitFactor: null,
	expectancy: null,
	averageWin: null,
	averageLoss: null,
	payoff: null,
	kelly: null,
	sqn: null,
	longestWinStreak: 0,
	longestLossStreak: 0,
	largestWin: null,
	largestLoss: null
};

const results = fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 40 });

describe('trade statistics', () => {
	it('count wins, losses and a zero trade apart', () => {
		// Wins 30 + 10 + 20 = 60, losses −10 − 20 = −30, one zero: 6 trades, net 30, mean 5.
		// Payoff 20/15 = 4/3. Kelly with p = 3/5: 3/5 − (2/5)/(4/3) = 0.6 − 0.3 = 0.3.
		// Deviations from 5: 25, 5, −15, −5, 15, −25: squares 625 + 25 + 225 + 25 + 225 + 625 = 1750, over 5: 350.
		// SQN √6 × 5/√350 = √(150/350) = √(3/7).
		const { kelly, sqn, payoff, ...exact } = read([30, 10, -10, 0, 20, -20]);
		expect(exact).toEqual({
			count: 6,
			wins: 3,
			losses: 2,
			winRate: 0.5,
			profitFactor: 2,
			expectancy: 5,
			averageWin: 20,
			averageLoss: -15,
			longestWinStreak: 2,
			longestLossStreak: 1,
			largestWin: 30,
			largestLoss: -20
		});
		expect(payoff).toBeCloseTo(4 / 3, 14);
		expect(kelly).toBeCloseTo(0.3, 14);
		expect(sqn).toBeCloseTo(Math.sqrt(3 / 7), 14);
	});

	it('leave everything but the counts undefined without trades', () => {
		expect(read([])).toEqual(NOTHING);
	});

	it('leave what needs a loss undefined without losses', () => {
		// Mean 20; deviations −10, 10: sample deviation √200; SQN √2 × 20/√200 = 2.
		const { sqn, ...exact } = read([10, 30]);
		expect(exact).toEqual({
			count: 2,
			wins: 2,
			losses: 0,
			winRate: 1,
			profitFactor: null,
			expectancy: 20,
			averageWin: 20,
			averageLoss: null,
			payoff: null,
			kelly: null,
			longestWinStreak: 2,
			longestLossStreak: 0,
			largestWin: 30,
			largestLoss: null
		});
		expect(sqn).toBeCloseTo(2, 14);
	});

	it('leave what needs a win undefined without wins, but know a profit factor of zero', () => {
		const { sqn, ...exact } = read([-10, -30]);
		expect(exact).toEqual({
			count: 2,
			wins: 0,
			losses: 2,
			winRate: 0,
			profitFactor: 0,
			expectancy: -20,
			averageWin: null,
			averageLoss: -20,
			payoff: null,
			kelly: null,
			longestWinStreak: 0,
			longestLossStreak: 2,
			largestWin: null,
			largestLoss: -30
		});
		expect(sqn).toBeCloseTo(-2, 14);
	});

	it('take a book of zero trades for neither won nor lost', () => {
		expect(read([0, 0])).toEqual({ ...NOTHING, count: 2, winRate: 0, expectancy: 0 });
	});

	it.each([
		['one trade', [10]],
		['equal trades', [10, 10, 10]],
		['trades equal but for rounding', [0.1 + 0.2, 0.3, 0.3]]
	])('have no SQN with %s', (_name, nets) => {
		expect(read(nets).sqn).toBeNull();
	});

	it('show no made-up figure for a result that is no number', () => {
		expect(read([10, NaN])).toMatchObject({ count: 2, wins: 1, expectancy: null, sqn: null });
		const endless = { averageWin: null, largestWin: null, profitFactor: null, payoff: null, kelly: null };
		expect(read([Infinity, -1])).toMatchObject(endless);
	});

	it.each([
		// p = 1/4, payoff 10/10: 0.25 − 0.75 = −0.5.
		['is negative when the odds are against it', [10, -10, -10, -10], -0.5],
		// p = 1/2, payoff 30/10: 0.5 − 0.5/3 = 1/3.
		['grows with the payoff', [30, -10], 1 / 3]
	])('have a Kelly share that %s', (_name, nets, expected) => {
		expect(read(nets).kelly).toBeCloseTo(expected, 14);
	});
});

describe('streaks', () => {
	it.each([
		['the longest counts, not the last', [1, 1, 1, -1, 1, -1, -1], 3, 2],
		['a zero trade ends both', [1, 1, 0, 1, -1, 0, -1], 2, 1],
		['a running streak counts', [-1, 1, 1], 2, 1]
	])('%s', (_name, nets, wins, losses) => {
		expect(read(nets)).toMatchObject({ longestWinStreak: wins, longestLossStreak: losses });
	});

	it('follow the order of closing and leave the list alone', () => {
		const trades = [
			{ net: 1, closedAt: 40 },
			{ net: -1, closedAt: 20 },
			{ net: 1, closedAt: 30 },
			{ net: -1, closedAt: 10 }
		];
		const given = structuredClone(trades);
		expect(tradeStatistics(trades)).toMatchObject({ longestWinStreak: 2, longestLossStreak: 2 });
		expect(trades).toEqual(given);
	});

	it('keep the given order of trades that close together', () => {
		const trades = [1, -1, 1, -1].map((net) => ({ net, closedAt: 5 }));
		expect(tradeStatistics(trades)).toMatchObject({ longestWinStreak: 1, longestLossStreak: 1 });
		const later = [...trades, { net: -1, closedAt: 6 }];
		expect(tradeStatistics(later)).toMatchObject({ longestWinStreak: 1, longestLossStreak: 2 });
	});
});

describe('trade statistics of any results', () => {
	it('account for the whole net result', () => {
		fc.assert(
			fc.property(results, (nets) => {
				const found = read(nets);
				const won = found.wins * (found.averageWin ?? 0);
				const lost = found.losses * (found.averageLoss ?? 0);
				const net = nets.reduce((total, x) => total + x, 0);
				expect(won + lost).toBeCloseTo(net, 6);
				expect(found.count * (found.expectancy ?? 0)).toBeCloseTo(net, 6);
			})
		);
	});

	it('swap sides when every result changes its sign', () => {
		fc.assert(
			fc.property(results, (nets) => {
				const found = read(nets);
				const mirrored = read(nets.map((net) => 0 - net));
				const negated = (value: number | null): number | null => (value === null ? null : -value);
				expect(mirrored.wins).toBe(found.losses);
				expect(mirrored.averageWin).toBe(negated(found.averageLoss));
				expect(mirrored.largestWin).toBe(negated(found.largestLoss));
				expect(mirrored.longestWinStreak).toBe(found.longestLossStreak);
			})
		);
	});

	it('keep every ratio when the stakes are sixteen times as large', () => {
		fc.assert(
			fc.property(results, (nets) => {
				const ratios = (found: TradeStatistics): (number | null)[] => [
					found.winRate,
					found.profitFactor,
					found.payoff,
					found.kelly,
					found.sqn
				];
				expect(ratios(read(nets.map((net) => net * 16)))).toEqual(ratios(read(nets)));
			})
		);
	});

	it('have a positive Kelly share exactly when the profit factor is above one', () => {
		fc.assert(
			fc.property(results, (nets) => {
				const { kelly, profitFactor } = read(nets);
				fc.pre(kelly !== null && profitFactor !== null && profitFactor !== 1);
				expect((kelly ?? NaN) > 0).toBe((profitFactor ?? NaN) > 1);
			})
		);
	});
});
