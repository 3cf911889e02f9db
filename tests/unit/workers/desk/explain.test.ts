import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	accountFigures,
	positionFigures,
	type ExplainTerm,
	type Explanation
} from '../../../../src/lib/contract/explainView.ts';
import { formatMoney } from '../../../../src/lib/domain/decimal.ts';
import { checkTable } from '../../../../src/lib/domain/risk.ts';
import type { Instant } from '../../../../src/lib/domain/time.ts';
import { tellCheck } from '../../../../src/lib/domain/verdictLines.ts';
import { measureGauges } from '../../../../src/lib/engine/gauges.ts';
import { createState, type EngineState } from '../../../../src/lib/engine/state.ts';
import { createReplay } from '../../../../src/lib/replay/replay.ts';
import { viewBreakers } from '../../../../src/workers/desk/breakerViews.ts';
import { isFallBreaker } from '../../../../src/workers/desk/explainBreaker.ts';
import { explainFigure, type FigureAsk } from '../../../../src/workers/desk/explain.ts';
import { viewAccount, viewPositions, viewTriggers } from '../../../../src/workers/desk/positionViews.ts';
import { previewTicket } from '../../../../src/workers/desk/preview.ts';
import { createAdjustedAccount } from '../../../support/adjustedAccount.ts';
import { createConfig, instruments, money, ratio } from '../../../support/deskBuilders.ts';
import { holds } from '../../../support/propertyCheck.ts';
import { makeRandomRun, read, toBookConfig } from '../../../support/randomRun.ts';

/** A fraction of whole numbers, with arithmetic of its own. */
interface Rational {
	readonly top: bigint;
	readonly bottom: bigint;
}

function rational(text: string): Rational {
	const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
	return { top: BigInt(`${sign}${whole}${fraction}`), bottom: 10n ** BigInt(fraction.length) };
}

const steps: Record<ExplainTerm['operator'], (a: Rational, b: Rational) => Rational> = {
	'+': (a, b) => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }),
	'−': (a, b) => ({ top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom }),
	'×': (a, b) => ({ top: a.top * b.top, bottom: a.bottom * b.bottom }),
	'÷': (a, b) => ({ top: a.top * b.bottom, bottom: a.bottom * b.top })
};

/** Whether the terms, one after the other, give the result: exactly, or half-even at 9 decimals where it says so. */
function expectFolds({ terms, result, unit, title }: Explanation): void {
	const reached = terms.reduce(
		(so, { operator, value }) => steps[operator](so, rational(value)),
		rational('0')
	);
	const told = rational(result ?? 'none');
	if (unit === 'money') {
		expect(reached.top * told.bottom, title).toBe(told.top * reached.bottom);
		return;
	}
	// Twice the distance to what was told is at most one unit of the ninth decimal.
	const gap = reached.top * told.bottom - told.top * reached.bottom;
	const size = 2n * (gap < 0n ? -gap : gap) * 10n ** 9n;
	const whole = reached.bottom * told.bottom;
	expect(size <= (whole < 0n ? -whole : whole), title).toBe(true);
}

function explain(state: EngineState, at: Instant, ask: FigureAsk): Explanation {
	const explanation = read(explainFigure(state, ask, at));
	if (explanation.result !== null) expectFolds(explanation);
	return explanation;
}

const ninth = (value: number | null): number | null =>
	value === null ? null : Math.round(value * 1e9) / 1e9;

function expectAsShown(state: EngineState, at: Instant): void {
	const account = viewAccount(state, at);
	for (const figure of accountFigures) {
		const { result } = explain(state, at, { figure });
		const shown = account[figure];
		if (typeof shown === 'string') expect(result).toBe(shown);
		else expect(result === null ? null : Number(result)).toBeCloseTo(ninth(shown) ?? NaN, 8);
	}
	for (const position of viewPositions(state, true, () => ({
		sector: '',
		heldBy: [],
		spark: new Float64Array()
	}))) {
		const subject = position.symbol;
		const [value, gain, share, entry] = positionFigures.map(
			(figure) => explain(state, at, { figure, subject }).result
		);
		expect([value, gain, entry]).toEqual([position.marketValue, position.unrealised, position.averageEntry]);
		expect(Number(share)).toBeCloseTo(position.unrealisedFraction ?? NaN, 8);
	}
	for (const { id, distance } of viewTriggers(state)) {
		const { result } = explain(state, at, { figure: 'triggerDistance', subject: id });
		expect(Number(result)).toBeCloseTo(distance ?? NaN, 8);
	}
}

/** Every gauge in money, and its limit, opens to what it shows. */
function expectGauges(state: EngineState, at: Instant): void {
	for (const { check, lines } of measureGauges(state, at)) {
		if (checkTable[check].unit !== 'money') continue;
		for (const line of lines) {
			const { measured, limit, of } = tellCheck(line);
			const subject = of === undefined ? check : `${check} ${of}`;
			const used = explain(state, at, { figure: 'limitUsed', subject });
			expect([subject, used.result]).toEqual([subject, measured]);
			expect([subject, explain(state, at, { figure: 'limitSet', subject }).result]).toEqual([subject, limit]);
		}
	}
}

/** Every breaker that measures a fall of equity opens to it, where there is one; its limit always does. */
function expectBreakers(state: EngineState, at: Instant): void {
	for (const { name, measured, limit } of viewBreakers(state, at)) {
		if (!isFallBreaker(name)) continue;
		const used = explain(state, at, { figure: 'limitUsed', subject: name });
		if (used.result === null) expect([name, measured]).toEqual([name, measured === null ? null : '0']);
		else expect([name, used.result]).toEqual([name, measured]);
		expect([name, explain(state, at, { figure: 'limitSet', subject: name }).result]).toEqual([name, limit]);
	}
}

