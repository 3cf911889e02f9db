import type { BrokerAnswer } from '../../src/lib/domain/brokerAnswer.ts';
import { failed } from '../../src/lib/domain/result.ts';
import type { VenueReport } from '../../src/lib/domain/venue.ts';
import type { Broker } from '../../src/lib/ports/broker.ts';

/** The answer of a broker that is no further away than a function. */
export function answerOf(reports: readonly VenueReport[] = []): BrokerAnswer {
	return { reports, calls: [], brokerId: null, unknown: null };
}

/** Of a broker whose account nobody reads. */
export const unread: Broker['read'] = () => Promise.resolve(failed({ message: 'nobody reads it' }));

/** Of a broker whose account nobody looks at. */
export const unseen: Broker['glance'] = () => Promise.resolve(failed({ message: 'nobody looks at it' }));
