import type { AccountGlance, AccountReading } from '../domain/accountReading.ts';
import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import type { BrokerAnswer } from '../domain/brokerAnswer.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';

/** Why an account could not be read, in a sentence. */
export interface ReadingFault {
	readonly message: string;
}

/**
 * A venue that answers later. All calls are safe to repeat: an order that is there already is reported, not made again,
 * and one that is gone is reported as it ended.
 */
export interface Broker {
	submit(intent: ApprovedIntent): Promise<BrokerAnswer>;
	/** Gives the order of the same id the terms of the intent. */
	replace(intent: ApprovedIntent): Promise<BrokerAnswer>;
	cancel(orderId: ClientOrderId): Promise<BrokerAnswer>;
	/** Reads the whole account, with everything that has happened since an instant; a part that cannot be read is a fault of all. */
	read(since: Instant): Promise<Result<AccountReading, ReadingFault>>;
	/**
	 * Says whether the account may have moved since it was read last, which it may where it never was: a look that costs far less than a
	 * reading, for every few seconds while orders are open.
	 */
	glance(): Promise<Result<AccountGlance, ReadingFault>>;
}
