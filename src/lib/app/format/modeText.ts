import type { AccountView } from '../../contract/accountView.ts';

/** Where a book's prices come from. */
export type PriceKind = 'generated' | 'bars' | 'alpaca';

/** What a book trades, in words, and how loud that is said. */
export interface Mode {
	readonly words: string;
	/** What is added where there is room: the market of a simulator, how far orders of an account go. */
	readonly more: string;
	/** `armed` alone sends entries to an account. */
	readonly tone: 'simulator' | 'dry' | 'exits' | 'armed';
	readonly means: string;
}

const marketByKind: Readonly<Record<PriceKind, string>> = {
	generated: ' · generated market',
	bars: ' · your bars',
	alpaca: ', Alpaca prices'
};

const paper: Readonly<Record<AccountView['routing'], Omit<Mode, 'words'>>> = {
	dry_run: {
		more: ', dry run',
		tone: 'dry',
		means: 'Orders of this book are sized and reviewed, and none is sent to Alpaca'
	},
	exits_only: {
		more: ', exits only',
		tone: 'exits',
		means: 'Only what shrinks a position is sent to the paper account; entries are not armed'
	},
	paper: {
		more: ', armed',
		tone: 'armed',
		means: 'Armed: entries and exits are sent to your paper account at Alpaca'
	}
};

const onlyRead: Omit<Mode, 'words'> = {
	more: ', only read',
	tone: 'dry',
	means: 'This book can be read, and not continued: nothing of it is sent to Alpaca, and it guards nothing'
};

/** What a book trades; `account` is null of one whose orders go to the simulator. Of an account, one that is only read sends nothing. */
export function modeOf(
	source: PriceKind,
	account: Pick<AccountView, 'routing'> | null,
	isReadOnly: boolean
): Mode {
	if (account !== null && isReadOnly) return { words: 'Paper', ...onlyRead };
	if (account !== null) return { words: 'Paper', ...paper[account.routing] };
	return {
		words: 'Simulator',
		more: marketByKind[source],
		tone: 'simulator',
		means:
			source === 'alpaca'
				? 'No order leaves this page: prices are Alpaca’s, money and fills are simulated'
				: 'No order leaves this page: money and fills are simulated'
	};
}
