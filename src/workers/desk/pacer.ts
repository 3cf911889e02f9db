import type { Instant } from '../../lib/domain/time.ts';
import { unwatchedText } from './missedText.ts';
import type { RunningBook } from './runningBook.ts';

/** Wall time between two looks at the market, in milliseconds. */
export const tickEvery = 33;
/** After a sleep or a freeze the market goes on where it stood: a longer gap between two looks counts as this much. */
const longestTick = 250;
/** Bars have nothing to say between two sessions: a longer wait than this of the book's clock is skipped. */
const longestGap = 300_000;

/** What of everybody's clock a book did not see is told from this long on; what was due meanwhile is due late from this long on. */
const [longestUnseen, longestLate] = [60_000, 2000];

/** Lets the markets of running books go on with the wall clock, at the speed of each. */
export interface Pacer {
	/** One look: how much wall time has passed, and how far the market may run. */
	tick(running: RunningBook): void;
	/** What it meant that a book which follows everybody's market was not watched for a while; null when it was. */
	unwatched(running: RunningBook): string | null;
}

export function createPacer(wall: () => Instant): Pacer {
	let lastTick = wall();
	/** What is left of a millisecond of the book's clock. */
	let rest = 0;
	const seen = new WeakSet<RunningBook>();
	const gaps = new WeakMap<RunningBook, string>();
	return {
		unwatched: (running) => gaps.get(running) ?? null,
		tick(running) {
			const { runner, record, readOnlyBecause } = running;
			const now = wall();
			if (record.source.type === 'alpaca') {
				const { clockAt, state } = runner.live();
				if (readOnlyBecause !== null) return;
				// The start of a book tells of the time before it in words of its own.
				if (now - clockAt > longestUnseen && seen.has(running))
					gaps.set(running, unwatchedText(state, clockAt, now));
				seen.add(running);
				runner.runTo(now, now - clockAt > longestLate);
				return;
			}
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
