import type { DecisionSize } from '../domain/decision.ts';
import { createMovingSum, type MovingSum } from './movingSum.ts';
import type { Strategy, StrategyBar, StrategySignal } from './strategy.ts';

/** Lengths in bars (1 <= fast < slow) and how much each entry asks for. */
export interface SmaCrossSettings {
	readonly fast: number;
	readonly slow: number;
	readonly size: DecisionSize;
}

interface SymbolState {
	readonly fast: MovingSum;
	readonly slow: MovingSum;
	/** slow × Σ fast − fast × Σ slow at the bar before: the sign of the difference of the averages, without a division. */
	before: number;
}

/** Averages closer than this, relative to themselves, have met: the rest is the rounding of running sums. */
const roundingNoise = 1e-11;

function difference(a: number, b: number): number {
	return Math.abs(a - b) <= roundingNoise * Math.abs(a) ? 0 : a - b;
}

const noLevels = { stopLoss: null, takeProfit: null, trailing: null } as const;

/**
 * Buys when the fast simple moving average of closes rises through the slow one, and sells when it falls through: what is held, or
 * short where the settings allow it.
 * Touching counts as not yet through: up is from at or below to above.
 */
export function createSmaCross({ fast, slow, size }: SmaCrossSettings): Strategy {
	const stateBySymbol = new Map<string, SymbolState>();
	const buy: StrategySignal = {
		action: 'BUY',
		size,
		levels: noLevels,
		reason: 'fast average rose through slow'
	};
	const sell: StrategySignal = {
		action: 'SELL',
		// What is held is closed whatever its size; it counts where a short may be opened.
		size,
		levels: noLevels,
		reason: 'fast average fell through slow'
	};

	function stateOf(symbol: string): SymbolState {
		const known = stateBySymbol.get(symbol);
		if (known !== undefined) return known;
		const fresh = { fast: createMovingSum(fast), slow: createMovingSum(slow), before: NaN };
		stateBySymbol.set(symbol, fresh);
		return fresh;
	}

	return {
		name: `sma-${String(fast)}-${String(slow)}`,
		onBar({ symbol, close }: StrategyBar): StrategySignal | null {
			const state = stateOf(symbol);
			const now = difference(state.fast.push(close) * slow, state.slow.push(close) * fast);
			const { before } = state;
			state.before = now;
			if (before <= 0 && now > 0) return buy;
			return before >= 0 && now < 0 ? sell : null;
		}
	};
}
