import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	absolute,
	add,
	multiply,
	unitsToPrice,
	zeroMoney,
	zeroRatio,
	type Money,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { DecisionId } from '../../../src/lib/domain/ids.ts';
import { applyFill } from '../../../src/lib/domain/position.ts';
import { worstHeld } from '../../../src/lib/engine/brokenLimits.ts';
import { createState, markPrice, type EngineState } from '../../../src/lib/engine/state.ts';
import { createConfig, money, ratio } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

const symbols = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF'];
const sectors = { AA: 'Energy', BB: 'Energy', CC: 'Banks', DD: 'Banks', EE: 'Tech' };

interface Holding {
	/** In 1e-9 units, below zero for a short. */
	readonly quantity: bigint;
	readonly price: number;
}

/** A book that holds what is given, at the last prices that are given. */
function holding(
	all: readonly Holding[],
	limits: Partial<Record<'position' | 'sector', string>>
): EngineState {
	const usual = createConfig();
	const config = {
		...usual,
		startingCash: money('1000000000'),
		sizing: {
			...usual.sizing,
			maxPositionFraction: ratio(limits.position ?? '100'),
			maxTotalExposure: ratio('100')
		},
		risk: {
			...usual.risk,
			maxSectorExposure: limits.sector === undefined ? null : ratio(limits.sector),
			sectors
		}
	};
	const instruments = symbols.map((symbol) => createInstrument(symbol, 'crypto'));
	const state = createState(
		config,
		instruments.map((instrument) => ({ instrument, interval: '1m' as const }))
	);
	all.forEach(({ quantity, price }, index) => {
		const symbol = symbols[index] ?? '';
		const size = absolute(quantity as Quantity);
		const fill = createFill({
			symbol,
			side: quantity < 0n ? 'sell' : 'buy',
			quantity: size,
			price: unitsToPrice(price)
		});
		const { position } = applyFill(null, { ...fill, decisionId: 'd' as DecisionId });
		if (position !== null) state.book.positionBySymbol.set(symbol, position);
		markPrice(state.market, index, price, 0);
	});
	return state;
}

const worthOf = ({ quantity, price }: Holding): Money =>
	absolute(multiply(quantity as Quantity, unitsToPrice(price)));
const largest = (values: readonly Money[]): Money => values.reduce((a, b) => (a > b ? a : b), zeroMoney);

// Close to one another, so that numbers cannot tell which is more.
const near = fc.record({
	quantity: fc
		.bigInt({ min: 999_999_999_990n, max: 1_000_000_000_010n })
		.chain((size) => fc.constantFrom(size, -size)),
	price: fc.integer({ min: 99_999_999_999, max: 100_000_000_001 })
});
const apart = fc.record({
	quantity: fc.bigInt({ min: 1n, max: 10n ** 13n }),
	price: fc.integer({ min: 1, max: 10 ** 12 })
});
const held = fc.array(fc.oneof(near, apart), { minLength: 1, maxLength: symbols.length });

test('what is nearest to the limit of a position is the largest one, to the last digit', () => {
	holds(
		fc.property(held, (all) => {
			const worst = worstHeld(holding(all, { position: '0.000000001' }), zeroRatio);
			expect(worst?.measured).toBe(largest(all.map(worthOf)));
			expect(worst?.of).toMatch(/^positionSize /);
		})
	);
});

test('what is nearest to the limit of a sector is the largest one, to the last digit', () => {
	holds(
		fc.property(held, (all) => {
			const state = holding(all, { sector: '0.000000001' });
			const bySector = new Map<string, Money>();
			all.forEach((one, index) => {
				const symbol = symbols[index] ?? '';
				const name = (sectors as Record<string, string>)[symbol] ?? symbol;
				bySector.set(name, add(bySector.get(name) ?? zeroMoney, worthOf(one)));
			});
			const worst = worstHeld(state, ratio('0.25'));
			expect(worst?.measured).toBe(largest([...bySector.values()]));
			expect(worst?.of).toMatch(/^sectorExposure /);
		})
	);
});
