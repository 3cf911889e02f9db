import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import { decimalToNumber } from '../../../src/lib/domain/decimal.ts';
import type { TradeRow } from '../../../src/lib/domain/deskRows.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { Desk } from '../../../src/lib/engine/turn.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import { holds } from '../../support/propertyCheck.ts';
import { makeRandomRun, toBookConfig } from '../../support/randomRun.ts';

/** Worst and best by hand: what is held between two fills, at every bar that lies between them. */
function excursionOf(fills: readonly Fill[], bars: BarSeries): readonly [number, number] {
	let [held, basis, worst, best] = [0, 0, 0, 0];
	const see = (at: number) => {
		worst = Math.min(worst, held * at - basis);
		best = Math.max(best, held * at - basis);
	};
	for (const [index, fill] of fills.entries()) {
		const [amount, at] = [decimalToNumber(fill.quantity), decimalToNumber(fill.price)];
		see(at);
		const after = held + (fill.side === 'buy' ? amount : -amount);
		basis = fill.side === 'buy' ? basis + amount * at : (basis * after) / held;
		held = after;
		const until = fills[index + 1]?.at ?? -Infinity;
		for (let bar = 0; bar < bars.length; bar++) {
			const [from, to] = [bars.startsAt[bar] ?? NaN, bars.completesAt[bar] ?? NaN];
			if (from < fill.guardsFrom || to >= until) continue;
			see((bars.low[bar] ?? NaN) / 1e9);
			see((bars.high[bar] ?? NaN) / 1e9);
		}
	}
	return [worst, best];
}

it('a trade was at its worst and best where the bars between its fills say so', () => {
	let judged = 0;
	holds(
		fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
			const run = makeRandomRun(seed);
			const open = createOpenRows();
			const fillsBySymbol = new Map<string, Fill[]>();
			let seq = 0;
			const judge: Desk['record'] = (event, { book }) => {
				const rows = projectEvent(open, event, ++seq, book);
				if (event.type !== 'OrderFilled') return;
				const { symbol } = event.fill;
				fillsBySymbol.set(symbol, [...(fillsBySymbol.get(symbol) ?? []), event.fill]);
				const trade = rows.flatMap((change): TradeRow[] =>
					change.store === 'trades' ? [change.row] : []
				)[0];
				if (trade === undefined) return;
				const bars = run.series.find((one) => one.symbol === symbol);
				if (bars === undefined) throw new Error('a symbol has bars');
				const [worst, best] = excursionOf(fillsBySymbol.get(symbol) ?? [], bars);
				fillsBySymbol.delete(symbol);
				expect(Number(trade.worst)).toBeCloseTo(worst, 6);
				expect(Number(trade.best)).toBeCloseTo(best, 6);
				judged++;
			};
			const config = toBookConfig(run.config);
			const { series, decisions } = run;
			const replay = createReplay({ config, series, decisions, strategies: [], onEvent: judge });
			while (replay.advance(10_000));
		}),
		20
	);
	expect(judged).toBeGreaterThan(200);
});
