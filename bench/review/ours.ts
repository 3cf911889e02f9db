// A review with every check on: 100 positions with stops, 200 open orders, 10 sectors, 5 strategies. Bundled into .build.
// node .build/review.mjs still|one|all: before each review no price has changed, that of one position, or those of all.
import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import { parseMoney, parseQuantity, parseRatio } from '../../src/lib/domain/decimal.ts';
import type { Decision } from '../../src/lib/domain/decision.ts';
import type { ClientOrderId, DecisionId } from '../../src/lib/domain/ids.ts';
import { createInstrument } from '../../src/lib/domain/instrument.ts';
import { checkNames } from '../../src/lib/domain/risk.ts';
import { gatherEntryFacts } from '../../src/lib/engine/riskFacts.ts';
import { reviewIntent } from '../../src/lib/engine/riskReview.ts';
import { createState } from '../../src/lib/engine/state.ts';
import { gatherStrategyFacts } from '../../src/lib/engine/strategyFacts.ts';
import { runQuote, runTurn } from '../../src/lib/engine/turn.ts';
import { defaultConfig } from '../../src/lib/schema/bookConfig.ts';
import { measure } from '../lib/measure.mjs';

const reviews = 20_000;
const positions = 100;
const moves = process.argv[2] ?? 'one';

function exact<Value>(read: { readonly ok: boolean; readonly value?: Value }): Value {
	if (read.value === undefined) throw new Error('no decimal');
	return read.value;
}
const ratio = (text: string) => exact(parseRatio(text));
const quantity = (text: string) => exact(parseQuantity(text));

const names = Array.from({ length: positions + 1 }, (_, index) => `S${String(index).padStart(3, '0')}`);
const wide = ratio('100');
const config: BookConfig = {
	...defaultConfig,
	startingCash: exact(parseMoney('100000000')),
	sizing: { ...defaultConfig.sizing, maxPositionFraction: ratio('1'), maxTotalExposure: ratio('1') },
	risk: {
		...defaultConfig.risk,
		...{ maxOpenTrades: 100_000, maxTradesPerSymbol: 100_000 },
		...{ maxTradeNotional: wide, maxPositionRisk: wide, maxSectorExposure: wide, maxNetExposure: wide },
		...{ maxLeverage: wide, maxOpenRisk: wide, maxPriceDistance: wide, maxStrategyExposure: wide },
		...{ maxStrategyDayLoss: wide, maxSpread: ratio('1'), minStopDistance: ratio('0') },
		...{ maxPositionQuantity: quantity('100000'), maxGrossExposure: exact(parseMoney('1000000000')) },
		maxTradeMoney: exact(parseMoney('1000000000')),
		...{ maxQuoteAgeSeconds: 1_000_000, maxPositionAgeSeconds: 1_000_000, requiresStop: true },
		...{ maxOrdersPerInstant: 100_000, maxOrders: 100_000, maxReplaces: 100_000, duplicateSeconds: 1 },
		...{ orderWindowSeconds: 3600, maxStrategyPositions: 100_000, maxStrategyTrades: 100_000 },
		...{ maxDayLoss: wide, maxDayLossMoney: exact(parseMoney('1000000000')), maxDayDrawdown: wide },
		...{ maxPeakDrawdown: wide, maxDayTrades: 100_000, maxLossStreak: 100_000, maxErrors: 100_000 },
		maxLimitOverrun: wide,
		restricted: ['NONE'],
		sectors: Object.fromEntries(names.map((name, index) => [name, `Sector ${String(index % 10)}`]))
	}
};

const start = Date.UTC(2024, 2, 4, 15);
const instruments = names.map((name) => createInstrument(name, 'us_equity'));
const state = createState(
	config,
	instruments.map((instrument) => ({ instrument, interval: '1m' as const }))
);
const { startingCash: cash, fillModel: model, margin } = config;
const desk = { state, venue: createSimulator({ cash, model, margin, instruments }), record: () => undefined };
let now = start;

const unitsOf = (index: number, tick: number) => (50 + index) * 1e9 + tick * 1e7;
function quote(index: number, tick: number): void {
	const last = unitsOf(index, tick);
	runQuote(desk, names[index] ?? '', index, { at: now, bid: last - 1e7, ask: last + 1e7, last });
}

