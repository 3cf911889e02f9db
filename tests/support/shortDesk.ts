import { formatDecimal, formatMoney } from '../../src/lib/domain/decimal.ts';
import { averageEntry } from '../../src/lib/domain/position.ts';
import { spendableCash } from '../../src/lib/engine/riskFacts.ts';
import { takeSnapshot } from '../../src/lib/engine/snapshot.ts';
import { createDecision, quantity, type PlainSettings } from './deskBuilders.ts';
import { imbalance, readOrder, type PlainOrder } from './orderDesk.ts';
import type { QuoteDesk } from './quoteDesk.ts';

/** Settings that allow shorts. */
export const allowed: PlainSettings = { allowShort: true };
/** Ten shares. */
export const ten = { by: 'quantity', quantity: quantity('10') } as const;

/** What is held of XYZ: quantity at average, with lots; empty when flat. */
export function held({ state }: QuoteDesk): string {
	const position = state.book.positionBySymbol.get('XYZ');
	if (position === undefined) return '';
	const lots = position.lots.map((lot) => `${formatDecimal(lot.quantity)}@${formatDecimal(lot.price)}`);
	return `${formatDecimal(position.quantity)} at ${formatDecimal(averageEntry(position))}, ${lots.join(' ')}`;
}

/** Cash, equity, realised and what can be spent. */
export function money({ state, now }: QuoteDesk): readonly string[] {
	const { cash, equity, realisedGross } = takeSnapshot(state, now());
	const free = spendableCash(state);
	if (imbalance(state) !== 0n) throw new Error('the books do not balance');
	return [cash, equity, realisedGross, ...(free === null ? [] : [free])].map(formatMoney);
}

/** Gives an order by hand. */
export function order(desk: QuoteDesk, request: string, given: PlainOrder): readonly string[] {
	return desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
}

/** Sells 10 XYZ short at 100. */
export const short = (desk: QuoteDesk, given: Parameters<typeof createDecision>[0] = {}) => {
	desk.quote('100');
	desk.take(createDecision({ id: 'sell', action: 'SELL', size: ten, ...given }));
	return desk.quote('100');
};
