import type { Decision } from './decision.ts';
import type { ClientOrderId } from './ids.ts';
import type { TradingState } from './risk.ts';
import type { Instant } from './time.ts';

/** What a person, a file or a strategy asks of the desk. */
export type Command =
	| { readonly type: 'TakeDecision'; readonly at: Instant; readonly decision: Decision }
	| { readonly type: 'CancelOrder'; readonly at: Instant; readonly orderId: ClientOrderId }
	| {
			readonly type: 'SetTradingState';
			readonly at: Instant;
			readonly state: TradingState;
			readonly reason: string;
	  };
