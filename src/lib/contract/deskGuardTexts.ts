import type { CommandRefusal } from '../domain/events.ts';
import type { CancelReason, OrderIntent } from '../domain/order.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { RejectionReason } from '../domain/venue.ts';
import { isBrokersReason } from './accountTexts.ts';
import type { JournalLine } from './deskView.ts';
import { reasonText, reasonTexts } from './denials.ts';
import { endingText } from './orderEnding.ts';

type ExitsRefusal = Extract<
	CommandRefusal,
	'exits_not_together' | 'exits_through_zero' | 'stop_limit_not_guarded' | 'trail_not_guarded'
>;

/** Which exits cannot come with an order to a paper account, each with what to do instead. */
export const deskGuardTexts: Readonly<Record<ExitsRefusal, string>> = {
	exits_not_together:
		'two exits cannot rest at Alpaca for the same quantity; give the stop alone, and a target as a trigger of the position',
	exits_through_zero: 'no exits come with an order that goes through zero; arm triggers once it has filled',
	stop_limit_not_guarded:
		'this desk guards no stop-limit; give a stop, or the stop-limit as an order of its own once the entry has filled',
	trail_not_guarded:
		'this desk guards a trail by a fraction and from the start; give a fraction, or the trail as an order of its own once the entry has filled'
};

/** What the exits of an entry become in the book of an account, behind what it would do. */
export const guardedByDesk = ', with its exits as triggers: guarded by this desk while it is open';

/** Why an exit could not act, in words. */
export function failureText(reason: string): string {
	return Object.hasOwn(reasonTexts, reason) ? reasonText(reason as DenialReason) : endingText(reason);
}

/** How an exit guards what it is to close: a trigger had fired it, or it is an order to stop. */
export type Guarding = 'trigger' | 'stop';

/** How an order guards; null of one that does not. */
export function guardingOf({
	cause,
	purpose,
	stopPrice,
	trail
}: Pick<OrderIntent, 'cause' | 'purpose' | 'stopPrice' | 'trail'>): Guarding | null {
	if (cause === 'stop_loss' || cause === 'trailing_stop' || cause === 'take_profit') return 'trigger';
	const isStop = cause === 'stop_leg' || stopPrice !== null || trail !== null;
	return purpose === 'exit' && isStop ? 'stop' : null;
}

const lostTexts: Readonly<Record<Guarding, string>> = {
	trigger: 'What it has not closed is still held: its trigger guards again, and pauses for 10 s or more.',
	stop: 'It guards nothing: what it has not closed is still held. Give another stop.'
};

/** The end of an exit that has not closed what it guards is an alarm that says what becomes of that; of other orders it is told as it is. */
export function tellLost<Told extends Pick<JournalLine, 'tone' | 'text'>>(
	told: Told,
	guarding: Guarding | null = null
): Told {
	return guarding === null ? told : { ...told, tone: 'alarm', text: `${told.text} ${lostTexts[guarding]}` };
}

type EndReason = CancelReason | RejectionReason;

const wanted: ReadonlySet<EndReason> = new Set<EndReason>([
	...(['by_hand', 'kill_switch', 'follows_position', 'escalated', 'position_closed', 'no_position'] as const)
]);

/** Whether an exit that ended for a reason is missed: neither a person nor the desk wanted that, and there is something left to close. */
export function isMissed(reason: EndReason): boolean {
	return !wanted.has(reason);
}

/** Who rejects an order and why; one that never came there was rejected by nobody. */
export function rejectionText(reason: RejectionReason, name: string): string {
	if (reason === 'never_arrived')
		return `Not at Alpaca, ${name}: it was not sent, or was lost on its way; nothing of it trades.`;
	return isBrokersReason(reason)
		? `Rejected by Alpaca, ${name}: ${endingText(reason)}.`
		: `Rejected by the simulator, ${name}: ${reason.replaceAll('_', ' ')}.`;
}
