import { slippageModels, type BookConfig, type FillModel } from '../domain/bookConfig.ts';
import type { DecimalFault, Ratio } from '../domain/decimal.ts';
import { parseMoney, parsePrice, parseRatio } from '../domain/decimal.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import { noLockRules } from '../domain/locks.ts';
import { settingRanges } from '../domain/settingRanges.ts';
import { decimalOf, decimalWithin, integerWithin, shiftDecimal, type DecimalParser } from './decimalField.ts';
import type { FieldProblem } from './problem.ts';
import { innerObjectOf, objectOf, readBySchema } from './problem.ts';
import { givenTerms, lockFields } from './lockTerms.ts';
import { defaultLimits, givenLimits, riskFields } from './riskLimits.ts';
import { WrittenNumber } from './writtenNumber.ts';
import { z } from './zod.ts';

const feeDecimals = 2;

/** The settings of a book of which the file says nothing. */
export const defaultConfig: BookConfig = {
	startingCash: decimalOf(parseMoney, '10000'),
	fillModel: {
		slippageModel: 'bps',
		slippage: decimalOf(parseBasisPoints, '5'),
		slippageTerms: {
			spreadFraction: decimalOf(parseRatio, '0.5'),
			// That of zipline.
			volumeImpact: decimalOf(parseRatio, '0.1'),
			rootImpact: decimalOf(parseRatio, '1'),
			rangeShare: decimalOf(parseRatio, '0.1')
		},
		commission: {
			perShare: decimalOf(parsePrice, '0'),
			rate: decimalOf(parseRatio, '0'),
			minimum: decimalOf(parseMoney, '0'),
			makerRate: null,
			takerRate: null
		},
		regulatory: {
			...{ isOn: false, secRate: null, tafPerShare: null, tafMost: null }
		},
		cryptoFee: 'money',
		volumeShare: null,
		queueAhead: null,
		limitFillProbability: decimalOf(parseRatio, '1'),
		depthLevels: null,
		depthTerms: {
			first: decimalOf(parseRatio, '1'),
			growth: decimalOf(parseRatio, '1'),
			spacing: decimalOf(parseBasisPoints, '1')
		},
		useBidAsk: true,
		roundPrices: true,
		feeDecimals
	},
	latency: {
		submit: { base: 0, jitter: 0 },
		replace: { base: 0, jitter: 0 },
		cancel: { base: 0, jitter: 0 }
	},
	sizing: {
		maxPositionFraction: decimalOf(parseRatio, '0.1'),
		maxTotalExposure: decimalOf(parseRatio, '0.8'),
		minTradeNotional: decimalOf(parseMoney, '100')
	},
	risk: defaultLimits,
	locks: noLockRules,
	orders: { entryLimitOffset: null, queuesWhenClosed: true, escalationSeconds: 10 },
	allowAdding: false,
	allowShort: false,
	margin: { shortInitial: decimalOf(parseRatio, '0.5'), shortMaintenance: decimalOf(parseRatio, '0.3') },
	extendedHours: false
};

/** Basis points as a fraction: 5 is 0.0005. A fraction has 9 decimals, so basis points have 5. */
function parseBasisPoints(text: string): Result<Ratio, DecimalFault> {
	const asWritten = parsePrice(text, 5);
	return asWritten.ok ? parseRatio(shiftDecimal(text, -4)) : asWritten;
}

const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.optional(innerObjectOf(shape));

/** The version of a file of settings, which a file may name. */
export const settingsVersion = 1;

type WholePath = Extract<
	keyof typeof settingRanges,
	`latency.${string}` | 'fills.depthLevels' | 'orders.escalationSeconds'
>;
type DecimalPath = Exclude<keyof typeof settingRanges, WholePath | `risk.${string}` | `locks.${string}`>;

function rateSetting(path: DecimalPath) {
	const [least, most] = settingRanges[path];
	return z.nullish(decimalWithin(parseRatio, least, most));
}

function decimalSetting<Kind extends bigint>(parse: DecimalParser<Kind>, path: DecimalPath) {
	const [least, most] = settingRanges[path];
	return z.optional(decimalWithin(parse, least, most));
}

