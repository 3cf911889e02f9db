import { parseInstant, type Instant } from '../../domain/time.ts';

/** A moment of the exchange: an instant, and the nanoseconds after it (0 to 999,999), by which prices of one millisecond are told apart. */
export interface FineInstant {
	readonly at: Instant;
	readonly nanoseconds: number;
}

const pattern = /^(.{19})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 instant with up to 9 decimals; null when it is none. */
export function readFineInstant(text: string): FineInstant | null {
	const match = pattern.exec(text);
	if (match === null) return null;
	const [, seconds = '', fraction = '', zone = ''] = match;
	const digits = fraction.padEnd(9, '0');
	const at = parseInstant(`${seconds}.${digits.slice(0, 3)}${zone}`);
	return at === undefined ? null : { at, nanoseconds: Number(digits.slice(3)) };
}

/** Above zero when the first is later, below when it is earlier, zero when they are the same. */
export function compareInstants(a: FineInstant, b: FineInstant): number {
	return a.at - b.at || a.nanoseconds - b.nanoseconds;
}
