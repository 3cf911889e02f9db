import type { Instant } from '../../lib/domain/time.ts';
import { markPrice, type Market } from '../../lib/engine/state.ts';
import type { BarRecorder } from '../../lib/runtime/barRecorder.ts';
import type { PriceSink, PriceSource } from '../../lib/ports/priceSource.ts';

const stepsAtOnce = 20_000;

/**
 * Takes a source silently to where a book stands, marks the prices and makes their bars on the way: for a book that comes
 * without the place of its market, as an imported one does.
 */
export async function catchUp(
	source: PriceSource,
	until: Instant,
	{ market, bars: recorder }: { readonly market: Market; readonly bars: BarRecorder },
	breathe: () => Promise<void>
): Promise<void> {
	const sink: PriceSink = {
		quote(index, { at, bid, ask, last }) {
			market.bid[index] = bid;
			market.ask[index] = ask;
			recorder.take(index, last, at);
			markPrice(market, index, last, at);
		},
		bars(at, bars) {
			for (const { index, bar } of bars) markPrice(market, index, bar.close, at);
		},
		halt: () => undefined
	};
	for (let steps = 1; source.nextAt() <= until && source.nextAt() !== Infinity; steps++) {
		source.step(sink);
		if (steps % stepsAtOnce === 0) await breathe();
	}
}
