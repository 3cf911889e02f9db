import { millisecondsPerMinute, type Instant } from '../../lib/domain/time.ts';
import { seeHeld } from '../../lib/engine/heldRange.ts';
import { markPrice, type Market } from '../../lib/engine/state.ts';
import type { BarRecorder } from '../../lib/runtime/barRecorder.ts';
import type { PriceSink, PriceSource } from '../../lib/ports/priceSource.ts';
import type { Progress } from './progress.ts';

const stepsAtOnce = 20_000;

/**
 * Takes a source silently to where a book stands, marks the prices and makes their bars on the way: for a book that comes
 * without the place of its market, as an imported one does. Tells how many minutes of the market it has come; whether it
 * got there, and was not stopped on the way.
 */
export async function catchUp(
	source: PriceSource,
	until: Instant,
	{ market, bars: recorder }: { readonly market: Market; readonly bars: BarRecorder },
	progress: Progress
): Promise<boolean> {
	const sink: PriceSink = {
		quote(index, { at, bid, ask, last }) {
			market.bid[index] = bid;
			market.ask[index] = ask;
			recorder.take(index, last, at);
			markPrice(market, index, last, at);
			seeHeld(market, index, last, last, at);
		},
		bars(at, bars) {
			for (const { index, bar } of bars) {
				markPrice(market, index, bar.close, at);
				seeHeld(market, index, bar.low, bar.high, bar.startsAt);
			}
		},
		halt: () => undefined
	};
	const from = source.nextAt();
	const minutesTo = (at: Instant): number => Math.floor((at - from) / millisecondsPerMinute);
	for (let steps = 1; source.nextAt() <= until && source.nextAt() !== Infinity; steps++) {
		source.step(sink);
		if (steps % stepsAtOnce !== 0) continue;
		if (await progress(minutesTo(Math.min(source.nextAt(), until)), minutesTo(until))) return false;
	}
	return true;
}
