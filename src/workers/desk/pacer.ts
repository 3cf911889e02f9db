import type { Instant } from '../../lib/domain/time.ts';
import type { RunningBook } from './runningBook.ts';

/** Wall time between two looks at the market, in milliseconds. */
export const tickEvery = 33;
/** After a sleep or a freeze the market goes on where it stood: a longer gap between two looks counts as this much. */
const longestTick = 250;
/** Bars have nothing to say between two sessions: a longer wait than this of the book's clock is skipped. */
const longestGap = 300_000;

/** Lets the markets of running books go on with the wall clock, at the speed of each. */
export interface Pacer {
	/** One look: how much wall time has passed, and how far the market may run. */
	tick(running: RunningBook): void;
}

export function createPacer(wall: () => Instant): Pacer {
	let lastTick = wall();
	/** What is left of a millisecond of the book's clock. */
	let rest = 0;
	return {
		tick({ runner, record, readOnlyBecause }) {
			const now = wall();
			const passed = Math.min(now - lastTick, longestTick);
			lastTick = now;
			const { clockAt, speed, isPaused, market } = runner.live();
			if (isPaused || readOnlyBecause !== null) return;
			const next = market.nextAt();
			const skips = record.source.type !== 'generated' && next !== Infinity && next - clockAt > longestGap;
			const ahead = passed * speed + rest;
			rest = ahead - Math.floor(ahead);
			runner.runTo(skips ? next : clockAt + Math.floor(ahead));
		}
	};
}
