import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import type { FillModel } from '../../src/lib/domain/bookConfig.ts';
import { formatMoney } from '../../src/lib/domain/decimal.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import type { InlineVenue, RestingState, VenueReport } from '../../src/lib/domain/venue.ts';
import {
	createConfig,
	createOrder,
	instruments,
	minuteAt,
	money,
	quantity,
	type Ask
} from './deskBuilders.ts';

/** Fills at no cost, with all of the volume. */
export const freeFills = createConfig({ volumeShare: '1' }).fillModel;

/** A venue of a fill model that holds 1000 XYZ, 5 BTC and a million. */
export function openFeeVenue(given: Partial<FillModel>, resting: readonly RestingState[] = []): InlineVenue {
	const model = { ...freeFills, ...given };
	const holdings = new Map([
		['XYZ', quantity('1000')],
		['BTC', quantity('5')]
	]);
	return createSimulator({ cash: money('1000000'), model, instruments, holdings, resting });
}

/** Gives orders to a venue. */
export function rest(venue: InlineVenue, ...asks: readonly Ask[]): InlineVenue {
	for (const ask of asks) venue.submit(createOrder(ask), ask.madeAt ?? minuteAt(0), null);
	return venue;
}

/** The fills among reports. */
export const fillsOf = (reports: readonly VenueReport[]): readonly Fill[] =>
	reports.flatMap((report) => (report.type === 'OrderFilled' ? [report.fill] : []));

/** The fees of the fills among reports. */
export const feesOf = (reports: readonly VenueReport[]): readonly string[] =>
	fillsOf(reports).map(({ fee }) => formatMoney(fee));
