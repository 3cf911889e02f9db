import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { gaugeChecks } from '../../../src/lib/domain/gaugeChecks.ts';
import type { OrderIntent } from '../../../src/lib/domain/order.ts';
import type { CheckResult } from '../../../src/lib/domain/risk.ts';
import type { Instant } from '../../../src/lib/domain/time.ts';
import { tellCheck } from '../../../src/lib/domain/verdictLines.ts';
import { measureGauges } from '../../../src/lib/engine/gauges.ts';
import { measureHeadroom } from '../../../src/lib/engine/headroom.ts';
import { gatherEntryFacts } from '../../../src/lib/engine/riskFacts.ts';
import { reviewIntent } from '../../../src/lib/engine/riskReview.ts';
import type { EngineState } from '../../../src/lib/engine/state.ts';
import { gatherStrategyFacts } from '../../../src/lib/engine/strategyFacts.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import {
	createDecision,
	createDesk,
	createLevels,
	minuteAt,
	money,
	quantity,
	ratio
} from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createQuoteDesk } from '../../support/quoteDesk.ts';
import { makeRandomRun, toBookConfig } from '../../support/randomRun.ts';

/** Measured, limit and headroom of every line, by check and what it is of. */
function read(state: EngineState, now: Instant) {
	return Object.fromEntries(
		measureGauges(state, now).map(({ check, lines }) => [
			check,
			Object.fromEntries(
				lines.map((line) => {
					const { measured, limit, headroom } = tellCheck(line);
					return [line.of ?? '', [measured, limit, headroom]];
				})
			)
		])
	);
}

const everyLimit = {
	...{ maxSectorExposure: ratio('0.4'), maxGrossExposure: money('9000'), maxNetExposure: ratio('0.8') },
	...{ maxLeverage: ratio('0.9'), maxOpenRisk: ratio('0.5'), maxPositionRisk: ratio('0.3') },
	...{ maxPositionQuantity: quantity('500'), maxStrategyExposure: ratio('0.6'), maxStrategyTrades: 50 },
	...{ maxStrategyPositions: 4, maxStrategyDayLoss: ratio('0.3'), maxOrders: 50, maxOrdersPerInstant: 20 },
	sectors: { S0: 'Energy', S1: 'Energy', S2: 'Health care' }
};

describe('the gauges of a book', () => {
	const ten = { by: 'quantity', quantity: quantity('10') } as const;

	it('say by symbol, sector and strategy what is held and on order', () => {
		const desk = createQuoteDesk({
			...{ startingCash: '10000', maxPositionFraction: '0.5', maxTotalExposure: '0.8' },
			risk: {
				...{
					maxPositionRisk: ratio('0.05'),
					maxSectorExposure: ratio('0.3'),
					maxPositionQuantity: quantity('100')
				},
				...{ maxStrategyTrades: 50, maxOpenRisk: ratio('0.1'), sectors: { XYZ: 'Energy', ABC: 'Energy' } }
			}
		});
		desk.hold({ levels: createLevels({ stopLoss: '95' }), strategy: 'swing' });
		desk.quote('50', 'ABC');
		const waits = createDecision({ id: 'waits', symbol: 'ABC', at: desk.now(), size: ten });
		desk.take({ ...waits, entryPrice: createLevels({ stopLoss: '40' }).stopLoss });
		const { positionRisk, positionQuantity, sectorExposure, strategyTrades, positionSize, openRisk } = read(
			desk.state,
			desk.now()
		);
		expect(positionQuantity).toEqual({ ABC: ['10', '100', '90'], XYZ: ['10', '100', '90'] });
		expect(positionSize).toEqual({ ABC: ['500', '5000', '4500'], XYZ: ['1000', '5000', '4000'] });
		// The entry that waits brings no stop: all of it is at risk, at its limit.
		expect(positionRisk).toEqual({ ABC: ['400', '500', '100'], XYZ: ['50', '500', '450'] });
		expect(openRisk).toEqual({ '': ['450', '1000', '550'] });
		expect(sectorExposure).toEqual({ Energy: ['1500', '3000', '1500'] });
		expect(strategyTrades).toEqual({ swing: ['1', '50', '49'] });
	});

	it('are those of the limits that are on', () => {
		const { state } = createDesk();
		const checks = measureGauges(state, minuteAt(1)).map(({ check }) => check);
		expect(checks).not.toContain('leverage');
		expect(checks).not.toContain('maintenanceMargin');
		expect(checks).toEqual(expect.arrayContaining(['totalExposure', 'buyingPower', 'dataAge']));
	});

	it('are not known without a price, but for what needs none', () => {
		const desk = createDesk({ risk: { maxPositionQuantity: quantity('100'), maxLeverage: ratio('1') } });
		desk.hold('XYZ', '100 100 100 100', { size: ten });
		desk.state.market.last.fill(NaN);
		const { totalExposure, positionSize, positionQuantity, leverage } = read(desk.state, minuteAt(1));
		const nothing = [null, null, null];
		expect([totalExposure, leverage, positionSize]).toEqual([
			{ '': nothing },
			{ '': nothing },
			{ XYZ: nothing }
		]);
		expect(positionQuantity).toEqual({ XYZ: ['10', '100', '90'] });
		const unknown = measureGauges(desk.state, minuteAt(1)).find(({ check }) => check === 'totalExposure');
		expect(unknown?.lines[0]?.passed).toBe(false);
	});

	it('are those of the headroom on the desk', () => {
		const desk = createDesk({ maxPositionFraction: '0.25', maxTotalExposure: '0.5', maxOpenTrades: 3 });
		desk.hold('XYZ', '100 100 100 100', { size: ten });
		const gauges = new Map(measureGauges(desk.state, minuteAt(1)).map(({ check, lines }) => [check, lines]));
		for (const line of measureHeadroom(desk.state, minuteAt(1))) {
			if (line.check === 'maintenanceMargin') continue;
			const own = gauges.get(line.check as never)?.[0];
			expect([own?.measured, own?.limit], line.check).toEqual([line.measured, line.limit]);
		}
	});
});

