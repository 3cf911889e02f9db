import type { ApprovedIntent } from '../domain/approvedIntent.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import type { VenueReport } from '../domain/venue.ts';

/**
 * A venue that answers later. All calls are safe to repeat: an order that is there already is reported, not made again,
 * and one that is gone is reported as it ended.
 */
export interface Broker {
	submit(intent: ApprovedIntent): Promise<readonly VenueReport[]>;
	/** Gives the order of the same id the terms of the intent. */
	replace(intent: ApprovedIntent): Promise<readonly VenueReport[]>;
	cancel(orderId: ClientOrderId): Promise<readonly VenueReport[]>;
}
