import type { Decision, DecisionSize, ProtectionLevels } from '../domain/decision.ts';
import { id, nullable, number, object, price, quantity, ratio, text, union, word } from './codec.ts';

const decisionSize = union<DecisionSize, 'by'>('by', {
	fraction: { fraction: ratio },
	quantity: { quantity }
});

/** The levels that a decision gives. */
export const protectionLevels = object<ProtectionLevels>({
	stopLoss: nullable(price),
	takeProfit: nullable(price),
	trailing: nullable(ratio)
});

/** A decision as it was taken. */
export const decision = object<Decision>({
	id: id(),
	at: number,
	symbol: text,
	action: word('BUY', 'SELL', 'HOLD'),
	confidence: nullable(number),
	size: nullable(decisionSize),
	entryPrice: nullable(price),
	levels: protectionLevels,
	strategy: text,
	reason: text,
	tag: text,
	expiresAt: nullable(number)
});
