import { add, higher, isPositive, subtract, zeroQuantity, type Quantity } from '../domain/decimal.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import {
	isOpenStatus,
	isPassive,
	leftOf,
	type Order,
	type OrderIntent,
	type OrderSide,
	type OrderStatus
} from '../domain/order.ts';
import type { ExitLegs, LegRole, OrderGroup } from '../domain/orderTerms.ts';
import { directionOf, exitSideOf } from '../domain/position.ts';
import { orderOf, type Book, type ExitGroup, type LegState } from './state.ts';

const unsent: LegState = { sent: 0, open: null, isGivenUp: false };

/** What the exits of a group are still for. */
export function wantedOf({ covered, exited }: ExitGroup): Quantity {
	return subtract(covered, exited);
}

/** The exits of a group that are open. */
export function openLegs(book: Book, { target, stop }: ExitGroup): readonly Order[] {
	return [target.open, stop.open].filter((id) => id !== null).map((id) => orderOf(book, id));
}

/** What the resting exits of a group are for: not what one that was let go at the market sells already. */
export function restingPart(book: Book, group: ExitGroup): Quantity {
	const going = openLegs(book, group).filter(({ intent }) => !isPassive(intent));
	return higher(going.map(leftOf).reduce(subtract, wantedOf(group)), zeroQuantity);
}

/** Whether orders of a side close what is held of a symbol. */
export function isExitSide(
	{ positionBySymbol }: Book,
	{ symbol, side }: { readonly symbol: string; readonly side: OrderSide }
): boolean {
	const position = positionBySymbol.get(symbol);
	return position !== undefined && exitSideOf(directionOf(position)) === side;
}

/** The groups of a symbol, oldest first. */
export function groupsOf(book: Book, symbol: string): ReadonlyMap<string, ExitGroup> {
	return book.groupsBySymbol.get(symbol) ?? noGroups;
}

const noGroups: ReadonlyMap<string, ExitGroup> = new Map();

/** Puts a group in its place among those of its symbol: where it was, or last. */
export function keepGroup(book: Book, id: string, group: ExitGroup): void {
	book.groupsBySymbol.set(group.symbol, new Map([...groupsOf(book, group.symbol), [id, group]]));
}

/** An entry with exit legs has bought more: its group covers that. */
export function coverMore(
	book: Book,
	{ id, symbol, decisionId, side, legs }: OrderIntent,
	quantity: Quantity
): void {
	if (legs === null) return;
	const known =
		groupsOf(book, symbol).get(id) ?? createGroup(symbol, decisionId, side === 'buy' ? 'sell' : 'buy', legs);
	keepGroup(book, id, { ...known, covered: add(known.covered, quantity) });
}

/** A group that covers nothing yet. */
export function createGroup(
	symbol: string,
	decisionId: OrderIntent['decisionId'],
	side: OrderSide,
	legs: ExitLegs
): ExitGroup {
	return {
		...{ symbol, decisionId, side, legs, covered: zeroQuantity, exited: zeroQuantity },
		...{ isStopped: false, target: unsent, stop: unsent }
	};
}

/** An exit of a group has sold. */
export function exitMore(book: Book, { symbol, group }: OrderIntent, quantity: Quantity): void {
	const known = group === null ? undefined : groupsOf(book, symbol).get(group.id);
	if (group === null || known === undefined) return;
	const isStopped = known.isStopped || group.role === 'stop';
	keepGroup(book, group.id, { ...known, exited: add(known.exited, quantity), isStopped });
}

/** An exit of a group has come to a status. Two that are given together have no entry: the first of them makes the group. */
export function noteLeg(
	book: Book,
	intent: OrderIntent,
	{ id, role }: OrderGroup,
	status: OrderStatus
): void {
	const isNew = status === 'initialized';
	const known = groupsOf(book, intent.symbol).get(id) ?? (isNew ? groupOfExits(intent) : null);
	if (known === null) return;
	const legs = withLeg(known.legs, intent, role);
	const other = role === 'target' ? 'stop' : 'target';
	// What was to come with an exit that is denied does not come either.
	const isOff = status === 'denied' && intent.legs !== null;
	// Two that were given together end together: the other is for nothing more.
	const covered = status === 'expired' ? known.exited : known.covered;
	keepGroup(book, id, {
		...known,
		...{ legs, covered },
		[role]: legAfter(known[role], intent.id, status),
		[other]: isOff ? { ...known[other], isGivenUp: true } : known[other]
	});
}

function groupOfExits({ symbol, decisionId, side, quantity, legs }: OrderIntent): ExitGroup {
	const group = createGroup(symbol, decisionId, side, legs ?? { takeProfit: null, stopLoss: null });
	return { ...group, covered: quantity };
}

/** What a leg asks for is what was sent last: a replaced price is sent again when the leg has to be. */
function withLeg(legs: ExitLegs, { limitPrice, stopPrice, trail }: OrderIntent, role: LegRole): ExitLegs {
	return role === 'target'
		? { ...legs, takeProfit: limitPrice }
		: { ...legs, stopLoss: { stopPrice, limitPrice, trail } };
}

function legAfter(leg: LegState, id: ClientOrderId, status: OrderStatus): LegState {
	if (status === 'initialized') return { ...leg, sent: leg.sent + 1, open: id };
	if (leg.open !== id || isOpenStatus(status)) return leg;
	// One that was taken back because nothing was left for it to cover is sent again when there is.
	const isLost = status === 'denied' || status === 'rejected' || status === 'expired';
	return { ...leg, open: null, isGivenUp: leg.isGivenUp || isLost };
}

/** A person takes an exit of a group back: it is not sent again. */
export function giveUpLeg(book: Book, { symbol, group }: OrderIntent): void {
	const known = group === null ? undefined : groupsOf(book, symbol).get(group.id);
	if (group === null || known === undefined) return;
	keepGroup(book, group.id, { ...known, [group.role]: { ...known[group.role], isGivenUp: true } });
}

/** A position is over: the groups that close on a side are for nothing more, also while their exits are still to be taken back. */
export function endGroups(book: Book, symbol: string, side: OrderSide): void {
	for (const [id, group] of groupsOf(book, symbol)) {
		if (group.side === side) keepGroup(book, id, { ...group, covered: group.exited });
	}
}

/** Forgets the groups of a symbol that will never cover anything again. */
export function forgetGroups(book: Book, symbol: string): void {
	const known = book.groupsBySymbol.get(symbol);
	if (known === undefined) return;
	const left = [...known].filter(([id, group]) => isLiving(book, id, group));
	if (left.length === 0) book.groupsBySymbol.delete(symbol);
	else if (left.length < known.size) book.groupsBySymbol.set(symbol, new Map(left));
}

function isLiving(book: Book, id: string, group: ExitGroup): boolean {
	if (group.target.open !== null || group.stop.open !== null) return true;
	const entry = book.orders.get(id as ClientOrderId);
	if (entry !== undefined && isOpenStatus(entry.status)) return true;
	const isGivenUp = group.target.isGivenUp && group.stop.isGivenUp;
	return !isGivenUp && isPositive(wantedOf(group)) && isExitSide(book, group);
}
