import type { BarSeries } from '../domain/bar.ts';
import { unitsToNumber } from '../domain/decimal.ts';
import type { Decision } from '../domain/decision.ts';
import type { DecisionId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { runTurn, type Desk } from '../engine/turn.ts';
import type { Strategy, StrategySignal } from '../strategy/strategy.ts';

/** Shows bars to strategies and turns their signals into decisions of the same instant. */
export interface StrategyDesk {
	/** Shows the bar at `cursor` to every strategy; what they say waits. */
	watch(series: BarSeries, cursor: number): void;
	/** Takes what waits to the engine, in the order in which it was said. */
	takeDecisions(desk: Desk, at: Instant): void;
}

interface Waiting {
	readonly strategy: string;
	readonly symbol: string;
	readonly signal: StrategySignal;
}

/** A desk for the strategies of a run; decision ids count per run. */
export function createStrategyDesk(strategies: readonly Strategy[]): StrategyDesk {
	const bar = { symbol: '', at: NaN, open: NaN, high: NaN, low: NaN, close: NaN, volume: NaN };
	let waiting: Waiting[] = [];
	let count = 0;

	function watch(series: BarSeries, cursor: number): void {
		if (strategies.length === 0) return;
		bar.symbol = series.symbol;
		bar.at = series.completesAt[cursor] ?? NaN;
		bar.open = unitsToNumber(series.open[cursor] ?? NaN);
		bar.high = unitsToNumber(series.high[cursor] ?? NaN);
		bar.low = unitsToNumber(series.low[cursor] ?? NaN);
		bar.close = unitsToNumber(series.close[cursor] ?? NaN);
		bar.volume = series.volume[cursor] ?? NaN;
		for (const strategy of strategies) {
			const signal = strategy.onBar(bar);
			if (signal !== null) waiting.push({ strategy: strategy.name, symbol: series.symbol, signal });
		}
	}

	function takeDecisions(desk: Desk, at: Instant): void {
		if (waiting.length === 0) return;
		const due = waiting;
		waiting = [];
		for (const said of due) {
			count++;
			runTurn(desk, { type: 'TakeDecision', at, decision: signalToDecision(said, count, at) });
		}
	}

	return { watch, takeDecisions };
}

function signalToDecision({ strategy, symbol, signal }: Waiting, count: number, at: Instant): Decision {
	return {
		id: `${strategy}.${String(count)}` as DecisionId,
		at,
		symbol,
		action: signal.action,
		confidence: null,
		size: signal.size,
		entryPrice: null,
		levels: signal.levels,
		strategy,
		reason: signal.reason,
		tag: '',
		expiresAt: null
	};
}
