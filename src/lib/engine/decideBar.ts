import type { Bar } from '../domain/bar.ts';
import { isPositive } from '../domain/decimal.ts';
import { isPausing } from './actingOrders.ts';
import { fireTrigger } from './fireTrigger.ts';
import { nothing, type Decided } from './inputs.ts';
import { areGuardsStill } from './killSwitch.ts';
import { closableQuantity } from './riskFacts.ts';
import { instrumentOf, protectionOf, type EngineState } from './state.ts';
import { evaluateBar } from './triggerEvaluation.ts';

/** Tests the triggers of a symbol against a completed bar; a fired one becomes an exit that walks the road of any order. */
export function decideBar(state: EngineState, symbol: string, bar: Bar): Decided {
	const { book } = state;
	if (areGuardsStill(book)) return nothing;
	// An exit that is out stands what guards its part down, and no more.
	if (!isPositive(closableQuantity(book, symbol))) return nothing;
	const protection = protectionOf(book, symbol);
	const verdict = evaluateBar(protection, bar, instrumentOf(state, symbol).instrument);
	switch (verdict.type) {
		case 'none':
			return nothing;
		case 'raise':
			return {
				events: [{ type: 'HighWaterRaised', at: bar.completesAt, symbol, mark: verdict.mark }],
				effects: []
			};
		case 'fire':
			if (isPausing(book, symbol, bar.completesAt)) return nothing;
			return fireTrigger(state, symbol, verdict, bar.completesAt, {
				type: 'bar',
				bar,
				price: verdict.price,
				slips: verdict.slips
			});
	}
}
