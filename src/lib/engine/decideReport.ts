import type { BookEvent } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import { applyFill } from '../domain/position.ts';
import type { VenueReport } from '../domain/venue.ts';
import { nothing, type Decided } from './inputs.ts';
import { protectFill } from './protection.ts';
import { orderOf, type EngineState } from './state.ts';

/** Takes a report of the venue into the book; a fill arms what guards the new position, or stands down what guarded the old one. */
export function decideReport(state: EngineState, report: VenueReport): Decided {
	if (report.type !== 'OrderFilled') {
		const status = state.book.orders.get(report.orderId)?.status;
		// An acceptance that crosses a request to cancel is late and says nothing new.
		const isLate = report.type === 'OrderAccepted' && status !== 'submitted';
		return status === undefined || isLate ? nothing : { events: [report], effects: [] };
	}
	return { events: [report, ...afterFill(state, report.fill)], effects: [] };
}

function afterFill(state: EngineState, fill: Fill): readonly BookEvent[] {
	const { intent } = orderOf(state.book, fill.orderId);
	if (intent.purpose === 'entry') return protectFill(state.book, fill, intent.levels);
	const held = state.book.positionBySymbol.get(fill.symbol) ?? null;
	const isFlat = applyFill(held, fill).position === null;
	const isGuarded = state.book.protectionBySymbol.has(fill.symbol);
	return isFlat && isGuarded ? [{ type: 'ProtectionCanceled', at: fill.at, symbol: fill.symbol }] : [];
}
