import type { ExplainTerm, Explanation, FigureUnit } from '../../lib/contract/explainView.ts';
import {
	formatDecimal,
	formatMoney,
	type Money,
	type Price,
	type Quantity,
	type Ratio
} from '../../lib/domain/decimal.ts';
import type { Position } from '../../lib/domain/position.ts';
import { lastPrice, type EngineState } from '../../lib/engine/state.ts';

/** What of an explanation its maker says; the rest is the question's. */
export type Explained = Omit<Explanation, 'figure' | 'subject' | 'at'>;

type Operator = ExplainTerm['operator'];

/** A term of money. */
export const moneyTerm = (operator: Operator, label: string, value: Money): ExplainTerm =>
	({ operator, label, value: formatMoney(value), unit: 'money' }) as const;

/** A term that is a price. */
export const priceTerm = (operator: Operator, label: string, value: Price): ExplainTerm =>
	({ operator, label, value: formatDecimal(value), unit: 'price' }) as const;

/** A term that is a quantity. */
export const quantityTerm = (operator: Operator, label: string, value: Quantity): ExplainTerm =>
	({ operator, label, value: formatDecimal(value), unit: 'quantity' }) as const;

/** A term that is a fraction. */
export const ratioTerm = (operator: Operator, label: string, value: Ratio): ExplainTerm =>
	({ operator, label, value: formatDecimal(value), unit: 'fraction' }) as const;

/** An explanation that ends in money. */
export function explainMoney(
	title: string,
	rule: string,
	terms: readonly ExplainTerm[],
	result: Money
): Explained {
	return { title, rule, terms, result: formatMoney(result), unit: 'money', missing: null };
}

/** An explanation that ends in a price or a fraction. */
export function explainRatio(
	title: string,
	rule: string,
	terms: readonly ExplainTerm[],
	result: Price | Ratio,
	unit: FigureUnit = 'fraction'
): Explained {
	return { title, rule, terms, result: formatDecimal(result), unit, missing: null };
}

/** A number that cannot be told now, and why. */
export function unexplained(title: string, rule: string, unit: FigureUnit, missing: string): Explained {
	return { title, rule, terms: [], result: null, unit, missing };
}

/** A held position and its last price. */
export interface Marked {
	readonly position: Position;
	readonly mark: Price;
}

/** Every position with its last price, or the symbols that have none. */
export function markPositions({
	book,
	market
}: EngineState): { readonly marked: readonly Marked[] } | { readonly unpriced: readonly string[] } {
	const marked: Marked[] = [];
	const unpriced: string[] = [];
	for (const position of book.positionBySymbol.values()) {
		const last = lastPrice(market, position.symbol);
		if (last === null) unpriced.push(position.symbol);
		else marked.push({ position, mark: last.price });
	}
	return unpriced.length > 0 ? { unpriced } : { marked };
}
