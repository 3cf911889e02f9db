import { describe, expect, it } from 'vitest';
import { traceLimits } from '../../../src/lib/analytics/limitCourse.ts';
import type { SnapshotRow } from '../../../src/lib/domain/deskRows.ts';
import {
	createConfig,
	minuteAt,
	money,
	quantity,
	ratio,
	type PlainSettings
} from '../../support/deskBuilders.ts';

/** A snapshot of an account worth 10000 that holds so much of each symbol at 100. */
function snapshot(minute: number, held: Readonly<Record<string, string>>): SnapshotRow {
	return {
		...{ seq: minute + 1, at: minuteAt(minute), endsDay: false, cash: '0', equity: '10000' },
		...{ positionsValue: '0', unrealised: '0', realisedGross: '0', fees: '0' },
		positions: Object.entries(held).map(([symbol, count]) => ({ symbol, quantity: count, price: '100' }))
	};
}

const settings: PlainSettings = {
	...{ maxTotalExposure: '0.5', maxPositionFraction: '0.25', maxOpenTrades: 4 },
	risk: {
		...{ maxSectorExposure: ratio('0.4'), maxNetExposure: ratio('0.4'), maxPositionQuantity: quantity('50') },
		sectors: { XYZ: 'Energy', ABC: 'Energy' }
	}
};

const from = { dayLoss: money('10000'), dayLossMoney: money('10000') };

const trace = (rows: readonly SnapshotRow[], most = 100) =>
	Object.fromEntries(
		traceLimits(rows, createConfig(settings), from, most).map(({ check, of, used }) => [
			of === null ? check : `${check} ${of}`,
			[...used]
		])
	);

describe('the course of the limits', () => {
	it('is the share of each that was taken of what was held', () => {
		const rows = [
			snapshot(0, {}),
			snapshot(1, { XYZ: '20', BTC: '-5' }),
			snapshot(2, { XYZ: '10', ABC: '10' })
		];
		expect(trace(rows)).toEqual({
			totalExposure: [0, 0.5, 0.4],
			positionSize: [0, 0.8, 0.4],
			'netExposure long': [0, 0.375, 0.5],
			'netExposure short': [0, 0, 0],
			maintenanceMargin: [0, 0.015, 0],
			openTrades: [0, 0.5, 0.5],
			positionQuantity: [0, 0.4, 0.2],
			'sectorExposure Energy': [0, 0.5, 0.5],
			'sectorExposure BTC': [0, 0.125, 0]
		});
	});

	it('keeps the highest of each stretch when there are many', () => {
		const rows = Array.from({ length: 100 }, (_, minute) =>
			snapshot(minute, { XYZ: minute === 37 ? '50' : '10' })
		);
		const { totalExposure = [] } = trace(rows, 10);
		expect(totalExposure.length).toBe(10);
		expect(Math.max(...totalExposure)).toBe(1);
		expect(totalExposure.filter((used) => used === 0.2).length).toBe(9);
	});

	it('is what the day has lost and fallen of what it may', () => {
		const worth = (minute: number, equity: string) => ({ ...snapshot(minute, {}), equity });
		const rows = [worth(0, '10000'), worth(1, '10100'), worth(2, '9898')];
		const risk = { maxDayLoss: ratio('0.02'), maxDayLossMoney: money('51'), maxDayDrawdown: ratio('0.02') };
		const courses = traceLimits(rows, createConfig({ risk }), from, 100);
		const usedOf = (name: string) => [...(courses.find(({ check }) => check === name)?.used ?? [])];
		expect(usedOf('dayLoss')).toEqual([0, 0, 0.51]);
		expect(usedOf('dayLossMoney')).toEqual([0, 0, 2]);
		expect(usedOf('dayDrawdown')).toEqual([0, 0, 1]);
	});

	it('of nothing is nothing', () => {
		expect(trace([])['totalExposure']).toEqual([]);
	});
});
