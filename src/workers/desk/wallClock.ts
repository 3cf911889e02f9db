import type { Clock } from '../../lib/ports/clock.ts';

/** The time that everybody else has. */
export const wallClock: Clock = {
	now: () => Math.round(performance.timeOrigin + performance.now()),
	after(milliseconds, call) {
		const timer = setTimeout(call, milliseconds);
		return () => clearTimeout(timer);
	}
};

/** Calls again and again, every so many milliseconds, until what it returns is called. */
export function every(milliseconds: number, call: () => void): () => void {
	const timer = setInterval(call, milliseconds);
	return () => clearInterval(timer);
}
