import type { Bar } from '../domain/bar.ts';
import { triggerToOrderId } from '../domain/ids.ts';
import type { Trigger, TriggerKind, Protection } from '../domain/trigger.ts';
import { nothing, type Decided } from './inputs.ts';
import { createExitIntent, reviewed, reviewExit } from './placement.ts';
import { instrumentOf, protectionOf, type EngineState } from './state.ts';
import { evaluateBar, type BarVerdict } from './triggerEvaluation.ts';

type Fire = Extract<BarVerdict, { type: 'fire' }>;

/** Tests the triggers of a symbol against a completed bar; a fired one becomes an exit that walks the road of any order. */
export function decideBar(state: EngineState, symbol: string, bar: Bar): Decided {
	const { book } = state;
	if (!book.positionBySymbol.has(symbol) || book.exitBySymbol.has(symbol)) return nothing;
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
			return fire(state, symbol, bar, verdict, protection);
	}
}

function fire(state: EngineState, symbol: string, bar: Bar, verdict: Fire, protection: Protection): Decided {
	const at = bar.completesAt;
	const trigger = triggerOf(protection, verdict.kind);
	const position = state.book.positionBySymbol.get(symbol);
	if (position === undefined || trigger === null) return nothing;
	const id = triggerToOrderId(trigger.id);
	const intent = createExitIntent(id, position.decisionId, position, verdict.kind, at);
	const firedOn = { bar, price: verdict.price, slips: verdict.slips };
	const decided = reviewed(intent, reviewExit(state, intent), null, firedOn, at);
	const fired = { type: 'TriggerFired', at, triggerId: trigger.id, symbol, level: verdict.level } as const;
	return { events: [fired, ...decided.events], effects: decided.effects };
}

function triggerOf(protection: Protection, kind: TriggerKind): Trigger | null {
	switch (kind) {
		case 'stop_loss':
			return protection.stopLoss;
		case 'take_profit':
			return protection.takeProfit;
		case 'trailing_stop':
			return protection.trailing;
	}
}
