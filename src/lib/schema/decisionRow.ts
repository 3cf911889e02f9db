import { decimalToNumber, parseRatio } from '../domain/decimal.ts';
import type { Decision, DecisionSize } from '../domain/decision.ts';
import type { DecisionId } from '../domain/ids.ts';
import type { AssetClass } from '../domain/instrument.ts';
import { createInstrument } from '../domain/instrument.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import { decimalWithin, fractionField, levelField, quantityField } from './decimalField.ts';
import { instantField } from './instantField.ts';
import type { FieldProblem } from './problem.ts';
import { jsonObject, objectOf, problemToIssue, readBySchema } from './problem.ts';
import { idField, symbolField, textUpTo } from './textField.ts';
import { z } from './zod.ts';

function createRowSchema(known: readonly string[], priceDecimals: number) {
	const level = z.nullish(levelField(priceDecimals));
	const row = objectOf({
		id: idField,
		at: instantField,
		symbol: symbolField(known),
		action: z.enum(['BUY', 'SELL', 'HOLD']),
		confidence: z.nullish(decimalWithin(parseRatio, '0', '1')),
		sizePct: z.nullish(fractionField),
		quantity: z.nullish(quantityField),
		entryPrice: level,
		stopLoss: level,
		takeProfit: level,
		trailingStopPct: z.nullish(fractionField),
		strategy: z.nullish(textUpTo(64)),
		reason: z.nullish(textUpTo(500)),
		tag: z.nullish(textUpTo(64)),
		metadata: z.nullish(jsonObject),
		expiresAt: z.nullish(instantField)
	});
	return row.check(
		z.superRefine(
			({ action, sizePct, quantity }, context) => {
				// A refused size is neither null nor undefined: it has its own problem already.
				const bySize = sizePct !== null && sizePct !== undefined;
				const byQuantity = quantity !== null && quantity !== undefined;
				if (bySize && byQuantity) {
					context.issues.push(
						problemToIssue(quantity, { type: 'exclusive', other: 'sizePct' }, ['quantity'])
					);
				}
				if (action === 'BUY' && !bySize && !byQuantity) {
					context.issues.push(problemToIssue(sizePct, { type: 'missing' }, ['sizePct']));
				}
			},
			{ when: () => true }
		)
	);
}

/** The names of the fields of a decision. */
export const decisionFields: readonly string[] = Object.keys(createRowSchema([], 0).shape);

type DecisionRow = z.output<ReturnType<typeof createRowSchema>>;

function rowToSize({ sizePct = null, quantity = null }: DecisionRow): DecisionSize | null {
	if (sizePct !== null) return { by: 'fraction', fraction: sizePct };
	return quantity === null ? null : { by: 'quantity', quantity };
}

function rowToDecision(row: DecisionRow): Decision {
	const { confidence = null } = row;
	return {
		id: row.id as DecisionId,
		at: row.at,
		symbol: row.symbol,
		action: row.action,
		confidence: confidence === null ? null : decimalToNumber(confidence),
		size: rowToSize(row),
		entryPrice: row.entryPrice ?? null,
		levels: {
			stopLoss: row.stopLoss ?? null,
			takeProfit: row.takeProfit ?? null,
			trailing: row.trailingStopPct ?? null
		},
		strategy: row.strategy ?? '',
		reason: row.reason ?? '',
		tag: row.tag ?? '',
		expiresAt: row.expiresAt ?? null
	};
}

/** Reads one decision, numbers as `WrittenNumber` or text; fails with every problem of the row. */
export type DecisionReader = (row: unknown) => Result<Decision, FieldProblem[]>;

/** A reader of decisions on these symbols; the class of a symbol limits the decimals of its prices. */
export function createDecisionReader(assetClassBySymbol: ReadonlyMap<string, AssetClass>): DecisionReader {
	const known = [...assetClassBySymbol.keys()];
	const schemaOf = (assetClass: AssetClass) =>
		createRowSchema(known, createInstrument('', assetClass).priceDecimals);
	const schemaByClass = { us_equity: schemaOf('us_equity'), crypto: schemaOf('crypto') };
	return (row) => {
		const symbol: unknown = typeof row === 'object' && row !== null && 'symbol' in row ? row.symbol : null;
		// The wider decimals for an unknown symbol: its row is refused for the symbol, not for them.
		const assetClass = (typeof symbol === 'string' && assetClassBySymbol.get(symbol)) || 'crypto';
		const read = readBySchema(schemaByClass[assetClass], row);
		return read.ok ? ok(rowToDecision(read.value)) : read;
	};
}