function wholeSetting(path: WholePath) {
	const [least, most] = settingRanges[path];
	return integerWithin(Number(least), Number(most));
}

/** The members of `sizing` in a file of settings. */
export const sizingFields = {
	maxPositionFraction: decimalSetting(parseRatio, 'sizing.maxPositionFraction'),
	maxTotalExposure: decimalSetting(parseRatio, 'sizing.maxTotalExposure'),
	minTradeNotional: decimalSetting(parseMoney, 'sizing.minTradeNotional')
};

const configSchema = objectOf({
	blotterSettings: z.optional(integerWithin(settingsVersion, settingsVersion)),
	startingCash: decimalSetting(parseMoney, 'startingCash'),
	slippageBps: decimalSetting(parseBasisPoints, 'slippageBps'),
	slippageModel: z.optional(z.enum(slippageModels)),
	slippage: section({
		spreadFraction: decimalSetting(parseRatio, 'slippage.spreadFraction'),
		volumeImpact: decimalSetting(parseRatio, 'slippage.volumeImpact'),
		rootImpact: decimalSetting(parseRatio, 'slippage.rootImpact'),
		rangeShare: decimalSetting(parseRatio, 'slippage.rangeShare')
	}),
	volumeShare: rateSetting('volumeShare'),
	fills: section({
		queueAhead: rateSetting('fills.queueAhead'),
		limitFillProbability: decimalSetting(parseRatio, 'fills.limitFillProbability'),
		depthLevels: z.nullish(wholeSetting('fills.depthLevels')),
		depthFirst: decimalSetting(parseRatio, 'fills.depthFirst'),
		depthGrowth: decimalSetting(parseRatio, 'fills.depthGrowth'),
		depthSpacingBps: decimalSetting(parseBasisPoints, 'fills.depthSpacingBps')
	}),
	useBidAsk: z.optional(z.boolean()),
	commission: section({
		perShare: decimalSetting(parsePrice, 'commission.perShare'),
		rate: decimalSetting(parseRatio, 'commission.rate'),
		minimum: decimalSetting(parseMoney, 'commission.minimum'),
		makerRate: rateSetting('commission.makerRate'),
		takerRate: rateSetting('commission.takerRate'),
		ofCoins: z.optional(z.enum(['money', 'received']))
	}),
	regulatory: section({
		fees: z.optional(z.boolean()),
		secRate: rateSetting('regulatory.secRate'),
		tafPerShare: z.nullish(decimalWithin(parsePrice, ...settingRanges['regulatory.tafPerShare'])),
		tafMost: z.nullish(decimalWithin(parseMoney, ...settingRanges['regulatory.tafMost']))
	}),
	latency: section({
		submit: z.optional(wholeSetting('latency.submit')),
		submitJitter: z.optional(wholeSetting('latency.submitJitter')),
		cancel: z.optional(wholeSetting('latency.cancel')),
		cancelJitter: z.optional(wholeSetting('latency.cancelJitter')),
		replace: z.optional(wholeSetting('latency.replace')),
		replaceJitter: z.optional(wholeSetting('latency.replaceJitter'))
	}),
	sizing: section(sizingFields),
	orders: section({
		entryLimitOffset: z.nullish(decimalWithin(parseRatio, ...settingRanges['orders.entryLimitOffset'])),
		closedMarket: z.optional(z.enum(['queue', 'refuse'])),
		escalationSeconds: z.optional(wholeSetting('orders.escalationSeconds'))
	}),
	allowAdding: z.optional(z.boolean()),
	allowShort: z.optional(z.boolean()),
	margin: section({
		shortInitial: decimalSetting(parseRatio, 'margin.shortInitial'),
		shortMaintenance: decimalSetting(parseRatio, 'margin.shortMaintenance')
	}),
	extendedHours: z.optional(z.boolean()),
	risk: section(riskFields),
	locks: section(lockFields),
	rounding: section({
		prices: z.optional(z.enum(['instrument', 'none'])),
		fees: z.optional(z.enum(['cents', 'none']))
	})
});

/** The names of the settings at the top of the file. */
export const configFields: readonly string[] = Object.keys(configSchema.shape);

type Settings = z.output<typeof configSchema>;

