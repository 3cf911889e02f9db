import { clockTolerance, type GateCondition, type GateFacts, type GateName } from '../domain/readyGate.ts';
import type { GateLine } from './connection.ts';

const titles: Readonly<Record<GateName, string>> = {
	accountActive: 'The account is active',
	killSwitchOff: 'The kill switch is off',
	leads: 'This tab runs the desk',
	clocksAgree: 'The clocks agree',
	reconciled: 'Book and account are equal',
	pricesFresh: 'Prices are fresh'
};

const unknownTexts: Readonly<Record<GateName, string>> = {
	accountActive: 'Not known until the account is connected.',
	killSwitchOff: '',
	leads: '',
	clocksAgree: 'Not known until the account is connected.',
	reconciled: 'Not known: no book of this account was compared with it yet.',
	pricesFresh: 'Not known: no price of the account’s market is followed yet.'
};

const seconds = (milliseconds: number): string => `${(Math.abs(milliseconds) / 1000).toFixed(1)} s`;

/** A condition of the gate in words, with what was measured. */
export function tellCondition({ name, state }: GateCondition, facts: GateFacts): GateLine {
	const says = state === 'unknown' ? unknownTexts[name] : measuredText(name, facts);
	return { name, state, title: titles[name], says };
}

function measuredText(name: GateName, facts: GateFacts): string {
	switch (name) {
		case 'accountActive':
			return (facts.accountBlocks ?? []).length === 0 ? '' : `${(facts.accountBlocks ?? []).join('; ')}.`;
		case 'killSwitchOff':
			return facts.killLevel === null ? '' : 'Trading is stopped: resume it first.';
		case 'leads':
			return facts.leads ? '' : 'Another tab runs it.';
		case 'clocksAgree':
			return `${seconds(facts.clockAhead ?? 0)} apart, at most ${seconds(clockTolerance)}.`;
		case 'reconciled':
			return facts.isReconciled === true ? '' : 'A difference is not explained yet.';
		case 'pricesFresh':
			return `The newest is ${seconds(facts.priceAge ?? 0)} old, at most ${seconds(facts.oldestPrice)}.`;
	}
}
