import type { GaugeCheck } from '../domain/gaugeChecks.ts';
import type { SettingKey } from '../domain/settings.ts';
import type { Instant } from '../domain/time.ts';
import type { CheckName } from '../domain/risk.ts';
import type { VerdictLine } from '../domain/verdictLines.ts';
import type { BreakerView } from './breakers.ts';
import type { JournalLine } from './deskView.ts';
import type { LockView } from './lockRequests.ts';
import type { SettingGroup } from './settingEntry.ts';

/** The groups of gauges in the order in which they are shown. */
export const gaugeGroups = [
	'Exposure',
	'Each position',
	'Cash and margin',
	'Strategies',
	'Pace',
	'Prices'
] as const;

/** A group of gauges. */
export type GaugeGroup = (typeof gaugeGroups)[number];

interface GaugeRow {
	readonly group: GaugeGroup;
	/** The setting that is the limit; null where what the book has is. */
	readonly setting: SettingKey | null;
}

/** Every gauge: where it stands, and the setting of its limit. */
export const gaugeTable: Readonly<Record<GaugeCheck, GaugeRow>> = {
	totalExposure: { group: 'Exposure', setting: 'sizing.maxTotalExposure' },
	sectorExposure: { group: 'Exposure', setting: 'risk.maxSectorExposure' },
	netExposure: { group: 'Exposure', setting: 'risk.maxNetExposure' },
	grossExposure: { group: 'Exposure', setting: 'risk.maxGrossExposure' },
	leverage: { group: 'Exposure', setting: 'risk.maxLeverage' },
	openRisk: { group: 'Exposure', setting: 'risk.maxOpenRisk' },
	openTrades: { group: 'Exposure', setting: 'risk.maxOpenTrades' },
	buyingPower: { group: 'Cash and margin', setting: null },
	maintenanceMargin: { group: 'Cash and margin', setting: 'margin.shortMaintenance' },
	positionSize: { group: 'Each position', setting: 'sizing.maxPositionFraction' },
	positionRisk: { group: 'Each position', setting: 'risk.maxPositionRisk' },
	positionQuantity: { group: 'Each position', setting: 'risk.maxPositionQuantity' },
	tradesPerSymbol: { group: 'Each position', setting: 'risk.maxTradesPerSymbol' },
	strategyExposure: { group: 'Strategies', setting: 'risk.maxStrategyExposure' },
	strategyPositions: { group: 'Strategies', setting: 'risk.maxStrategyPositions' },
	strategyDayLoss: { group: 'Strategies', setting: 'risk.maxStrategyDayLoss' },
	strategyTrades: { group: 'Strategies', setting: 'risk.maxStrategyTrades' },
	ordersPerInstant: { group: 'Pace', setting: 'risk.maxOrdersPerInstant' },
	orderRate: { group: 'Pace', setting: 'risk.maxOrders' },
	replaceRate: { group: 'Pace', setting: 'risk.maxReplaces' },
	dataAge: { group: 'Prices', setting: 'risk.maxDataAgeSeconds' },
	quoteAge: { group: 'Prices', setting: 'risk.maxQuoteAgeSeconds' },
	positionAge: { group: 'Prices', setting: 'risk.maxPositionAgeSeconds' },
	spread: { group: 'Prices', setting: 'risk.maxSpread' }
};

/** What is taken of one limit, without any further order. */
export interface GaugeView {
	readonly check: GaugeCheck;
	readonly group: GaugeGroup;
	/** The limit as it is set, in words, and what its setting is called; null where no setting is the limit. */
	readonly set: { readonly name: string; readonly text: string } | null;
	/** The nearest to the limit first, those that are not known last; the first of them when there are many. */
	readonly lines: readonly VerdictLine[];
	/** How many there are, and how many of them are not known. */
	readonly count: number;
	readonly unknown: number;
}

/** A limit that only an order meets: what it is called, its value in words, and as money now where it is a part of equity. */
export interface OrderLimitView {
	readonly key: SettingKey;
	readonly name: string;
	readonly text: string;
	readonly amount: string | null;
}

/** A limit that is off. */
export interface OffLimitView {
	readonly key: SettingKey;
	readonly name: string;
	readonly group: SettingGroup;
}

/** What is left of every limit at the last prices. */
export interface RiskView {
	/** The book's own clock. */
	readonly at: Instant;
	readonly gauges: readonly GaugeView[];
	/** Every breaker, whether it is on or not. */
	readonly breakers: readonly BreakerView[];
	/** The locks that hold now, the oldest first. */
	readonly locks: readonly LockView[];
	readonly orderLimits: readonly OrderLimitView[];
	readonly off: readonly OffLimitView[];
	/** The oldest price of what is held, in seconds of market time; null when nothing is held, or its age is not known. */
	readonly oldest: { readonly symbol: string; readonly seconds: number } | null;
}

/** How a gauge has gone today, for drawing: the highest share of its limit in each stretch, 1 is all of it. */
export interface RiskCourse {
	readonly check: CheckName;
	/** The sector or the side where it is measured of one. */
	readonly of: string | null;
	readonly at: Float64Array;
	readonly used: Float64Array;
}

/** An order or a decision that the desk refused. */
export interface RefusalView {
	/** The entry of the order, or of the decision. */
	readonly seq: number;
	readonly at: Instant;
	readonly symbol: string;
	/** What was asked for: `Buy 41 ABQZ at the market`. */
	readonly title: string;
	/** Why not, in a sentence with its numbers. */
	readonly text: string;
	/** Null for a decision that came to no order. */
	readonly orderId: string | null;
	readonly decisionId: string;
	/** The checks that failed. */
	readonly failed: readonly VerdictLine[];
	/** Whether the quantity alone was at fault, and the largest that would have passed; null when none would. */
	readonly isSized: boolean;
	readonly passes: string | null;
}

/** When breakers tripped and were reset, and locks were set and lifted, the newest first; the last of them when there are more, or further back. */
export interface RiskHistory {
	readonly lines: readonly JournalLine[];
	/** Whether the journal was looked through to its start. */
	readonly isWhole: boolean;
}

/** Requests about limits and refusals. */
export interface RiskRequests {
	/** What is left of every limit now. */
	readonly risk: { readonly ask: Record<string, never>; readonly answer: RiskView };
	/** How the gauges of the book have gone today, by its snapshots: what is held, without what is on order. */
	readonly riskCourse: { readonly ask: Record<string, never>; readonly answer: readonly RiskCourse[] };
	readonly riskHistory: { readonly ask: { readonly limit?: number }; readonly answer: RiskHistory };
	/** What the desk refused last, the newest first. */
	readonly refusals: { readonly ask: { readonly limit?: number }; readonly answer: readonly RefusalView[] };
}