/** A random run after some instants, with every limit on and three strategies. */
function stateAfter(seed: number, instants: number) {
	const run = makeRandomRun(seed, 4, 120);
	const config = toBookConfig(run.config);
	const events: BookEvent[] = [];
	const replay = createReplay({
		config: { ...config, allowShort: seed % 2 === 1, risk: { ...config.risk, ...everyLimit } },
		series: run.series,
		decisions: run.decisions.map((one, index) => ({ ...one, strategy: `s${String(index % 3)}` })),
		strategies: [],
		onEvent: (event) => events.push(event)
	});
	replay.advance(instants);
	const made = events.find((event) => event.type === 'OrderInitialized');
	return { state: replay.outcome().state, at: replay.progress().at, intent: made?.intent ?? null };
}

const counted = new Set([
	'tradesPerSymbol',
	'strategyPositions',
	'strategyTrades',
	'orderRate',
	'ordersPerInstant'
]);

/** What the review measures of an order for nothing, without the trade that it would be. */
function reviewNothing(
	state: EngineState,
	at: Instant,
	intent: OrderIntent,
	strategy: string
): readonly CheckResult[] {
	const facts = gatherEntryFacts(state, intent.symbol, intent.side, at);
	const limits = { ...facts.limits, strategy: gatherStrategyFacts(state, strategy) };
	return reviewIntent(intent, { ...facts, limits }, state.book.config).verdict.checks.map((check) =>
		counted.has(check.check) ? { ...check, measured: Number(check.measured) - 1 } : check
	);
}

/** What a line of a gauge is measured of, for an order of a symbol, a side and a strategy. */
function lineFor(lines: readonly CheckResult[], { symbol, side }: OrderIntent, { of }: CheckResult) {
	const names = [of, symbol, side === 'buy' ? 'long' : 'short'];
	return lines.length === 1 && lines[0]?.of === undefined
		? lines[0]
		: lines.find((line) => line.of === (of ?? (names.includes(line.of) ? line.of : undefined)));
}

it('a gauge is what the next review measures beside its own order', () => {
	const seen = new Set<string>();
	const books = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 20, max: 160 }));
	holds(
		fc.property(books, ([seed, instants]) => {
			const { state, at, intent } = stateAfter(seed, instants);
			if (intent === null) return;
			const gauges = new Map<string, readonly CheckResult[]>(
				measureGauges(state, at).map(({ check, lines }) => [check, lines])
			);
			for (const symbol of state.book.positionBySymbol.keys()) {
				for (const side of ['buy', 'sell'] as const) {
					const nothing = { ...intent, symbol, side, quantity: zeroQuantity, beyond: zeroQuantity };
					for (const check of reviewNothing(state, at, { ...nothing, purpose: 'entry' }, 's1')) {
						const lines = gauges.get(check.check);
						// Of cash and margin the review measures what the order itself would take.
						if (lines === undefined || ['buyingPower', 'maintenanceMargin'].includes(check.check)) continue;
						const line = lineFor(lines, nothing, check);
						if (check.check === 'openTrades' || line === undefined) continue;
						seen.add(check.check);
						expect([line.measured, line.limit], `${check.check} ${symbol}`).toEqual([
							check.measured,
							check.limit
						]);
					}
				}
			}
		}),
		40
	);
	const unseen = gaugeChecks.filter((check) => !seen.has(check));
	expect(unseen).toEqual([
		...['openTrades', 'buyingPower', 'maintenanceMargin', 'replaceRate'],
		...['quoteAge', 'positionAge', 'spread']
	]);
});
