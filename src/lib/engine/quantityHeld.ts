import { absolute, add, zeroQuantity } from '../domain/decimal.ts';
import { leftOf, type Order, type OrderIntent, type OrderStatus } from '../domain/order.ts';
import { orderOf, type Book } from './state.ts';

/**
 * The orders of its symbol that an exit has to wait for at a broker, which lets open exits sell no more together than is held and has no
 * orders on both sides: what rests and was asked to end or to shrink, and entries that were asked to end, as long as the broker has not
 * done it. Nothing of other symbols, and nothing that nobody has asked anything of.
 */
export function ordersBefore(
	book: Book,
	{ id, symbol, side, purpose, quantity }: OrderIntent
): readonly Order[] {
	if (purpose !== 'exit') return [];
	const entries = ordersIn(book.entriesBySymbol.get(symbol)).filter(
		({ status }) => status === 'pending_cancel'
	);
	const resting = ordersIn(book.restingExitsBySymbol.get(symbol)).filter(isOther);
	const atOnce = ordersIn(book.exitsBySymbol.get(symbol)).filter(isOther);
	const held = absolute(book.positionBySymbol.get(symbol)?.quantity ?? zeroQuantity);
	const wanted = [...resting, ...atOnce].map(leftOf).reduce(add, quantity);
	return wanted > held ? [...entries, ...resting.filter(({ status }) => unsettled.has(status))] : entries;

	function isOther({ intent }: Order): boolean {
		return intent.id !== id && intent.side === side;
	}

	function ordersIn(ids: readonly Order['intent']['id'][] = []): readonly Order[] {
		return ids.map((one) => orderOf(book, one));
	}
}

/** What the broker still has to answer about; one that is on its way there is taken back once it has arrived. */
const unsettled: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
	'submitted',
	'pending_cancel',
	'pending_replace'
]);
