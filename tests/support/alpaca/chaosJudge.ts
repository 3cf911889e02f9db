import { formatDecimal, formatMoney, multiply, type Quantity } from '../../../src/lib/domain/decimal.ts';
import { signedQuantity } from '../../../src/lib/domain/position.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { AlpacaStandIn } from './standIn.ts';
import { testKeys } from './fixtures.ts';
import { isOver } from './standInMatching.ts';

/** An order of the journal, as far as its events tell. */
interface JournalOrder {
	readonly symbol: string;
	readonly purpose: 'entry' | 'exit';
	quantity: bigint;
	/** The most that was ever asked of it. */
	most: bigint;
	filled: bigint;
	isOver: boolean;
	readonly brokerIds: string[];
}

/** What a journal comes to, by its events alone and without the desk's own fold. */
interface JournalBooks {
	cash: bigint;
	readonly held: Map<string, bigint>;
	readonly fillIds: string[];
	readonly orders: Map<string, JournalOrder>;
	standing: string;
}

/** What was at the account when its book was opened: ids of fills, which the book never tells, and symbols that were held. */
export interface FoundThere {
	readonly fills: readonly string[];
	readonly symbols: readonly string[];
}

/** What is not as it has to be between the stand-in and a journal, in sentences; nothing when all is. */
export function judgeChaos(
	standIn: AlpacaStandIn,
	found: FoundThere,
	events: readonly BookEvent[]
): readonly string[] {
	const books = foldPlainly(events);
	return [
		...twice(standIn, books),
		...fillsApart(standIn, found, books),
		...holdingsApart(standIn, books),
		...takenForAnothers(standIn, books),
		...openApart(standIn, books),
		...(books.standing === 'equal' ? [] : [`the book stands ${books.standing}`]),
		...secrets(events)
	];
}

function foldPlainly(events: readonly BookEvent[]): JournalBooks {
	const books: JournalBooks = {
		...{ cash: 0n, held: new Map(), fillIds: [], orders: new Map(), standing: 'never compared' }
	};
	for (const event of events) follow(books, event);
	return books;
}

function follow(books: JournalBooks, event: BookEvent): void {
	switch (event.type) {
		case 'BookOpened':
			books.cash = event.config.startingCash;
			return;
		case 'OrderInitialized':
		case 'OrderAdopted': {
			const { id, symbol, purpose, quantity } = event.intent;
			const brokerIds = event.type === 'OrderAdopted' && event.brokerId !== '' ? [event.brokerId] : [];
			const none = { filled: 0n, isOver: false };
			books.orders.set(id, { symbol, purpose, quantity, most: quantity, ...none, brokerIds });
			return;
		}
		case 'BrokerIdGiven':
			books.orders.get(event.orderId)?.brokerIds.push(event.brokerId);
			return;
		case 'ReplaceRequested':
			return ask(books, event.orderId, event.asked.quantity);
		case 'OrderReplaced': {
			ask(books, event.orderId, event.terms.quantity);
			const order = books.orders.get(event.orderId);
			if (order !== undefined) order.quantity = event.terms.quantity;
			return;
		}
		case 'OrderDenied':
		case 'OrderRejected':
		case 'OrderCanceled':
		case 'OrderExpired': {
			const order = books.orders.get(event.orderId);
			if (order !== undefined) order.isOver = true;
			return;
		}
		case 'OrderFilled':
			return fill(books, event.fill);
		case 'CashAdjusted':
			books.cash += event.amount;
			return;
		case 'Reconciled':
			books.standing = event.standing;
			return;
		default:
			// Nothing else moves money, holdings or orders.
			return;
	}
}

function ask({ orders }: JournalBooks, id: string, quantity: bigint): void {
	const order = orders.get(id);
	if (order !== undefined && quantity > order.most) order.most = quantity;
}

function fill(books: JournalBooks, one: Extract<BookEvent, { type: 'OrderFilled' }>['fill']): void {
	const signed = signedQuantity(one);
	books.fillIds.push(one.id);
	books.held.set(one.symbol, (books.held.get(one.symbol) ?? 0n) + signed);
	books.cash -= multiply(signed, one.price) + one.fee;
	const order = books.orders.get(one.orderId);
	if (order !== undefined) order.filled += one.quantity;
}

