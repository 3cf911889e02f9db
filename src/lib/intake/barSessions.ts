import type { BarInterval, BarSeries } from '../domain/bar.ts';
import type { AssetClass } from '../domain/instrument.ts';
import { sessionAt, sessionOn } from '../domain/marketCalendar.ts';
import {
	formatDate,
	formatInstant,
	millisecondsPerDay,
	millisecondsPerMinute,
	utcDay
} from '../domain/time.ts';
import type { BarColumns } from './barColumns.ts';
import type { FaultList } from './faultList.ts';

/** What the bars of a file are of. */
export interface BarsIdentity {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly interval: BarInterval;
}

interface BarTimes {
	readonly startsAt: Float64Array;
	readonly completesAt: Float64Array;
	readonly regular: Uint8Array;
}

/** Makes a series of columns by the market's calendar; timestamps that do not fit the interval are faults. */
export function columnsToSeries(columns: BarColumns, identity: BarsIdentity, faults: FaultList): BarSeries {
	const { length } = columns;
	const label = columns.label.slice(0, length);
	const times = {
		startsAt: label.slice(),
		completesAt: label.slice(),
		regular: new Uint8Array(length).fill(1)
	};
	const { assetClass, interval } = identity;
	for (let row = 0; row < length; row++) {
		const at = label[row] ?? 0;
		const duration = interval === '1m' ? millisecondsPerMinute : millisecondsPerDay;
		const line = columns.line[row] ?? null;
		if (at % duration !== 0) {
			faults.add(line, 'timestamp', { type: 'off_interval', found: formatInstant(at), interval });
		} else if (interval === '1d' && assetClass === 'us_equity') {
			if (!setSession(times, row, at)) {
				faults.add(line, 'timestamp', { type: 'no_session', found: formatDate(utcDay(at)) });
			}
		} else {
			times.completesAt[row] = at + duration;
			if (assetClass === 'us_equity' && sessionAt(at) === undefined) times.regular[row] = 0;
		}
	}
	return {
		...identity,
		length,
		label,
		...times,
		open: columns.open.slice(0, length),
		high: columns.high.slice(0, length),
		low: columns.low.slice(0, length),
		close: columns.close.slice(0, length),
		volume: columns.volume.slice(0, length)
	};
}

function setSession({ startsAt, completesAt }: BarTimes, row: number, label: number): boolean {
	const session = sessionOn(utcDay(label));
	if (session === undefined) return false;
	startsAt[row] = session.open;
	completesAt[row] = session.close;
	return true;
}
