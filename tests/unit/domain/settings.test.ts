import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookConfig } from '../../../src/lib/domain/bookConfig.ts';
import { zeroMoney } from '../../../src/lib/domain/decimal.ts';
import {
	differencesOf,
	isSettingKey,
	isSettingValue,
	readSetting,
	settingKeys,
	unsettableOf,
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
	'risk.maxTradeNotional': '0.1',
	'risk.maxPositionRisk': '0.05',
	'risk.maxPositionQuantity': '100.5',
	'risk.maxSectorExposure': '0.3',
	'risk.maxGrossExposure': '25000.01',
	'risk.maxNetExposure': '0.75',
	'risk.maxLeverage': '2.5',
	'risk.maxOpenRisk': '0.12',
	'risk.minStopDistance': '0.001',
	'risk.maxPriceDistance': '0.2',
	'risk.maxSpread': '0.015',
	'risk.maxQuoteAgeSeconds': '15',
	'risk.maxPositionAgeSeconds': '300',
	'risk.maxOrdersPerInstant': '10',
	'risk.maxOrders': '30',
	'risk.maxReplaces': '20',
	'risk.duplicateSeconds': '5',
	'risk.maxStrategyPositions': '4',
	'risk.maxStrategyExposure': '0.4',
	'risk.maxStrategyDayLoss': '0.01',
	'risk.maxStrategyTrades': '50',
	'risk.maxDayLoss': '0.02',
	'risk.maxDayLossMoney': '5000',
	'risk.maxDayDrawdown': '0.03',
	'risk.maxPeakDrawdown': '0.1',
	'risk.maxDayTrades': '50',
	'risk.maxLossStreak': '5',
	'risk.maxErrors': '6',
	'risk.maxLimitOverrun': '0.25',
	'risk.breakerPolicy': 'flatten',
	'risk.errorWindowSeconds': '30',
	'risk.recheckSeconds': '20',
	'risk.orderWindowSeconds': '120',
	'risk.replaceWindowSeconds': '90',
	'risk.oldPricesPass': 'true',
	'risk.requiresStop': 'true',
	'risk.confirmEntries': 'true',
	'risk.maxTradeMoney': '500.5',
	'risk.stopsAfterSeconds': '7200',
	'risk.restricted': 'ABC, XYZ',
	'risk.sectors': 'ABC=Energy; XYZ=Health care',
	'locks.stopGuardStops': '3',
	'locks.stopGuardWindowSeconds': '7200',
	'locks.stopGuardLockSeconds': '1800',
	'locks.stopGuardScope': 'symbol',
	'locks.cooldownSeconds': '300',
	'locks.cooldownScope': 'all',
	'locks.lowProfitBelow': '-0.015',
	'locks.lowProfitTrades': '4',
	'locks.lowProfitWindowSeconds': '14400',
	'locks.lowProfitLockSeconds': '600',
	'locks.lowProfitScope': 'all',
	'locks.drawdownLimit': '0.05',
	'locks.drawdownTrades': '2',
	'locks.drawdownWindowSeconds': '86400',
	'locks.drawdownLockSeconds': '43200',
	'locks.drawdownScope': 'symbol',
	slippageBps: '12.50001',
	slippageModel: 'squareRoot',
	'slippage.spreadFraction': '0.25',
	'slippage.volumeImpact': '0.2',
	'slippage.rootImpact': '0.75',
	'slippage.rangeShare': '0.05',
	volumeShare: '0.025',
	'fills.queueAhead': '1.5',
	'fills.limitFillProbability': '0.25',
	'fills.depthLevels': '5',
	'fills.depthFirst': '0.5',
	'fills.depthGrowth': '1.25',
	'fills.depthSpacingBps': '2.5',
	useBidAsk: 'false',
	'commission.perShare': '0.000000001',
	'commission.rate': '0.001',
	'commission.minimum': '0.35',
	'commission.makerRate': '0.0015',
	'commission.takerRate': '0.0025',
	'commission.ofCoins': 'received',
	'regulatory.fees': 'true',
	'regulatory.secRate': '0.00002',
	'regulatory.tafPerShare': '0.0002',
	'regulatory.tafMost': '9.79',
	'latency.submit': '120',
	'latency.submitJitter': '30',
	'latency.cancel': '80',
	'latency.cancelJitter': '20',
	'latency.replace': '90',
	'latency.replaceJitter': '60000',
	'rounding.prices': 'instrument',
	'rounding.fees': 'cents',
	'orders.entryLimitOffset': '0.001',
	'orders.closedMarket': 'refuse',
	'orders.escalationSeconds': '30',
	allowAdding: 'true',
	allowShort: 'true',
	'margin.shortInitial': '0.75',
	'margin.shortMaintenance': '0.4',
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

	// Of a list almost every word is a text.
	it.each(settingKeys.filter((key) => key !== 'risk.restricted'))(
		'%s takes no text but a canonical one',
		(key) => {
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
		}
	);

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

describe('the range of a setting', () => {
	it.each([
		['slippageBps', ['0', '1000'], ['1000.00001', '99999']],
		['sizing.maxPositionFraction', ['0', '1'], ['1.000000001', '-0.1']],
		['volumeShare', ['0.0001', '1', 'off'], ['0', '0.00009', '1.000000001']],
		['fills.queueAhead', ['0.0001', '1000', 'off'], ['0', '0.00009', '1000.000000001']],
		['fills.limitFillProbability', ['0', '1'], ['1.000000001', '-0.1', 'off']],
		['fills.depthLevels', ['1', '20', 'off'], ['0', '21', '2.5']],
		['fills.depthFirst', ['0.0001', '10'], ['0', '10.000000001', 'off']],
		['fills.depthGrowth', ['0.1', '10'], ['0.099', '10.000000001']],
		['fills.depthSpacingBps', ['0.01', '100'], ['0.00999', '100.00001', '-1']],
		['orders.escalationSeconds', ['0', '3600'], ['3601', '1.5', 'off']],
		['sizing.maxTotalExposure', ['0.5'], ['5']],
		['risk.maxOpenTrades', ['1', '100000', 'off'], ['0', '100001']],
		['risk.maxDataAgeSeconds', ['0'], ['31536001']],
		['commission.rate', ['0.1'], ['0.100000001']]
	] as const)('%s is kept at both ends', (key, within, beyond) => {
		for (const text of within) expect(isSettingValue(key, text), text).toBe(true);
		for (const text of beyond) expect(isSettingValue(key, text), text).toBe(false);
	});

	it('names what no person could have set in a config', () => {
		expect(unsettableOf(config)).toEqual([]);
		const strange: BookConfig = {
			...config,
			startingCash: zeroMoney,
			risk: { ...config.risk, maxDataAgeSeconds: 1.5 },
			fillModel: { ...config.fillModel, feeDecimals: 7 }
		};
		expect(unsettableOf(strange)).toEqual([
			{ key: 'startingCash', text: '0' },
			{ key: 'risk.maxDataAgeSeconds', text: '1.5' },
			{ key: 'rounding.fees', text: '7 decimals' }
		]);
	});
});
