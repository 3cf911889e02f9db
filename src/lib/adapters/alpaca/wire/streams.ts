import { z } from '../../../schema/zod.ts';
import { decimalOrNull, textOrNull } from './fields.ts';
import { wireOrder } from './trading.ts';

/** What the trading stream says about an order; a name that is not known is a reason to read the order again. */
export const wireTradeUpdate = z.looseObject({
	stream: z.literal('trade_updates'),
	data: z.looseObject({
		event: z.string(),
		event_id: textOrNull,
		execution_id: textOrNull,
		timestamp: textOrNull,
		/** Of this execution. */
		price: decimalOrNull,
		qty: decimalOrNull,
		position_qty: decimalOrNull,
		order: wireOrder
	})
});

/** The trading stream's answers to what was asked of it; an error names no stream, but is an action. */
export const wireTradingControl = z.looseObject({
	stream: textOrNull,
	action: textOrNull,
	data: z.looseObject({ status: textOrNull, error_message: textOrNull })
});

/** One message of a data stream: its kind and symbol, and what prices it has. */
const wireDataMessage = z.looseObject({
	T: z.string(),
	S: textOrNull,
	t: textOrNull,
	bp: z.optional(z.number()),
	ap: z.optional(z.number()),
	bs: z.optional(z.number()),
	as: z.optional(z.number()),
	p: z.optional(z.number()),
	s: z.optional(z.unknown()),
	sc: textOrNull,
	sm: textOrNull,
	msg: textOrNull,
	code: z.optional(z.number())
});
export type WireDataMessage = z.infer<typeof wireDataMessage>;
/** A frame of a data stream. */
export const wireDataFrame = z.array(wireDataMessage);
