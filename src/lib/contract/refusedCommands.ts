import type { CommandRefusal, RefusedCommand } from '../domain/events.ts';
import { mostInstruments } from '../domain/market.ts';
import { deskGuardTexts } from './deskGuardTexts.ts';
import { reasonTexts } from './denials.ts';

const commandTexts: Readonly<Record<RefusedCommand, string>> = {
	SubmitOrder: 'Order of',
	ReplaceOrder: 'Replace of',
	CancelOrders: 'Cancel of orders of',
	CancelOrder: 'Cancel of',
	CancelDecision: 'Cancel of decision',
	ConfirmDecision: 'Confirmation of decision',
	DismissDecision: 'Dismissal of decision',
	ClosePosition: 'Close of',
	ChangeProtection: 'Change of what guards',
	ChangeSettings: 'Change of',
	SetLock: 'Lock of',
	LiftLock: 'Lifting of lock',
	ResetBreaker: 'Reset of breaker',
	SetRouting: 'Routing of',
	AddInstruments: 'Following of'
};

const refusalTexts: Readonly<Record<CommandRefusal, string>> = {
	...reasonTexts,
	no_position: 'nothing of it is held',
	unknown_order: 'there is no such open order',
	order_ended: 'the order has ended',
	cancel_pending: 'its cancel is requested already',
	unknown_decision: 'there is no such decision',
	not_waiting: 'it does not wait any more',
	no_such_trigger: 'there is no such trigger',
	no_price: 'there is no price of it yet',
	beyond_position: 'that is more than is held',
	level_passed: 'the price has passed that level already',
	already_done: 'it was done already',
	not_a_value: 'that is no value of it',
	short_not_allowed: 'nothing of it is held, and selling short is not allowed',

	replace_pending: 'a replace of it is under way already',
	submit_pending: 'it has not come to the market yet',
	below_filled: 'as much of it has filled already',
	nothing_changes: 'it is like that already',
	no_such_price: 'an order of its type has no such price',
	leg_quantity: 'how much it is for follows from the position',
	nothing_open: 'no open order is meant',
	no_such_lock: 'there is no such lock, or it has ended',
	ends_before: 'it would have ended already',
	not_tripped: 'it has not tripped',
	...deskGuardTexts,
	no_account: 'the book stands for no account',
	own_market: 'the book has a market of its own',
	no_room: `a book has at most ${String(mostInstruments)} symbols`
};

/** Why a command changed nothing, in a sentence. */
export function refusedCommandText(command: RefusedCommand, subject: string, reason: CommandRefusal): string {
	return `${commandTexts[command]} ${subject || 'all'} refused: ${refusalTexts[reason]}.`;
}
