import {
	absolute,
	add,
	fractionOf,
	isZero,
	subtract,
	zeroMoney,
	type Money,
	type Ratio
} from '../domain/decimal.ts';
import type { GaugeCheck } from '../domain/gaugeChecks.ts';
import type { CheckValue } from '../domain/risk.ts';
import { sectorOf } from '../domain/symbolLists.ts';
import type { Instant } from '../domain/time.ts';
import { claimOfSymbol } from './claims.ts';
import { netExposureOf, oldestPrice, quoteFacts, sectorFacts } from './limitFacts.ts';
import { riskOfPositions } from './positionRisk.ts';
import { ageOfPrice, countSymbolTrades, type EntryFacts } from './riskFacts.ts';
import { replacedWithin, sentAt, sentWithin } from './sentOrders.ts';
import type { EngineState } from './state.ts';
import { gatherStrategyFacts, type StrategyFacts } from './strategyFacts.ts';
import { lookAt, valueOf } from './valuation.ts';

/** The limit and what is measured of it; `'off'` has no gauge, null is not known. */
export interface Reading {
	readonly limit: CheckValue | 'off';
	readonly lines: readonly (readonly [of: string | null, measured: CheckValue])[];
}

/** Readings by their checks. */
export type Readings<Check extends GaugeCheck = GaugeCheck> = Readonly<Record<Check, Reading>>;

/** What is known of a book once for all gauges. */
export interface Look {
	readonly state: EngineState;
	readonly now: Instant;
	readonly facts: EntryFacts;
	/** Symbols that are held or on order. */
	readonly open: readonly string[];
	/** A fraction of equity as money; null where equity is not known. */
	readonly share: (fraction: Ratio | null) => Money | 'off' | null;
}

const one = (measured: CheckValue): Reading['lines'] => [[null, measured]];
const orOff = (limit: CheckValue): CheckValue | 'off' => limit ?? 'off';

type OfBook = 'totalExposure' | 'sectorExposure' | 'netExposure' | 'grossExposure' | 'leverage';
type OfCash = 'openRisk' | 'openTrades' | 'buyingPower' | 'maintenanceMargin';

/** What the book as a whole takes: exposure, risk, trades and cash. */
export function readBook({ state, facts, open, share }: Look): Readings<OfBook | OfCash> {
	const { risk, sizing, margin } = state.book.config;
	const { cash } = state.book.account;
	const gross = facts.exposure === null ? null : add(facts.exposure, facts.pendingNotional);
	const risks = risk.maxOpenRisk === null ? null : riskOfPositions(state).total;
	const sectors = new Map(open.map((symbol) => [sectorOf(risk.sectors, symbol).name, symbol]));
	const held = facts.freeCash === null ? null : subtract(cash, facts.freeCash);
	const short = facts.shortValue;
	return {
		totalExposure: { limit: share(sizing.maxTotalExposure), lines: one(gross) },
		sectorExposure: {
			limit: share(risk.maxSectorExposure),
			lines: [...sectors].map(([name, symbol]) => [name, sectorFacts(state, symbol, zeroMoney).exposure])
		},
		netExposure: {
			limit: share(risk.maxNetExposure),
			lines: [
				['long', netExposureOf(state, 'buy', zeroMoney)],
				['short', netExposureOf(state, 'sell', zeroMoney)]
			]
		},
		grossExposure: { limit: orOff(risk.maxGrossExposure), lines: one(gross) },
		leverage: { limit: share(risk.maxLeverage), lines: one(gross) },
		openRisk: {
			limit: share(risk.maxOpenRisk),
			lines: one(risks === null ? null : add(risks, state.book.entryRisk))
		},
		openTrades: { limit: orOff(risk.maxOpenTrades), lines: one(facts.openTrades) },
		buyingPower: { limit: cash, lines: one(held) },
		maintenanceMargin: {
			// Nobody needs it of a book that holds no short.
			limit: short !== null && isZero(short) ? 'off' : facts.equity,
			lines: one(short === null ? null : fractionOf(short, margin.shortMaintenance))
		}
	};
}

type OfSymbols = 'positionSize' | 'positionRisk' | 'positionQuantity' | 'tradesPerSymbol';

