import { tripText } from '../../lib/contract/breakerTexts.ts';
import type { TradingView } from '../../lib/contract/killSwitch.ts';
import { restText } from '../../lib/contract/killTexts.ts';
import { breakerNames, breakerTable } from '../../lib/domain/breakers.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { areGuardsStill } from '../../lib/engine/killSwitch.ts';
import type { Book } from '../../lib/engine/state.ts';
import { sweepRest } from '../../lib/engine/sweep.ts';
import { timeOverAt } from '../../lib/engine/timeOver.ts';

/** How far trading is stopped, and what that has left to do. */
export function viewTrading(book: Book, at: Instant): TradingView {
	const { tradingState, killLevel: level, haltedBy: by, haltedAt: since, isSignalOnly } = book;
	const breakers = viewTripped(book);
	const state = tradingState === 'active' && breakers.length > 0 ? 'reducing' : tradingState;
	return {
		...{ state, level, by, since, reason: book.tradingReason, isSignalOnly },
		...{ isStopped: tradingState !== 'active', breakers },
		sweep: viewSweep(book, at),
		areGuardsStill: areGuardsStill(book),
		stopsAt: timeOverAt(book, 0) === Infinity ? null : book.stopsAt
	};
}

/** The breakers that have tripped, in the order in which they speak. */
function viewTripped({ breakers: { tripped } }: Book): TradingView['breakers'] {
	return breakerNames.flatMap((name) => {
		const trip = tripped.get(name);
		if (trip === undefined) return [];
		return [{ name, title: breakerTable[name].title, at: trip.at, text: tripText(name, trip) }];
	});
}

function viewSweep(book: Book, at: Instant): TradingView['sweep'] {
	if (book.sweep === null) return null;
	const { level, outcome, round } = book.sweep;
	const rest = sweepRest(book, book.sweep, at);
	const leftCount = rest.orders.length + rest.positions.length;
	return { level, outcome, round, left: restText(rest), leftCount };
}
