import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import { approveIntent, type ApprovedIntent } from '../../src/lib/domain/approvedIntent.ts';
import type { Bar } from '../../src/lib/domain/bar.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import {
	formatDecimal,
	formatMoney,
	parseMoney,
	parsePrice,
	parseQuantity,
	parseRatio,
	priceToUnits,
	unitsToPrice,
	zeroMoney,
	zeroQuantity,
	type Price,
	type Ratio
} from '../../src/lib/domain/decimal.ts';
import type { Decision, ProtectionLevels } from '../../src/lib/domain/decision.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { createInstrument, type AssetClass, type Instrument } from '../../src/lib/domain/instrument.ts';
import type { ClientOrderId, DecisionId, TriggerId } from '../../src/lib/domain/ids.ts';
import type { Latency } from '../../src/lib/domain/latency.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import type { Direction } from '../../src/lib/domain/position.ts';
import type { Protection } from '../../src/lib/domain/trigger.ts';
import type { Quote } from '../../src/lib/domain/quote.ts';
import { noLockRules, type LockTerms } from '../../src/lib/domain/locks.ts';
import type { RiskLimits } from '../../src/lib/domain/riskLimits.ts';
import type { InlineVenue, VenueReport } from '../../src/lib/domain/venue.ts';
import type { Instant } from '../../src/lib/domain/time.ts';
import type { LimitFacts } from '../../src/lib/engine/limitFacts.ts';
import type { EntryFacts } from '../../src/lib/engine/riskFacts.ts';
import { createState, indexOf, markPrice, type EngineState } from '../../src/lib/engine/state.ts';
import { runBar, runTurn } from '../../src/lib/engine/turn.ts';
import { read, toBookConfig } from './randomRun.ts';

/** The open and the close of Monday, 4 March 2024 in New York. */
export const sessionOpen = Date.UTC(2024, 2, 4, 14, 30);
export const sessionClose = Date.UTC(2024, 2, 4, 21);
const minute = 60_000;

/** The start of a minute of the session, and the completion of the bar before it. */
export const minuteAt = (index: number): Instant => sessionOpen + index * minute;

export const price = (text: string) => read(parsePrice(text));
export const money = (text: string) => read(parseMoney(text));
export const quantity = (text: string) => read(parseQuantity(text));
export const ratio = (text: string) => read(parseRatio(text));

/** The bar of a minute from "open high low close"; it does not say its volume unless that is given. */
export function createBar(prices: string, index = 0, volume = NaN): Bar {
	const [open = NaN, high = NaN, low = NaN, close = NaN] = prices
		.split(' ')
		.map((text) => priceToUnits(price(text)));
	const startsAt = minuteAt(index);
	return { label: startsAt, startsAt, completesAt: startsAt + minute, open, high, low, close, volume };
}

const plainConfig = {
	...{ startingCash: '10000', slippage: '0', perShare: '0', rate: '0', minimum: '0' },
	...{ maxPositionFraction: '1', maxTotalExposure: '1', minTradeNotional: '0' },
	...{ maxDataAgeSeconds: 900, roundPrices: true, allowAdding: false, allowShort: false },
	...{ shortInitial: '0.5', shortMaintenance: '0.3' },
	useBidAsk: true,
	feeDecimals: 2 as number | null,
	volumeShare: null as string | null,
	queueAhead: null as string | null,
	limitFillProbability: '1',
	depthLevels: null as number | null,
	depthTerms: { first: '1', growth: '1', spacing: '0.001' },
	latency: {} as Partial<Latency>,
	maxOpenTrades: null as number | null,
	maxTradesPerSymbol: null as number | null,
	escalationSeconds: 10,
	/** Other limits of the review, as values. */
	risk: {} as Partial<RiskLimits>,
	/** Rules that lock, as values. */
	locks: {} as Partial<LockTerms>
};

/** Settings in plain text; what is not given costs nothing and limits nothing. */
export type PlainSettings = Partial<typeof plainConfig>;

