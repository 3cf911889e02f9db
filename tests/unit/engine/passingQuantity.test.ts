import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, formatDecimal, subtract, zeroMoney, type Quantity } from '../../../src/lib/domain/decimal.ts';
import { createInstrument, type AssetClass } from '../../../src/lib/domain/instrument.ts';
import type { OrderIntent, OrderSide } from '../../../src/lib/domain/order.ts';
import type { RiskLimits } from '../../../src/lib/domain/riskLimits.ts';
import { passingQuantity } from '../../../src/lib/engine/passingQuantity.ts';
import type { EntryFacts, ExitFacts } from '../../../src/lib/engine/riskFacts.ts';
import { reviewIntent } from '../../../src/lib/engine/riskReview.ts';
import { expectedPrice, reserveFor } from '../../../src/lib/engine/sizing.ts';
import {
	createConfig,
	createFacts,
	createLevels,
	createLimitFacts,
	createOrder,
	money,
	price,
	quantity,
	ratio,
	type PlainSettings
} from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

interface Case {
	readonly assetClass: AssetClass;
	readonly settings: PlainSettings;
	readonly facts: EntryFacts;
	readonly asked: Quantity;
	readonly limitPrice: string | null;
	readonly stopLoss: string | null;
	readonly side: OrderSide;
}

/** The order of a case for a quantity, as sizing would have made it. */
function intentOf(
	{ assetClass, settings, facts, limitPrice, stopLoss, side }: Case,
	asked: Quantity
): OrderIntent {
	const config = createConfig(settings);
	const instrument = createInstrument('XYZ', assetClass);
	const limit = limitPrice === null ? null : price(limitPrice);
	const refPrice = facts.refPrice ?? price('1');
	const terms = { limitPrice: limit, stopPrice: null };
	const expected = expectedPrice(config, instrument, side, refPrice, terms);
	return createOrder({
		...{ quantity: asked, limitPrice: limit, refPrice, side },
		levels: createLevels({ stopLoss: stopLoss ?? undefined }),
		reserve: reserveFor(config, instrument, { side, quantity: asked, price: expected })
	});
}

const reviewOf = (given: Case, asked: Quantity) =>
	reviewIntent(intentOf(given, asked), given.facts, createConfig(given.settings));

function passingOf(given: Case): Quantity | null {
	const instrument = createInstrument('XYZ', given.assetClass);
	const { verdict } = reviewOf(given, given.asked);
	return passingQuantity(intentOf(given, given.asked), verdict, createConfig(given.settings), instrument);
}

const cents = (most: number) => fc.integer({ min: 0, max: most }).map((value) => (value / 100).toFixed(2));
const off = (...fractions: readonly string[]) => fc.option(fc.constantFrom(...fractions).map(ratio));
const units = (most: number) => fc.integer({ min: 0, max: most }).map((value) => quantity(String(value)));
const someLimits = fc.record({
	...{ maxTradeNotional: off('0.05', '0.3'), maxPositionRisk: off('0.02', '0.1') },
	...{ maxSectorExposure: off('0.3', '0.9'), maxNetExposure: off('0.2', '0.7') },
	...{
		maxLeverage: off('0.6', '2'),
		maxOpenRisk: off('0.05', '0.4'),
		maxStrategyExposure: off('0.3', '0.6')
	},
	maxGrossExposure: fc.option(fc.constantFrom('5000', '9000').map(money)),
	maxPositionQuantity: fc.option(fc.constantFrom('30', '1000.5').map(quantity))
}) as fc.Arbitrary<Partial<RiskLimits>>;
const cases: fc.Arbitrary<Case> = fc.record({
	assetClass: fc.constantFrom<AssetClass>('us_equity', 'crypto'),
	settings: fc.record({
		slippage: fc.constantFrom('0', '0.0005'),
		perShare: fc.constantFrom('0', '0.005'),
		rate: fc.constantFrom('0', '0.001', '0.0234'),
		minimum: fc.constantFrom('0', '1'),
		maxPositionFraction: fc.constantFrom('0.1', '0.25', '1'),
		maxTotalExposure: fc.constantFrom('0.5', '0.8', '1'),
		minTradeNotional: fc.constantFrom('0', '100'),
		risk: someLimits
	}),
	facts: fc
		.record({
			refPrice: fc.integer({ min: 1, max: 5_000_000 }).map((value) => price((value / 10_000).toFixed(4))),
			exposure: cents(900_000).map(money),
			shortValue: cents(900_000).map(money),
			heldValue: cents(100_000).map(money),
			pendingNotional: cents(200_000).map(money),
			freeCash: cents(1_000_000).map(money),
			limits: fc
				.record({
					...{
						heldQuantity: units(40),
						heldRisk: cents(60_000).map(money),
						positionsRisk: cents(90_000).map(money)
					},
					...{ entriesRisk: cents(90_000).map(money), netExposure: cents(400_000).map(money) },
					onOrder: fc.record({
						...{ quantity: units(20), notional: cents(50_000).map(money), risk: cents(20_000).map(money) }
					}),
					sector: cents(300_000).map((value) => ({ name: 'A', isKnown: true, exposure: money(value) })),
					strategy: fc
						.option(cents(300_000))
						.map((value) =>
							value === null
								? null
								: { ...{ name: 's', positions: 0, trades: 0, dayLoss: zeroMoney }, exposure: money(value) }
						)
				})
				.map(createLimitFacts)
		})
		.map(createFacts),
	stopLoss: fc.option(fc.integer({ min: 1, max: 60_000 }).map((value) => (value / 100).toFixed(2))),
	asked: fc.integer({ min: 0, max: 5000 }).map((value) => quantity(String(value))),
	limitPrice: fc.option(fc.integer({ min: 1, max: 50_000 }).map((value) => (value / 100).toFixed(2))),
	side: fc.constantFrom<OrderSide>('buy', 'sell')
});

