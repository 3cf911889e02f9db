import { sessionClosingAfter } from '../../domain/marketCalendar.ts';
import type { Instant } from '../../domain/time.ts';
import { drawBits, normalOf, streamKeys } from '../../domain/chance.ts';
import { nextVariance, pacedSecondsPerSession, paceAt } from './sessionPace.ts';

const step = 1000;
// Standard deviations of a day: the whole market and one sector, in the session and over night.
const marketMove = 0.008;
const sectorMove = 0.006;
const nightPart = 0.6;

/** What moves symbols together: the market at index 0, then each sector; levels are sums of relative moves. */
export interface Factors {
	readonly levels: Float64Array;
	/** Moves on to an instant, a second of sessions at a time. */
	advance(at: Instant): void;
	memory(): { readonly levels: number[]; readonly variances: number[]; readonly clock: number[] };
}

/** Where factors stood: a level and a variance each, and the next instant with the count of instants before. */
export interface FactorsMemory {
	readonly levels: readonly number[];
	readonly variances: readonly number[];
	readonly clock: readonly number[];
}

/** The memory of factors that start at an instant. */
export function newFactors(sectorCount: number, startsAt: Instant): FactorsMemory {
	const { open } = sessionClosingAfter(startsAt);
	return {
		levels: Array.from({ length: sectorCount + 1 }, () => 0),
		variances: Array.from({ length: sectorCount + 1 }, () => 1),
		clock: [Math.max(open, Math.ceil(startsAt / step) * step), 0]
	};
}

/** Factors of a seed from where they stood; each draws from a stream of its own, numbered -1 and below. */
export function createFactors(seed: number, memory: FactorsMemory): Factors {
	const levels = Float64Array.from(memory.levels);
	const variances = Float64Array.from(memory.variances);
	const keys = memory.levels.map((_, index) => streamKeys(seed, -1 - index));
	let [nextAt = NaN, count = NaN] = memory.clock;
	let session = sessionClosingAfter(nextAt);

	function moveAll(): void {
		const isOpening = nextAt === session.open;
		const part = isOpening ? nightPart : Math.sqrt(paceAt(session, nextAt) / pacedSecondsPerSession);
		for (let index = 0; index < levels.length; index++) {
			const [first, second] = keys[index] ?? [0, 0];
			const normal = normalOf(drawBits(first, second, count));
			const variance = variances[index] ?? NaN;
			const day = index === 0 ? marketMove : sectorMove;
			levels[index] = (levels[index] ?? NaN) + normal * Math.sqrt(variance) * day * part;
			variances[index] = nextVariance(variance, normal);
		}
		count++;
		nextAt += step;
		if (nextAt < session.close) return;
		session = sessionClosingAfter(nextAt);
		nextAt = session.open;
	}

	return {
		levels,
		advance: (at) => {
			while (nextAt <= at) moveAll();
		},
		memory: () => ({ levels: [...levels], variances: [...variances], clock: [nextAt, count] })
	};
}
