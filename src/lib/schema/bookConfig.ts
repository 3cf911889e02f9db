import type { BookConfig } from '../domain/bookConfig.ts';
import type { DecimalFault, Ratio } from '../domain/decimal.ts';
import { parseMoney, parsePrice, parseRatio } from '../domain/decimal.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { settingRanges } from '../domain/settingRanges.ts';
import { decimalOf, decimalWithin, integerWithin, shiftDecimal, type DecimalParser } from './decimalField.ts';
import type { FieldProblem } from './problem.ts';
import { describeInput, fieldOf, innerObjectOf, objectOf, readBySchema } from './problem.ts';
import { WrittenNumber } from './writtenNumber.ts';
import { z } from './zod.ts';

const feeDecimals = 2;

/** The settings of a book of which the file says nothing. */
export const defaultConfig: BookConfig = {
	startingCash: decimalOf(parseMoney, '10000'),
	fillModel: {
		slippage: decimalOf(parseBasisPoints, '5'),
		commission: {
			perShare: decimalOf(parsePrice, '0'),
			rate: decimalOf(parseRatio, '0'),
			minimum: decimalOf(parseMoney, '0')
		},
		volumeShare: null,
		useBidAsk: true,
		roundPrices: true,
		feeDecimals
	},
	sizing: {
		maxPositionFraction: decimalOf(parseRatio, '0.1'),
		maxTotalExposure: decimalOf(parseRatio, '0.8'),
		minTradeNotional: decimalOf(parseMoney, '100')
	},
	risk: { maxDataAgeSeconds: 900, maxOpenTrades: null, maxTradesPerSymbol: null },
	orders: { entryLimitOffset: null, queuesWhenClosed: true },
	allowAdding: false,
	extendedHours: false
};

/** Basis points as a fraction: 5 is 0.0005. A fraction has 9 decimals, so basis points have 5. */
function parseBasisPoints(text: string): Result<Ratio, DecimalFault> {
	const asWritten = parsePrice(text, 5);
	return asWritten.ok ? parseRatio(shiftDecimal(text, -4)) : asWritten;
}

const noShorting = fieldOf<false>((input) => {
	if (input === false) return ok(false);
	if (input !== true) {
		return failed({ type: 'wrong_type', expected: 'true or false', found: describeInput(input) });
	}
	return failed({ type: 'not_supported', found: 'true', instead: 'false' });
});

const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.optional(innerObjectOf(shape));

/** The version of a file of settings, which a file may name. */
export const settingsVersion = 1;

type DecimalPath = Exclude<keyof typeof settingRanges, `risk.${string}`>;

function decimalSetting<Kind extends bigint>(parse: DecimalParser<Kind>, path: DecimalPath) {
	const [least, most] = settingRanges[path];
	return z.optional(decimalWithin(parse, least, most));
}

function wholeSetting(path: `risk.${string}` & keyof typeof settingRanges) {
	const [least, most] = settingRanges[path];
	return integerWithin(Number(least), Number(most));
}

const configSchema = objectOf({
	blotterSettings: z.optional(integerWithin(settingsVersion, settingsVersion)),
	startingCash: decimalSetting(parseMoney, 'startingCash'),
	slippageBps: decimalSetting(parseBasisPoints, 'slippageBps'),
	volumeShare: z.nullish(decimalWithin(parseRatio, ...settingRanges.volumeShare)),
	useBidAsk: z.optional(z.boolean()),
	commission: section({
		perShare: decimalSetting(parsePrice, 'commission.perShare'),
		rate: decimalSetting(parseRatio, 'commission.rate'),
		minimum: decimalSetting(parseMoney, 'commission.minimum')
	}),
	sizing: section({
		maxPositionFraction: decimalSetting(parseRatio, 'sizing.maxPositionFraction'),
		maxTotalExposure: decimalSetting(parseRatio, 'sizing.maxTotalExposure'),
		minTradeNotional: decimalSetting(parseMoney, 'sizing.minTradeNotional')
	}),
	orders: section({
		entryLimitOffset: z.nullish(decimalWithin(parseRatio, ...settingRanges['orders.entryLimitOffset'])),
		closedMarket: z.optional(z.enum(['queue', 'refuse']))
	}),
	allowAdding: z.optional(z.boolean()),
	allowShort: z.optional(noShorting),
	extendedHours: z.optional(z.boolean()),
	risk: section({
		maxDataAgeSeconds: z.optional(wholeSetting('risk.maxDataAgeSeconds')),
		maxOpenTrades: z.nullish(wholeSetting('risk.maxOpenTrades')),
		maxTradesPerSymbol: z.nullish(wholeSetting('risk.maxTradesPerSymbol'))
	}),
	rounding: section({
		prices: z.optional(z.enum(['instrument', 'none'])),
		fees: z.optional(z.enum(['cents', 'none']))
	})
});

