import type { TriggerKind } from '../domain/trigger.ts';

/** What each kind of trigger is called. */
export const triggerNames: Readonly<Record<TriggerKind, string>> = {
	stop_loss: 'Stop',
	take_profit: 'Target',
	trailing_stop: 'Trailing stop'
};
