import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
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
