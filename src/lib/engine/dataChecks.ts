import type { BookConfig } from '../domain/bookConfig.ts';
import { isNegative, zeroRatio } from '../domain/decimal.ts';
import type { CheckName, CheckResult } from '../domain/risk.ts';
import { count, ofNamed, result } from './checkResult.ts';
import type { LimitFacts } from './limitFacts.ts';

/** What the checks of data judge by. */
export interface DataFacts {
	readonly dataAgeSeconds: number | null;
	readonly limits: Pick<LimitFacts, 'spread' | 'quoteAgeSeconds' | 'hasQuotes' | 'oldest' | 'isHalted'>;
}

type DataCheck = (intent: unknown, facts: DataFacts, config: BookConfig) => CheckResult | null;

/** Too old passes where a person lets it; what is missing, or of a time to come, never does. */
function age(check: CheckName, measured: number | null, limit: number, oldPricesPass: boolean): CheckResult {
	const isKnown = measured !== null && measured >= 0;
	return result(check, isKnown && (measured <= limit || oldPricesPass), measured, limit);
}

/** Trading in the symbol has not stopped. */
export const symbolHalted: DataCheck = (_, { limits: { isHalted } }) =>
	isHalted ? count('symbolHalted', 1, 0) : null;

/** An entry is sized with a price no older than the limit in market time; no price denies. */
const dataAge: DataCheck = (_, { dataAgeSeconds }, { risk }) =>
	age('dataAge', dataAgeSeconds, risk.maxDataAgeSeconds, risk.oldPricesPass);

/** The quote of the symbol is no older than its own limit; where prices are bars there is none to see. */
const quoteAge: DataCheck = (_, { limits }, { risk }) =>
	risk.maxQuoteAgeSeconds === null || !limits.hasQuotes
		? null
		: age('quoteAge', limits.quoteAgeSeconds, risk.maxQuoteAgeSeconds, risk.oldPricesPass);

/** The oldest price of what is held, which equity and exposure rest on. */
const positionAge: DataCheck = (_, { limits: { oldest } }, { risk }) => {
	if (risk.maxPositionAgeSeconds === null || oldest === null) return null;
	const { symbol, seconds } = oldest;
	const known = Number.isNaN(seconds) ? null : seconds;
	return ofNamed(age('positionAge', known, risk.maxPositionAgeSeconds, risk.oldPricesPass), symbol);
};

/** A bid above the ask contradicts itself. */
const crossedQuote: DataCheck = (_, { limits: { spread } }) =>
	spread === null || !isNegative(spread) ? null : result('crossedQuote', false, spread, zeroRatio);

/** The checks of the prices that a review rests on, each by its name. */
export const dataChecks = {
	symbolHalted,
	dataAge,
	quoteAge,
	positionAge,
	crossedQuote
} as const satisfies Partial<Record<CheckName, DataCheck>>;
