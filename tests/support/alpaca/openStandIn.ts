import { CallBudget, paperLimits } from '../../../src/lib/adapters/alpaca/callBudget.ts';
import { createTradingApi } from '../../../src/lib/adapters/alpaca/tradingApi.ts';
import { alpacaBases, createTransport } from '../../../src/lib/adapters/alpaca/transport.ts';
import { testKeys } from './fixtures.ts';
import { standInFetch, type Mishaps } from './inProcess.ts';
import { AlpacaStandIn } from './standIn.ts';
import type { StandInSetup } from './standInAccount.ts';
import { VirtualClock } from './virtualClock.ts';

/** A stand-in on a virtual clock, with the calls of the desk to it. */
export function openStandIn(setup: Partial<StandInSetup> = {}, mishaps: Mishaps = () => null) {
	const clock = new VirtualClock();
	const standIn = new AlpacaStandIn({ clock, ...setup });
	const budget = new CallBudget(clock, paperLimits, () => 0);
	const transport = createTransport({
		fetch: standInFetch(standIn, mishaps),
		...{ clock, budget, bases: () => alpacaBases, keys: testKeys, patience: 10_000 }
	});
	const api = createTradingApi(transport, () => ({ POST: 'plain', PATCH: 'plain' }));
	return { clock, standIn, budget, transport, api };
}
