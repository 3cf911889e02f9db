import type { Bar } from '../domain/bar.ts';
import {
	add,
	higher,
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
import type { Direction } from '../domain/position.ts';
import { madeAtOf, type Quote } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';
import { inForce, type Protection, type TrailingTrigger, type TriggerKind } from '../domain/trigger.ts';

/** What a bar does to a position's protection: fires one trigger, moves the mark of its trail, or nothing. */
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

/** How prices stand to a position: which of two is better for it, and which price of a bar is its best and its worst. */
interface Outlook {
	readonly better: (a: Price, b: Price) => Price;
	readonly worse: (a: Price, b: Price) => Price;
	readonly best: 'high' | 'low';
	readonly worst: 'high' | 'low';
}

const outlooks: Readonly<Record<Direction, Outlook>> = {
	long: { better: higher, worse: lower, best: 'high', worst: 'low' },
	short: { better: lower, worse: higher, best: 'low', worst: 'high' }
};

/** The better of two prices for a position: the higher one, for a short the lower. */
export function betterPrice(direction: Direction, a: Price, b: Price): Price {
	return outlooks[direction].better(a, b);
}

/** Which way the position stands that is guarded; long when nothing guards. */
function guardedDirection({ stopLoss, takeProfit, trailing }: Protection): Direction {
	return (stopLoss ?? takeProfit ?? trailing)?.guards ?? 'long';
}

/** The level of a trailing stop: mark × (1 − fraction), of a short mark × (1 + fraction), rounded half up to the instrument. */
export function trailingLevel(
	instrument: Instrument,
	{ guards, highWater }: Pick<TrailingTrigger, 'guards' | 'highWater'>,
	fraction: Ratio
): Price {
	const factor = guards === 'long' ? subtract(oneRatio, fraction) : add(oneRatio, fraction);
	return scalePrice(highWater, factor, instrument.priceDecimals);
}

/**
 * Tests a bar in the pessimistic order: a target at the open, then the nearer of stop and trail (at the open when the
 * bar opens beyond it), then a target inside the bar. The trail is tested against the mark of prior bars; only when
 * nothing fired does the bar's best price move it.
 */
export function evaluateBar(protection: Protection, bar: Bar, instrument: Instrument): BarVerdict {
	const { better, worse, best, worst } = outlooks[guardedDirection(protection)];
	const open = unitsToPrice(bar.open);
	const { takeProfit } = protection;
	const target = takeProfit === null ? null : inForce(takeProfit.levels, bar.startsAt);
	if (target !== null && better(open, target) === open) {
		return { type: 'fire', kind: 'take_profit', level: target, price: open, slips: false };
	}
	const stop = stopInForce(protection, bar.startsAt, instrument);
	const reached = unitsToPrice(bar[worst]);
	if (stop !== null && worse(reached, stop.level) === reached) {
		return { type: 'fire', ...stop, price: worse(open, stop.level), slips: true };
	}
	const top = unitsToPrice(bar[best]);
	if (target !== null && better(top, target) === top) {
		return { type: 'fire', kind: 'take_profit', level: target, price: target, slips: false };
	}
	const { trailing } = protection;
	const isTrailing = trailing !== null && inForce(trailing.fractions, bar.startsAt) !== null;
	return isTrailing && better(trailing.highWater, top) !== trailing.highWater
		? { type: 'raise', mark: top }
		: { type: 'none' };
}

/**
 * Tests the last price of a quote: the nearer of stop and trail when it is at it or beyond, else a target; null when
 * nothing fires. The trail's mark is the best price before this quote.
 */
export function evaluateQuote(
	protection: Protection,
	quote: Quote,
	instrument: Instrument
): { readonly kind: TriggerKind; readonly level: Price } | null {
	const { better, worse } = outlooks[guardedDirection(protection)];
	const last = unitsToPrice(quote.last);
	const madeAt = madeAtOf(quote);
	const stop = stopInForce(protection, madeAt, instrument);
	if (stop !== null && worse(last, stop.level) === last) return stop;
	const { takeProfit } = protection;
	const target = takeProfit === null ? null : inForce(takeProfit.levels, madeAt);
	return target !== null && better(last, target) === last ? { kind: 'take_profit', level: target } : null;
}

/** The nearer of stop loss and trailing stop, the higher one, of a short the lower; at the same level it is the stop loss that speaks. */
function stopInForce(
	{ stopLoss, trailing }: Protection,
	startsAt: Instant,
	instrument: Instrument
): Stop | null {
	const fixed = stopLoss === null ? null : inForce(stopLoss.levels, startsAt);
	const fraction = trailing === null ? null : inForce(trailing.fractions, startsAt);
	const isFixed: Stop | null = fixed === null ? null : { kind: 'stop_loss', level: fixed };
	if (trailing === null || fraction === null) return isFixed;
	const level = trailingLevel(instrument, trailing, fraction);
	const isNearer = fixed === null || betterPrice(trailing.guards, fixed, level) !== fixed;
	return isNearer ? { kind: 'trailing_stop', level } : isFixed;
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
	const best = [target, trailing?.highWater ?? null].filter((price) => price !== null).map(priceToUnits);
	const worst = stop === null ? [] : [priceToUnits(stop.level)];
	const [floors, ceilings] = guardedDirection(protection) === 'long' ? [worst, best] : [best, worst];
	return { above: Math.max(-Infinity, ...floors), below: Math.min(Infinity, ...ceilings) };
}
