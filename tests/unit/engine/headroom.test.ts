import { expect, test } from 'vitest';
import { tellCheck } from '../../../src/lib/domain/verdictLines.ts';
import { measureHeadroom } from '../../../src/lib/engine/headroom.ts';
import { createDecision, createDesk, minuteAt, ratio, type TestDesk } from '../../support/deskBuilders.ts';

const limits = {
	maxPositionFraction: '0.25',
	maxTotalExposure: '0.5',
	maxOpenTrades: 3,
	minTradeNotional: '0',
	startingCash: '10000'
};

const read = ({ state }: TestDesk) =>
	Object.fromEntries(
		measureHeadroom(state, minuteAt(1)).map((result) => {
			const { check, measured, limit, headroom, passed } = tellCheck(result);
			return [check, [measured, limit, headroom, passed]];
		})
	);

test('an empty book takes nothing of its limits', () => {
	expect(read(createDesk(limits))).toEqual({
		totalExposure: ['0', '5000', '5000', true],
		positionSize: ['0', '2500', '2500', true],
		openTrades: ['0', '3', '3', true],
		maintenanceMargin: ['0', '10000', '10000', true],
		buyingPower: ['0', '10000', '10000', true]
	});
});

test('what is held and what waits count, the largest position stands for the size, and a price moves both', () => {
	const desk = createDesk(limits);
	desk.hold('XYZ', '100 100 100 100', { size: { by: 'fraction', fraction: ratio('0.2') } });
	desk.mark('XYZ', '150', minuteAt(1));
	expect(read(desk)).toEqual({
		totalExposure: ['3000', '5500', '2500', true],
		positionSize: ['3000', '2750', '-250', false],
		openTrades: ['1', '3', '2', true],
		maintenanceMargin: ['0', '11000', '11000', true],
		buyingPower: ['0', '8000', '8000', true]
	});
});

test('without a price what it would measure is unknown, and does not pass', () => {
	const desk = createDesk(limits);
	desk.hold('XYZ', '100 100 100 100', { size: { by: 'fraction', fraction: ratio('0.2') } });
	desk.state.market.last.fill(NaN);
	const { totalExposure, positionSize, openTrades } = read(desk);
	expect([totalExposure, positionSize]).toEqual([
		[null, null, null, false],
		[null, null, null, false]
	]);
	expect(openTrades).toEqual(['1', '3', '2', true]);
});

test('an entry that waits holds cash and counts as a trade', () => {
	const desk = createDesk(limits);
	desk.mark('XYZ', '100', minuteAt(0));
	desk.take(createDecision({ id: 'waits', symbol: 'XYZ', at: minuteAt(0) }));
	const { totalExposure, openTrades, buyingPower } = read(desk);
	expect(openTrades).toEqual(['1', '3', '2', true]);
	expect(Number(totalExposure?.[0])).toBeGreaterThan(0);
	expect(Number(buyingPower?.[0])).toBeGreaterThanOrEqual(Number(totalExposure?.[0]));
});
