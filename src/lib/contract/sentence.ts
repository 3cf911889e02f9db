import type { JournalLine } from './deskView.ts';

/** What an event says, in a sentence with its numbers, and how much it stands out. */
export interface Sentence {
	readonly symbol: string | null;
	readonly tone: JournalLine['tone'];
	readonly text: string;
}

/** A sentence that does not stand out. */
export function plain(symbol: string | null, text: string): Sentence {
	return { symbol, tone: 'plain', text };
}
