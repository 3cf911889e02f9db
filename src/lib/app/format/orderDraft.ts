import type { OrderFields } from '../../contract/askFields.ts';
import type { OrderType, TimeInForce } from '../../domain/orderTerms.ts';
import { formatInstant, newYorkTime, parseDate } from '../../domain/time.ts';
import { percentToFraction } from './percentInput.ts';
import { noStanding, opensAt, type Standing } from './standing.ts';

/** An order as it is filled in: texts as typed, percentages as percentages. */
export interface OrderDraft {
	readonly symbol: string;
	readonly side: 'buy' | 'sell';
	readonly sizeBy: 'quantity' | 'notional';
	readonly size: string;
	readonly type: OrderType;
	readonly limitPrice: string;
	readonly stopPrice: string;
	readonly trailBy: 'percent' | 'amount';
	readonly trail: string;
	readonly activationPrice: string;
	readonly timeInForce: TimeInForce;
	/** The last New York day of an order with a date, `2026-03-02`. */
	readonly lastDay: string;
	readonly extendedHours: boolean;
	readonly reduceOnly: boolean;
	/** Which exit orders come with it; what closes has both or none. */
	readonly exits: 'none' | 'both' | 'target' | 'stop';
	readonly stopBy: 'stop' | 'stop_limit' | 'trailing_stop';
	readonly target: string;
	readonly stop: string;
	readonly stopLimit: string;
	readonly stopTrail: string;
}

/** Which parts of a draft matter, and the choices that are left, by what else is chosen. */
export interface OrderShape {
	readonly type: OrderType;
	readonly exits: OrderDraft['exits'];
	/** Whether it opens or adds, so that exits come with it; else it closes. */
	readonly opens: boolean;
	/** What closes at its target with a stop beside it: one cancels the other. */
	readonly isPair: boolean;
	readonly times: readonly TimeInForce[];
	readonly timeInForce: TimeInForce;
	readonly hasLimit: boolean;
	readonly hasStop: boolean;
	readonly hasTrail: boolean;
	readonly hasTarget: boolean;
	readonly hasStopLeg: boolean;
	readonly canExtend: boolean;
	readonly canReduce: boolean;
}

const restingTimes = ['day', 'gtc', 'gtd'] as const satisfies readonly TimeInForce[];
const timesAtOnce = ['ioc', 'fok'] as const satisfies readonly TimeInForce[];
const auctions = ['opg', 'cls'] as const satisfies readonly TimeInForce[];

/** The shape of a draft; a coin has no opening, no close and no hours outside of them. */
export function shapeOf(draft: OrderDraft, isCoin: boolean, standing: Standing = noStanding): OrderShape {
	const opens = opensAt(standing, draft.side) || goesThroughZero(draft, standing);
	const exits = opens || draft.exits === 'both' ? draft.exits : 'none';
	const isPair = !opens && exits === 'both';
	const type = isPair ? 'limit' : draft.type;
	const isPlain = !isPair && (type === 'market' || type === 'limit');
	const times: readonly TimeInForce[] = [
		...restingTimes,
		...(isPlain ? timesAtOnce : []),
		...(isPlain && !isCoin ? auctions : [])
	];
	const timeInForce = times.includes(draft.timeInForce) ? draft.timeInForce : 'day';
	const rests = restingTimes.some((time) => time === timeInForce);
	return {
		...{ opens, type, exits, isPair, times, timeInForce },
		hasLimit: !isPair && (type === 'limit' || type === 'stop_limit'),
		hasStop: type === 'stop' || type === 'stop_limit',
		hasTrail: type === 'trailing_stop',
		hasTarget: exits === 'both' || exits === 'target',
		hasStopLeg: exits === 'both' || exits === 'stop',
		canExtend: type === 'limit' && rests && !isCoin,
		canReduce: draft.side === 'sell' || !opensAt(standing, 'buy')
	};
}

/** Whether a market order is for more than is held, and may open the rest the other way. */
function goesThroughZero(draft: OrderDraft, { held, allowsShort }: Standing): boolean {
	const mayOpen = draft.side === 'buy' || allowsShort;
	if (held === null || !mayOpen || draft.type !== 'market' || draft.reduceOnly) return false;
	return draft.sizeBy === 'quantity' && Number(draft.size) > Math.abs(Number(held));
}

/** Trading outside the session ends at 20:00 New York, and with it the last day of an order. */
const lastMinute = 20 * 60;

function endOf(day: string): string {
	const known = parseDate(day);
	return known === undefined ? '' : formatInstant(newYorkTime(known, lastMinute));
}

