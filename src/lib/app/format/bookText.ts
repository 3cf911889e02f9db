import type { BookChoice } from '../../contract/deskView.ts';

const marketBySource: Readonly<Record<BookChoice['source'], string>> = {
	generated: 'Generated market',
	bars: 'Your bars',
	alpaca: 'Alpaca’s prices'
};

/** How much of an account's id tells it from others. */
const shownOfId = 8;

/** Where a book's prices come from and where its orders go: `Generated market, simulated fills`. */
export function bookKindText({ source, account }: Pick<BookChoice, 'source' | 'account'>): string {
	return account === null
		? `${marketBySource[source]}, simulated fills`
		: `Paper account ${account.slice(0, shownOfId)} at Alpaca`;
}
