import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney, multiply, oneUnit, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import { sizeEntry } from '../../../src/lib/engine/sizing.ts';
import {
	createConfig,
	createDecision,
	createFacts,
	money,
	price,
	quantity,
	ratio,
	type PlainSettings
} from '../../support/deskBuilders.ts';

const share = createInstrument('XYZ', 'us_equity');
const coin = createInstrument('BTC', 'crypto');

interface Case {
	readonly fraction?: string;
	readonly shares?: string;
	readonly entryPrice?: string;
	readonly facts?: Parameters<typeof createFacts>[0];
	readonly settings?: PlainSettings;
	readonly instrument?: typeof share;
}

/** Sizes a tenth of 10000 at 100, but for what is given. */
function size({ fraction = '0.1', shares, entryPrice, facts, settings, instrument = share }: Case) {
	const size =
		shares === undefined
			? ({ by: 'fraction', fraction: ratio(fraction) } as const)
			: ({ by: 'quantity', quantity: quantity(shares) } as const);
	const decision = createDecision({ size, entryPrice: entryPrice === undefined ? null : price(entryPrice) });
	return sizeEntry(decision, createFacts(facts), createConfig(settings), instrument, 'buy');
}

const capped = { maxPositionFraction: '0.25', maxTotalExposure: '0.8' };
const invested = { exposure: money('5000'), pendingNotional: money('2500') };
const largest = { risk: { maxTradeMoney: money('500') } };
const cent = { refPrice: price('33.33') };

describe('a size', () => {
	it.each([
		['is what is asked for', {}, '1000', '1000', '10'],
		['is cut to the position cap', { fraction: '0.3', settings: capped }, '3000', '2500', '25'],
		[
			'is cut to the cap less what is held',
			{ fraction: '0.3', settings: capped, facts: { heldValue: money('1700') } },
			'3000',
			'800',
			'8'
		],
		[
			'is cut to the room after positions and open entries',
			{ settings: capped, facts: invested },
			'1000',
			'500',
			'5'
		],
		['is nothing without room', { settings: capped, facts: { exposure: money('8000') } }, '1000', '0', '0'],
		[
			'is nothing beyond the exposure',
			{ settings: capped, facts: { exposure: money('9000') } },
			'1000',
			'-1000',
			'0'
		],
		[
			'is nothing beyond the position cap',
			{ settings: capped, facts: { heldValue: money('2600') } },
			'1000',
			'-100',
			'0'
		],
		['is cut to the largest order in money', { settings: largest }, '1000', '500', '5'],
		[
			'is cut to whatever leaves less',
			{ settings: { ...capped, ...largest }, facts: { exposure: money('7700') } },
			'1000',
			'300',
			'3'
		],
		[
			'is left to the review where it is a quantity',
			{ shares: '12', settings: largest },
			'1200',
			'1200',
			'12'
		],
		['is floored to whole shares', { facts: cent }, '1000', '1000', '30'],
		['is floored to a billionth of a coin', { facts: cent, instrument: coin }, '1000', '1000', '30.00300030'],
		['is a whole lot that costs the budget exactly', { fraction: '0.01' }, '100', '100', '1'],
		['is nothing when a lot costs more', { fraction: '0.009999999' }, '99.99999', '99.99999', '0'],
		['takes a quantity as it is', { shares: '12' }, '1200', '1200', '12'],
		['floors a quantity to the lot', { shares: '12.9' }, '1290', '1290', '12'],
		[
			'keeps a quantity of coins',
			{ shares: '0.123456789', instrument: coin },
			'12.3456789',
			'12.3456789',
			'0.123456789'
		],
		[
			'leaves a quantity beyond every cap to the review',
			{ shares: '90', settings: capped, facts: invested },
			'9000',
			'9000',
			'90'
		]
	] as const)('%s', (_, given, requested, budget, expected) => {
		const found = size(given);
		expect([found.requested, found.budget].map(formatMoney)).toEqual([requested, budget]);
		expect(found.quantity).toBe(quantity(expected));
	});

	it('shows cap and room', () => {
		const { positionCap, room } = size({
			settings: capped,
			facts: { ...invested, heldValue: money('1700') }
		});
		expect([positionCap, room].map(formatMoney)).toEqual(['800', '500']);
	});

	it('of a fraction fits its budget, which no lot more would', () => {
		const cents = fc.integer({ min: 1, max: 100_000 }).map((value) => String(value / 100));
		const fraction = fc.integer({ min: 1, max: 1_000 }).map((value) => String(value / 1_000));
		fc.assert(
			fc.property(cents, fraction, fc.constantFrom(share, coin), (ref, asked, instrument) => {
				const refPrice = price(ref);
				const found = size({ fraction: asked, facts: { refPrice }, instrument, settings: capped });
				expect(found.quantity % instrument.lot).toBe(0n);
				const cost = multiply(found.quantity, refPrice);
				expect(cost <= found.budget && found.budget < cost + multiply(instrument.lot, refPrice)).toBe(true);
			})
		);
	});
});

describe('the reserve', () => {
	const settings = { slippage: '0.0005', perShare: '0.005', minimum: '0.5' };

	it.each([
		['is quantity × slipped price and fee', {}, '1001'],
		['rounds the slipped price half up', { facts: { refPrice: price('100.1') } }, '901.8509'],
		[
			'keeps more digits of the slipped price of a coin',
			{ facts: { refPrice: price('100.1') }, instrument: coin, shares: '1' },
			'100.65005'
		],
		['takes the entry price without slippage', { entryPrice: '90' }, '900.5'],
		['takes the fee of the whole quantity', { shares: '300' }, '30016.5'],
		['is the least fee for nothing', { fraction: '0.001' }, '0.5']
	] as const)('%s', (_, given, expected) => {
		expect(formatMoney(size({ settings, ...given }).reserve)).toBe(expected);
	});

	it('sizes by the last price even where an entry price is given', () => {
		expect(formatDecimal(size({ entryPrice: '50' }).quantity)).toBe('10');
	});
});

describe('nothing is sized', () => {
	it.each(['refPrice', 'equity', 'exposure', 'heldValue'] as const)('without %s', (fact) => {
		const found = size({ shares: '5', facts: { [fact]: null } });
		expect([found.refPrice, found.quantity, found.reserve]).toEqual([null, 0n, zeroMoney]);
	});

	it('without a size', () => {
		const found = sizeEntry(createDecision({ size: null }), createFacts(), createConfig(), share, 'buy');
		expect([found.quantity < oneUnit, found.requested]).toEqual([true, zeroMoney]);
	});
});
