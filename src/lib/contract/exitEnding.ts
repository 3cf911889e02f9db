import type { CancelReason, OrderIntent } from '../domain/order.ts';
import type { DenialReason } from '../domain/risk.ts';
import type { RejectionReason } from '../domain/venue.ts';
import { reasonText, reasonTexts } from './denials.ts';
import type { JournalLine } from './deskView.ts';
import { endingText } from './orderEnding.ts';

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
