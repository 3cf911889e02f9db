import { barAt, type BarSeries } from '../../domain/bar.ts';
import { createInstrument } from '../../domain/instrument.ts';
import { createTimeline, nextCompletion, passBar, type Timeline } from '../../domain/timeline.ts';
import type { CompletedBar, PriceSource, SourceMemory } from '../../ports/priceSource.ts';

/** Bars to be played, one series a symbol, and the memory of a feed of the same bars to go on from. */
export interface BarsFeedSetup {
	readonly series: readonly BarSeries[];
	readonly memory?: SourceMemory;
}

/**
 * Plays bars: a step is an instant at which bars complete, and gives all of them at once. Remembers one cursor a symbol,
 * and throws when a memory is of another number of symbols.
 */
export function createBarsFeed({ series, memory }: BarsFeedSetup): PriceSource {
	const cursors = memory?.['cursors'];
	if (memory !== undefined && cursors?.length !== series.length)
		throw new Error(
			`a memory of ${String(cursors?.length ?? 0)} series is not of these ${String(series.length)}`
		);
	const timeline = createTimeline(series, cursors);
	let soonest = nextCompletion(timeline);
	return {
		instruments: timeline.series.map(({ symbol, assetClass, interval }) => ({
			instrument: createInstrument(symbol, assetClass),
			interval
		})),
		profiles: timeline.series.map(() => ({ name: '', sector: '' })),
		nextAt: () => soonest,
		step: (sink) => {
			if (soonest === Infinity) return;
			const at = soonest;
			const completed = takeCompleted(timeline, at);
			soonest = nextCompletion(timeline);
			sink.bars(at, completed);
		},
		memory: () => ({ cursors: [...timeline.cursors] })
	};
}

/** The bars that complete at an instant, passed on the way. */
function takeCompleted(timeline: Timeline, at: number): readonly CompletedBar[] {
	const completed: CompletedBar[] = [];
	for (const [index, one] of timeline.series.entries()) {
		if (timeline.completions[index] !== at) continue;
		const cursor = timeline.cursors[index] ?? 0;
		completed.push({ index, bar: barAt(one, cursor), regular: one.regular[cursor] === 1 });
		passBar(timeline, index);
	}
	return completed;
}
