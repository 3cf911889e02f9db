import type { BreakerView, TripView } from '../../lib/contract/breakers.ts';
import { brokenLimitText, tripText } from '../../lib/contract/breakerTexts.ts';
import {
	breakerNames,
	breakerTable,
	isBreakerOn,
	type BreakerName,
	type BreakerValue,
	type Trip
} from '../../lib/domain/breakers.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { measureBreaker } from '../../lib/engine/breakerMeasure.ts';
import type { EngineState } from '../../lib/engine/state.ts';

/** Every breaker with what it measures at an instant. */
export function viewBreakers(state: EngineState, at: Instant): readonly BreakerView[] {
	const { breakers, config } = state.book;
	return breakerNames.map((name) => {
		const { title, unit, until } = breakerTable[name];
		const found = measureBreaker(state, name, at);
		const trip = breakers.tripped.get(name);
		return {
			...{ name, title, unit, until, isOn: isBreakerOn(config.risk, name) },
			measured: found === null ? null : valueText(found.measured),
			limit: found === null ? null : valueText(found.limit),
			of: brokenLimitText(found?.of ?? ''),
			tripped: trip === undefined ? null : viewTrip(name, trip)
		};
	});
}

/** What a breaker found when it tripped. */
function viewTrip(name: BreakerName, trip: Trip): TripView {
	const { at, measured, limit } = trip;
	return { at, measured: valueText(measured), limit: valueText(limit), text: tripText(name, trip) };
}

function valueText(value: BreakerValue): string {
	return typeof value === 'number' ? String(value) : formatMoney(value);
}
