import type { Price, Ratio } from './decimal.ts';
import type { TriggerId } from './ids.ts';
import type { Direction } from './position.ts';
import type { Instant } from './time.ts';

/** What a trigger guards against or waits for. */
export type TriggerKind = (typeof triggerKinds)[number];
/** Every kind of trigger. */
export const triggerKinds = ['stop_loss', 'take_profit', 'trailing_stop'] as const;

/** A level and the instant from which it is tested: a bar in progress at a change is still judged by the level before. */
export interface Dated<Value> {
	readonly from: Instant;
	readonly value: Value;
}

/** A fixed price at which a position is closed: of a long one the stop is below and the target above, of a short one the other way round. */
export interface LevelTrigger {
	readonly id: TriggerId;
	readonly symbol: string;
	readonly guards: Direction;
	readonly kind: 'stop_loss' | 'take_profit';
	readonly levels: readonly Dated<Price>[];
}

/** A stop that follows the high-water mark at a fraction below it, or of a short position the low-water mark at a fraction above it. */
export interface TrailingTrigger {
	readonly id: TriggerId;
	readonly symbol: string;
	readonly guards: Direction;
	readonly kind: 'trailing_stop';
	readonly fractions: readonly Dated<Ratio>[];
	/** The best price for what it guards since it was armed: the highest, of a short the lowest. */
	readonly highWater: Price;
}

/** A price trigger that is armed. */
export type Trigger = LevelTrigger | TrailingTrigger;

/** The triggers of one position, at most one of each kind. */
export interface Protection {
	readonly stopLoss: LevelTrigger | null;
	readonly takeProfit: LevelTrigger | null;
	readonly trailing: TrailingTrigger | null;
}

/** The triggers of a protection. */
export function triggersOf({ stopLoss, takeProfit, trailing }: Protection): readonly Trigger[] {
	return [stopLoss, takeProfit, trailing].filter((trigger) => trigger !== null);
}

/** A position that nothing guards. */
export const noProtection: Protection = { stopLoss: null, takeProfit: null, trailing: null };

/** The value in force for a bar that starts at `startsAt`: the last one dated at or before it, or null. */
export function inForce<Value>(dated: readonly Dated<Value>[], startsAt: Instant): Value | null {
	for (let index = dated.length - 1; index >= 0; index--) {
		const entry = dated[index];
		if (entry !== undefined && entry.from <= startsAt) return entry.value;
	}
	return null;
}

/** The value given last, in force or about to be. */
export function latest<Value>(dated: readonly Dated<Value>[]): Value | null {
	return dated.at(-1)?.value ?? null;
}

/** No bar lasts longer than this, so a level replaced for longer than this can judge no bar any more. */
const longestBar = 24 * 60 * 60 * 1000;

/** Adds a value in force from `from`, and forgets those that no bar in progress can need. */
export function dateValue<Value>(
	dated: readonly Dated<Value>[],
	from: Instant,
	value: Value
): readonly Dated<Value>[] {
	const kept = dated.filter((_, index) => {
		const replacedFrom = dated[index + 1]?.from ?? from;
		return replacedFrom > from - longestBar;
	});
	return [...kept, { from, value }];
}
