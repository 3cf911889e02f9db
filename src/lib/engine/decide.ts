import { isOpenStatus } from '../domain/order.ts';
import { decideBar } from './decideBar.ts';
import { decideDecision } from './decideDecision.ts';
import { decideReport } from './decideReport.ts';
import { nothing, type Decided, type Input } from './inputs.ts';
import { takeSnapshot } from './snapshot.ts';
import type { EngineState } from './state.ts';

/** What an input does to the book as it stands: events to fold and effects to perform. Reads the state, changes nothing. */
export function decide(state: EngineState, input: Input): Decided {
	switch (input.type) {
		case 'TakeDecision':
			return decideDecision(state, input.decision, input.at);
		case 'VenueReported':
			return decideReport(state, input.report);
		case 'BarCompleted':
			return decideBar(state, input.symbol, input.bar);
		case 'DayEnded':
			return { events: [{ type: 'SnapshotTaken', snapshot: takeSnapshot(state, input.at) }], effects: [] };
		case 'CancelOrder':
			return decideCancel(state, input);
		case 'SetTradingState':
			return decideTradingState(state, input);
	}
}

function decideCancel(state: EngineState, { orderId, at }: Extract<Input, { type: 'CancelOrder' }>): Decided {
	const order = state.book.orders.get(orderId);
	if (order === undefined || !isOpenStatus(order.status) || order.status === 'pending_cancel') return nothing;
	return {
		events: [{ type: 'CancelRequested', at, orderId }],
		effects: [{ type: 'CancelOrder', orderId, at }]
	};
}

function decideTradingState(state: EngineState, input: Extract<Input, { type: 'SetTradingState' }>): Decided {
	if (state.book.tradingState === input.state) return nothing;
	return {
		events: [{ type: 'TradingStateChanged', at: input.at, state: input.state, reason: input.reason }],
		effects: []
	};
}
