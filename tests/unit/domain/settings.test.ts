import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	differencesOf,
	isSettingKey,
	isSettingValue,
	readSetting,
	settingKeys,
	withSetting,
	type SettingKey
} from '../../../src/lib/domain/settings.ts';
import { createConfig } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';

const sampleByKey: Readonly<Record<SettingKey, string>> = {
	'sizing.maxPositionFraction': '0.080000001',
	'sizing.maxTotalExposure': '0.5',
	'sizing.minTradeNotional': '100.000000000000000001',
	'risk.maxOpenTrades': '7',
	'risk.maxTradesPerSymbol': '2',
	'risk.maxDataAgeSeconds': '61',
	slippageBps: '12.50001',
	useBidAsk: 'false',
	'commission.perShare': '0.000000001',
	'commission.rate': '0.001',
	'commission.minimum': '0.35',
	'rounding.prices': 'instrument',
	'rounding.fees': 'cents',
	allowAdding: 'true',
	extendedHours: 'true'
};
const config = createConfig({ roundPrices: false, feeDecimals: null });

describe('a setting', () => {
	it.each(settingKeys)('%s changes alone, and reads as it was written', (key) => {
		const text = sampleByKey[key];
		const changed = withSetting(config, key, text);
		if (changed === null) throw new Error('a value');
		expect(readSetting(changed, key)).toBe(text);
		expect(differencesOf(config, changed)).toEqual([{ key, from: readSetting(config, key), to: text }]);
	});

	it.each(settingKeys)('%s takes no text but a canonical one', (key) => {
		const wrong = [
			'',
			' ',
			'1e2',
			'01',
			'1.50',
			'+1',
			'-0',
			'.5',
			'yes',
			'null',
			'NaN',
			`${sampleByKey[key]} `
		];
		expect(wrong.filter((text) => isSettingValue(key, text))).toEqual([]);
	});

	it('counts slippage in basis points to the last digit', () => {
		holds(
			fc.property(fc.integer({ min: 0, max: 100_000_000 }), (units) => {
				const text = String(units / 100_000);
				fc.pre(!text.includes('e'));
				const changed = withSetting(config, 'slippageBps', text);
				expect(changed?.fillModel.slippage).toBe(BigInt(units));
			})
		);
	});

	it('of limits is a whole number or off', () => {
		const limit = 'risk.maxOpenTrades';
		expect(['off', '1', '10'].filter((text) => isSettingValue(limit, text))).toHaveLength(3);
		expect(['1.5', 'OFF', '-1'].filter((text) => isSettingValue(limit, text))).toEqual([]);
	});

	it('is known by its path alone', () => {
		expect(['startingCash', 'toString', 'sizing', ''].filter(isSettingKey)).toEqual([]);
		expect(settingKeys.every(isSettingKey)).toBe(true);
	});
});
