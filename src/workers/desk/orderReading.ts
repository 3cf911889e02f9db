import type { OrderFields } from '../../lib/contract/askFields.ts';
import { deskGuardTexts } from '../../lib/contract/deskGuardTexts.ts';
import { absolute, formatDecimal, higher, lower, parseMoney, type Price } from '../../lib/domain/decimal.ts';
import { hasPartOfShare, type Instrument } from '../../lib/domain/instrument.ts';
import type { OrderRequest, OrderSize } from '../../lib/domain/orderRequest.ts';
import {
	typeOfTerms,
	type ExitLegs,
	type OrderType,
	type StopLeg,
	type TimeInForce,
	type Trail
} from '../../lib/domain/orderTerms.ts';
import { directionOf, exitSideOf } from '../../lib/domain/position.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { parseInstant, type Instant } from '../../lib/domain/time.ts';
import { exitsFault } from '../../lib/engine/deskGuards.ts';
import { lastPrice, type Book, type EngineState } from '../../lib/engine/state.ts';
import { FieldReader, type TextField } from './fieldReader.ts';
import type { TicketFaults } from './ticketReading.ts';

/** Reads an order as a person gives it; what is wrong is said by field. */
export function readOrder(
	state: EngineState,
	fields: OrderFields,
	at: Instant
): Result<OrderRequest, TicketFaults> {
	const index = state.market.indexBySymbol.get(fields.symbol);
	const instrument = index === undefined ? null : (state.market.instruments[index]?.instrument ?? null);
	const reader = new FieldReader(fields, instrument);
	if (instrument === null) reader.fail('symbol', `This book does not trade ${fields.symbol}.`);
	const size = readSize(reader);
	const prices = {
		limitPrice: reader.price('limitPrice'),
		stopPrice: reader.price('stopPrice'),
		trail: readTrail(reader)
	};
	const type = fields.type ?? typeOfTerms(prices);
	checkPrices(reader, type);
	const timeInForce = fields.timeInForce ?? 'day';
	const expiresAt = readEnd(reader, timeInForce, fields.expiresAt, at);
	checkTime(reader, { type, timeInForce, extendedHours: fields.extendedHours === true, instrument });
	const opens = opensPosition(state, fields, type, size);
	const exits = readExits(reader, fields, opens, { type, timeInForce });
	checkGuarded(reader, state.book, exits);
	checkParts(reader, state.book, { type, timeInForce, instrument }, size);
	if (Object.keys(reader.faults).length === 0) {
		checkSides(reader, state, { symbol: fields.symbol, side: fields.side, opens }, { ...prices, ...exits });
	}
	if (Object.keys(reader.faults).length > 0 || size === null) return failed(reader.faults);
	return ok({
		...{ symbol: fields.symbol, side: fields.side, size, type, ...prices, timeInForce, expiresAt, ...exits },
		...{ extendedHours: fields.extendedHours === true, reduceOnly: fields.reduceOnly === true },
		...{ strategy: fields.strategy ?? '', reason: fields.reason ?? '', tag: fields.tag ?? '' }
	});
}

function readSize(reader: FieldReader): OrderSize | null {
	if (reader.has('quantity') && reader.has('notional')) {
		return reader.fail('notional', 'Give a quantity or an amount, not both.');
	}
	if (reader.has('notional')) {
		const notional = reader.read('notional', parseMoney);
		return notional === null ? null : { by: 'notional', notional };
	}
	const quantity = reader.quantity('quantity');
	return quantity === null ? reader.fail('quantity', 'How much is missing.') : { by: 'quantity', quantity };
}

function readTrail(reader: FieldReader): Trail | null {
	const activation = reader.price('activationPrice');
	if (reader.has('trailPct') && reader.has('trailAmount')) {
		return reader.fail('trailAmount', 'Give a fraction or an amount, not both.');
	}
	const amount = reader.price('trailAmount');
	if (amount !== null) return { by: 'amount', amount, activation };
	const trail = reader.fraction('trailPct');
	return trail === null ? null : { ...trail, activation };
}

const pricesByType = {
	market: [],
	limit: ['limitPrice'],
	stop: ['stopPrice'],
	stop_limit: ['stopPrice', 'limitPrice'],
	trailing_stop: ['trailPct']
} as const satisfies Record<OrderType, readonly TextField[]>;

