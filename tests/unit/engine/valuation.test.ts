import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherStrategyFacts } from '../../../src/lib/engine/strategyFacts.ts';
import { riskOfPositions } from '../../../src/lib/engine/positionRisk.ts';
import type { EngineState } from '../../../src/lib/engine/state.ts';
import { valuesOf } from '../../../src/lib/engine/valuation.ts';
import { createWorths } from '../../../src/lib/engine/worth.ts';
import type { OrderRequest } from '../../../src/lib/domain/orderRequest.ts';
import { createDecision, createLevels, price, quantity, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const symbols = ['XYZ', 'ABC', 'BTC'] as const;
const strategies = ['swing', 'breakout'] as const;

const sum = (state: EngineState) => {
	const risks = riskOfPositions(state);
	return {
		values: valuesOf(state.book, state.market),
		risk: risks.total,
		risks: symbols.map((symbol) => risks.of(symbol)),
		strategies: strategies.map((name) => gatherStrategyFacts(state, name))
	};
};

/** A desk that looks at all anew, as after a start. */
const lookedAtAnew = ({ book, market, underWay }: EngineState): EngineState => ({
	...{ book, underWay },
	market: { ...market, worths: createWorths() }
});

type Step = (desk: QuoteDesk, n: number) => void;

const orderOf = (symbol: string, side: 'buy' | 'sell', size: string, stop: string | null): OrderRequest => ({
	...{ symbol, side, type: 'market', timeInForce: 'gtc', extendedHours: false, reduceOnly: false },
	size: { by: 'quantity', quantity: quantity(size) },
	...{ limitPrice: null, stopPrice: null, trail: null, expiresAt: null, otherStop: null },
	legs:
		stop === null
			? null
			: { takeProfit: null, stopLoss: { stopPrice: price(stop), limitPrice: null, trail: null } },
	...{ strategy: '', reason: '', tag: '' }
});

const steps: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(fc.constantFrom(...symbols), fc.integer({ min: 8_000, max: 12_000 }))
			.map(([symbol, cents]): Step => (desk) => {
				desk.quote(String(cents / 100), symbol);
			})
	},
	fc
		.record({
			symbol: fc.constantFrom(...symbols),
			strategy: fc.constantFrom(...strategies),
			action: fc.constantFrom('BUY' as const, 'SELL' as const),
			stopLoss: fc.constantFrom(undefined, '70', '95'),
			trailing: fc.constantFrom(undefined, '0.1', '0.03')
		})
		.map(({ symbol, strategy, action, stopLoss, trailing }): Step => (desk, n) => {
			const levels = createLevels({
				...(stopLoss === undefined ? {} : { stopLoss }),
				...(trailing === undefined ? {} : { trailing })
			});
			const size = { by: 'quantity', quantity: quantity('10') } as const;
			desk.take(createDecision({ id: `d${String(n)}`, symbol, strategy, action, size, levels }));
		}),
	fc
		.tuple(
			fc.constantFrom(...symbols),
			fc.constantFrom('buy' as const, 'sell' as const),
			fc.integer({ min: 1, max: 30 }),
			fc.constantFrom(null, '60', '90')
		)
		.map(([symbol, side, size, stop]): Step => (desk, n) => {
			desk.ask({
				...{ type: 'SubmitOrder', request: `r${String(n)}` },
				order: orderOf(symbol, side, String(size), stop)
			});
		})
);

describe('what positions are worth and risk', () => {
	it('is the same looked at again and again as it is looked at once', () => {
		const caps = { maxStrategyPositions: 1000, maxOpenRisk: ratio('100') };
		let held = 0;
		holds(
			fc.property(fc.array(steps, { minLength: 30, maxLength: 60 }), (taken) => {
				const desk = createQuoteDesk({
					risk: caps,
					allowShort: true,
					allowAdding: true,
					startingCash: '1000000'
				});
				for (const symbol of symbols) desk.quote('100', symbol);
				taken.forEach((step, n) => {
					step(desk, n);
					expect(sum(desk.state)).toEqual(sum(lookedAtAnew(desk.state)));
					held = Math.max(held, desk.state.book.positionBySymbol.size);
				});
			}),
			60
		);
		expect(held).toBe(symbols.length);
	});
});
