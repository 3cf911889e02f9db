import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney } from '../../../src/lib/domain/decimal.ts';
import { defaultConfig, readConfig } from '../../../src/lib/intake/config.ts';
import { faultToText } from '../../../src/lib/intake/faultText.ts';

function read(text: string) {
	const result = readConfig({ name: 'c.json', text });
	return result.ok ? result.value : result.error.map(faultToText);
}

describe('a config file', () => {
	it('says nothing and gives the defaults', () => {
		expect(read('{}')).toEqual(defaultConfig);
		expect(formatMoney(defaultConfig.startingCash)).toBe('10000');
		expect(formatDecimal(defaultConfig.fillModel.slippage)).toBe('0.0005');
		expect(formatDecimal(defaultConfig.sizing.maxPositionFraction)).toBe('0.1');
		expect(formatDecimal(defaultConfig.sizing.maxTotalExposure)).toBe('0.8');
		expect(formatMoney(defaultConfig.sizing.minTradeNotional)).toBe('100');
		expect(defaultConfig.fillModel).toMatchObject({ roundPrices: true, feeDecimals: 2 });
		const { maxDataAgeSeconds, orderWindowSeconds, replaceWindowSeconds, ...others } = defaultConfig.risk;
		expect([maxDataAgeSeconds, orderWindowSeconds, replaceWindowSeconds]).toEqual([900, 60, 60]);
		const { errorWindowSeconds, recheckSeconds, breakerPolicy, ...limits } = others;
		expect([errorWindowSeconds, recheckSeconds, breakerPolicy]).toEqual([60, 10, 'reduce']);
		// Every other limit of a run is off unless its file says so.
		for (const limit of Object.values(limits)) expect([null, false, [], {}]).toContainEqual(limit);
	});

	it('gives every setting', () => {
		const config = read(`{
			"startingCash": 50000.5, "slippageBps": 4.5, "slippageModel": "volumeShare",
			"slippage": {"spreadFraction": 0.25, "volumeImpact": 0.2, "rootImpact": 2, "rangeShare": 0},
			"volumeShare": 0.1, "fills": {"queueAhead": 1.5, "limitFillProbability": 0.25, "depthLevels": 5, "depthFirst": 0.5,
				"depthGrowth": 1.5, "depthSpacingBps": 2.5}, "useBidAsk": false,
			"commission": {"perShare": 0.004, "rate": 3e-05, "minimum": "0.35", "makerRate": 0.001, "takerRate": null,
				"ofCoins": "received"},
			"regulatory": {"fees": true, "secRate": 0.00002, "tafPerShare": 0, "tafMost": 1},
			"latency": {"submit": 120, "submitJitter": 30, "cancel": 80, "cancelJitter": 20, "replace": 90, "replaceJitter": 10},
			"sizing": {"maxPositionFraction": 0.3, "maxTotalExposure": 1, "minTradeNotional": 0},
			"allowAdding": true, "allowShort": true, "margin": {"shortInitial": 0.75, "shortMaintenance": 0}, "extendedHours": true,
			"orders": {"entryLimitOffset": 0.001, "closedMarket": "refuse", "escalationSeconds": 30},
			"risk": {"maxDataAgeSeconds": 0, "maxOpenTrades": 3, "maxTradesPerSymbol": 2, "maxTradeNotional": 0.1,
			"maxPositionQuantity": 100.5, "maxSectorExposure": null, "oldPricesPass": true,
			"restricted": ["XYZ", "ABC", "XYZ"], "sectors": {"XYZ": "Health care", "ABC": "Energy"}},
			"locks": {"stopGuardStops": 3, "stopGuardWindowSeconds": 7200, "stopGuardLockSeconds": 600, "stopGuardScope": "symbol",
				"cooldownSeconds": 60, "cooldownScope": "all", "lowProfitBelow": "-0.02", "lowProfitTrades": 4,
				"lowProfitWindowSeconds": 86400, "lowProfitLockSeconds": 1, "lowProfitScope": "all",
				"drawdownLimit": 0.05, "drawdownTrades": 2, "drawdownWindowSeconds": 31536000, "drawdownLockSeconds": 900,
				"drawdownScope": "symbol"},
			"rounding": {"prices": "none", "fees": "none"}
		}`);
		expect(config).toEqual({
			startingCash: 50_000_500_000_000_000_000_000n,
			fillModel: {
				slippageModel: 'volumeShare',
				slippage: 450_000n,
				slippageTerms: {
					spreadFraction: 250_000_000n,
					volumeImpact: 200_000_000n,
					rootImpact: 2_000_000_000n,
					rangeShare: 0n
				},
				commission: {
					...{ perShare: 4_000_000n, rate: 30_000n, minimum: 350_000_000_000_000_000n },
					...{ makerRate: 1_000_000n, takerRate: null }
				},
				regulatory: { isOn: true, secRate: 20_000n, tafPerShare: 0n, tafMost: 1_000_000_000_000_000_000n },
				cryptoFee: 'received',
				volumeShare: 100_000_000n,
				queueAhead: 1_500_000_000n,
				limitFillProbability: 250_000_000n,
				depthLevels: 5,
				depthTerms: { first: 500_000_000n, growth: 1_500_000_000n, spacing: 250_000n },
				useBidAsk: false,
				roundPrices: false,
				feeDecimals: null
			},
			latency: {
				submit: { base: 120, jitter: 30 },
				replace: { base: 90, jitter: 10 },
				cancel: { base: 80, jitter: 20 }
			},
			sizing: { maxPositionFraction: 300_000_000n, maxTotalExposure: 1_000_000_000n, minTradeNotional: 0n },
			risk: {
				...defaultConfig.risk,
				...{ maxDataAgeSeconds: 0, maxOpenTrades: 3, maxTradesPerSymbol: 2 },
				...{ maxTradeNotional: 100_000_000n, maxPositionQuantity: 100_500_000_000n, oldPricesPass: true },
				...{ restricted: ['ABC', 'XYZ'], sectors: { ABC: 'Energy', XYZ: 'Health care' } }
			},
			orders: { entryLimitOffset: 1_000_000n, queuesWhenClosed: false, escalationSeconds: 30 },
			allowAdding: true,
			allowShort: true,
			locks: {
				...{ stopGuardStops: 3, stopGuardWindowSeconds: 7200, stopGuardLockSeconds: 600 },
				...{ stopGuardScope: 'symbol', cooldownSeconds: 60, cooldownScope: 'all' },
				...{ lowProfitBelow: -20_000_000n, lowProfitTrades: 4, lowProfitWindowSeconds: 86_400 },
				...{ lowProfitLockSeconds: 1, lowProfitScope: 'all' },
				...{ drawdownLimit: 50_000_000n, drawdownTrades: 2, drawdownWindowSeconds: 31_536_000 },
				...{ drawdownLockSeconds: 900, drawdownScope: 'symbol' }
			},
			margin: { shortInitial: 750_000_000n, shortMaintenance: 0n },
			extendedHours: true
		});
	});

	it('may say one setting of a section, and null for no limit', () => {
		expect(
			read('{"volumeShare": null, "risk": {"maxOpenTrades": null}, "sizing": {"minTradeNotional": 100}}')
		).toEqual(defaultConfig);
	});

	it.each([
		['[]', 'line 1: expected an object, found a list.'],
		[
			'{"cash": 1}',
			'line 1, cash: this field is not known; the fields are blotterSettings, startingCash, slippageBps, slippageModel, slippage, volumeShare, fills, useBidAsk, commission, regulatory, latency, sizing, orders, allowAdding, allowShort, margin, extendedHours, risk, locks, rounding.'
		],
		[
			'{"commission":\n{"perShares": 1}}',
			'line 2, commission.perShares: this field is not known; the fields are perShare, rate, minimum, makerRate, takerRate, ofCoins.'
		],
		['{"commission": 5}', 'line 1, commission: expected an object, found 5.'],
		['{"sizing": null}', 'line 1, sizing: expected an object, found null.'],
		['{"risk": []}', 'line 1, risk: expected an object, found a list.'],
		['{"startingCash": -1}', 'line 1, startingCash: -1 is not between 0.01 and 1000000000000.'],
		['{"startingCash": 0}', 'line 1, startingCash: 0 is not between 0.01 and 1000000000000.'],
		[
			'{"startingCash": 1000000000001}',
			'line 1, startingCash: 1000000000001 is not between 0.01 and 1000000000000.'
		],
		['{"startingCash": null}', 'line 1, startingCash: expected a number, found null.'],
		[
			'{"startingCash": 0.10000000000000001}',
			'line 1, startingCash: 0.10000000000000001 has 17 digits; at most 15 are read exactly.'
		],
		['{"slippageBps": 1000.1}', 'line 1, slippageBps: 1000.1 is not between 0 and 1000.'],
		[
			'{"slippageModel": "linear"}',
			'line 1, slippageModel: expected none or bps or spreadFraction or volumeShare or squareRoot or volatilityShare, found "linear".'
		],
		['{"slippage": {"rootImpact": 11}}', 'line 1, slippage.rootImpact: 11 is not between 0 and 10.'],
		['{"commission": {"makerRate": -0.1}}', 'line 1, commission.makerRate: -0.1 is not between 0 and 0.1.'],
		[
			'{"commission": {"ofCoins": "coins"}}',
			'line 1, commission.ofCoins: expected money or received, found "coins".'
		],
		['{"regulatory": {"secRate": 1}}', 'line 1, regulatory.secRate: 1 is not between 0 and 0.01.'],
		['{"latency": {"submit": 60001}}', 'line 1, latency.submit: 60001 is not between 0 and 60000.'],
		['{"latency": {"cancel": 0.5}}', 'line 1, latency.cancel: expected a whole number, found 0.5.'],
		['{"volumeShare": 0}', 'line 1, volumeShare: 0 is not between 0.0001 and 1.'],
		['{"volumeShare": 10}', 'line 1, volumeShare: 10 is not between 0.0001 and 1.'],
		['{"slippageBps": -1}', 'line 1, slippageBps: -1 is not between 0 and 1000.'],
		['{"slippageBps": 0.000001}', 'line 1, slippageBps: 0.000001 has 6 decimals; at most 5 are allowed.'],
		['{"commission": {"rate": 0.11}}', 'line 1, commission.rate: 0.11 is not between 0 and 0.1.'],
		['{"commission": {"perShare": -0.1}}', 'line 1, commission.perShare: -0.1 is not between 0 and 1000.'],
		['{"commission": {"minimum": 10001}}', 'line 1, commission.minimum: 10001 is not between 0 and 10000.'],
		[
			'{"sizing": {"maxPositionFraction": 1.1}}',
			'line 1, sizing.maxPositionFraction: 1.1 is not between 0 and 1.'
		],
		['{"sizing": {"maxTotalExposure": 80}}', 'line 1, sizing.maxTotalExposure: 80 is not between 0 and 1.'],
		[
			'{"sizing": {"minTradeNotional": -1}}',
			'line 1, sizing.minTradeNotional: -1 is not between 0 and 1000000000000.'
		],
		['{"allowAdding": 1}', 'line 1, allowAdding: expected true or false, found 1.'],
		['{"allowShort": "no"}', 'line 1, allowShort: expected true or false, found "no".'],
		['{"margin": {"shortInitial": -0.1}}', 'line 1, margin.shortInitial: -0.1 is not between 0 and 10.'],
		['{"extendedHours": null}', 'line 1, extendedHours: expected true or false, found null.'],
		[
			'{"risk": {"maxDataAgeSeconds": 1.5}}',
			'line 1, risk.maxDataAgeSeconds: expected a whole number, found 1.5.'
		],
		[
			'{"risk": {"maxDataAgeSeconds": -1}}',
			'line 1, risk.maxDataAgeSeconds: -1 is not between 0 and 31536000.'
		],
		['{"risk": {"maxOpenTrades": 0}}', 'line 1, risk.maxOpenTrades: 0 is not between 1 and 100000.'],
		[
			'{"rounding": {"prices": "cents"}}',
			'line 1, rounding.prices: expected instrument or none, found "cents".'
		],
		[
			'{"rounding": {"fees": "instrument"}}',
			'line 1, rounding.fees: expected cents or none, found "instrument".'
		],
		[
			'{"startingCash": 1,\n"startingCash": 2}',
			'line 2, startingCash: startingCash is there twice, first in line 1.'
		],
		['{"startingCash": ', 'line 1: this is not valid JSON: it ends too early.']
	])('%s is refused', (text, sentence) => {
		expect(read(text)).toEqual([`c.json, ${sentence}`]);
	});

	it('is refused whole, with every fault, when one setting is bad', () => {
		expect(read('{"startingCash": 5, "slippageBps": "x",\n"allowShort": 1}')).toEqual([
			'c.json, line 1, slippageBps: x is not a number.',
			'c.json, line 2, allowShort: expected true or false, found 1.'
		]);
	});
});
