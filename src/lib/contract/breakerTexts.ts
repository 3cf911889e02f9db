import { breakerTable, type BreakerMeasure, type BreakerName, type ResetSource } from '../domain/breakers.ts';
import type { Money } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { CheckName, DenialReason } from '../domain/risk.ts';
import { moneyText, numberText } from './amounts.ts';
import type { LimitTeller } from './limitTexts.ts';

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

const subjectTexts: Readonly<Partial<Record<CheckName, (subject: string) => string>>> = {
	positionSize: (subject) => (subject === '' ? 'the largest position' : `the position in ${subject}`),
	totalExposure: () => 'total exposure',
	sectorExposure: (subject) => `the sector ${subject}`,
	grossExposure: () => 'gross exposure',
	netExposure: () => 'net exposure',
	leverage: () => 'what is held',
	openRisk: () => 'the risk down to all stops'
};

/** Which limit of positions is meant, and whose: `the position in AAPL` for `positionSize AAPL`. */
export function brokenLimitText(of: string): string {
	const [check = '', ...subject] = of.split(' ');
	return subjectTexts[check as CheckName]?.(subject.join(' ')) ?? of;
}

/** What a breaker measured or its limit, in its unit. */
export function breakerValueText(breaker: BreakerName, value: BreakerMeasure['limit']): string {
	return breakerTable[breaker].unit === 'money' ? moneyText(value as Money) : numberText(String(value));
}

/** What a breaker found against its limit: `210.00, limit 200.00`. */
export function tripText(breaker: BreakerName, { measured, limit, of }: BreakerMeasure): string {
	const whose = of === '' ? '' : `${brokenLimitText(of)} `;
	return `${whose}${breakerValueText(breaker, measured)}, limit ${breakerValueText(breaker, limit)}`;
}

/** That a breaker tripped, and what that means. */
export function trippedText({ breaker, ...found }: EventOf<'BreakerTripped'>): string {
	return `Breaker tripped: ${breakerTable[breaker].title.toLowerCase()}, ${tripText(breaker, found)}. Entries are denied; what closes passes.`;
}

const resetTexts: Readonly<Record<ResetSource, string>> = {
	person: 'by hand',
	session: 'since a new day began',
	recheck: 'since every limit holds again'
};

/** That a breaker let go, by whom and why. */
export function resetText({ breaker, by, reason, equity }: EventOf<'BreakerReset'>): string {
	const why = by === 'person' && reason !== '' ? `: ${reason.replace(/[.\s]+$/, '')}` : '';
	const { title } = breakerTable[breaker];
	return `Breaker reset ${resetTexts[by]}, ${title.toLowerCase()}${why}.${nextText(breaker, by, equity)}`;
}

/** How it goes on from there; what is beyond a limit of positions is measured by nothing before. */
function nextText(breaker: BreakerName, by: ResetSource, equity: Money | null): string {
	if (breaker === 'brokenLimit') {
		return by === 'person' ? ' It trips again where a limit is still broken.' : '';
	}
	return equity === null ? '' : ` It measures from ${moneyText(equity)} now.`;
}

/** The checks of the circuit breakers, in words. */
export const breakerTellers = {
	dayLoss: (measured, limit) => ({
		long: `the day has lost ${measured}, limit ${limit}`,
		short: `day loss ${measured}, limit ${limit}`
	}),
	dayLossMoney: (measured, limit) => ({
		long: `the day has lost ${measured}, limit in money ${limit}`,
		short: `day loss ${measured}, limit ${limit}`
	}),
	dayDrawdown: (measured, limit) => ({
		long: `equity has fallen ${measured} from the peak of the day, limit ${limit}`,
		short: `from the day’s peak ${measured}, limit ${limit}`
	}),
	peakDrawdown: (measured, limit) => ({
		long: `equity has fallen ${measured} from its all-time peak, limit ${limit}`,
		short: `from the peak ${measured}, limit ${limit}`
	}),
	dayTrades: (measured, limit) => ({
		long: `there were ${measured} trades today, limit ${limit}`,
		short: `trades today ${measured}, limit ${limit}`
	}),
	lossStreak: (measured, limit) => ({
		long: `${measured} positions in a row closed with a loss, limit ${limit}`,
		short: `losses in a row ${measured}, limit ${limit}`
	}),
	errors: (measured, limit) => ({
		long: `${measured} errors in a short time, limit ${limit}`,
		short: `errors ${measured}, limit ${limit}`
	}),
	brokenLimit: (measured, limit, { of = '' }) => ({
		long: `the market has carried ${brokenLimitText(of)} to ${measured}, limit ${limit}`,
		short: `broken limit ${measured}, limit ${limit}`
	})
} as const satisfies Record<BreakerName, LimitTeller>;

/** The reasons of the circuit breakers, in words. */
export const breakerReasonTexts = {
	day_loss_limit: 'the day has lost as much as it may',
	day_loss_money_limit: 'the day has lost as much money as it may',
	day_drawdown_limit: 'equity has fallen too far from the peak of the day',
	drawdown_limit: 'equity has fallen too far from its all-time peak',
	day_trades_limit: 'there were as many trades today as there may be',
	loss_streak_limit: 'too many positions in a row closed with a loss',
	error_limit: 'too much went wrong in a short time',
	limit_broken: 'the market has carried what is held beyond a limit'
} as const satisfies Partial<Record<DenialReason, string>>;

const waitOrReset = 'Wait for the next day, or reset the breaker and say why.';

/** What a person can do about them. */
export const breakerRemedies = {
	day_loss_limit: `${waitOrReset} It then measures from the equity of that moment.`,
	day_loss_money_limit: `${waitOrReset} It then measures from the equity of that moment.`,
	day_drawdown_limit: `${waitOrReset} It then measures from the equity of that moment.`,
	drawdown_limit:
		'Reset the breaker and say why: its peak starts again from the equity of that moment. No day lets it go.',
	day_trades_limit: waitOrReset,
	loss_streak_limit: waitOrReset,
	error_limit: `Look at the journal for what was rejected, and why. ${waitOrReset}`,
	limit_broken:
		'Close a part of what is beyond its limit, or allow more. The breaker lets go once every limit holds again.'
} as const satisfies Record<keyof typeof breakerReasonTexts, string>;