/** An order has the prices of its type, all of them and no other. */
function checkPrices(reader: FieldReader, type: OrderType): void {
	const wanted: readonly TextField[] = pricesByType[type];
	const hasTrail = reader.has('trailPct') || reader.has('trailAmount');
	for (const field of ['limitPrice', 'stopPrice'] as const) {
		if (wanted.includes(field) && !reader.has(field))
			reader.fail(field, 'Is missing for an order of this type.');
		if (!wanted.includes(field) && reader.has(field)) reader.fail(field, 'An order of this type has none.');
	}
	if (type === 'trailing_stop' && !hasTrail) reader.fail('trailPct', 'How far it follows is missing.');
	if (type !== 'trailing_stop' && hasTrail) {
		reader.fail(reader.has('trailPct') ? 'trailPct' : 'trailAmount', 'An order of this type has none.');
	}
	if (type !== 'trailing_stop' && reader.has('activationPrice')) {
		reader.fail('activationPrice', 'Only a trailing stop has one.');
	}
}

function readEnd(
	reader: FieldReader,
	timeInForce: TimeInForce,
	given: string | undefined,
	now: Instant
): Instant | null {
	const text = (given ?? '').trim();
	if (timeInForce !== 'gtd') return text === '' ? null : reader.fail('expiresAt', 'Only gtd has a date.');
	const instant = parseInstant(text);
	if (instant === undefined) {
		return reader.fail(
			'expiresAt',
			text === '' ? 'Its date is missing.' : 'Not a date as 2026-03-02T20:00:00Z.'
		);
	}
	return instant > now ? instant : reader.fail('expiresAt', 'Must be after the book’s own time.');
}

interface Timing {
	readonly type: OrderType;
	readonly timeInForce: TimeInForce;
	readonly extendedHours: boolean;
	readonly instrument: Instrument | null;
}

function checkTime(reader: FieldReader, { type, timeInForce, extendedHours, instrument }: Timing): void {
	const isPlain = type === 'market' || type === 'limit';
	const isAuction = timeInForce === 'opg' || timeInForce === 'cls';
	const isAtOnce = timeInForce === 'ioc' || timeInForce === 'fok';
	if ((isAuction || isAtOnce) && !isPlain) {
		reader.fail('timeInForce', `${timeInForce} is for market and limit orders.`);
	}
	if (isAuction && instrument?.assetClass === 'crypto') {
		reader.fail('timeInForce', 'Crypto has no opening and no close.');
	}
	if (extendedHours && (type !== 'limit' || isAuction || isAtOnce)) {
		reader.fail('extendedHours', 'Only a resting limit order trades outside the session.');
	}
}

/** Parts of a share, which a broker takes for the day alone and follows no trail for; an amount comes to parts where there are any. */
function checkParts(
	reader: FieldReader,
	{ broker }: Book,
	{ type, timeInForce, instrument }: Omit<Timing, 'extendedHours'>,
	size: OrderSize | null
): void {
	if (broker === null || instrument === null || size === null) return;
	if (!hasPartOfShare(instrument, size.by === 'quantity' ? size.quantity : instrument.lot)) return;
	if (type === 'trailing_stop') {
		reader.fail(size.by, 'Alpaca follows a trail for whole shares alone: order whole shares.');
	} else if (timeInForce !== 'day') {
		reader.fail(
			'timeInForce',
			'Alpaca takes parts of a share for the day alone: choose day, or order whole shares.'
		);
	}
}

type Exits = Pick<OrderRequest, 'legs' | 'otherStop'>;

/** Whether an order opens or adds, so that exits come with it; else it closes, and may have a stop beside it. */
function opensPosition(
	{ book }: EngineState,
	fields: OrderFields,
	type: OrderType,
	size: OrderSize | null
): boolean {
	const { symbol, side } = fields;
	const position = book.positionBySymbol.get(symbol);
	if (position === undefined) return side === 'buy' || book.config.allowShort;
	if (exitSideOf(directionOf(position)) !== side) return true;
	const mayGoOn =
		type === 'market' && fields.reduceOnly !== true && (side === 'buy' || book.config.allowShort);
	return mayGoOn && size?.by === 'quantity' && size.quantity > absolute(position.quantity);
}

/** The exits that come with an order: legs of what opens, the other half of what closes at a limit. */
function readExits(
	reader: FieldReader,
	{ side }: OrderFields,
	opens: boolean,
	{ type, timeInForce }: Pick<Timing, 'type' | 'timeInForce'>
): Exits {
	const takeProfit = reader.price('takeProfit');
	const stopLoss = readStopLeg(reader);
	if (opens) {
		const legs: ExitLegs | null = takeProfit === null && stopLoss === null ? null : { takeProfit, stopLoss };
		return { legs, otherStop: null };
	}
	const what = side === 'sell' ? 'a sell' : 'a buy back';
	if (takeProfit !== null) reader.fail('takeProfit', `The limit of ${what} is its target.`);
	if (stopLoss !== null && !reader.has('limitPrice')) {
		reader.fail('limitPrice', `A stop beside ${what} needs a limit as the target.`);
	}
	if (stopLoss !== null && type !== 'limit') reader.fail('stopLoss', 'Only a limit order has one beside it.');
	if (stopLoss !== null && !canRest.has(timeInForce)) {
		reader.fail('timeInForce', 'Two exits of which one ends the other rest: day, gtc or gtd.');
	}
	return { legs: null, otherStop: stopLoss };
}