describe('the largest quantity that would pass', () => {
	it('passes, and one lot more does not', () => {
		let found = 0;
		holds(
			fc.property(cases, (given) => {
				const most = passingOf(given);
				if (most === null) {
					for (const text of ['1', '2', '7', '40', '300', '5000']) {
						expect(reviewOf(given, quantity(text)).approved).toBeNull();
					}
					return;
				}
				found++;
				const { lot } = createInstrument('XYZ', given.assetClass);
				expect(reviewOf(given, most).approved).not.toBeNull();
				expect(reviewOf(given, add(most, lot)).approved).toBeNull();
			}),
			2000
		);
		expect(found).toBeGreaterThan(150);
	});

	const facts = createFacts({ refPrice: price('30') });
	const asked = quantity('42');
	const plain: Case = {
		assetClass: 'us_equity',
		settings: { maxPositionFraction: '0.1' },
		facts,
		asked,
		...{ limitPrice: null, stopLoss: null },
		side: 'buy'
	};

	it.each<[string, Case, string | null]>([
		['the position', plain, '33'],
		['the cash', { ...plain, facts: createFacts({ refPrice: price('30'), freeCash: money('305') }) }, '10'],
		[
			'the cash for a short',
			{ ...plain, side: 'sell', facts: createFacts({ refPrice: price('30'), freeCash: money('305') }) },
			'20'
		],
		[
			'what equity carries',
			{ ...plain, side: 'sell', facts: createFacts({ refPrice: price('30'), shortValue: money('33000') }) },
			'11'
		],
		['the exposure', { ...plain, settings: { maxTotalExposure: '0.05' } }, '16'],
		[
			'the smallest trade',
			{ ...plain, settings: { maxPositionFraction: '0.1', minTradeNotional: '991' } },
			null
		],
		['an old price', { ...plain, facts: createFacts({ refPrice: price('30'), dataAgeSeconds: 1000 }) }, null],
		['a halt', { ...plain, facts: createFacts({ refPrice: price('30'), tradingState: 'halted' }) }, null],
		['an unknown equity', { ...plain, facts: createFacts({ refPrice: price('30'), equity: null }) }, null]
	])('is bound by %s', (_, given, most) => {
		const passing = passingOf(given);
		expect(passing === null ? null : formatDecimal(passing)).toBe(most);
	});

	it.each<[string, ExitFacts, string | null]>([
		[
			'what can be closed',
			{ purpose: 'exit', tradingState: 'active', closable: quantity('7'), follows: false, warnings: [] },
			'7'
		],
		[
			'nothing to close',
			{
				purpose: 'exit',
				tradingState: 'active',
				closable: subtract(asked, asked),
				follows: false,
				warnings: []
			},
			null
		],
		[
			'a halt',
			{ purpose: 'exit', tradingState: 'halted', closable: quantity('7'), follows: false, warnings: [] },
			null
		]
	])('of an exit is bound by %s', (_, exitFacts, most) => {
		const config = createConfig();
		const intent = createOrder({ quantity: asked, side: 'sell', purpose: 'exit', cause: 'sell_market' });
		const { verdict } = reviewIntent(intent, exitFacts, config);
		const passing = passingQuantity(intent, verdict, config, createInstrument('XYZ', 'us_equity'));
		expect(passing === null ? null : formatDecimal(passing)).toBe(most);
	});
});
