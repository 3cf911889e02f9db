import type { SettingKey } from '../domain/settings.ts';
import type { SettingEntry } from './settingEntry.ts';

const rule = { group: 'Locks', source: 'ours' } as const;
const counted = { ...rule, kind: 'count' } as const;
const timed = { ...rule, kind: 'seconds' } as const;
const scoped = { ...rule, kind: 'choice', choices: { symbol: 'its symbol', all: 'all symbols' } } as const;

/** The settings of the rules that lock, each off until its first number is set. */
export const lockCatalogue = {
	'locks.stopGuardStops': {
		...{ ...counted, name: 'Stop guard', canBeOff: true },
		effect:
			'So many trades that a stop ended with a loss, in the window below, lock. What a person or the kill switch closes is no stop.'
	},
	'locks.stopGuardWindowSeconds': {
		...{ ...timed, name: 'Stop guard looks back' },
		effect: 'The time in which the stop guard counts.'
	},
	'locks.stopGuardLockSeconds': {
		...{ ...timed, name: 'Stop guard locks for' },
		effect: 'From the last of these stops on.'
	},
	'locks.stopGuardScope': {
		...{ ...scoped, name: 'Stop guard counts and locks' },
		effect: 'Whether the stops of one symbol lock it, or those of all lock everything.'
	},
	'locks.cooldownSeconds': {
		...{ ...timed, name: 'Cooldown', canBeOff: true },
		effect: 'After a trade has ended, however it did, so much time passes before the next entry.'
	},
	'locks.cooldownScope': {
		...{ ...scoped, name: 'Cooldown locks' },
		effect: 'Whether a trade that ended locks its symbol or everything.'
	},
	'locks.lowProfitBelow': {
		...{ ...rule, name: 'Low profit', kind: 'percent', of: 'what was entered', canBeOff: true },
		effect:
			'Trades of the window that earned less than this after fees, together, lock. 0 % locks once they have lost.'
	},
	'locks.lowProfitTrades': {
		...{ ...counted, name: 'Low profit needs trades' },
		effect: 'With fewer trades in the window the low profit does not speak.'
	},
	'locks.lowProfitWindowSeconds': {
		...{ ...timed, name: 'Low profit looks back' },
		effect: 'The time whose trades the low profit adds up.'
	},
	'locks.lowProfitLockSeconds': {
		...{ ...timed, name: 'Low profit locks for' },
		effect: 'From the last of these trades on.'
	},
	'locks.lowProfitScope': {
		...{ ...scoped, name: 'Low profit adds up and locks' },
		effect: 'Whether the trades of one symbol lock it, or those of all lock everything.'
	},
	'locks.drawdownLimit': {
		...{ ...rule, name: 'Drawdown in a window', kind: 'percent', of: 'its peak', canBeOff: true },
		effect:
			'Starting cash with the profit of ended trades; once it has fallen so far from its highest in the window, it locks.'
	},
	'locks.drawdownTrades': {
		...{ ...counted, name: 'Drawdown needs trades' },
		effect: 'With fewer trades in the window the drawdown does not speak.'
	},
	'locks.drawdownWindowSeconds': {
		...{ ...timed, name: 'Drawdown looks back' },
		effect: 'The time whose trades the drawdown follows.'
	},
	'locks.drawdownLockSeconds': {
		...{ ...timed, name: 'Drawdown locks for' },
		effect: 'From the last of these trades on.'
	},
	'locks.drawdownScope': {
		...{ ...scoped, name: 'Drawdown follows and locks' },
		effect: 'Whether the trades of one symbol lock it, or those of all lock everything.'
	}
} as const satisfies { readonly [Key in SettingKey & `locks.${string}`]: SettingEntry };
