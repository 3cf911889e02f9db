import { AccountDesk } from './accountDesk.ts';
import { AlpacaConnection } from './alpacaConnection.ts';
import { gateOf } from './bookGate.ts';
import { DeskAssets } from './deskAssets.ts';
import { DeskPrices } from './deskPrices.ts';
import type { RunningBook } from './runningBook.ts';
import type { SessionSetup } from './sessionSetup.ts';

/** The connection to Alpaca and what of the desk goes by it: the book of its account, its prices, what it trades. */
export interface AccountParts {
	readonly connection: AlpacaConnection;
	readonly account: AccountDesk;
	readonly prices: DeskPrices;
	readonly assets: DeskAssets;
}

/** Makes the connection and what follows it, each of which follows the other. */
export function createAccountParts(
	setup: SessionSetup,
	{ running, show }: { readonly running: () => RunningBook | null; readonly show: () => void }
): AccountParts {
	const { alpaca, epoch, newId, mayAct, wall } = setup;
	const connection: AlpacaConnection = new AlpacaConnection({
		...{ ...alpaca, epoch, newId },
		onChange: () => {
			account.follow();
			show();
		},
		book: () => gateOf(running(), wall())
	});
	const link = () => connection.link;
	const prices = new DeskPrices({ ...alpaca, link, onChange: show });
	const account = new AccountDesk({
		...{ clock: alpaca.clock, chance: alpaca.chance, newId, mayAct, link },
		clockAhead: () => connection.view().clockAhead,
		takePositions: (book, given) => prices.takePositions(book, given),
		onChange: show
	});
	return { connection, account, prices, assets: new DeskAssets({ ...alpaca, epoch, link, onChange: show }) };
}