const fieldByExits = {
	...{ exits_not_together: 'stopLoss', exits_through_zero: 'stopLoss' },
	...{ stop_limit_not_guarded: 'stopLossLimit', trail_not_guarded: 'stopLossTrailPct' }
} as const;

/** Exits that the desk cannot guard in the book of an account. */
function checkGuarded(reader: FieldReader, book: Book, exits: Exits): void {
	const fault = exitsFault(book, exits);
	if (fault === null || !Object.hasOwn(fieldByExits, fault)) return;
	const code = fault as keyof typeof fieldByExits;
	const text = deskGuardTexts[code];
	reader.fail(fieldByExits[code], `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
}

const canRest: ReadonlySet<TimeInForce> = new Set<TimeInForce>(['day', 'gtc', 'gtd']);

function readStopLeg(reader: FieldReader): StopLeg | null {
	const stopPrice = reader.price('stopLoss');
	const limitPrice = reader.price('stopLossLimit');
	const trail = reader.fraction('stopLossTrailPct');
	if (trail !== null && stopPrice !== null) {
		return reader.fail('stopLossTrailPct', 'Give a stop or a trailing stop, not both.');
	}
	if (limitPrice !== null && stopPrice === null) {
		return reader.fail('stopLossLimit', 'A limit of the stop needs a stop.');
	}
	return stopPrice === null && trail === null ? null : { stopPrice, limitPrice, trail };
}

/** Prices on the wrong side would trade at once, or never. */
function checkSides(
	reader: FieldReader,
	state: EngineState,
	{ symbol, side, opens }: Pick<OrderFields, 'symbol' | 'side'> & { readonly opens: boolean },
	{ limitPrice, stopPrice, legs, otherStop }: Pick<OrderRequest, 'limitPrice' | 'stopPrice'> & Exits
): void {
	const last = lastPrice(state.market, symbol)?.price ?? null;
	checkStop(reader, side, stopPrice, last);
	const guardsLong = (side === 'buy') === opens;
	const met = opens ? (stopPrice ?? last) : last;
	// A limit that the market has passed trades at the market: a stop between the two would fire at once.
	const worse = guardsLong ? lower : higher;
	const traded = opens && limitPrice !== null ? worse(limitPrice, met ?? limitPrice) : met;
	const from = opens ? (limitPrice ?? met) : last;
	const stop = legs?.stopLoss ?? otherStop;
	const target = legs?.takeProfit ?? null;
	const mustBeWorse = guardsLong ? mustBeBelow : mustBeAbove;
	mustBeWorse(reader, 'stopLoss', stop?.stopPrice ?? null, traded);
	mustBeWorse(reader, 'stopLossLimit', stop?.limitPrice ?? null, stop?.stopPrice ?? null, 'its stop');
	if (guardsLong) mustBeAbove(reader, 'takeProfit', target, from);
	else mustBeBelow(reader, 'takeProfit', target, from);
}

/** A stop that the market is past already would trade at once. */
export function checkStop(
	reader: FieldReader,
	side: OrderFields['side'],
	stop: Price | null,
	last: Price | null
): void {
	const isBuy = side === 'buy';
	if (stop === null || last === null || (isBuy ? stop > last : stop < last)) return;
	reader.fail('stopPrice', `Must be ${isBuy ? 'above' : 'below'} ${formatDecimal(last)}, the last price.`);
}

function mustBeBelow(
	reader: FieldReader,
	field: TextField,
	price: Price | null,
	from: Price | null,
	what = ''
): void {
	if (price === null || from === null || price < from || (what !== '' && price === from)) return;
	reader.fail(field, what === '' ? `Must be below ${formatDecimal(from)}.` : `Must not be above ${what}.`);
}

function mustBeAbove(
	reader: FieldReader,
	field: TextField,
	price: Price | null,
	from: Price | null,
	what = ''
): void {
	if (price === null || from === null || price > from || (what !== '' && price === from)) return;
	reader.fail(field, what === '' ? `Must be above ${formatDecimal(from)}.` : `Must not be below ${what}.`);
}
