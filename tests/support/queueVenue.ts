import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import { formatDecimal } from '../../src/lib/domain/decimal.ts';
import type { InlineVenue, RestingState, VenueReport } from '../../src/lib/domain/venue.ts';
import { createConfig, instruments, money, quantity, type PlainSettings } from './deskBuilders.ts';

/** What a venue with queues is opened with. */
export interface Given extends PlainSettings {
	readonly resting?: readonly RestingState[];
	readonly seed?: number;
}

/** A venue with 100 XYZ and much cash, where one and a half of what is shown stands before a limit. */
export function openQueues({ resting = [], seed = 0, ...settings }: Given = {}): InlineVenue {
	const { fillModel: model } = createConfig({ queueAhead: '1.5', ...settings });
	const holdings = new Map([['XYZ', quantity('100')]]);
	return createSimulator({ cash: money('1000000'), model, instruments, holdings, resting, seed });
}

/** Fills in a line each. */
export function fillsOf(reports: readonly VenueReport[]): readonly string[] {
	return reports.flatMap((report) => {
		if (report.type !== 'OrderFilled') return [];
		const { orderId, quantity: size, price: paid } = report.fill;
		return [`${orderId} ${formatDecimal(size)} at ${formatDecimal(paid)}`];
	});
}
