import { fractionOf } from '../domain/decimal.ts';
import { gaugeChecks, type GaugeCheck } from '../domain/gaugeChecks.ts';
import type { CheckResult } from '../domain/risk.ts';
import type { Instant } from '../domain/time.ts';
import {
	readBook,
	readPace,
	readPrices,
	readStrategies,
	readSymbols,
	type Look,
	type Reading,
	type Readings
} from './gaugeReadings.ts';
import { lineOf } from './headroom.ts';
import { gatherEntryFacts } from './riskFacts.ts';
import type { EngineState } from './state.ts';

/** What is taken of one limit: a line for the book, or one for each symbol, sector, side or strategy, which `of` names. */
export interface Gauge {
	readonly check: GaugeCheck;
	readonly lines: readonly CheckResult[];
}

/**
 * What is taken of every limit that is on as the book stands, without any further order, in the units of the checks. What needs
 * a price that is missing is null and does not pass. A limit that only an order meets has no gauge.
 */
export function measureGauges(state: EngineState, now: Instant): readonly Gauge[] {
	const { positionBySymbol, claimBySymbol } = state.book;
	const facts = gatherEntryFacts(state, '', 'buy', now);
	const look: Look = {
		...{ state, now, facts },
		open: [...new Set([...positionBySymbol.keys(), ...claimBySymbol.keys()])].sort(),
		share: (fraction) =>
			fraction === null ? 'off' : facts.equity === null ? null : fractionOf(facts.equity, fraction)
	};
	const readings: Readings = {
		...readBook(look),
		...readSymbols(look),
		...readStrategies(look),
		...readPace(look),
		...readPrices(look)
	};
	return gaugeChecks.flatMap((check) => toGauge(check, readings[check]));
}

function toGauge(check: GaugeCheck, { limit, lines }: Reading): readonly Gauge[] {
	if (limit === 'off') return [];
	const told = lines.map(([of, measured]) => {
		const line = lineOf(check, limit === null ? null : measured, limit);
		return of === null ? line : { ...line, of };
	});
	return [{ check, lines: told }];
}
