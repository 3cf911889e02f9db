import type { BreakerName, Trip } from '../domain/breakers.ts';
import type { Money } from '../domain/decimal.ts';
import type { Instant } from '../domain/time.ts';

/** What the circuit breakers measure from, and what they count. */
export interface Breakers {
	/** Those that have tripped, with what they measured then. */
	readonly tripped: Map<BreakerName, Trip>;
	/** Equity from which the loss of the day is measured: where the day began, or where a person has reset the breaker. */
	readonly lossFrom: { dayLoss: Money; dayLossMoney: Money };
	/** The highest equity on record of the day, and of all time, since each was reset. */
	readonly peaks: { dayDrawdown: Money; peakDrawdown: Money };
	/** Orders with at least one fill since the day began or the breaker was reset. */
	trades: number;
	/** Positions in a row that closed with a loss after fees. */
	streak: number;
	/** When something went wrong, oldest first, as far back as the window looks. */
	readonly errorsAt: Instant[];
	/** What each open position has realised after fees, by symbol. */
	readonly netBySymbol: Map<string, Money>;
}

/** Breakers that measure from an equity and have counted nothing. */
export function createBreakers(equity: Money): Breakers {
	return {
		tripped: new Map(),
		lossFrom: { dayLoss: equity, dayLossMoney: equity },
		peaks: { dayDrawdown: equity, peakDrawdown: equity },
		...{ trades: 0, streak: 0, errorsAt: [], netBySymbol: new Map() }
	};
}