export function createConfig(given: PlainSettings = {}): BookConfig {
	const {
		roundPrices,
		feeDecimals,
		volumeShare,
		queueAhead,
		limitFillProbability,
		depthLevels,
		depthTerms,
		latency,
		useBidAsk,
		maxOpenTrades,
		maxTradesPerSymbol,
		escalationSeconds,
		shortInitial,
		shortMaintenance,
		...plain
	} = {
		...plainConfig,
		...given
	};
	const config = toBookConfig({ ...plain, maxOpenTrades: 0, maxTradesPerSymbol: 0 });
	return {
		...config,
		fillModel: {
			...{ ...config.fillModel, roundPrices, feeDecimals, useBidAsk },
			volumeShare: volumeShare === null ? null : ratio(volumeShare),
			queueAhead: queueAhead === null ? null : ratio(queueAhead),
			limitFillProbability: ratio(limitFillProbability),
			depthLevels,
			depthTerms: {
				first: ratio(depthTerms.first),
				growth: ratio(depthTerms.growth),
				spacing: ratio(depthTerms.spacing)
			}
		},
		latency: { ...config.latency, ...latency },
		risk: { ...config.risk, maxOpenTrades, maxTradesPerSymbol, ...plain.risk },
		locks: { ...noLockRules, ...plain.locks },
		margin: { shortInitial: ratio(shortInitial), shortMaintenance: ratio(shortMaintenance) },
		orders: { entryLimitOffset: null, queuesWhenClosed: true, escalationSeconds },
		...{ allowAdding: plain.allowAdding, allowShort: plain.allowShort, extendedHours: false }
	};
}

/** Levels in plain text. */
export type PlainLevels = { readonly [Kind in keyof ProtectionLevels]?: string | undefined };

export function createLevels(given: PlainLevels): ProtectionLevels {
	return {
		stopLoss: given.stopLoss === undefined ? null : price(given.stopLoss),
		takeProfit: given.takeProfit === undefined ? null : price(given.takeProfit),
		trailing: given.trailing === undefined ? null : ratio(given.trailing)
	};
}

/** Triggers of XYZ for levels in force from an instant; a trail with its high-water mark. */
export function createProtection(
	given: PlainLevels,
	from = sessionOpen,
	highWater = '100',
	guards: Direction = 'long'
): Protection {
	const { stopLoss, takeProfit, trailing } = createLevels(given);
	const base = { id: 'o.trigger' as TriggerId, symbol: 'XYZ', guards };
	const level = (value: Price) => ({ ...base, levels: [{ from, value }] });
	const trail = (value: Ratio) => ({ ...base, fractions: [{ from, value }], highWater: price(highWater) });
	return {
		stopLoss: stopLoss === null ? null : { ...level(stopLoss), kind: 'stop_loss' },
		takeProfit: takeProfit === null ? null : { ...level(takeProfit), kind: 'take_profit' },
		trailing: trailing === null ? null : { ...trail(trailing), kind: 'trailing_stop' }
	};
}

/** A market BUY of XYZ for a tenth of equity, but for what is given. */
export function createDecision(
	given: Partial<Omit<Decision, 'id'>> & { readonly id?: string } = {}
): Decision {
	return {
		...{ at: sessionOpen, symbol: 'XYZ', action: 'BUY', confidence: null },
		size: { by: 'fraction', fraction: ratio('0.1') },
		...{ entryPrice: null, levels: createLevels({}), expiresAt: null },
		...{ strategy: '', reason: '', tag: '' },
		...given,
		id: (given.id ?? 'one') as DecisionId
	};
}

export type Ask = Partial<Omit<OrderIntent, 'id'>> & { readonly id?: string };

/** An approved market entry of 10 XYZ made at the open, but for what is given. */
export function createOrder({ id = 'o', ...given }: Ask = {}): ApprovedIntent {
	return approveIntent({
		...{ decisionId: 'one' as DecisionId, symbol: 'XYZ', side: 'buy', type: 'market' },
		...{ timeInForce: 'gtc', extendedHours: false, stopPrice: null, trail: null, legs: null, group: null },
		...{ quantity: quantity('10'), limitPrice: null, purpose: 'entry', cause: 'entry_market' },
		beyond: zeroQuantity,
		...{ refPrice: null, reserve: zeroMoney, levels: createLevels({}), madeAt: sessionOpen, ends: null },
		actsFrom: given.madeAt ?? sessionOpen,
		...given,
		id: id as ClientOrderId
	});
}

/** Everything that a bar does to the orders of a symbol, when nothing is done in between. */
export function matchBar(venue: InlineVenue, symbol: string, bar: Bar): readonly VenueReport[] {
	return (['first', 'last'] as const).flatMap((turn) => hearAll(() => venue.matchBar(symbol, bar, turn)));
}

/** Everything that a quote does to the orders of a symbol. */
export function matchQuote(venue: InlineVenue, symbol: string, quote: Quote): readonly VenueReport[] {
	return hearAll(() => venue.matchQuote(symbol, quote));
}

function hearAll(ask: () => readonly VenueReport[]): readonly VenueReport[] {
	const heard: VenueReport[] = [];
	for (let reports = ask(); reports.length > 0; reports = ask()) heard.push(...reports);
	return heard;
}

/** Whether orders of a symbol rest, whatever would reach them. */
export function isResting(venue: InlineVenue, symbol: string): boolean {
	return venue.mayTrade(symbol, 0, 0, Infinity);
}

