import type { PriceOrigin } from '../domain/quote.ts';
import type { Instant } from '../domain/time.ts';

/** How a price came, in a few words. */
export const originTexts: Readonly<Record<PriceOrigin, string>> = {
	stream: 'from the stream',
	quotes: 'asked for',
	positions: 'from the position'
};

/** Why no prices come. */
export const noKeysText =
	'No keys of Alpaca are in memory: prices only get older until keys are given or unlocked.';

/** Why the clock of a book stands still. */
export function setBackText(until: Instant): string {
	return `The clock of this device was set back: the clock of the book stands still until ${`${new Date(until).toISOString().slice(0, 19).replace('T', ' ')} UTC`}.`;
}

/** Why prices do not come by calls, in a sentence. */
export function feedProblemText(problem: FeedProblem): string {
	switch (problem.type) {
		case 'silent':
			return 'Nobody answered the last call for prices.';
		case 'too_many_calls':
			return 'Alpaca asked for fewer calls: prices are asked for less often.';
		case 'refused':
			return `Alpaca refused the last call for prices (${String(problem.status)}${problem.message === '' ? '' : `, ${problem.message.replace(/\.$/, '')}`}).`;
		case 'unreadable':
			return `The last answer with prices could not be read: ${problem.problem}.`;
	}
}

type FeedProblem =
	| { readonly type: 'silent' }
	| { readonly type: 'too_many_calls' }
	| { readonly type: 'refused'; readonly status: number; readonly message: string }
	| { readonly type: 'unreadable'; readonly problem: string };
