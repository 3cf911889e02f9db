import type { BrokerEvent } from '../domain/brokerEvents.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Decided } from './inputs.ts';

/** What a comparison of book and account found, which is put on record as it is. */
export interface AccountTold {
	readonly type: 'AccountTold';
	readonly at: Instant;
	readonly event: BrokerEvent | Extract<BookEvent, { type: 'ProtectionCanceled' }>;
}

/** Puts on record what a comparison found. */
export function decideTold({ event }: AccountTold): Decided {
	return { events: [event], effects: [] };
}
