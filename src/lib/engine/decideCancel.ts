import type { Command, OrderFilter } from '../domain/commands.ts';
import type { CommandRefusal } from '../domain/events.ts';
import { isOpenStatus, type Order } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import { askCancels } from './errands.ts';
import type { Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import { isDryRun } from './routing.ts';
import type { Book, EngineState } from './state.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** Asks the venue to take an order back. */
export function decideCancel(state: EngineState, command: CommandOf<'CancelOrder'>): Decided {
	const order = state.book.orders.get(command.orderId);
	const fault = order === undefined ? 'unknown_order' : cancelFault(order);
	if (order === undefined || fault !== null) {
		return refuseCommand(command, command.orderId, fault ?? 'unknown_order');
	}
	if (isDryRun(state.book)) return refuseCommand(command, command.orderId, 'dry_run');
	return cancelAll(state.book, [order], command.at);
}

/** Asks the venue to take back every open order that the filter lets through. */
export function decideCancelMany(state: EngineState, command: CommandOf<'CancelOrders'>): Decided {
	const { filter, at } = command;
	const open = [...state.book.orders.values()].filter(
		(order) => cancelFault(order) === null && isMeant(filter, order)
	);
	if (open.length === 0) return refuseCommand(command, filter.symbol ?? '', 'nothing_open');
	if (isDryRun(state.book)) return refuseCommand(command, filter.symbol ?? '', 'dry_run');
	return cancelAll(state.book, open, at);
}

function cancelFault({ status }: Order): CommandRefusal | null {
	if (!isOpenStatus(status) || status === 'initialized') return 'order_ended';
	return status === 'pending_cancel' ? 'cancel_pending' : null;
}

function isMeant({ symbol, side, purpose }: OrderFilter, { intent }: Order): boolean {
	return (
		(symbol === undefined || symbol === intent.symbol) &&
		(side === undefined || side === intent.side) &&
		(purpose === undefined || purpose === intent.purpose)
	);
}

function cancelAll(book: Book, orders: readonly Order[], at: Instant): Decided {
	const ids = orders.map(({ intent }) => intent.id);
	return askCancels(book, ids, 'by_hand', at);
}
