import { unwatchedText } from '../../lib/contract/unwatchedText.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { runTurn } from '../../lib/engine/turn.ts';
import { unwatched } from '../../lib/engine/unwatched.ts';
import type { RunningBook } from './runningBook.ts';

/** Wall time between two looks at the market, in milliseconds. */
export const tickEvery = 33;
/** After a sleep or a freeze the market goes on where it stood: a longer gap between two looks counts as this much. */
const longestTick = 250;
/** Bars have nothing to say between two sessions: a longer wait than this of the book's clock is skipped. */
const longestGap = 300_000;

/** What of everybody's clock a book did not see is told from this long on; what was due meanwhile is due late from this long on. */
const [longestUnseen, longestLate] = [60_000, 2000];
/** How often a book that follows everybody's market is kept at least, so that it is known until when it was watched. */
const keepEvery = 2000;

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
	const keptAt = new WeakMap<RunningBook, Instant>();
	const gaps = new WeakMap<RunningBook, string>();

	/** Everybody's market goes on by itself: what the book did not see of it is told, and put on record. */
	function follow(running: RunningBook, now: Instant): void {
		const { runner, lastKept } = running;
		// Its clock says until when it was watched: what was kept since, as while it was opened, saw none of the market.
		const { clockAt: from, state } = runner.live();
		const kept = keptAt.get(running);
		const isUnseen = now - from > longestUnseen && (kept !== undefined || lastKept !== null);
		// The clock goes over it once nothing is under way.
		if (isUnseen && !runner.isIdle()) return;
		runner.runTo(now, now - from > longestLate);
		if (isUnseen) {
			gaps.set(running, unwatchedText(unwatched(state.book, { from, at: now })));
			void runner.take((desk, at, beginInput) => {
				beginInput();
				runTurn(desk, { type: 'WatchResumed', at, from });
			});
		} else if (kept !== undefined && now - kept < keepEvery) return;
		else void runner.take(() => undefined);
		keptAt.set(running, now);
	}
	return {
		unwatched: (running) => gaps.get(running) ?? null,
		tick(running) {
			const { runner, record, readOnlyBecause } = running;
			const now = wall();
			if (record.source.type === 'alpaca') {
				if (readOnlyBecause === null) follow(running, now);
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
