import { AccountDesk } from './accountDesk.ts';
import { AlpacaConnection } from './alpacaConnection.ts';
import { gateOf } from './bookGate.ts';
import type { RunningBook } from './runningBook.ts';
import type { SessionSetup } from './sessionSetup.ts';

/** The connection to Alpaca and the book of its account, each of which follows the other. */
export function createAccountParts(
	setup: SessionSetup,
	{ running, show }: { readonly running: () => RunningBook | null; readonly show: () => void }
): { readonly connection: AlpacaConnection; readonly account: AccountDesk } {
	const { alpaca, epoch, newId, mayAct, wall } = setup;
	const connection: AlpacaConnection = new AlpacaConnection({
		...{ ...alpaca, epoch, newId },
		onChange: () => {
			account.follow();
			show();
		},
		book: () => gateOf(running(), wall())
	});
	const account = new AccountDesk({
		...{ clock: alpaca.clock, chance: alpaca.chance, newId, mayAct },
		link: () => connection.link,
		takePositions: () => undefined,
		onChange: show
	});
	return { connection, account };
}
