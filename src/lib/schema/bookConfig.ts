import type { BookConfig } from '../domain/bookConfig.ts';
import type { DecimalFault, Ratio } from '../domain/decimal.ts';
import { parseMoney, parsePrice, parseRatio } from '../domain/decimal.ts';
import type { Result } from '../domain/result.ts';
import { failed, ok } from '../domain/result.ts';
import { decimalOf, decimalWithin, integerWithin, shiftDecimal } from './decimalField.ts';
import type { FieldProblem } from './problem.ts';
import { describeInput, fieldOf, innerObjectOf, objectOf, readBySchema } from './problem.ts';
import { z } from './zod.ts';

const feeDecimals = 2;
const mostTrades = 100_000;
const secondsOfYear = 31_536_000;

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
const fraction = z.optional(decimalWithin(parseRatio, '0', '1'));
const tradeLimit = z.nullish(integerWithin(1, mostTrades));

const configSchema = objectOf({
	startingCash: z.optional(decimalWithin(parseMoney, '0.01', '1000000000000')),
	slippageBps: z.optional(decimalWithin(parseBasisPoints, '0', '1000')),
	useBidAsk: z.optional(z.boolean()),
	commission: section({
		perShare: z.optional(decimalWithin(parsePrice, '0', '1000')),
		rate: z.optional(decimalWithin(parseRatio, '0', '0.1')),
		minimum: z.optional(decimalWithin(parseMoney, '0', '10000'))
	}),
	sizing: section({
		maxPositionFraction: fraction,
		maxTotalExposure: fraction,
		minTradeNotional: z.optional(decimalWithin(parseMoney, '0', '1000000000000'))
	}),
	allowAdding: z.optional(z.boolean()),
	allowShort: z.optional(noShorting),
	extendedHours: z.optional(z.boolean()),
	risk: section({
		maxDataAgeSeconds: z.optional(integerWithin(0, secondsOfYear)),
		maxOpenTrades: tradeLimit,
		maxTradesPerSymbol: tradeLimit
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
		allowAdding: settings.allowAdding ?? defaultConfig.allowAdding,
		extendedHours: settings.extendedHours ?? defaultConfig.extendedHours
	};
}

/** Reads the settings of a book, numbers as `WrittenNumber` or text; what is absent is the default. */
export function readBookConfig(input: unknown): Result<BookConfig, FieldProblem[]> {
	const read = readBySchema(configSchema, input);
	return read.ok ? ok(settingsToConfig(read.value)) : read;
}
