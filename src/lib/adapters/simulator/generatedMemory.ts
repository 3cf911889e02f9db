import { sessionClosingAfter } from '../../domain/marketCalendar.ts';
import type { Instant } from '../../domain/time.ts';
import type { SourceMemory } from '../../ports/priceSource.ts';
import { drawBits, uniformOf } from '../../domain/chance.ts';
import type { FactorsMemory } from './generatedFactors.ts';
import type { Traits } from './generatedTraits.ts';

const names = [
	'level',
	'variance',
	'count',
	'nextAt',
	'quotedAt',
	'halted',
	'marketSeen',
	'sectorSeen'
] as const;

/**
 * What changes of the symbols of a generated market: price before rounding (account currency), variance of its moves as
 * a multiple of the usual one, quotes so far, instants of the next and the last quote, whether it is halted (1), and
 * the levels of market and sector that the price knows of.
 */
export type Columns = Readonly<Record<(typeof names)[number], Float64Array>>;

// Numbers of the draws that start a symbol; quotes draw from 0 upwards.
const levelDraw = -2;
const delayDraw = -3;

/** Columns of symbols that quote from an instant on, equities once a session is open. */
export function newColumns(traits: Traits, startsAt: Instant): Columns {
	const draw = (index: number, number: number) =>
		uniformOf(drawBits(traits.firstKey[index] ?? 0, traits.secondKey[index] ?? 0, number));
	const count = traits.home.length;
	return {
		level: traits.home.map((home, index) => home * (0.95 + 0.1 * draw(index, levelDraw))),
		variance: new Float64Array(count).fill(1),
		count: new Float64Array(count),
		nextAt: traits.home.map((_, index) => {
			const at = Math.ceil(startsAt / 100) * 100;
			const delay = openingDelay(draw(index, delayDraw));
			return traits.isCrypto[index] === 1 ? at + delay : openingAfter(at, delay);
		}),
		quotedAt: new Float64Array(count).fill(startsAt),
		halted: new Float64Array(count),
		marketSeen: new Float64Array(count),
		sectorSeen: new Float64Array(count)
	};
}

/** How long a symbol waits after an open for its first quote, from a uniform number: at most 3 seconds, in milliseconds. */
export function openingDelay(uniform: number): number {
	return Math.floor(30 * uniform * uniform) * 100;
}

/** The first instant from `at` on that is in a session and `delay` after its open or `at`. */
export function openingAfter(at: Instant, delay: number): Instant {
	const session = sessionClosingAfter(at);
	const opening = Math.max(at, session.open) + delay;
	return opening < session.close ? opening : sessionClosingAfter(session.close).open + delay;
}

/** The columns that a memory holds for `count` symbols; throws when one is missing or of another length. */
export function recallColumns(memory: SourceMemory, count: number): Columns {
	const recall = (name: (typeof names)[number]) => Float64Array.from(recalled(memory, name, count));
	return {
		level: recall('level'),
		variance: recall('variance'),
		count: recall('count'),
		nextAt: recall('nextAt'),
		quotedAt: recall('quotedAt'),
		halted: recall('halted'),
		marketSeen: recall('marketSeen'),
		sectorSeen: recall('sectorSeen')
	};
}

/** Where a memory holds the factors of `sectorCount` sectors; throws when a column is missing or of another length. */
export function recallFactors(memory: SourceMemory, sectorCount: number): FactorsMemory {
	return {
		levels: recalled(memory, 'factorLevels', sectorCount + 1),
		variances: recalled(memory, 'factorVariances', sectorCount + 1),
		clock: recalled(memory, 'factorClock', 2)
	};
}

/** A memory as plain numbers, of which JSON keeps every digit. */
export function toMemory(columns: Columns, { levels, variances, clock }: FactorsMemory): SourceMemory {
	const own = Object.fromEntries(names.map((name) => [name, [...columns[name]]]));
	return { ...own, factorLevels: levels, factorVariances: variances, factorClock: clock };
}

function recalled(memory: SourceMemory, name: string, length: number): readonly number[] {
	const column = memory[name];
	if (column?.length !== length)
		throw new Error(
			`a memory of ${String(column?.length ?? 0)} × ${name} is not of a market of ${String(length)}`
		);
	return column;
}
