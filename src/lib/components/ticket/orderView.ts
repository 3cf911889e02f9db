import { decimalText, moneyText } from '#lib/app/format/decimalText.ts';
import type { OrderDraft, OrderShape } from '#lib/app/format/orderDraft.ts';
import { noStanding, opensAt, type Standing } from '#lib/app/format/standing.ts';
import { orderTypeText, timeInForceText } from '#lib/app/format/wordTexts.ts';
import type { TicketPreview } from '#lib/contract/deskView.ts';
import { orderTypes } from '#lib/domain/orderTerms.ts';

/** Which way an order trades. */
export const sides = [
	{ value: 'buy', label: 'Buy' },
	{ value: 'sell', label: 'Sell' }
] as const;

/** What the size of an order counts. */
export const orderSizes = [
	{ value: 'quantity', label: 'Quantity' },
	{ value: 'notional', label: 'Money' }
] as const;

/** How far a trailing stop follows. */
export const trailUnits = [
	{ value: 'percent', label: '%' },
	{ value: 'amount', label: 'Money' }
] as const;

/** Every type of order. */
export const typeOptions = orderTypes.map((value) => ({ value, label: orderTypeText(value) }));

/** The times in force that fit. */
export const timeOptions = ({ times }: OrderShape) =>
	times.map((value) => ({ value, label: timeInForceText(value) }));

/** Which exit orders can come with what opens, and beside what closes. */
export const exitOptions = {
	opens: [
		{ value: 'none', label: 'Simple: no exit orders' },
		{ value: 'both', label: 'Bracket: target and stop' },
		{ value: 'target', label: 'One triggers the other: target' },
		{ value: 'stop', label: 'One triggers the other: stop' }
	],
	closes: [
		{ value: 'none', label: 'Simple: this order alone' },
		{ value: 'both', label: 'One cancels the other: target and stop' }
	]
} as const satisfies Record<'opens' | 'closes', readonly { value: OrderDraft['exits']; label: string }[]>;

/** What kind of order the stop of an entry is. */
export const stopOptions = [
	{ value: 'stop', label: 'Stop' },
	{ value: 'stop_limit', label: 'Stop limit' },
	{ value: 'trailing_stop', label: 'Trailing' }
] as const;

/** What the button of an order does: `Buy 10 ABCD at 12.50 or better`; without what is missing still. */
export function orderButtonText(
	draft: OrderDraft,
	shape: OrderShape,
	preview: TicketPreview | null,
	standing: Standing = noStanding
): string {
	const symbol = draft.symbol.trim().toUpperCase();
	if (symbol === '') return 'Pick a symbol';
	const typed = draft.sizeBy === 'quantity' ? draft.size.trim() : '';
	const quantity = preview?.quantity ?? typed;
	const much = !isNumber(quantity) || quantity === '0' ? '' : `${decimalText(quantity)} `;
	return `${verbText(draft.side, standing)} ${much}${symbol}${pricedText(draft, shape)}${exitsText(draft, shape)}`;
}

/** What a trade of a side does to what is held. */
function verbText(side: OrderDraft['side'], standing: Standing): string {
	const opens = opensAt(standing, side);
	if (side === 'buy') return opens ? 'Buy' : 'Buy back';
	return opens ? 'Sell short' : 'Sell';
}

function pricedText(draft: OrderDraft, shape: OrderShape): string {
	const { type } = shape;
	const limit = shape.isPair ? draft.target : draft.limitPrice;
	const atLimit = isNumber(limit) ? ` at ${moneyText(limit.trim())} or better` : ' at a limit';
	if (type === 'limit') return atLimit;
	const price = type === 'stop_limit' ? atLimit : ' at the market';
	if (shape.hasStop) {
		return isNumber(draft.stopPrice) ? `${price} once it is at ${moneyText(draft.stopPrice.trim())}` : price;
	}
	return shape.hasTrail ? `${price}${trailText(draft)}` : price;
}

function trailText({ side, trail, trailBy }: OrderDraft): string {
	if (!isNumber(trail)) return '';
	const distance = trailBy === 'percent' ? `${trail.trim()} %` : moneyText(trail.trim());
	return ` once it is ${distance} ${side === 'sell' ? 'below its high' : 'above its low'}`;
}

/** A class alone brings no exit: only one whose price is given comes with the order. */
function exitsText(draft: OrderDraft, { isPair, ...shape }: OrderShape): string {
	const stop = draft.stopBy === 'trailing_stop' ? draft.stopTrail : draft.stop;
	const hasStopLeg = shape.hasStopLeg && stop.trim() !== '';
	if (isPair) return hasStopLeg ? ', or by a stop' : '';
	if (shape.hasTarget && draft.target.trim() !== '') {
		return hasStopLeg ? ', with target and stop' : ', with a target';
	}
	return hasStopLeg ? ', with a stop' : '';
}

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text.trim());

/** The fields whose faults have a place of their own on the ticket. */
export const orderFieldNames: ReadonlySet<string> = new Set([
	...[
		'symbol',
		'quantity',
		'notional',
		'limitPrice',
		'stopPrice',
		'trailPct',
		'trailAmount',
		'activationPrice'
	],
	...['timeInForce', 'expiresAt', 'extendedHours', 'reduceOnly'],
	...['takeProfit', 'stopLoss', 'stopLossLimit', 'stopLossTrailPct']
]);
