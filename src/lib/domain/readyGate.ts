import type { KillLevel } from './killSwitch.ts';

/** What has to hold before an order may leave for an account at a broker, in the order in which it is read. */
export const gateNames = [
	...(['accountActive', 'killSwitchOff', 'leads', 'clocksAgree', 'reconciled', 'pricesFresh'] as const)
] as const;
/** A condition of the gate. */
export type GateName = (typeof gateNames)[number];

/** What the gate is judged by; null is what is not known. */
export interface GateFacts {
	/** Why the account does not trade; empty when it does. */
	readonly accountBlocks: readonly string[] | null;
	readonly killLevel: KillLevel | null;
	/** Whether this tab runs the desk. */
	readonly leads: boolean;
	/** How far this clock is ahead of the broker's, in milliseconds. */
	readonly clockAhead: number | null;
	/** Whether book and account were found equal. */
	readonly isReconciled: boolean | null;
	/** The age of the newest price of the account's market, in milliseconds, and the oldest that is taken. */
	readonly priceAge: number | null;
	readonly oldestPrice: number;
}

/** One condition: it holds, it does not, or nobody knows. Only what holds opens the gate. */
export interface GateCondition {
	readonly name: GateName;
	readonly state: 'holds' | 'fails' | 'unknown';
}

/** The most that two clocks may be apart, in milliseconds. */
export const clockTolerance = 2_000;

/** Every condition of the gate with its state. */
export function judgeGate(facts: GateFacts): readonly GateCondition[] {
	const { accountBlocks, killLevel, leads, clockAhead, isReconciled, priceAge, oldestPrice } = facts;
	const states: Readonly<Record<GateName, boolean | null>> = {
		accountActive: accountBlocks === null ? null : accountBlocks.length === 0,
		killSwitchOff: killLevel === null,
		leads,
		clocksAgree: clockAhead === null ? null : Math.abs(clockAhead) <= clockTolerance,
		reconciled: isReconciled,
		pricesFresh: priceAge === null ? null : priceAge >= 0 && priceAge <= oldestPrice
	};
	return gateNames.map((name) => {
		const state = states[name];
		return { name, state: state === null ? 'unknown' : state ? 'holds' : 'fails' };
	});
}

/** Whether all of the gate holds: what is not known keeps it shut. */
export function isReady(conditions: readonly GateCondition[]): boolean {
	return conditions.every(({ state }) => state === 'holds');
}
