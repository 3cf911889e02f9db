import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney } from '../../../src/lib/domain/decimal.ts';
import { feeOf } from '../../../src/lib/domain/fees.ts';
import { slippedPrice, tradedPrice } from '../../../src/lib/domain/fillModel.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import { createConfig, money, price, quantity, ratio } from '../../support/deskBuilders.ts';

const freeModel = createConfig().fillModel;
const share = createInstrument('AAA', 'us_equity');
const coin = createInstrument('AAA-USD', 'crypto');

describe('slippage', () => {
	it.each([
		['buy', '100', '0.0005', '100.05'],
		['sell', '100', '0.0005', '99.95'],
		['buy', '100', '0', '100'],
		['sell', '100', '0', '100'],
		['buy', '12.34', '0.0005', '12.3462'],
		['sell', '12.34', '0.0005', '12.3338'],
		['a tie of a buy goes up', '0.1', '0.0005', '0.1001', 'buy'],
		['a tie of a sell goes up', '0.1', '0.0005', '0.1', 'sell'],
		['a tie of a buy goes up', '41.71', '0.005', '41.9186', 'buy'],
		['a tie of a sell goes up', '41.71', '0.005', '41.5015', 'sell']
	] as const)(
		'%s at %s with %s gives %s',
		(name, at, slippage, slipped, side = name === 'buy' ? 'buy' : 'sell') => {
			const model = { ...freeModel, slippage: ratio(slippage) };
			expect(formatDecimal(slippedPrice(model, share, price(at), side))).toBe(slipped);
		}
	);

	it('rounds a coin to 8 decimals, and nothing when the model rounds nothing', () => {
		const model = { ...freeModel, slippage: ratio('0.00005') };
		expect(formatDecimal(slippedPrice(model, coin, price('0.12345678'), 'buy'))).toBe('0.12346295');
		const unrounded = { ...model, roundPrices: false };
		expect(formatDecimal(slippedPrice(unrounded, share, price('0.12345678'), 'buy'))).toBe('0.123462953');
		expect(formatDecimal(slippedPrice(unrounded, share, price('41.71'), 'sell'))).toBe('41.7079145');
	});
});

describe('a price taken as it is', () => {
	it.each([
		['10.00005', '10.0001'],
		['10.00004', '10'],
		['10.12', '10.12']
	])('%s is rounded half up to %s', (at, traded) => {
		expect(formatDecimal(tradedPrice(freeModel, share, price(at)))).toBe(traded);
		expect(formatDecimal(tradedPrice({ ...freeModel, roundPrices: false }, share, price(at)))).toBe(at);
	});
});

describe('a fee', () => {
	it.each([
		['the minimum when the rest is less', '0.005', '0', '0.5', '10', '100', '0.5'],
		['the minimum when the rest is the same', '0.005', '0', '0.5', '100', '100', '0.5'],
		['per share above the minimum', '0.005', '0', '0.5', '101', '100', '0.51'],
		['by rate', '0', '0.001', '0', '10', '100', '1'],
		['per share and by rate together', '0.01', '0.001', '0', '10', '100', '1.1'],
		['nothing', '0', '0', '0', '10', '100', '0'],
		['half a cent as a cent', '0.005', '0', '0', '1', '100', '0.01'],
		['a tie of cents upwards', '0.005', '0', '0.5', '103', '1', '0.52'],
		['just under a tie downwards', '0.004999999', '0', '0', '1', '100', '0'],
		['a rounded minimum too', '0', '0', '0.345', '1', '100', '0.35'],
		['a small rate of a coin', '0', '0.0025', '0', '0.000000001', '64000', '0']
	])('is %s', (_, perShare, rate, minimum, size, at, fee) => {
		const terms = { perShare: price(perShare), rate: ratio(rate), minimum: money(minimum) };
		const commission = { ...freeModel.commission, ...terms };
		expect(formatMoney(feeOf({ ...freeModel, commission }, quantity(size), price(at)))).toBe(fee);
	});

	it('keeps every decimal when nothing is rounded', () => {
		const terms = { perShare: price('0.0049'), rate: ratio('0.00003'), minimum: money('0.01') };
		const commission = { ...freeModel.commission, ...terms };
		const model = { ...freeModel, commission, feeDecimals: null };
		expect(formatMoney(feeOf(model, quantity('7'), price('41.7123')))).toBe('0.043059583');
	});
});
