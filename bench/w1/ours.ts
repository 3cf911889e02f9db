// W1 on the engine of the desk, as the page and the command line run it: risk review, triggers, exact books, every event
// recorded, the equity curve kept. Bundled into .build, since Node 20 does not read TypeScript.
import { deepestDrawdown } from '../../src/lib/analytics/drawdown.ts';
import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import { parseMoney, parseQuantity, parseRatio, zeroMoney, zeroPrice } from '../../src/lib/domain/decimal.ts';
import type { Result } from '../../src/lib/domain/result.ts';
import { createReplay } from '../../src/lib/replay/replay.ts';
import { defaultConfig } from '../../src/lib/schema/bookConfig.ts';
import { createSmaCross } from '../../src/lib/strategy/smaCross.ts';
import { loadBars } from '../lib/bars.mjs';
import { mean, measure } from '../lib/measure.mjs';
import { rules } from './rules.mjs';

const minute = 60_000;
const instantsPerSlice = 100_000;

/** No rounding, so that money can agree with peers that count in float64. */
const config: BookConfig = {
	startingCash: exact(parseMoney, rules.cash),
	fillModel: {
		...defaultConfig.fillModel,
		slippage: exact(parseRatio, rules.slippage),
		commission: {
			...defaultConfig.fillModel.commission,
			...{ perShare: zeroPrice, rate: exact(parseRatio, rules.commission), minimum: zeroMoney }
		},
		useBidAsk: false,
		roundPrices: false,
		feeDecimals: null
	},
	latency: defaultConfig.latency,
	sizing: {
		maxPositionFraction: exact(parseRatio, 1),
		maxTotalExposure: exact(parseRatio, 1),
		minTradeNotional: zeroMoney
	},
	risk: defaultConfig.risk,
	locks: defaultConfig.locks,
	orders: { entryLimitOffset: null, queuesWhenClosed: true, escalationSeconds: 10 },
	allowAdding: false,
	allowShort: false,
	margin: defaultConfig.margin,
	extendedHours: false
};

function exact<Kind>(parse: (text: string) => Result<Kind, unknown>, value: number): Kind {
	const parsed = parse(String(value));
	if (!parsed.ok) throw new Error(`${String(value)} is no exact decimal`);
	return parsed.value;
}

function loadSeries(): BarSeries {
	const { length, time, open, high, low, close, volume } = loadBars();
	const units = (prices: Float64Array) => prices.map((price) => price * 1e9);
	return {
		symbol: 'W1',
		assetClass: 'crypto',
		interval: '1m',
		length,
		label: time,
		startsAt: time,
		completesAt: time.map((startsAt) => startsAt + minute),
		open: units(open),
		high: units(high),
		low: units(low),
		close: units(close),
		volume,
		regular: new Uint8Array(length).fill(1)
	};
}

const series = loadSeries();
const quantity = exact(parseQuantity, rules.quantity);

function run() {
	const { fast, slow } = rules;
	const strategy = createSmaCross({ fast, slow, size: { by: 'quantity', quantity } });
	const replay = createReplay({ config, series: [series], decisions: [], strategies: [strategy] });
	while (replay.advance(instantsPerSlice));
	const { recording } = replay.outcome();
	const { equity } = recording.curve.points();
	return { recording, equity, drawdown: deepestDrawdown(equity)?.depth ?? 0 };
}

measure(5, run, ({ recording, equity, drawdown }: ReturnType<typeof run>) => ({
	trades: recording.trips.length,
	equity: equity.at(-1),
	meanEquity: mean(equity),
	drawdown,
	events: recording.events
}));
