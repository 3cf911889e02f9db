import type { BreakerName } from './breakers.ts';
import type { Price, Quantity, Ratio } from './decimal.ts';
import type { Routing } from './brokerEvents.ts';
import type { Decision } from './decision.ts';
import type { ClientOrderId, DecisionId } from './ids.ts';
import type { HaltSource, KillLevel } from './killSwitch.ts';
import type { PricedInstrument } from './market.ts';
import type { OrderRequest } from './orderRequest.ts';
import type { OrderTerms } from './orderTerms.ts';
import type { SettingChange } from './settings.ts';
import type { Instant } from './time.ts';

/** What to do with each level that guards a position: absent leaves it, null takes it away, a value arms or moves it. */
export interface ProtectionChange {
	readonly stopLoss?: Price | null;
	readonly takeProfit?: Price | null;
	readonly trailing?: Ratio | null;
}

/** Which open orders a cancel of many is for; absent is any. */
export interface OrderFilter {
	readonly symbol?: string;
	readonly side?: 'buy' | 'sell';
	readonly purpose?: 'entry' | 'exit';
}

/** What a person, a file or a strategy asks of the desk. */
export type Command =
	| {
			readonly type: 'TakeDecision';
			readonly at: Instant;
			readonly decision: Decision;
			/** A person typed it, so that it needs no confirmation. */
			readonly byPerson?: true;
	  }
	| {
			readonly type: 'CancelOrder';
			readonly at: Instant;
			readonly request: string;
			readonly orderId: ClientOrderId;
	  }
	| {
			readonly type: 'CancelDecision';
			readonly at: Instant;
			readonly request: string;
			readonly decisionId: DecisionId;
	  }
	| {
			/** A person lets what a decision would open go on. */
			readonly type: 'ConfirmDecision';
			readonly at: Instant;
			readonly request: string;
			readonly decisionId: DecisionId;
	  }
	| {
			readonly type: 'DismissDecision';
			readonly at: Instant;
			readonly request: string;
			readonly decisionId: DecisionId;
	  }
	| {
			readonly type: 'SubmitOrder';
			readonly at: Instant;
			readonly request: string;
			readonly order: OrderRequest;
	  }
	| {
			readonly type: 'ReplaceOrder';
			readonly at: Instant;
			readonly request: string;
			readonly orderId: ClientOrderId;
			/** What shall be different; absent stays. */
			readonly change: Partial<OrderTerms>;
	  }
	| {
			readonly type: 'CancelOrders';
			readonly at: Instant;
			readonly request: string;
			readonly filter: OrderFilter;
	  }
	| {
			readonly type: 'ClosePosition';
			readonly at: Instant;
			readonly request: string;
			readonly symbol: string;
			/** Null closes all of it. */
			readonly quantity: Quantity | null;
	  }
	| {
			readonly type: 'ChangeProtection';
			readonly at: Instant;
			readonly request: string;
			readonly symbol: string;
			readonly change: ProtectionChange;
	  }
	| {
			readonly type: 'ChangeSettings';
			readonly at: Instant;
			readonly request: string;
			/** Values in canonical text; what a setting was before, the book knows. */
			readonly changes: readonly Omit<SettingChange, 'from'>[];
			/** What led to it, for a person. */
			readonly reason: string;
	  }
	| {
			/** Locks a symbol, or all of them with null, until an instant, or with null until it is lifted. */
			readonly type: 'SetLock';
			readonly at: Instant;
			readonly request: string;
			readonly symbol: string | null;
			readonly endsAt: Instant | null;
			readonly reason: string;
	  }
	| {
			/** Lifts a lock by its number before it ends. */
			readonly type: 'LiftLock';
			readonly at: Instant;
			readonly request: string;
			readonly number: number;
			readonly reason: string;
	  }
	| {
			/** Stops trading as far as a level says; it never lets go of what a higher one has stopped. */
			readonly type: 'Halt';
			readonly at: Instant;
			readonly level: KillLevel;
			readonly by: HaltSource;
			readonly reason: string;
	  }
	| {
			/** Lets trading go on, as far as the level `to` still allows; null lets everything go on. */
			readonly type: 'Resume';
			readonly at: Instant;
			readonly to: KillLevel | null;
			readonly by: HaltSource;
			readonly reason: string;
	  }
	| {
			/** Lets a breaker that has tripped go: it measures anew from here. */
			readonly type: 'ResetBreaker';
			readonly at: Instant;
			readonly request: string;
			readonly breaker: BreakerName;
			readonly reason: string;
	  }
	| {
			/** With it on, what decisions ask for is sized, reviewed and kept, and not sent. */
			readonly type: 'SetSignalOnly';
			readonly at: Instant;
			readonly isOn: boolean;
			readonly by: HaltSource;
	  }
	| {
			/** Follows more instruments of a market that is not the book's own. */
			readonly type: 'AddInstruments';
			readonly at: Instant;
			readonly request: string;
			readonly instruments: readonly PricedInstrument[];
	  }
	| {
			/** Sets how far orders of an account's book go. */
			readonly type: 'SetRouting';
			readonly at: Instant;
			/** Empty where the desk itself does it. */
			readonly request: string;
			readonly routing: Routing;
			readonly reason: string;
	  };
