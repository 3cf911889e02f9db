import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import { parseMoney, parsePrice, parseRatio } from '../../src/lib/domain/decimal.ts';
import type { Decision, DecisionAction } from '../../src/lib/domain/decision.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { DecisionId } from '../../src/lib/domain/ids.ts';
import type { Result } from '../../src/lib/domain/result.ts';
import { defaultConfig } from '../../src/lib/schema/bookConfig.ts';
import { createReplay, type Replay } from '../../src/lib/replay/replay.ts';

/** The settings of a random run as plain decimal text, so that a judge can read them without the desk's own arithmetic. */
export interface PlainConfig {
	readonly startingCash: string;
	readonly slippage: string;
	readonly perShare: string;
	readonly rate: string;
	readonly minimum: string;
	readonly maxPositionFraction: string;
	readonly maxTotalExposure: string;
	readonly minTradeNotional: string;
	readonly maxDataAgeSeconds: number;
	readonly maxOpenTrades: number;
	readonly maxTradesPerSymbol: number;
}

/** A market and decisions made from a seed, dense enough that every limit bites. */
export interface RandomRun {
	readonly series: readonly BarSeries[];
	readonly decisions: readonly Decision[];
	readonly config: PlainConfig;
}

const minute = 60_000;
const start = Date.UTC(2024, 2, 4, 14, 30);

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function createChance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Makes a run of `symbols` symbols over `minutes` minutes of one crypto-like market with holes in it. */
export function makeRandomRun(seed: number, symbols = 5, minutes = 240): RandomRun {
	const chance = createChance(seed);
	const names = Array.from({ length: symbols }, (_, index) => `S${String(index)}`);
	return {
		series: names.map((symbol) => makeSeries(symbol, minutes, chance)),
		decisions: makeDecisions(names, minutes, chance),
		config: {
			startingCash: '10000',
			slippage: '0.0007',
			perShare: '0.003',
			rate: '0.0004',
			minimum: '0.35',
			maxPositionFraction: '0.3',
			maxTotalExposure: '0.85',
			minTradeNotional: '150',
			maxDataAgeSeconds: 180,
			maxOpenTrades: 4,
			maxTradesPerSymbol: 1
		}
	};
}

function makeSeries(symbol: string, minutes: number, chance: () => number): BarSeries {
	const rows: number[][] = [];
	let cents = 500 + Math.floor(chance() * 20_000);
	for (let index = 0; index < minutes; index++) {
		const step = () => Math.round((chance() - 0.5) * cents * 0.01);
		const open = Math.max(100, cents + step());
		const close = Math.max(100, open + step());
		const high = Math.max(open, close) + Math.floor(chance() * 5);
		const low = Math.min(open, close) - Math.floor(chance() * 5);
		cents = close;
		if (chance() < 0.2) continue;
		rows.push([start + index * minute, open, high, low, close]);
	}
	const column = (at: number, unit: number) => Float64Array.from(rows, (row) => (row[at] ?? 0) * unit);
	const startsAt = column(0, 1);
	const cent = 10_000_000;
	return {
		...{ symbol, assetClass: 'us_equity', interval: '1m', length: rows.length },
		...{ label: startsAt, startsAt, completesAt: startsAt.map((at) => at + minute) },
		...{ open: column(1, cent), high: column(2, cent), low: column(3, cent), close: column(4, cent) },
		...{
			volume: startsAt.map((_, row) => 10 + ((row * 37) % 61)),
			regular: new Uint8Array(rows.length).fill(1)
		}
	};
}

function makeDecisions(names: readonly string[], minutes: number, chance: () => number): readonly Decision[] {
	const actions: readonly DecisionAction[] = ['BUY', 'BUY', 'BUY', 'SELL', 'HOLD'];
	const pick = <Value>(values: readonly Value[]) => values[Math.floor(chance() * values.length)] as Value;
	const ratio = (values: readonly string[]) => read(parseRatio(pick(values)));
	return Array.from({ length: minutes }, (_, index) => ({
		id: `r${String(index)}` as DecisionId,
		at: start + Math.floor(chance() * minutes * 60) * 1000,
		symbol: pick(names),
		action: pick(actions),
		confidence: null,
		size: { by: 'fraction', fraction: ratio(['0.01', '0.05', '0.2', '0.3', '0.6']) } as const,
		entryPrice: chance() < 0.3 ? read(parsePrice(String(1 + Math.floor(chance() * 200)))) : null,
		levels: {
			stopLoss: chance() < 0.3 ? read(parsePrice(String(1 + Math.floor(chance() * 150)))) : null,
			takeProfit: chance() < 0.3 ? read(parsePrice(String(50 + Math.floor(chance() * 200)))) : null,
			trailing: chance() < 0.4 ? ratio(['0.01', '0.02', '0.05']) : null
		},
		...{ strategy: 'random', reason: '', tag: '', expiresAt: null }
	}));
}

/** Unwraps what was read; a test's own text is never wrong. */
export function read<Value>(result: Result<Value, unknown>): Value {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

/** The desk's config of plain settings. */
export function toBookConfig(plain: PlainConfig): BookConfig {
	return {
		startingCash: read(parseMoney(plain.startingCash)),
		fillModel: {
			...defaultConfig.fillModel,
			slippage: read(parseRatio(plain.slippage)),
			commission: {
				...defaultConfig.fillModel.commission,
				perShare: read(parsePrice(plain.perShare)),
				rate: read(parseRatio(plain.rate)),
				minimum: read(parseMoney(plain.minimum))
			}
		},
		latency: defaultConfig.latency,
		sizing: {
			maxPositionFraction: read(parseRatio(plain.maxPositionFraction)),
			maxTotalExposure: read(parseRatio(plain.maxTotalExposure)),
			minTradeNotional: read(parseMoney(plain.minTradeNotional))
		},
		risk: {
			...defaultConfig.risk,
			maxDataAgeSeconds: plain.maxDataAgeSeconds,
			maxOpenTrades: plain.maxOpenTrades,
			maxTradesPerSymbol: plain.maxTradesPerSymbol
		},
		locks: defaultConfig.locks,
		orders: { entryLimitOffset: null, queuesWhenClosed: true, escalationSeconds: 10 },
		allowAdding: true,
		allowShort: false,
		margin: defaultConfig.margin,
		extendedHours: true
	};
}

/** Runs to the end and gives every event. */
export function runEvents(
	run: RandomRun,
	config = run.config
): { readonly events: readonly BookEvent[]; readonly replay: Replay } {
	const events: BookEvent[] = [];
	const replay = createReplay({
		config: toBookConfig(config),
		series: run.series,
		decisions: run.decisions,
		strategies: [],
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(10_000));
	return { events, replay };
}
