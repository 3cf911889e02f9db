import type { BrokerMove, BrokerPosition } from '../domain/accountReading.ts';
import { isLeftOver } from '../domain/brokerEvents.ts';
import {
	absolute,
	add,
	formatDecimal,
	formatMoney,
	isNegative,
	isZero,
	multiply,
	readPrice,
	readQuantity,
	subtract,
	zeroPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../domain/decimal.ts';
import { averageEntry, type Position } from '../domain/position.ts';
import { triggersOf } from '../domain/trigger.ts';
import type { Instant } from '../domain/time.ts';
import { takeOver } from './adoption.ts';
import { isKnownActivity } from './brokerState.ts';
import type { Comparison } from './comparison.ts';
import { isFollowed } from './reconcileOrders.ts';
import { protectionOf } from './state.ts';

const cent = readPrice('0.01') ?? zeroPrice;

/** The positions of an account as they were found when its book was opened, each at the account's own average. */
export function takePositions(comparison: Comparison): void {
	for (const { symbol, quantity, averageEntry: price, price: worth } of comparison.reading.positions) {
		if (!isFollowed(comparison, symbol)) {
			comparison.isLeft(positionDifference(symbol, zeroQuantity, quantity));
			continue;
		}
		takeOver(comparison, { id: symbol, cause: 'adopted', symbol, quantity, price, worth });
	}
}

/** What the account had beside its positions; from here on everything that happens to it is told by its activities. */
export function takeCash(comparison: Comparison): void {
	const { reading, book, at } = comparison;
	const amount = subtract(reading.cash, book.account.cash);
	if (!isZero(amount)) adjust(comparison, 'opening', 'opening', amount, null, '');
	const ids = [...reading.fills, ...reading.moves].map(({ id }) => id);
	comparison.tell({ type: 'ActivitiesPassed', at, ids });
}

/** Everything that moved cash or holdings and is no fill, each once. */
export function reconcileMoves(comparison: Comparison): void {
	const passed: string[] = [];
	for (const move of comparison.reading.moves) {
		if (isKnownActivity(comparison.broker, move)) continue;
		const { id, symbol, quantity } = move;
		if (symbol !== null && !isZero(quantity) && !isFollowed(comparison, symbol)) continue;
		const movesHolding = symbol !== null && !isZero(quantity) && moveHolding(comparison, move, symbol);
		if (!isZero(move.amount)) moveCash(comparison, move, movesHolding);
		else if (!movesHolding) passed.push(id);
	}
	if (passed.length > 0) comparison.tell({ type: 'ActivitiesPassed', at: comparison.at, ids: passed });
}

/** Splits of a symbol that were before an instant, so that a fill after them meets what they made of the holding. */
export function reconcileSplits(comparison: Comparison, symbol: string, before: Instant): void {
	const { reading, broker } = comparison;
	for (const move of reading.moves) {
		const isDue = move.kind === 'split' && move.symbol === symbol && move.at < before;
		if (!isDue || isZero(move.quantity) || isKnownActivity(broker, move)) continue;
		const movesHolding = moveHolding(comparison, move, symbol);
		if (movesHolding && !isZero(move.amount)) moveCash(comparison, move, true);
	}
}

type AdjustedKind = 'opening' | 'rounding' | Exclude<BrokerMove['kind'], 'split'>;

function adjust(
	comparison: Comparison,
	id: string,
	kind: AdjustedKind,
	amount: Money,
	symbol: string | null,
	words: string
): void {
	comparison.tell({ type: 'CashAdjusted', at: comparison.at, id, kind, amount, symbol, words });
}

/** The cash of a move; what also moves a holding has its id there already. */
function moveCash(comparison: Comparison, move: BrokerMove, movesHolding: boolean): void {
	const { id, symbol, amount, words } = move;
	const kind = move.kind === 'split' ? 'other' : move.kind;
	adjust(comparison, movesHolding ? `${id}.cash` : id, kind, amount, symbol, words);
}

/** Moves a holding as an activity says; false where it moves none. */
function moveHolding(comparison: Comparison, move: BrokerMove, symbol: string): boolean {
	const { id, quantity, at: tradedAt } = move;
	const held = comparison.book.positionBySymbol.get(symbol);
	if (move.kind === 'split') return held !== undefined && split(comparison, move, held);
	if (move.kind === 'fee') {
		// It was taken of what is held: it leaves at what it had cost, which is what was paid.
		if (held === undefined) return false;
		const price = averageEntry(held);
		const fee = multiply(absolute(quantity), price);
		takeOver(comparison, { id, cause: 'fee_in_kind', symbol, quantity, price, fee, tradedAt });
		return true;
	}
	const price = move.price ?? averageOf(comparison, symbol);
	takeOver(comparison, { id, cause: 'adopted', symbol, quantity, price, tradedAt });
	// What was moved in or out was not paid for.
	adjust(comparison, `${id}.worth`, 'transfer', multiply(quantity, price), symbol, move.words);
	return true;
}

/** A split: the cost stays, and what guarded the position at prices of before guards nothing any more. */
function split(
	comparison: Comparison,
	{ id, quantity, words, at: tradedAt }: BrokerMove,
	held: Position
): boolean {
	const { symbol } = held;
	const after = add(held.quantity, quantity);
	// One that leaves nothing, or goes through zero, is none.
	if (isZero(after) || isNegative(after) !== isNegative(held.quantity)) return false;
	const before = formatDecimal(held.quantity);
	const guards = triggersOf(protectionOf(comparison.book, symbol)).length;
	takeOver(comparison, { id, cause: 'split', symbol, quantity, price: zeroPrice, tradedAt });
	const stood = guards === 0 ? '' : `, and ${String(guards)} stood down that guarded it`;
	const theirs = `${formatDecimal(after)} (${words})${stood}`;
	comparison.did('adjusted', { about: 'position', of: symbol, ours: before, theirs });
	return true;
}

function averageOf({ reading }: Comparison, symbol: string): Price {
	return reading.positions.find((one) => one.symbol === symbol)?.averageEntry ?? zeroPrice;
}

/** Holdings are equal to the last digit, or the account's word is waited for. */
export function reconcilePositions(comparison: Comparison): void {
	const { book, reading } = comparison;
	const theirs = new Map(reading.positions.map((position) => [position.symbol, position]));
	const symbols = [...new Set([...book.positionBySymbol.keys(), ...theirs.keys()])].sort();
	for (const symbol of symbols) comparePosition(comparison, symbol, theirs.get(symbol));
}

function comparePosition(comparison: Comparison, symbol: string, theirs: BrokerPosition | undefined): void {
	const held = comparison.book.positionBySymbol.get(symbol);
	const [ours, said] = [held?.quantity ?? zeroQuantity, theirs?.quantity ?? zeroQuantity];
	if (ours === said) return;
	const difference = positionDifference(symbol, ours, said);
	if (!comparison.isLeft(difference) || !isFollowed(comparison, symbol)) return;
	const quantity = subtract(said, ours);
	const grows = held === undefined || isNegative(quantity) === isNegative(ours);
	const price = grows ? (theirs?.averageEntry ?? zeroPrice) : averageEntry(held);
	const id = `${symbol}.${String(comparison.at)}`;
	const worth = grows ? (theirs?.price ?? null) : null;
	takeOver(comparison, { id, cause: 'adopted', symbol, quantity, price, worth });
	comparison.accepted('adopted', difference);
}

function positionDifference(symbol: string, ours: Quantity, theirs: Quantity) {
	return { about: 'position', of: symbol, ours: formatDecimal(ours), theirs: formatDecimal(theirs) } as const;
}

/**
 * Cash is equal once everything else is. The account moves it in whole cents, so that each fill may leave less than one between them:
 * as much is booked as rounding.
 */
export function reconcileCash(comparison: Comparison): void {
	if (comparison.found.some(isLeftOver)) return;
	const { book, reading, broker, at } = comparison;
	const amount = subtract(reading.cash, book.account.cash);
	if (isZero(amount)) return;
	const tolerance = multiply(readQuantity(String(broker.fillsSince)) ?? zeroQuantity, cent);
	if (absolute(amount) <= tolerance) {
		adjust(comparison, `rounding.${String(at)}`, 'rounding', amount, null, '');
		return;
	}
	const cash = {
		about: 'cash',
		of: '',
		ours: formatMoney(book.account.cash),
		theirs: formatMoney(reading.cash)
	} as const;
	if (!comparison.isLeft(cash)) return;
	adjust(comparison, `accepted.${String(at)}`, 'other', amount, null, comparison.reason);
	comparison.accepted('adjusted', cash);
}