/** Reports in a line each: what was traded for how much, or what else was said. */
export function told(reports: readonly VenueReport[]): readonly string[] {
	return reports.map((report) => {
		if (report.type !== 'OrderFilled') {
			return `${report.orderId} ${report.type}${'reason' in report ? ` ${report.reason}` : ''}`;
		}
		return `${report.fill.orderId} ${formatDecimal(report.fill.price)} ${formatMoney(report.fill.fee)}`;
	});
}

/** What a review knows of 10000 in cash and nothing else, XYZ at 100, but for what is given. */
export function createFacts(given: Partial<EntryFacts> = {}): EntryFacts {
	return {
		...{ purpose: 'entry', tradingState: 'active', refPrice: price('100'), dataAgeSeconds: 0 },
		...{ equity: money('10000'), exposure: zeroMoney, shortValue: zeroMoney, heldValue: zeroMoney },
		...{ pendingNotional: zeroMoney, freeCash: money('10000'), openTrades: 0, symbolTrades: 0 },
		marketPrice: given.refPrice === undefined ? price('100') : given.refPrice,
		limits: createLimitFacts(),
		breakers: { tripped: new Map(), measure: () => null },
		account: null,
		...given
	};
}

/** What the limits measure of a book that holds nothing and has sent nothing, on bars, but for what is given. */
export function createLimitFacts(given: Partial<LimitFacts> = {}): LimitFacts {
	return {
		heldQuantity: zeroQuantity,
		onOrder: { quantity: zeroQuantity, notional: zeroMoney, risk: zeroMoney },
		...{ heldRisk: zeroMoney, positionsRisk: zeroMoney, entriesRisk: zeroMoney, netExposure: zeroMoney },
		sector: { name: 'XYZ', isKnown: false, exposure: zeroMoney },
		...{ spread: null, quoteAgeSeconds: null, hasQuotes: false, oldest: null, strategy: null },
		...{ isHalted: false, isReplace: false, ordersNow: 0, ordersInWindow: 0, replacesInWindow: 0 },
		secondsSince: () => null,
		lock: { isWatched: false, longest: null, secondsLeft: 0 },
		...given
	};
}

/** XYZ and ABC by the minute, BTC as a coin by the minute, DAY by the day. */
const assetClasses: Record<string, AssetClass> = {
	...{ XYZ: 'us_equity', ABC: 'us_equity', BTC: 'crypto', DAY: 'us_equity' }
};
export const instruments: readonly Instrument[] = Object.entries(assetClasses).map(([symbol, assetClass]) =>
	createInstrument(symbol, assetClass)
);

/** A desk with the simulator as its venue, fed by hand. */
export interface TestDesk {
	readonly state: EngineState;
	readonly events: readonly BookEvent[];
	/** Takes a decision at its instant. */
	take(decision: Decision): void;
	/** Completes a bar: it matches, is tested and marks. */
	complete(symbol: string, bar: Bar): void;
	/** Sets a last price. */
	mark(symbol: string, text: string, at: Instant): void;
	/** Takes a decision and buys on the bar of minute 0 at `prices`. */
	hold(symbol: string, prices: string, given?: Parameters<typeof createDecision>[0]): void;
}

export function createDesk(settings: PlainSettings = {}): TestDesk {
	const config = createConfig(settings);
	const priced = instruments.map(
		(instrument) => ({ instrument, interval: instrument.symbol === 'DAY' ? '1d' : '1m' }) as const
	);
	const state = createState(config, priced);
	const { startingCash: cash, fillModel: model, margin } = config;
	const venue = createSimulator({ cash, model, margin, instruments });
	const events: BookEvent[] = [];
	const desk = { state, venue, record: (event: BookEvent) => events.push(event) };
	const take: TestDesk['take'] = (decision) => {
		runTurn(desk, { type: 'TakeDecision', at: decision.at, decision });
	};
	const mark: TestDesk['mark'] = (symbol, text, at) => {
		markPrice(state.market, indexOf(state.market, symbol), priceToUnits(price(text)), at);
	};
	const complete: TestDesk['complete'] = (symbol, bar) => {
		runBar(desk, symbol, bar);
		mark(symbol, formatDecimal(unitsToPrice(bar.close)), bar.completesAt);
	};
	const hold: TestDesk['hold'] = (symbol, prices, given = {}) => {
		const bar = createBar(prices);
		mark(symbol, prices.split(' ')[0] ?? '', bar.startsAt);
		take(createDecision({ id: `buy ${symbol}`, symbol, ...given }));
		complete(symbol, bar);
	};
	return { state, events, take, complete, hold, mark };
}
