import type { DecisionRow, OrderRow } from '../../src/lib/domain/deskRows.ts';

/** An order's row: a limit buy that rests, unless something else is given. */
export function orderRow(given: Partial<OrderRow> & { readonly seq: number }): OrderRow {
	const id = given.id ?? `d.${String(given.seq)}`;
	return {
		...{ id, decisionId: id.slice(2), symbol: 'ABCD', side: 'buy', type: 'limit', purpose: 'entry' },
		...{ cause: 'entry_limit', status: 'accepted', quantity: '10', limitPrice: '12.5', refPrice: '13' },
		...{ filled: '0', averagePrice: null, realised: '0', fees: '0', madeAt: given.seq, updatedAt: given.seq },
		...{ stopPrice: null, trail: null, timeInForce: 'day', groupId: null },
		...{ endsAt: null, reasons: [], sizing: null, verdict: [] },
		...given
	};
}

/** A decision's row. */
export function decisionRow(id: string, given: Partial<DecisionRow> = {}): DecisionRow {
	return {
		...{
			id,
			seq: 1,
			queuedSeq: null,
			at: 0,
			takenAt: 0,
			symbol: 'ABCD',
			action: 'BUY',
			outcome: 'taken',
			refusal: null
		},
		...{ size: null, sizeBy: null, entryPrice: null, stopLoss: null, takeProfit: null, trailing: null },
		...{ confidence: null, strategy: '', reason: '', tag: '', expiresAt: null },
		...given
	};
}
