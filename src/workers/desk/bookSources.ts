import { createBarsFeed } from '../../lib/adapters/simulator/barsFeed.ts';
import { createGeneratedMarket } from '../../lib/adapters/simulator/generatedMarket.ts';
import { createSimulator } from '../../lib/adapters/simulator/simulator.ts';
import type { BarSeries } from '../../lib/domain/bar.ts';
import type { MarketSource } from '../../lib/domain/market.ts';
import { sessionOn } from '../../lib/domain/marketCalendar.ts';
import { newYorkDay, type Instant } from '../../lib/domain/time.ts';
import type { InlineVenue } from '../../lib/domain/venue.ts';
import { restingIntents } from '../../lib/engine/recovery.ts';
import type { EngineState } from '../../lib/engine/state.ts';
import type { PriceSource, SourceMemory } from '../../lib/ports/priceSource.ts';

/** The prices of a book, from its start or from where they were; `series` are the bars of a book that plays them. */
export function openSource(
	source: MarketSource,
	series: readonly BarSeries[],
	memory: SourceMemory | null
): PriceSource {
	const remembered = memory === null ? {} : { memory };
	if (source.type !== 'generated') return createBarsFeed({ series, ...remembered });
	const { seed, startsAt, symbols } = source;
	return createGeneratedMarket({ seed, startsAt, symbols, ...remembered });
}

/** The simulator of a book that goes on with what it holds and what rests. */
export function openSimulator({ book }: EngineState): InlineVenue {
	return createSimulator({
		cash: book.account.cash,
		get model() {
			return book.config.fillModel;
		},
		instruments: book.instruments.map(({ instrument }) => instrument),
		holdings: new Map([...book.positionBySymbol].map(([symbol, { quantity }]) => [symbol, quantity])),
		resting: restingIntents(book)
	});
}

/** The open of the last session that began at or before an instant: where a new generated market begins. */
export function lastOpen(now: Instant): Instant {
	for (let day = newYorkDay(now); ; day--) {
		const session = sessionOn(day);
		if (session !== undefined && session.open <= now) return session.open;
	}
}
