import type { Routing } from '../../src/lib/domain/brokerEvents.ts';
import type { MarketSource } from '../../src/lib/domain/market.ts';
import { evolve } from '../../src/lib/engine/evolve.ts';
import { runTurn } from '../../src/lib/engine/turn.ts';
import type { PlainSettings } from './deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from './orderDesk.ts';

/** Where the book of an account has its prices from. */
export const accountSource: MarketSource = { type: 'alpaca', startsAt: 0, account: 'account-1' };

/** A desk whose book stands for an account, with how far its orders go. */
export interface AccountDesk extends OrderDesk {
	route(routing: Routing): void;
}

/** A desk of 10,000 at 100 a share of XYZ that stands for an account: it begins in dry run. */
export function createAccountDesk(settings: PlainSettings = {}): AccountDesk {
	const made = createOrderDesk(settings);
	const { state } = made;
	const { config, instruments } = state.book;
	const opened = {
		type: 'BookOpened',
		at: 0,
		config,
		source: accountSource,
		instruments,
		day: null
	} as const;
	evolve(state, opened);
	made.desk.record(opened, state);
	let requests = 0;
	return {
		...made,
		route: (routing) =>
			runTurn(made.desk, {
				...{ type: 'SetRouting', at: made.now(), request: `route${String(++requests)}` },
				...{ routing, reason: 'typed' }
			})
	};
}
