import { orderTypeText, timeInForceText } from '#lib/app/format/wordTexts.ts';
import { orderTypes, timesInForce, type OrderType, type TimeInForce } from '#lib/domain/orderTerms.ts';

type Field = readonly [name: string, meaning: string];

const meaningByType: Readonly<Record<OrderType, string>> = {
	market: 'Trades at once at what the market asks or bids.',
	limit: 'Trades at its limit or better, and rests until then.',
	stop: 'Rests until the market is at its stop, then trades at the market. A buy has its stop above the last price, a sell below.',
	stop_limit:
		'Rests until the market is at its stop, then is a limit order. One that guards a position and was jumped over is let go at the market.',
	trailing_stop:
		'A stop that follows the best price since it works, by a percentage or an amount of money, and never goes back. With an activation price it works from that price on.'
};

const meaningByTime: Readonly<Record<TimeInForce, string>> = {
	day: 'Works for the session, or for the next one when the market is closed; a coin has its day in UTC.',
	gtc: 'Works until it fills or is canceled.',
	gtd: 'Works up to a date; on the ticket, to 20:00 New York of the last day.',
	ioc: 'Fills at once what it can, the rest is canceled.',
	fok: 'Fills at once and whole, or not at all.',
	opg: 'Trades in the opening of a session, or not.',
	cls: 'Trades at the close of a session.'
};

/** What each type of order does. */
export const orderTypeFields: readonly Field[] = orderTypes.map((type) => [
	orderTypeText(type),
	meaningByType[type]
]);

/** How long each time in force lets an order work. */
export const orderTimes: readonly Field[] = timesInForce.map((time) => [
	timeInForceText(time),
	meaningByTime[time]
]);

/** Which exits an order can bring. */
export const exitClasses: readonly Field[] = [
	['Simple', 'The order alone.'],
	['Bracket', 'An order that opens and brings a target and a stop once it fills.'],
	['One triggers the other', 'An order that opens and brings a target or a stop.'],
	[
		'One cancels the other',
		'An order that closes what is held: a target and a stop at once, of which one ends the other.'
	]
];
