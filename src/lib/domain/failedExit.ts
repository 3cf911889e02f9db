import type { ClientOrderId } from './ids.ts';
import type { CancelReason, OrderEndReason } from './order.ts';
import type { DenialReason } from './risk.ts';
import type { Instant } from './time.ts';
import type { RejectionReason } from './venue.ts';

/** Why an exit did not do what it was for. */
export type FailureReason = DenialReason | RejectionReason | CancelReason | OrderEndReason;

/** An exit that was to guard and could not. */
export interface FailedExit {
	readonly orderId: ClientOrderId;
	readonly reason: FailureReason;
	readonly at: Instant;
	/** Until then the triggers of the symbol fire not again. */
	readonly until: Instant;
	/** How many there were one after another. */
	readonly times: number;
}