/** No intent is at the account twice, and none has traded more than was ever asked of it. */
function twice({ orders }: AlpacaStandIn, books: JournalBooks): readonly string[] {
	const idOf = new Map([...books.orders].flatMap(([id, { brokerIds }]) => brokerIds.map((one) => [one, id])));
	const found: string[] = [];
	const firstOf = new Map<string, string>();
	for (const order of orders) {
		const id = idOf.get(order.id);
		if (id === undefined || order.replaces !== null) continue;
		const before = firstOf.get(id);
		if (before !== undefined) found.push(`${id} is at the account twice: ${before} and ${order.id}`);
		firstOf.set(id, order.id);
	}
	for (const [id, { filled, most }] of books.orders) {
		if (filled > most) found.push(`${id} has traded ${formatDecimal(filled as Quantity)}, more than asked`);
	}
	const names = orders.map(({ client_order_id: name }) => name);
	return new Set(names).size === names.length ? found : [...found, 'a client order id is there twice'];
}

function fillsApart(
	{ book }: AlpacaStandIn,
	found: FoundThere,
	{ fillIds }: JournalBooks
): readonly string[] {
	const before = new Set(found.fills);
	const rows = book.activities.filter(({ activity_type: type, id }) => type === 'FILL' && !before.has(id));
	const theirs = [...found.symbols, ...rows.map(({ id }) => id)];
	const [there, ours] = [new Set(theirs), new Set(fillIds)];
	const lost = theirs.filter((id) => !ours.has(id)).map((id) => `fill ${id} is lost`);
	const made = [...ours].filter((id) => !there.has(id)).map((id) => `fill ${id} is made up`);
	const again = fillIds.filter((id, index) => fillIds.indexOf(id) !== index);
	return [...lost, ...made, ...again.map((id) => `fill ${id} is counted twice`)];
}

function holdingsApart({ book }: AlpacaStandIn, { cash, held }: JournalBooks): readonly string[] {
	const symbols = new Set([...book.positions.keys(), ...held.keys()]);
	const apart = [...symbols].flatMap((symbol) => {
		const [ours, theirs] = [held.get(symbol) ?? 0n, book.held(symbol)];
		const said = `${formatDecimal(ours as Quantity)}, there ${formatDecimal(theirs)}`;
		return ours === theirs ? [] : [`${symbol} is held here ${said}`];
	});
	const ours = formatMoney(cash as typeof book.cash);
	return ours === book.shownCash ? apart : [...apart, `cash here ${ours}, there ${book.shownCash}`];
}

/** No order that has a name of the book is taken for one that another program made. */
function takenForAnothers({ orders }: AlpacaStandIn, books: JournalBooks): readonly string[] {
	// A prefix and a point: no other program names its orders so.
	const ours = new Set(orders.filter((one) => one.client_order_id.includes('.')).map(({ id }) => id));
	return [...books.orders].flatMap(([id, { brokerIds }]) =>
		id.startsWith('x.') && brokerIds[0] !== undefined && ours.has(brokerIds[0])
			? [`${id} is ours and taken for another's`]
			: []
	);
}

function openApart(standIn: AlpacaStandIn, { orders }: JournalBooks): readonly string[] {
	const theirs = new Map(standIn.all().map((order) => [order.id, order]));
	const open = [...orders].filter(([, one]) => !one.isOver && one.filled < one.quantity);
	const found: string[] = [];
	const openIds = new Set(open.flatMap(([, { brokerIds }]) => brokerIds));
	for (const order of theirs.values()) {
		if (!isOver(order) && !openIds.has(order.id)) {
			const { symbol, side, type, status } = order;
			found.push(`${side} ${symbol} ${type} ${order.id} is ${status} there and not open here`);
		}
	}
	for (const [id, { symbol, brokerIds, purpose }] of open) {
		const there = brokerIds.flatMap((one) => theirs.get(one) ?? []);
		if (there.some((order) => !isOver(order))) continue;
		// An exit waits here while another one holds its quantity there.
		const waits =
			purpose === 'exit' &&
			there.length === 0 &&
			open.some(([other, one]) => other !== id && one.symbol === symbol && one.brokerIds.length > 0);
		const said = there.map(({ status }) => status).join(', ') || 'not there';
		if (!waits) found.push(`${id} (${symbol}) is open here, and ${said}`);
	}
	return found;
}

function secrets(events: readonly BookEvent[]): readonly string[] {
	const all = JSON.stringify(events, (_, value: unknown) =>
		typeof value === 'bigint' ? String(value) : value
	);
	const isTold = all.includes(testKeys.secret) || all.includes(testKeys.keyId);
	return isTold ? ['the journal tells a key'] : [];
}
