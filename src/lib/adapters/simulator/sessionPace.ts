import type { Session } from '../../domain/marketCalendar.ts';
import type { Instant } from '../../domain/time.ts';

/** The mean of `paceAt` over a session. */
export const meanPace = 1.4;

/** How busy a session is at an instant in it: 1 in its middle, 3 at its open and close. */
export function paceAt({ open, close }: Session, at: Instant): number {
	const place = (2 * (at - open)) / (close - open) - 1;
	const square = place * place;
	return 1 + 2 * square * square;
}

/** The seconds of a session of 6½ hours, each weighed by its pace. */
export const pacedSecondsPerSession = meanPace * 23_400;

const calm = 0.002;
const shock = 0.04;

/**
 * The variance of the next move from that of the last and the last move itself (in its standard deviations), both as a
 * multiple of the usual one: a large move makes large moves likely for some minutes (GARCH).
 */
export function nextVariance(variance: number, move: number): number {
	const next = calm + variance * (1 - calm - shock + shock * move * move);
	return next > 16 ? 16 : next;
}