/** Every limit in money, too wide to deny much. */
const everyLimit = {
	...{ maxSectorExposure: ratio('0.9'), maxGrossExposure: money('90000'), maxNetExposure: ratio('1.5') },
	...{ maxLeverage: ratio('2'), maxOpenRisk: ratio('1.2'), maxPositionRisk: ratio('0.9') },
	...{ maxStrategyExposure: ratio('0.9'), maxStrategyDayLoss: ratio('0.9') },
	...{ maxDayLoss: ratio('0.9'), maxDayLossMoney: money('9000'), maxDayDrawdown: ratio('0.9') },
	maxPeakDrawdown: ratio('0.9'),
	sectors: { S0: 'Health care', S1: 'Health care' }
};

/** The state of a random run after some instants. */
function stateAfter(seed: number, instants: number): { readonly state: EngineState; readonly at: Instant } {
	const run = makeRandomRun(seed, 4, 120);
	const { series } = run;
	const config = toBookConfig(run.config);
	const decisions = run.decisions.map((one, index) => ({ ...one, strategy: `s${String(index % 3)}` }));
	// Every other book has shorts.
	const allowShort = seed % 2 === 1;
	const replay = createReplay({
		config: { ...config, allowShort, risk: { ...config.risk, ...everyLimit } },
		series,
		decisions,
		strategies: []
	});
	replay.advance(instants);
	return { state: replay.outcome().state, at: replay.progress().at };
}

describe('the arithmetic behind a number', () => {
	it('gives exactly what the desk shows, in any book', () => {
		const books = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 160 }));
		holds(
			fc.property(books, ([seed, instants]) => {
				const { state, at } = stateAfter(seed, instants);
				expectAsShown(state, at);
				expectGauges(state, at);
				expectBreakers(state, at);
			}),
			80
		);
	});

	it('is asked of books that hold, guard and wait', () => {
		const { state } = stateAfter(1, 60);
		expect(state.book.positionBySymbol.size).toBeGreaterThan(1);
		expect(state.book.protectionBySymbol.size).toBeGreaterThan(0);
		expect(state.book.account.fees).toBeGreaterThan(0n);
	});

	it('gives the cost and the risk of a ticket as its preview does', () => {
		const { state, at } = stateAfter(7, 100);
		const symbol = [...state.market.indexBySymbol.keys()].find(
			(name) => !state.book.entriesBySymbol.has(name)
		);
		const ticket = { symbol: symbol ?? '', action: 'BUY', quantity: '3', stopLoss: '0.5' } as const;
		const preview = previewTicket(state, ticket, at);
		expect(explain(state, at, { figure: 'ticketCost', ticket }).result).toBe(preview.cost);
		expect(explain(state, at, { figure: 'ticketRisk', ticket }).result).toBe(preview.riskToStop);
		expect(Number(preview.riskToStop)).toBeGreaterThan(0);
	});

	it('of an empty book is a sum of nothing', () => {
		const config = createConfig();
		const state = createState(
			config,
			instruments.map((instrument) => ({ instrument, interval: '1m' }))
		);
		expectAsShown(state, 0);
		expect(explain(state, 0, { figure: 'unrealised' }).terms[0]?.label).toBe('Nothing is held');
	});

	it('of an account counts what it booked besides its fills', () => {
		const book = createAdjustedAccount();
		const { state } = book;
		const at = book.now();
		for (const symbol of state.book.positionBySymbol.keys()) {
			const index = state.market.indexBySymbol.get(symbol) ?? -1;
			state.market.last[index] = 100e9;
			state.market.lastAt[index] = at;
		}
		expectAsShown(state, at);
		const { adjusted, fees } = state.book.account;
		const told = (['cash', 'realisedGross', 'fees'] as const).map((figure) => explain(state, at, { figure }));
		expect(told.map(({ terms }) => [terms.at(-1)?.operator, terms.at(-1)?.value])).toEqual([
			...(['+', '−', '+'] as const).map((operator) => [operator, formatMoney(adjusted)])
		]);
		expect(told[2]?.result).toBe(formatMoney(fees));
		expect(told[2]?.rule).toMatch(/and of the account/);
	});

	it('is refused in a sentence where there is nothing of that name', () => {
		const { state, at } = stateAfter(3, 5);
		const ask = (asked: FigureAsk) => {
			const answer = explainFigure(state, asked, at);
			return answer.ok ? 'explained' : answer.error;
		};
		expect(ask({ figure: 'positionValue', subject: 'NONE' })).toBe('Nothing of NONE is held.');
		expect(ask({ figure: 'triggerDistance', subject: 'x' })).toBe('There is no trigger x.');
		expect(ask({ figure: 'limitUsed', subject: 'openTrades' })).toBe(
			'There is no gauge in money of openTrades.'
		);
		expect(ask({ figure: 'limitSet', subject: 'sectorExposure None' })).toBe(
			'There is no gauge in money of sectorExposure None.'
		);
		expect(ask({ figure: 'ticketCost' })).toBe('No ticket was given.');
		const sell = { symbol: 'NONE', action: 'SELL' } as const;
		expect(ask({ figure: 'ticketRisk', ticket: sell })).toBe('The ticket comes to no order now.');
	});
});
