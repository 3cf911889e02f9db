import type { Bar } from '../domain/bar.ts';
import {
	lower,
	oneRatio,
	priceToUnits,
	scalePrice,
	subtract,
	unitsToPrice,
	type Price,
	type Ratio
} from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import { inForce, type Protection, type TriggerKind } from '../domain/trigger.ts';

/** What a bar does to a long position's protection: fires one trigger, raises the high-water mark, or nothing. */
export type BarVerdict =
	| {
			readonly type: 'fire';
			readonly kind: TriggerKind;
			readonly level: Price;
			/** The price of the rule, before slippage. */
			readonly price: Price;
			readonly slips: boolean;
	  }
	| { readonly type: 'raise'; readonly mark: Price }
	| { readonly type: 'none' };

interface Stop {
	readonly kind: 'stop_loss' | 'trailing_stop';
	readonly level: Price;
}

/** The level of a trailing stop: mark × (1 − fraction), rounded half up to the instrument. */
export function trailingLevel(instrument: Instrument, highWater: Price, fraction: Ratio): Price {
	return scalePrice(highWater, subtract(oneRatio, fraction), instrument.priceDecimals);
}

/**
 * Tests a bar in the pessimistic order: a target at the open, then the higher of stop and trail (at the open when the
 * bar opens beyond it), then a target inside the bar. The trail is tested against the mark of prior bars; only when
 * nothing fired does the bar's high raise it.
 */
export function evaluateBar(protection: Protection, bar: Bar, instrument: Instrument): BarVerdict {
	const open = unitsToPrice(bar.open);
	const { takeProfit } = protection;
	const target = takeProfit === null ? null : inForce(takeProfit.levels, bar.startsAt);
	if (target !== null && open >= target) {
		return { type: 'fire', kind: 'take_profit', level: target, price: open, slips: false };
	}
	const stop = stopInForce(protection, bar.startsAt, instrument);
	if (stop !== null && unitsToPrice(bar.low) <= stop.level) {
		return { type: 'fire', ...stop, price: lower(open, stop.level), slips: true };
	}
	const high = unitsToPrice(bar.high);
	if (target !== null && high >= target) {
		return { type: 'fire', kind: 'take_profit', level: target, price: target, slips: false };
	}
	const { trailing } = protection;
	const isTrailing = trailing !== null && inForce(trailing.fractions, bar.startsAt) !== null;
	return isTrailing && high > trailing.highWater ? { type: 'raise', mark: high } : { type: 'none' };
}

/**
 * Tests the last price of a quote: the higher of stop and trail at or above it, else a target at or below it; null when
 * nothing fires. The trail's mark is the highest price before this quote.
 */
export function evaluateQuote(
	protection: Protection,
	quote: Quote,
	instrument: Instrument
): { readonly kind: TriggerKind; readonly level: Price } | null {
	const last = unitsToPrice(quote.last);
	const stop = stopInForce(protection, quote.at, instrument);
	if (stop !== null && last <= stop.level) return stop;
	const { takeProfit } = protection;
	const target = takeProfit === null ? null : inForce(takeProfit.levels, quote.at);
	return target !== null && last >= target ? { kind: 'take_profit', level: target } : null;
}

/** The higher of stop loss and trailing stop; at the same level it is the stop loss that speaks. */
function stopInForce(
	{ stopLoss, trailing }: Protection,
	startsAt: Instant,
	instrument: Instrument
): Stop | null {
	const fixed = stopLoss === null ? null : inForce(stopLoss.levels, startsAt);
	const fraction = trailing === null ? null : inForce(trailing.fractions, startsAt);
	const trail =
		trailing === null || fraction === null ? null : trailingLevel(instrument, trailing.highWater, fraction);
	if (trail !== null && (fixed === null || trail > fixed)) return { kind: 'trailing_stop', level: trail };
	return fixed === null ? null : { kind: 'stop_loss', level: fixed };
}

/** Prices strictly between `above` and `below` (1e-9 units) neither fire anything nor move a mark. */
export interface QuietInterval {
	readonly above: number;
	readonly below: number;
}

/** Nothing guards: every price is quiet. */
export const alwaysQuiet: QuietInterval = { above: -Infinity, below: Infinity };
/** Levels are about to change: no price is quiet. */
export const neverQuiet: QuietInterval = { above: Infinity, below: -Infinity };

/** The quiet interval for bars that start after `startsAt`; never quiet while a level is waiting to come into force. */
export function quietInterval(
	protection: Protection,
	startsAt: Instant,
	instrument: Instrument
): QuietInterval {
	const { stopLoss, takeProfit, trailing } = protection;
	const dated = [stopLoss?.levels, takeProfit?.levels, trailing?.fractions];
	if (dated.some((entries) => (entries?.at(-1)?.from ?? -Infinity) > startsAt)) return neverQuiet;
	const stop = stopInForce(protection, startsAt, instrument);
	const target = takeProfit === null ? null : inForce(takeProfit.levels, startsAt);
	const ceilings = [target, trailing?.highWater ?? null].filter((price) => price !== null);
	return {
		above: stop === null ? -Infinity : priceToUnits(stop.level),
		below: Math.min(Infinity, ...ceilings.map(priceToUnits))
	};
}
