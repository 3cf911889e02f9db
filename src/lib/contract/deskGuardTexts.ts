import type { CommandRefusal } from '../domain/events.ts';

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