function settingsToConfig(settings: Settings): BookConfig {
	const { sizing } = defaultConfig;
	const { submit = 0, submitJitter = 0, cancel = 0, cancelJitter = 0 } = settings.latency ?? {};
	const { replace = 0, replaceJitter = 0 } = settings.latency ?? {};
	return {
		startingCash: settings.startingCash ?? defaultConfig.startingCash,
		fillModel: settingsToFillModel(settings),
		latency: {
			submit: { base: submit, jitter: submitJitter },
			replace: { base: replace, jitter: replaceJitter },
			cancel: { base: cancel, jitter: cancelJitter }
		},
		sizing: {
			maxPositionFraction: settings.sizing?.maxPositionFraction ?? sizing.maxPositionFraction,
			maxTotalExposure: settings.sizing?.maxTotalExposure ?? sizing.maxTotalExposure,
			minTradeNotional: settings.sizing?.minTradeNotional ?? sizing.minTradeNotional
		},
		risk: givenLimits(settings.risk),
		locks: givenTerms(settings.locks),
		orders: {
			entryLimitOffset: settings.orders?.entryLimitOffset ?? defaultConfig.orders.entryLimitOffset,
			queuesWhenClosed: settings.orders?.closedMarket !== 'refuse',
			escalationSeconds: settings.orders?.escalationSeconds ?? defaultConfig.orders.escalationSeconds
		},
		allowAdding: settings.allowAdding ?? defaultConfig.allowAdding,
		allowShort: settings.allowShort ?? defaultConfig.allowShort,
		margin: {
			shortInitial: settings.margin?.shortInitial ?? defaultConfig.margin.shortInitial,
			shortMaintenance: settings.margin?.shortMaintenance ?? defaultConfig.margin.shortMaintenance
		},
		extendedHours: settings.extendedHours ?? defaultConfig.extendedHours
	};
}

function settingsToFillModel(settings: Settings): FillModel {
	const { fillModel } = defaultConfig;
	const { slippage, commission, regulatory, rounding, fills } = settings;
	const { slippageTerms: terms, regulatory: regular, depthTerms: depth } = fillModel;
	return {
		slippageModel: settings.slippageModel ?? fillModel.slippageModel,
		slippage: settings.slippageBps ?? fillModel.slippage,
		slippageTerms: {
			spreadFraction: slippage?.spreadFraction ?? terms.spreadFraction,
			volumeImpact: slippage?.volumeImpact ?? terms.volumeImpact,
			rootImpact: slippage?.rootImpact ?? terms.rootImpact,
			rangeShare: slippage?.rangeShare ?? terms.rangeShare
		},
		commission: {
			perShare: commission?.perShare ?? fillModel.commission.perShare,
			rate: commission?.rate ?? fillModel.commission.rate,
			minimum: commission?.minimum ?? fillModel.commission.minimum,
			makerRate: commission?.makerRate ?? fillModel.commission.makerRate,
			takerRate: commission?.takerRate ?? fillModel.commission.takerRate
		},
		regulatory: {
			isOn: regulatory?.fees ?? regular.isOn,
			secRate: regulatory?.secRate ?? regular.secRate,
			tafPerShare: regulatory?.tafPerShare ?? regular.tafPerShare,
			tafMost: regulatory?.tafMost ?? regular.tafMost
		},
		cryptoFee: commission?.ofCoins ?? fillModel.cryptoFee,
		volumeShare: settings.volumeShare ?? fillModel.volumeShare,
		queueAhead: fills?.queueAhead ?? fillModel.queueAhead,
		limitFillProbability: fills?.limitFillProbability ?? fillModel.limitFillProbability,
		depthLevels: fills?.depthLevels ?? fillModel.depthLevels,
		depthTerms: {
			first: fills?.depthFirst ?? depth.first,
			growth: fills?.depthGrowth ?? depth.growth,
			spacing: fills?.depthSpacingBps ?? depth.spacing
		},
		useBidAsk: settings.useBidAsk ?? fillModel.useBidAsk,
		roundPrices: rounding?.prices !== 'none',
		feeDecimals: rounding?.fees === 'none' ? null : feeDecimals
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