/** A draft as the worker is given it: what is empty, or does not matter, is left out. */
export function draftToOrder(
	draft: OrderDraft,
	isCoin: boolean,
	standing: Standing = noStanding
): OrderFields {
	const shape = shapeOf(draft, isCoin, standing);
	const { symbol, side, sizeBy, size } = draft;
	const given = {
		[sizeBy]: size,
		limitPrice: shape.isPair ? draft.target : shape.hasLimit ? draft.limitPrice : '',
		stopPrice: shape.hasStop ? draft.stopPrice : '',
		...(shape.hasTrail ? trailOf(draft) : {}),
		expiresAt: shape.timeInForce === 'gtd' ? endOf(draft.lastDay) : '',
		takeProfit: shape.hasTarget && !shape.isPair ? draft.target : '',
		...(shape.hasStopLeg ? stopLegOf(draft) : {})
	};
	const filled = Object.entries(given).map(([name, text]) => [name, text.trim()] as const);
	return {
		...{ symbol: symbol.trim().toUpperCase(), side, type: shape.type, timeInForce: shape.timeInForce },
		...Object.fromEntries(filled.filter(([, text]) => text !== '')),
		...(shape.canExtend && draft.extendedHours ? { extendedHours: true } : {}),
		...(shape.canReduce && draft.reduceOnly ? { reduceOnly: true } : {})
	};
}

function trailOf({ trailBy, trail, activationPrice }: OrderDraft) {
	return trailBy === 'percent'
		? { trailPct: percentToFraction(trail), activationPrice }
		: { trailAmount: trail, activationPrice };
}

function stopLegOf({ stopBy, stop, stopLimit, stopTrail }: OrderDraft) {
	if (stopBy === 'trailing_stop') return { stopLossTrailPct: percentToFraction(stopTrail) };
	return stopBy === 'stop' ? { stopLoss: stop } : { stopLoss: stop, stopLossLimit: stopLimit };
}

/** A field of an order as it is filled in, by the name under which the worker finds fault with it. */
type FaultField = Exclude<keyof OrderFields, 'side' | 'type' | 'strategy' | 'reason' | 'tag'>;

/** What is typed where a field's fault is shown; null for what is chosen and never empty. */
function typedIn(draft: OrderDraft, isPair: boolean): Readonly<Record<FaultField, string | null>> {
	return {
		...{ symbol: draft.symbol, quantity: draft.size, notional: draft.size },
		limitPrice: isPair ? draft.target : draft.limitPrice,
		...{ stopPrice: draft.stopPrice, trailPct: draft.trail, trailAmount: draft.trail },
		...{ activationPrice: draft.activationPrice, expiresAt: draft.lastDay, takeProfit: draft.target },
		...{ stopLoss: draft.stop, stopLossLimit: draft.stopLimit, stopLossTrailPct: draft.stopTrail },
		...{ timeInForce: null, extendedHours: null, reduceOnly: null }
	};
}

/** The faults of what was typed; what is missing is no fault until the order is sent. */
export function typedFaults(
	faults: Readonly<Record<string, string>>,
	draft: OrderDraft,
	isCoin: boolean,
	standing: Standing = noStanding
): Readonly<Record<string, string>> {
	const typed: Readonly<Record<string, string | null>> = typedIn(
		draft,
		shapeOf(draft, isCoin, standing).isPair
	);
	return Object.fromEntries(Object.entries(faults).filter(([field]) => typed[field]?.trim() !== ''));
}

/** The exits that a draft has chosen and gives no price for: without one they would not be sent. */
export function missingExits(
	draft: OrderDraft,
	isCoin: boolean,
	standing: Standing = noStanding
): Readonly<Record<string, string>> {
	const { hasTarget, hasStopLeg, isPair } = shapeOf(draft, isCoin, standing);
	const stops = {
		stop: ['stopLoss'],
		stop_limit: ['stopLoss', 'stopLossLimit'],
		trailing_stop: ['stopLossTrailPct']
	}[draft.stopBy];
	const asked = [...(hasTarget && !isPair ? ['takeProfit'] : []), ...(hasStopLeg ? stops : [])];
	const typed: Readonly<Record<string, string | null>> = typedIn(draft, isPair);
	const missing = asked.filter((field) => typed[field]?.trim() === '');
	return Object.fromEntries(missing.map((field) => [field, missingExitTexts[field] ?? '']));
}

const missingExitTexts: Readonly<Record<string, string>> = {
	takeProfit: 'Give the target, or choose exits without one.',
	stopLoss: 'Give the stop, or choose exits without one.',
	stopLossLimit: 'Give the limit of the stop, or choose exits without one.',
	stopLossTrailPct: 'Give the trail, or choose exits without one.'
};