/** The names of the settings at the top of the file. */
export const configFields: readonly string[] = Object.keys(configSchema.shape);

function settingsToConfig(settings: z.output<typeof configSchema>): BookConfig {
	const { fillModel, sizing, risk } = defaultConfig;
	const { commission, rounding } = settings;
	return {
		startingCash: settings.startingCash ?? defaultConfig.startingCash,
		fillModel: {
			slippage: settings.slippageBps ?? fillModel.slippage,
			commission: {
				perShare: commission?.perShare ?? fillModel.commission.perShare,
				rate: commission?.rate ?? fillModel.commission.rate,
				minimum: commission?.minimum ?? fillModel.commission.minimum
			},
			volumeShare: settings.volumeShare ?? fillModel.volumeShare,
			useBidAsk: settings.useBidAsk ?? fillModel.useBidAsk,
			roundPrices: rounding?.prices !== 'none',
			feeDecimals: rounding?.fees === 'none' ? null : feeDecimals
		},
		sizing: {
			maxPositionFraction: settings.sizing?.maxPositionFraction ?? sizing.maxPositionFraction,
			maxTotalExposure: settings.sizing?.maxTotalExposure ?? sizing.maxTotalExposure,
			minTradeNotional: settings.sizing?.minTradeNotional ?? sizing.minTradeNotional
		},
		risk: {
			maxDataAgeSeconds: settings.risk?.maxDataAgeSeconds ?? risk.maxDataAgeSeconds,
			maxOpenTrades: settings.risk?.maxOpenTrades ?? risk.maxOpenTrades,
			maxTradesPerSymbol: settings.risk?.maxTradesPerSymbol ?? risk.maxTradesPerSymbol
		},
		orders: {
			entryLimitOffset: settings.orders?.entryLimitOffset ?? defaultConfig.orders.entryLimitOffset,
			queuesWhenClosed: settings.orders?.closedMarket !== 'refuse'
		},
		allowAdding: settings.allowAdding ?? defaultConfig.allowAdding,
		extendedHours: settings.extendedHours ?? defaultConfig.extendedHours
	};
}

/** Reads the settings of a book, numbers as `WrittenNumber` or text; what is absent is the default. */
export function readBookConfig(input: unknown): Result<BookConfig, FieldProblem[]> {
	const read = readBySchema(configSchema, input);
	return read.ok ? ok(settingsToConfig(read.value)) : read;
}

/** Settings that a file gives, and which of them it names by their path; what it does not name is the default. */
export interface GivenSettings {
	readonly config: BookConfig;
	readonly named: readonly string[];
}

/** Reads a file of settings, and says which it names. */
export function readGivenSettings(input: unknown): Result<GivenSettings, FieldProblem[]> {
	const config = readBookConfig(input);
	return config.ok ? ok({ config: config.value, named: pathsOf(input) }) : config;
}

/** The paths of the values in an object of objects: `sizing.maxPositionFraction`. */
function pathsOf(input: unknown): readonly string[] {
	return Object.entries(input as object).flatMap(([name, value]: [string, unknown]) =>
		isSection(value) ? pathsOf(value).map((inner) => `${name}.${inner}`) : [name]
	);
}

function isSection(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !(value instanceof WrittenNumber);
}
