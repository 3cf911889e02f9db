import { describe, expect, it } from 'vitest';
import {
	clockTolerance,
	gateNames,
	isReady,
	judgeGate,
	type GateFacts,
	type GateName
} from '../../../src/lib/domain/readyGate.ts';

const ready: GateFacts = {
	...{ accountBlocks: [], killLevel: null, leads: true, clockAhead: 0, isReconciled: true },
	...{ priceAge: 0, oldestPrice: 60_000 }
};

describe('the gate before an account at a broker', () => {
	it('is open when all of it holds', () => {
		const conditions = judgeGate(ready);
		expect(conditions.map(({ name }) => name)).toEqual(gateNames);
		expect(isReady(conditions)).toBe(true);
	});

	it.each<[GateName, Partial<GateFacts>, 'holds' | 'fails' | 'unknown']>([
		['accountActive', { accountBlocks: ['trading is blocked'] }, 'fails'],
		['accountActive', { accountBlocks: null }, 'unknown'],
		['killSwitchOff', { killLevel: 'pause' }, 'fails'],
		['leads', { leads: false }, 'fails'],
		['clocksAgree', { clockAhead: clockTolerance }, 'holds'],
		['clocksAgree', { clockAhead: clockTolerance + 1 }, 'fails'],
		['clocksAgree', { clockAhead: -clockTolerance - 1 }, 'fails'],
		['clocksAgree', { clockAhead: null }, 'unknown'],
		['reconciled', { isReconciled: false }, 'fails'],
		['reconciled', { isReconciled: null }, 'unknown'],
		['pricesFresh', { priceAge: 60_000 }, 'holds'],
		['pricesFresh', { priceAge: 60_001 }, 'fails'],
		['pricesFresh', { priceAge: -1 }, 'fails'],
		['pricesFresh', { priceAge: null }, 'unknown']
	])('%s with %o: %s', (name, change, state) => {
		const conditions = judgeGate({ ...ready, ...change });
		expect(conditions.find((one) => one.name === name)?.state).toBe(state);
		expect(isReady(conditions)).toBe(state === 'holds');
		expect(conditions.filter((one) => one.state !== 'holds').length).toBe(state === 'holds' ? 0 : 1);
	});
});