function take(index: number, n: number, entryPrice: bigint | null): void {
	const decision = {
		...{
			id: `${String(index)}.${String(n)}` as DecisionId,
			at: now,
			symbol: names[index] ?? '',
			action: 'BUY'
		},
		...{ confidence: null, size: { by: 'quantity', quantity: quantity(String(10 + n)) }, entryPrice },
		levels: { stopLoss: BigInt(unitsOf(index, -2000)), takeProfit: null, trailing: ratio('0.1') },
		...{ strategy: `strategy ${String(index % 5)}`, reason: '', tag: '', expiresAt: null }
	} as unknown as Decision;
	runTurn(desk, { type: 'TakeDecision', at: now, decision });
}

names.forEach((_, index) => quote(index, 0));
for (let index = 0; index < positions; index++) take(index, 0, null);
now += 1000;
names.forEach((_, index) => quote(index, 0));
// Two orders to buy a symbol far below its price: a decision brings one at most, a person any number.
const order = (index: number, n: number) => ({
	...{ symbol: names[index] ?? '', side: 'buy', type: 'limit', timeInForce: 'gtc', extendedHours: false },
	size: { by: 'quantity', quantity: quantity(String(20 + n)) },
	...{ limitPrice: BigInt(unitsOf(index, -1000)), stopPrice: null, trail: null, expiresAt: null },
	...{
		reduceOnly: false,
		legs: {
			takeProfit: null,
			stopLoss: { stopPrice: BigInt(unitsOf(index, -2000)), limitPrice: null, trail: null }
		}
	},
	...{ otherStop: null, strategy: '', reason: '', tag: '' }
});
for (let index = 0; index < positions; index++) {
	for (let n = 0; n < 2; n++) {
		now += 1;
		const request = `r${String(index)}.${String(n)}`;
		runTurn(desk, { type: 'SubmitOrder', at: now, request, order: order(index, n) as never });
	}
}
const { positionBySymbol, orders, entriesBySymbol } = state.book;
const open = [...entriesBySymbol.values()].reduce((sum, ids) => sum + ids.length, 0);
if (positionBySymbol.size !== positions || open !== 2 * positions) {
	throw new Error(
		`${String(positionBySymbol.size)} positions and ${String(open)} of ${String(orders.size)} orders`
	);
}

const last = positions;
const intent = {
	...{ id: 'new' as ClientOrderId, decisionId: 'new' as DecisionId, symbol: names[last] ?? '', side: 'buy' },
	...{ type: 'limit', timeInForce: 'day', extendedHours: false, quantity: quantity('7'), beyond: 0n },
	...{
		limitPrice: BigInt(unitsOf(last, 0)),
		stopPrice: null,
		trail: null,
		purpose: 'entry',
		cause: 'entry_limit'
	},
	...{ refPrice: BigInt(unitsOf(last, 0)), reserve: 10n ** 18n, legs: null, group: null },
	levels: { stopLoss: BigInt(unitsOf(last, -500)), takeProfit: null, trailing: null },
	...{ madeAt: now, actsFrom: now, ends: null }
} as unknown as Parameters<typeof reviewIntent>[0];

let seen = new Set<string>();
function run(): number {
	let approved = 0;
	for (let n = 0; n < reviews; n++) {
		now += 1;
		if (moves === 'one') state.market.last[n % positions] = unitsOf(n % positions, n % 90);
		if (moves === 'all') {
			for (let index = 0; index < positions; index++) state.market.last[index] = unitsOf(index, n % 90);
		}
		const gathered = gatherEntryFacts(state, intent.symbol, 'buy', now);
		const strategy = gatherStrategyFacts(state, 'strategy 1');
		const facts = { ...gathered, limits: { ...gathered.limits, strategy } };
		const { verdict } = reviewIntent(intent, facts, config);
		if (verdict.approved) approved++;
		if (n === 0) seen = new Set(verdict.checks.map(({ check }) => check));
	}
	return approved;
}

measure(7, run, (approved: number) => {
	const missing = checkNames.filter((name) => !seen.has(name));
	return { approved, checks: seen.size, missing, reviews };
});
