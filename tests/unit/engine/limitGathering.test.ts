import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { formatMoney } from '../../../src/lib/domain/decimal.ts';
import { isWarning, type CheckName } from '../../../src/lib/domain/risk.ts';
import { riskOfPositions } from '../../../src/lib/engine/positionRisk.ts';
import { gatherStrategyFacts } from '../../../src/lib/engine/strategyFacts.ts';
import {
	createDecision,
	createLevels,
	quantity,
	ratio,
	type PlainSettings
} from '../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const ten = { by: 'quantity', quantity: quantity('10') } as const;
const riskOf = ({ state }: QuoteDesk, symbol = 'XYZ') =>
	formatMoney(riskOfPositions(state).of(symbol) ?? (-1n as never));

function deskWith(risk: NonNullable<PlainSettings['risk']>, given: PlainSettings = {}): QuoteDesk {
	return createQuoteDesk({ risk, ...given });
}

/** What the last review found, by check. */
function lastReview({ events }: QuoteDesk) {
	const made = events.filter(
		(event): event is Extract<BookEvent, { type: 'OrderInitialized' }> => event.type === 'OrderInitialized'
	);
	const checks = made.at(-1)?.verdict.checks ?? [];
	return (name: CheckName) => checks.find(({ check }) => check === name);
}

describe('what a position risks', () => {
	it.each([
		['all of its worth without a stop', {}, '1000'],
		['the distance to its stop', { stopLoss: '95' }, '50'],
		['the distance to its trail', { trailing: '0.02' }, '20'],
		['the distance to the nearer of both', { stopLoss: '95', trailing: '0.1' }, '50']
	] as const)('is %s', (_, levels, expected) => {
		const desk = deskWith({});
		desk.hold({ levels: createLevels(levels) });
		expect(riskOf(desk)).toBe(expected);
	});

	it('follows the price, the trail that it lifts, and a stop that is moved', () => {
		const desk = deskWith({});
		desk.hold({ levels: createLevels({ trailing: '0.1' }) });
		desk.quote('110');
		expect(riskOf(desk)).toBe('110');
		desk.quote('105');
		expect(riskOf(desk)).toBe('60');
		desk.ask({
			type: 'ChangeProtection',
			request: 'p',
			symbol: 'XYZ',
			change: { stopLoss: createLevels({ stopLoss: '104' }).stopLoss }
		});
		expect(riskOf(desk)).toBe('10');
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null });
		desk.quote('105');
		expect(riskOf(desk)).toBe('0');
	});
});

describe('a strategy', () => {
	const risk = { maxStrategyTrades: 50 };

	it('has lost what its positions have, realised after fees and not, until the next day begins', () => {
		const desk = deskWith(risk, { perShare: '0.1' });
		desk.hold({ strategy: 'swing' });
		const lost = () => formatMoney(gatherStrategyFacts(desk.state, 'swing')?.dayLoss ?? (-1n as never));
		expect(lost()).toBe('1');
		desk.quote('90');
		expect(lost()).toBe('101');
		desk.nextDay();
		expect(lost()).toBe('0');
		desk.quote('88');
		expect(lost()).toBe('20');
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null });
		desk.quote('88');
		expect(lost()).toBe('21');
		expect(gatherStrategyFacts(desk.state, 'swing')).toMatchObject({ positions: 0, trades: 1 });
		expect(gatherStrategyFacts(desk.state, 'other')).toMatchObject({ trades: 0 });
		expect(gatherStrategyFacts(desk.state, '')).toBeNull();
	});

	it('counts its open entries as trades and positions to come', () => {
		const desk = deskWith(risk);
		desk.quote('100');
		desk.take(
			createDecision({
				id: 'far',
				strategy: 'swing',
				size: ten,
				entryPrice: createLevels({ stopLoss: '50' }).stopLoss
			})
		);
		expect(gatherStrategyFacts(desk.state, 'swing')).toMatchObject({ positions: 1, trades: 1 });
	});
});

describe('orders of one moment', () => {
	it('are counted as they are sent, and a denied one is not', () => {
		const desk = deskWith({ maxOrders: 1, orderWindowSeconds: 5, duplicateSeconds: 3 });
		desk.quote('100');
		desk.quote('50', 'ABC');
		desk.take(createDecision({ id: 'one', size: ten }));
		desk.take(createDecision({ id: 'two', symbol: 'ABC', size: ten }));
		expect(lastReview(desk)('orderRate')).toMatchObject({ passed: false, measured: 2, limit: 1 });
		for (let second = 0; second < 4; second++) desk.quote('50', 'ABC');
		desk.take(createDecision({ id: 'three', symbol: 'ABC', size: ten }));
		expect(lastReview(desk)('orderRate')).toMatchObject({ passed: true, measured: 1 });
		expect(lastReview(desk)('duplicateOrder')).toMatchObject({ passed: true, measured: null });
	});
});

describe('an exit', () => {
	it('passes on a price that is too old and a quote that is crossed, and carries both as warnings', () => {
		const desk = deskWith({}, { maxDataAgeSeconds: 60 });
		desk.hold();
		desk.quote('101 99 100');
		desk.askAt({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null }, desk.now() + 120_000);
		const find = lastReview(desk);
		for (const check of ['dataAge', 'crossedQuote'] as const) {
			const found = find(check);
			expect(found).toMatchObject({ passed: true });
			expect(found !== undefined && isWarning(found)).toBe(true);
		}
	});

	it('carries nothing on a fresh price, and is held up by no limit for entries', () => {
		const desk = deskWith({ maxOrdersPerInstant: 1, restricted: ['ABC'] });
		desk.hold();
		desk.ask({
			type: 'ChangeSettings',
			request: 's',
			reason: '',
			changes: [
				{ key: 'risk.restricted', to: 'XYZ' },
				{ key: 'risk.requiresStop', to: 'true' }
			]
		});
		expect(desk.take(createDecision({ id: 'sell', action: 'SELL', size: null }))).toContain('OrderSubmitted');
		expect(lastReview(desk)('dataAge')).toBeUndefined();
	});
});

describe('the positions of a review', () => {
	it('are as old as the oldest of their prices', () => {
		const desk = deskWith({ maxPositionAgeSeconds: 30 });
		desk.hold();
		for (let second = 0; second < 40; second++) desk.quote('50', 'ABC');
		desk.take(createDecision({ id: 'abc', symbol: 'ABC', size: ten }));
		expect(lastReview(desk)('positionAge')).toMatchObject({ passed: false, of: 'XYZ', limit: 30 });
	});

	it('count in their sector with what is on order in it', () => {
		const sectors = { XYZ: 'Energy', ABC: 'Energy' };
		const desk = deskWith({ maxSectorExposure: ratio('0.15'), sectors });
		desk.hold();
		desk.quote('50', 'ABC');
		desk.take(
			createDecision({ id: 'abc', symbol: 'ABC', size: { by: 'quantity', quantity: quantity('11') } })
		);
		const found = lastReview(desk)('sectorExposure');
		expect(found).toMatchObject({ passed: false, of: 'Energy' });
		expect(formatMoney(found?.measured as never)).toBe('1550');
	});
});
