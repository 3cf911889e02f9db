import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slippageModels, type SlippageModel } from '../../../src/lib/domain/bookConfig.ts';
import { formatDecimal, zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import { slippedPrice } from '../../../src/lib/domain/fillModel.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import {
	deviationOfBar,
	deviationOfQuote,
	slippageAt,
	type Liquidity
} from '../../../src/lib/domain/slippage.ts';
import { defaultConfig } from '../../../src/lib/schema/bookConfig.ts';
import { price, quantity, ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

const share = createInstrument('XYZ', 'us_equity');
const modelOf = (slippageModel: SlippageModel) => ({ ...defaultConfig.fillModel, slippageModel });

/** A bar from 99 to 101 of which a tenth of 1000 is taken. */
const bar: Liquidity = {
	...{ volume: quantity('1000'), taken: quantity('100'), spread: null },
	...{ range: price('2'), deviation: deviationOfBar }
};
/** A quote of 99.9 to 100.1 with 400 on the far side. */
const quote: Liquidity = {
	...{ volume: quantity('400'), taken: zeroQuantity, spread: price('0.2') },
	...{ range: price('0.2'), deviation: deviationOfQuote }
};

describe('a buy and a sell of 300', () => {
	it.each([
		['none', bar, '100', '100', '100'],
		['none', quote, '100.1', '100.1', '100.1'],
		// 5 bps of 100.
		['bps', bar, '100', '100.05', '99.95'],
		['bps', quote, '100', '100.05', '99.95'],
		// Half of 0.20 beyond the far side; a bar has no spread.
		['spreadFraction', quote, '100.1', '100.2', '100'],
		['spreadFraction', bar, '100', '100.05', '99.95'],
		// 0.1 × (400 ÷ 1000)² = 0.016, and 0.1 × (300 ÷ 400)² = 0.05625.
		['volumeShare', bar, '100', '101.6', '98.4'],
		['volumeShare', quote, '100', '105.625', '94.375'],
		// 0.6006 × 2 ÷ 100 × √0.4 = 0.007597055, and 0.2 ÷ 100 × √0.75 = 0.001732051.
		['squareRoot', bar, '100', '100.7597', '99.2403'],
		['squareRoot', quote, '100', '100.1732', '99.8268'],
		// A tenth of 2.00, and of 0.20.
		['volatilityShare', bar, '100', '100.2', '99.8'],
		['volatilityShare', quote, '100', '100.02', '99.98']
	] as const)('by %s in %o at %s pays %s and gets %s', (name, liquidity, at, paid, got) => {
		const told = (['buy', 'sell'] as const).map((side) =>
			formatDecimal(slippedPrice(modelOf(name), share, price(at), side, quantity('300'), liquidity))
		);
		expect(told).toEqual([paid, got]);
	});
});

describe('slippage', () => {
	const told = (name: SlippageModel, size: string, liquidity: Liquidity | null, at = '100') =>
		formatDecimal(slippageAt(modelOf(name), price(at), quantity(size), liquidity));

	it.each(slippageModels)('by %s is that of basis points, or none, while no market is known', (name) => {
		expect(told(name, '300', null)).toBe(name === 'none' ? '0' : '0.0005');
	});

	it.each(['volumeShare', 'squareRoot'] as const)(
		'by %s falls back to basis points without a volume',
		(name) => {
			expect(told(name, '300', { ...bar, volume: null })).toBe('0.0005');
			expect(told(name, '300', { ...bar, volume: zeroQuantity })).toBe('0.0005');
		}
	);

	it('takes a fill beyond the volume as all of it', () => {
		expect([told('volumeShare', '900', bar), told('volumeShare', '90000', bar)]).toEqual(['0.1', '0.1']);
		expect(told('squareRoot', '90000', bar)).toBe('0.012012');
	});

	it('never takes more than half of the price', () => {
		const wide = { ...quote, spread: price('500') };
		expect(told('spreadFraction', '1', wide)).toBe('0.5');
	});

	it('is the worse the more is traded, and never better than none', () => {
		const sizes = fc.integer({ min: 1, max: 100_000 });
		holds(
			fc.property(fc.constantFrom(...slippageModels), sizes, sizes, sizes, (name, one, other, volume) => {
				const [small, large] = [Math.min(one, other), Math.max(one, other)];
				const liquidity = { ...bar, volume: quantity(String(volume)) };
				const at = (size: number) =>
					slippageAt(modelOf(name), price('100'), quantity(String(size)), liquidity);
				expect(at(small) >= 0n && at(small) <= at(large)).toBe(true);
			})
		);
	});

	it('by its parameters is zero where they are', () => {
		const none = ratio('0');
		const slippageTerms = { spreadFraction: none, volumeImpact: none, rootImpact: none, rangeShare: none };
		for (const name of ['volumeShare', 'squareRoot', 'volatilityShare'] as const) {
			const slipped = slippageAt({ ...modelOf(name), slippageTerms }, price('100'), quantity('300'), bar);
			expect(formatDecimal(slipped)).toBe('0');
		}
	});
});