/** What each symbol takes that is held or on order. */
export function readSymbols({ state, open, share }: Look): Readings<OfSymbols> {
	const { book, market } = state;
	const { risk, sizing } = book.config;
	const { bySymbol } = lookAt(book, market);
	const riskOf = risk.maxPositionRisk === null ? () => null : riskOfPositions(state).of;
	const each = (measure: (symbol: string) => CheckValue): Reading['lines'] =>
		open.map((symbol) => [symbol, measure(symbol)]);
	const onOrder = (symbol: string) => claimOfSymbol(book, symbol);
	const plus = (held: Money | null, claim: Money): Money | null => (held === null ? null : add(held, claim));
	const valueOfHeld = (symbol: string): Money | null => {
		const worth = bySymbol.get(symbol);
		if (worth === undefined) return zeroMoney;
		const value = valueOf(worth);
		return value === null ? null : absolute(value);
	};
	return {
		positionSize: {
			limit: share(sizing.maxPositionFraction),
			lines: each((symbol) => plus(valueOfHeld(symbol), onOrder(symbol).notional))
		},
		positionRisk: {
			limit: share(risk.maxPositionRisk),
			lines: each((symbol) => plus(riskOf(symbol), onOrder(symbol).risk))
		},
		positionQuantity: {
			limit: orOff(risk.maxPositionQuantity),
			lines: each((symbol) => {
				const held = book.positionBySymbol.get(symbol);
				const { quantity } = onOrder(symbol);
				return held === undefined ? quantity : add(absolute(held.quantity), quantity);
			})
		},
		tradesPerSymbol: {
			limit: orOff(risk.maxTradesPerSymbol),
			lines: each((symbol) => countSymbolTrades(book, symbol))
		}
	};
}

type OfStrategies = 'strategyExposure' | 'strategyPositions' | 'strategyDayLoss' | 'strategyTrades';

/** What each strategy takes that holds, has on order, or has traded today. */
export function readStrategies({ state, share }: Look): Readings<OfStrategies> {
	const { book, market } = state;
	const { risk } = book.config;
	const { byStrategy } = lookAt(book, market);
	const holding = [...byStrategy].filter(([, { positions }]) => positions > 0).map(([name]) => name);
	const names = [...new Set([...holding, ...book.claimByStrategy.keys(), ...book.dayByStrategy.keys()])];
	const facts = names.sort().flatMap((name) => gatherStrategyFacts(state, name) ?? []);
	const each = (measure: (strategy: StrategyFacts) => CheckValue): Reading['lines'] =>
		facts.map((strategy) => [strategy.name, measure(strategy)]);
	return {
		strategyExposure: {
			limit: share(risk.maxStrategyExposure),
			lines: each(({ exposure }) => exposure)
		},
		strategyPositions: {
			limit: orOff(risk.maxStrategyPositions),
			lines: each(({ positions }) => positions)
		},
		strategyDayLoss: { limit: share(risk.maxStrategyDayLoss), lines: each(({ dayLoss }) => dayLoss) },
		strategyTrades: { limit: orOff(risk.maxStrategyTrades), lines: each(({ trades }) => trades) }
	};
}

/** What was sent of late. */
export function readPace({
	state: { book },
	now
}: Look): Readings<'ordersPerInstant' | 'orderRate' | 'replaceRate'> {
	const { risk } = book.config;
	return {
		ordersPerInstant: { limit: orOff(risk.maxOrdersPerInstant), lines: one(sentAt(book, now)) },
		orderRate: { limit: orOff(risk.maxOrders), lines: one(sentWithin(book, risk.orderWindowSeconds, now)) },
		replaceRate: {
			limit: orOff(risk.maxReplaces),
			lines: one(replacedWithin(book, risk.replaceWindowSeconds, now))
		}
	};
}

/** How old the prices are that entries are judged by, and how wide their quotes. */
export function readPrices({
	state,
	now
}: Look): Readings<'dataAge' | 'quoteAge' | 'positionAge' | 'spread'> {
	const { risk } = state.book.config;
	// Daily bars are not tested for age.
	const tested = state.market.instruments.filter(({ interval }) => interval !== '1d');
	const symbols = tested.map(({ instrument }) => instrument.symbol).sort();
	const needsQuotes = risk.maxQuoteAgeSeconds !== null || risk.maxSpread !== null;
	const quotes = symbols
		.map((symbol) => [symbol, needsQuotes ? quoteFacts(state, symbol, now) : null] as const)
		.filter(([, quote]) => quote?.hasQuotes === true);
	const oldest = risk.maxPositionAgeSeconds === null ? null : oldestPrice(state, now);
	return {
		dataAge: {
			limit: risk.maxDataAgeSeconds,
			lines: symbols.map((symbol) => [symbol, ageOfPrice(state, symbol, now)])
		},
		quoteAge: {
			limit: orOff(risk.maxQuoteAgeSeconds),
			lines: quotes.map(([symbol, quote]) => [symbol, quote?.quoteAgeSeconds ?? null])
		},
		positionAge: {
			limit: orOff(risk.maxPositionAgeSeconds),
			lines: oldest === null ? [] : [[oldest.symbol, Number.isNaN(oldest.seconds) ? null : oldest.seconds]]
		},
		spread: {
			limit: orOff(risk.maxSpread),
			lines: quotes.map(([symbol, quote]) => [symbol, quote?.spread ?? null])
		}
	};
}
