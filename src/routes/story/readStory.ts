import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
import { spanOfPosition } from '#lib/app/format/storySpan.ts';
import type { CandlesView } from '#lib/contract/candles.ts';
import type { StoryAnswer } from '#lib/contract/storyView.ts';

/** A story as the page has it: told, in another book, or not to be found, and why. */
export type Told = StoryAnswer | { readonly type: 'unknown'; readonly message: string };

/** Asks for the story of an order or of a decision, whichever the address names. */
export async function readStory(
	desk: Pick<DeskClient, 'ask'>,
	order: string | null,
	decision: string | null
): Promise<Told> {
	if (order === null && decision === null) {
		return { type: 'unknown', message: 'The address names no order and no decision.' };
	}
	const answer = await desk.ask('story', order === null ? { decision: decision ?? '' } : { order });
	return answer.ok ? answer.value : { type: 'unknown', message: answer.error.message };
}

/** Candles around the position of a story. */
export interface StoryCandles {
	readonly size: CandlesView['size'];
	readonly candles: CandlesView;
}

/** Asks for the prices around what a story tells; null where it traded in no position, or they cannot be had. */
export async function readCandles(desk: Pick<DeskClient, 'ask'>, told: Told): Promise<StoryCandles | null> {
	if (told.type !== 'story' || told.position === null) return null;
	const span = spanOfPosition(told.position);
	const answer = await desk.ask('candles', { symbol: told.symbol, ...span });
	return answer.ok ? { size: span.size, candles: answer.value } : null;
}
