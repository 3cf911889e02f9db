import {
	breakerNames,
	isBreakerOn,
	type BreakerMeasure,
	type BreakerName,
	type BreakerValue
} from '../domain/breakers.ts';
import { add, fractionOf, higher, subtract, zeroMoney, type Money } from '../domain/decimal.ts';
import type { RiskLimits } from '../domain/riskLimits.ts';
import type { Instant } from '../domain/time.ts';
import { isBeyond, worstHeld } from './brokenLimits.ts';
import type { Book, EngineState } from './state.ts';
import { valueOfPositions } from './valuation.ts';

/** Whether any breaker is on. */
export function areBreakersOn({ config: { risk } }: Book): boolean {
	return breakerNames.some((name) => isBreakerOn(risk, name));
}

/** Whether any breaker is on that prices alone can trip. */
export function arePricesWatched(risk: RiskLimits): boolean {
	const { maxDayLoss, maxDayLossMoney, maxDayDrawdown, maxPeakDrawdown, maxLimitOverrun } = risk;
	const limits = [maxDayLoss, maxDayLossMoney, maxDayDrawdown, maxPeakDrawdown, maxLimitOverrun];
	return limits.some((limit) => limit !== null);
}

/** Equity at the last prices, in account currency; null when a position has none. */
export function equityOf({ book, market }: EngineState): Money | null {
	const value = valueOfPositions(book, market);
	return value === null ? null : add(book.account.cash, value);
}

type Measure = (state: EngineState, now: Instant) => BreakerMeasure | null;

const measures: Readonly<Record<BreakerName, Measure>> = {
	dayLoss: (state) => {
		const { maxDayLoss } = state.book.config.risk;
		const { dayLoss: from } = state.book.breakers.lossFrom;
		return maxDayLoss === null ? null : fallOf(state, from, fractionOf(from, maxDayLoss));
	},
	dayLossMoney: (state) => {
		const { maxDayLossMoney } = state.book.config.risk;
		const { dayLossMoney: from } = state.book.breakers.lossFrom;
		return maxDayLossMoney === null ? null : fallOf(state, from, maxDayLossMoney);
	},
	dayDrawdown: (state) => {
		const { maxDayDrawdown } = state.book.config.risk;
		const { dayDrawdown: peak } = state.book.breakers.peaks;
		return maxDayDrawdown === null ? null : fallOf(state, peak, fractionOf(peak, maxDayDrawdown));
	},
	peakDrawdown: (state) => {
		const { maxPeakDrawdown } = state.book.config.risk;
		const { peakDrawdown: peak } = state.book.breakers.peaks;
		return maxPeakDrawdown === null ? null : fallOf(state, peak, fractionOf(peak, maxPeakDrawdown));
	},
	dayTrades: ({ book }) => count(book.breakers.trades, book.config.risk.maxDayTrades),
	lossStreak: ({ book }) => count(book.breakers.streak, book.config.risk.maxLossStreak),
	errors: ({ book }, now) => count(errorsWithin(book, now), book.config.risk.maxErrors),
	brokenLimit: (state) => {
		const { maxLimitOverrun } = state.book.config.risk;
		return maxLimitOverrun === null ? null : worstHeld(state, maxLimitOverrun);
	}
};

/** What a breaker measures now, and its limit; null where it is off, or equity is not known. */
export function measureBreaker(state: EngineState, name: BreakerName, now: Instant): BreakerMeasure | null {
	return measures[name](state, now);
}

/** Whether a breaker trips at what it measures: at its limit; a limit of positions has to be exceeded. Nothing lost or done never trips. */
export function isReached(name: BreakerName, { measured, limit }: BreakerMeasure): boolean {
	if (name === 'brokenLimit') return isBeyond(measured as Money, limit as Money);
	return measured > 0 && measured >= limit;
}

/** How far equity is below another one, never less than nothing. */
function fallOf(state: EngineState, from: Money, limit: Money): BreakerMeasure | null {
	const equity = equityOf(state);
	if (equity === null) return null;
	return { measured: higher(subtract(from, equity), zeroMoney), limit, of: '' };
}

function count(measured: number, limit: BreakerValue | null): BreakerMeasure | null {
	return limit === null ? null : { measured, limit, of: '' };
}

function errorsWithin({ breakers: { errorsAt }, config }: Book, now: Instant): number {
	const from = now - config.risk.errorWindowSeconds * 1000;
	return errorsAt.filter((at) => at > from).length;
}
