import { drawBits, streamKeys, textBits, uniformOf } from './chance.ts';
import type { ClientOrderId } from './ids.ts';
import type { MarketSource } from './market.ts';
import type { Instant } from './time.ts';

/** What is on its way to a venue about an order, in the order in which a venue hears it. */
export const errands = ['submit', 'replace', 'cancel'] as const;
export type Errand = (typeof errands)[number];

/** Nothing was sent about an order. */
export const noArrivals = { submit: null, replace: null, cancel: null } as const satisfies Record<
	Errand,
	null
>;

/** How long an errand takes: a base, and on top of it up to a jitter that is drawn; whole milliseconds. */
export interface Delay {
	readonly base: number;
	readonly jitter: number;
}

/** How long each errand takes. */
export type Latency = Readonly<Record<Errand, Delay>>;

/**
 * How long an errand that sets out at an instant takes, in milliseconds: a function of seed, order, errand and instant alone, each
 * length from the base to base and jitter as likely as any other.
 */
export function delayOf(
	{ base, jitter }: Delay,
	seed: number,
	orderId: ClientOrderId,
	errand: Errand,
	at: Instant
): number {
	if (jitter === 0) return base;
	const [first, second] = streamKeys(seed, textBits(orderId));
	const bits = drawBits(first, second, at * errands.length + errands.indexOf(errand));
	return base + Math.floor(uniformOf(bits) * (jitter + 1));
}

/** The seed of what is drawn for the orders of a book: that of its market, or 0 where prices are given. */
export function seedOf(source: MarketSource): number {
	return source.type === 'generated' ? source.seed : 0;
}
