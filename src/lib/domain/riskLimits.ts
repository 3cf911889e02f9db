import {
	formatDecimal,
	formatMoney,
	readMoney,
	readQuantity,
	readRatio,
	type Money,
	type Quantity,
	type Ratio
} from './decimal.ts';
import type { SectorTable } from './symbolLists.ts';

interface ValueByKind {
	readonly fraction: Ratio;
	readonly money: Money;
	readonly quantity: Quantity;
	readonly count: number;
	readonly seconds: number;
}

/** In what a limit is counted: a fraction of equity or of a price, account currency, a quantity, a whole number, whole seconds. */
export type LimitKind = keyof ValueByKind;

/** The limits that can be off, with what they are counted in, in the order in which a person reads them. */
export const limitKinds = {
	maxOpenTrades: 'count',
	maxTradesPerSymbol: 'count',
	maxTradeNotional: 'fraction',
	maxTradeMoney: 'money',
	maxPositionRisk: 'fraction',
	maxPositionQuantity: 'quantity',
	maxSectorExposure: 'fraction',
	maxGrossExposure: 'money',
	maxNetExposure: 'fraction',
	maxLeverage: 'fraction',
	maxOpenRisk: 'fraction',
	minStopDistance: 'fraction',
	maxPriceDistance: 'fraction',
	maxSpread: 'fraction',
	maxQuoteAgeSeconds: 'seconds',
	maxPositionAgeSeconds: 'seconds',
	maxOrdersPerInstant: 'count',
	maxOrders: 'count',
	maxReplaces: 'count',
	duplicateSeconds: 'seconds',
	maxStrategyPositions: 'count',
	maxStrategyExposure: 'fraction',
	maxStrategyDayLoss: 'fraction',
	maxStrategyTrades: 'count',
	stopsAfterSeconds: 'seconds',
	maxDayLoss: 'fraction',
	maxDayLossMoney: 'money',
	maxDayDrawdown: 'fraction',
	maxPeakDrawdown: 'fraction',
	maxDayTrades: 'count',
	maxLossStreak: 'count',
	maxErrors: 'count',
	maxLimitOverrun: 'fraction'
} as const satisfies Record<string, LimitKind>;

/** The name of a limit that can be off. */
export type LimitName = keyof typeof limitKinds;

/** Every limit that can be off. */
export const limitNames = Object.keys(limitKinds) as readonly LimitName[];

/** What a breaker that trips does: entries are denied, or the kill switch closes everything as well. */
export const breakerPolicies = ['reduce', 'flatten'] as const;
export type BreakerPolicy = (typeof breakerPolicies)[number];

/** The limits that can be off, each with its value; `null` is off. */
export type OffLimits = {
	readonly [Name in LimitName]: ValueByKind[(typeof limitKinds)[Name]] | null;
};

/** Limits of the risk review; `null` is off. */
export interface RiskLimits extends OffLimits {
	/** Oldest last price an entry may be sized with, in seconds of market time. */
	readonly maxDataAgeSeconds: number;
	/** Whether an entry on prices that are too old passes all the same, with a warning. */
	readonly oldPricesPass: boolean;
	/** Windows in which orders that open, and replaces, are counted, in seconds of the book's time. */
	readonly orderWindowSeconds: number;
	readonly replaceWindowSeconds: number;
	/** The window in which errors are counted, in seconds of the book's time. */
	readonly errorWindowSeconds: number;
	/** How often breakers are judged while prices move, in seconds of the book's time. */
	readonly recheckSeconds: number;
	readonly breakerPolicy: BreakerPolicy;
	/** Whether an entry has to bring a stop. */
	readonly requiresStop: boolean;
	/** Whether what decisions would open waits until a person confirms it. */
	readonly confirmEntries: boolean;
	/** Symbols that are not entered, in alphabetical order. */
	readonly restricted: readonly string[];
	readonly sectors: SectorTable;
}

/** Every limit off. */
export const noLimits = Object.fromEntries(limitNames.map((name) => [name, null])) as unknown as OffLimits;

const textOf: { readonly [Kind in LimitKind]: (value: ValueByKind[Kind]) => string } = {
	fraction: formatDecimal,
	money: formatMoney,
	quantity: formatDecimal,
	count: String,
	seconds: String
};

const valueOf: { readonly [Kind in LimitKind]: (text: string) => ValueByKind[Kind] | null } = {
	fraction: readRatio,
	money: readMoney,
	quantity: readQuantity,
	count: readWhole,
	seconds: readWhole
};

/** The canonical text of a limit that is on. */
export function limitToText(name: LimitName, value: NonNullable<OffLimits[LimitName]>): string {
	return textOf[limitKinds[name]](value as never);
}

/** The value of a canonical text of a limit; null for any other text. */
export function textToLimit(name: LimitName, text: string): NonNullable<OffLimits[LimitName]> | null {
	return valueOf[limitKinds[name]](text);
}

/** A whole number from 0, written without a sign; null for any other text. */
export function readWhole(text: string): number | null {
	return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
